/**
 * A Postgres array as text, for parameters of a thousand elements: the driver's own way of writing them, which quotes every
 * element, is a good part of what such a statement costs.
 */
export function arrayLiteral(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map(elementOf).join(',')}}`;
}

function elementOf(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return SPECIAL.test(value) ? `"${value.replace(ALL_SPECIAL, '\\$&')}"` : `"${value}"`;
}

const SPECIAL = /["\\]/;
const ALL_SPECIAL = /["\\]/g;
