/** What a query asks for: names, and the labels it selects or groups by. Enough of PromQL's grammar for that, no more. */
export interface Asked {
  readonly selectors: readonly { readonly metric: string; readonly labels: readonly string[] }[];
  /** Of `by`, `without`, `on`, `ignoring`, `group_left`, `group_right`. */
  readonly groupedBy: readonly string[];
}

const KEYWORDS = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'inf',
  'nan',
  'start',
  'end',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
]);
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;

export function askedBy(query: string): Asked {
  const groupedBy: string[] = [];
  const bare = query
    // Texts, which may hold anything; and the ranges and steps between brackets.
    .replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\boffset\s+-?\w+/g, '')
    .replaceAll(GROUPING, (_whole, labels: string) => {
      groupedBy.push(...namesIn(labels));
      return ' ';
    });
  const selectors = [...bare.matchAll(/(?<![\w:.$])([a-zA-Z_:][\w:]*)\s*(\(|\{[^}]*\})?/g)].flatMap(([, metric = '', next = '']) => {
    if (next === '(' || KEYWORDS.has(metric.toLowerCase())) return [];
    return [{ metric, labels: [...next.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map((match) => match[1] ?? '') }];
  });
  return { selectors, groupedBy };
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
