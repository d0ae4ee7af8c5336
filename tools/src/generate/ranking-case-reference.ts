import { type JsonSchema, RANKING_CASE_SCHEMA } from '@gewerk/engine-matching';

const LEAD = `# Ranking case

Generated from the code by \`npm run generate\`; do not edit. This is the file that \`gewerk match rank\` reads: one operation, the order
it belongs to, and the firms that might do it. The same as a JSON Schema:
[ranking-case.schema.json](../../libs/engines/matching/schema/ranking-case.schema.json). Examples lie in
[golden/partners](../../libs/engines/matching/golden/partners), one folder each with case, answer and explanation.

Fields marked with a question mark may be absent; a field that is not listed here is refused. Beyond the schema these are refused, too: a firm
that is a candidate twice, a date that is on no calendar or evidence observed after \`asOf\`, a strategy that does not sum to 1, facts of firms
without the demand of the operation (or the other way round), an estimate beside the record it would stand for, and priorities of
different length or all zero. Every wrong field is named at once, with what would be right.
`;

interface Section {
  readonly path: string;
  readonly schema: JsonSchema;
}

/** The schema of ranking cases as files, and as a page to read. */
export function rankingCaseReference(): Map<string, string> {
  return new Map([
    ['libs/engines/matching/schema/ranking-case.schema.json', `${JSON.stringify(RANKING_CASE_SCHEMA, null, 2)}\n`],
    ['docs/reference/ranking-case.md', [LEAD, ...sectionsOf('$', RANKING_CASE_SCHEMA).map(told)].join('\n')],
  ]);
}

/** Each object once: what several places share stands where it is met first. */
function sectionsOf(path: string, given: JsonSchema, seen: Set<string> = new Set()): Section[] {
  if (given.$ref !== undefined) {
    if (seen.has(given.$ref)) return [];
    seen.add(given.$ref);
  }
  const schema = resolved(given);
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => sectionsOf(`${path}.${key}`, field, seen));
  const items = schema.items === undefined ? [] : sectionsOf(`${path}[]`, schema.items, seen);
  const entries = typeof schema.additionalProperties === 'object' ? sectionsOf(`${path}.*`, schema.additionalProperties, seen) : [];
  return [...(schema.properties === undefined ? [] : [{ path, schema }]), ...inner, ...items, ...entries];
}

function told({ path, schema: { description, properties = {}, required = [] } }: Section): string {
  const rows = Object.entries(properties).map(([key, field]) => {
    const name = required.includes(key) ? `\`${key}\`` : `\`${key}\` ?`;
    return `| ${name} | ${takes(field)} | ${cell(resolved(field).description ?? '')} |`;
  });
  return [
    `## \`${path}\``,
    '',
    `${(description ?? '').replace(/\.$/, '')}.`,
    '',
    '| Field | Takes | What |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function takes(given: JsonSchema): string {
  const schema = resolved(given);
  if (schema.enum !== undefined) return cell(schema.enum.map((value) => (value === null ? 'null' : `\`${value}\``)).join(', '));
  const types = schema.type === undefined ? ['anything'] : [schema.type].flat();
  const { minimum, exclusiveMinimum, maximum, minItems, maxItems, items } = schema;
  const limits = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum < 1e9 ? maximum : maximum.toExponential()}`]),
    ...(minItems === undefined && maxItems === undefined ? [] : [`${minItems ?? 0} to ${maxItems ?? 'any number of'} entries`]),
  ].join(' ');
  const of = items === undefined || resolved(items).properties !== undefined ? '' : ` of ${takes(items)}`;
  return cell(`${types.join(' or ')}${of}${limits === '' ? '' : `, ${limits}`}`);
}

function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  return RANKING_CASE_SCHEMA.$defs?.[schema.$ref.replace('#/$defs/', '')] as JsonSchema;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}
