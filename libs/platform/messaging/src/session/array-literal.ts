/**
 * A Postgres array as text, for parameters of a thousand elements: the driver's own way of writing them, which quotes every
 * element, is a good part of what such a statement costs.
 */
export function arrayLiteral(values: readonly (string | null)[]): string {
  if (values.length === 0) return '{}';
  // One look at all of them: names and ids, which most arrays hold, need no more than their quotes.
  if (!values.includes(null) && !SPECIAL.test(values.join(''))) return `{"${values.join('","')}"}`;
  return `{${values.map(elementOf).join(',')}}`;
}

/** The same for numbers and UUIDs, in which nothing needs quoting. */
export function plainArrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

function elementOf(value: string | null): string {
  if (value === null) return 'NULL';
  return SPECIAL.test(value) ? `"${value.replace(ALL_SPECIAL, '\\$&')}"` : `"${value}"`;
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;
