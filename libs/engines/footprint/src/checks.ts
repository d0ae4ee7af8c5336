import { DomainError } from '@gewerk/kernel';

export function notNegative(value: number, pointer: string): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new DomainError('invalid', 'footprint.input-out-of-range', `${pointer} is ${String(value)}; give a finite number of at least 0`, [
    { pointer, code: 'out-of-range', params: { min: 0, given: value } },
  ]);
}

/** A share outside 0..1 is a unit mistake (percent) or a sign mistake; clipping would hide it. */
export function share(value: number, pointer: string): number {
  if (value >= 0 && value <= 1) return value;
  throw new DomainError(
    'invalid',
    'footprint.share-out-of-range',
    `${pointer} is ${String(value)}; give a share from 0 to 1, not percent`,
    [{ pointer, code: 'out-of-range', params: { min: 0, max: 1, given: value } }],
  );
}

export function known<Value>(table: Readonly<Record<string, Value>>, key: string, pointer: string): Value {
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (value !== undefined) return value;
  const choices = Object.keys(table).join(', ');
  throw new DomainError('invalid', 'footprint.unknown-key', `${pointer} "${key}" is unknown; choose one of ${choices}`, [
    { pointer, code: 'unknown', params: { given: key, choices: Object.keys(table) } },
  ]);
}
