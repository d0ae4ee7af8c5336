import { DomainError } from '@gewerk/kernel';

export function inRange(value: number, min: number, max: number, pointer: string): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  const limits = max === Number.MAX_VALUE ? `a finite number of at least ${min}` : `a number from ${min} to ${max}`;
  throw new DomainError('invalid', 'pricing.input-out-of-range', `${pointer} is ${String(value)}; give ${limits}`, [
    { pointer, code: 'out-of-range', params: { min, max, given: value } },
  ]);
}

export function positive(value: number, pointer: string): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new DomainError('invalid', 'pricing.input-not-positive', `${pointer} is ${String(value)}; give a number above 0`, [
    { pointer, code: 'not-positive', params: { given: value } },
  ]);
}

/** A share below 1 with room to divide by what it leaves. */
export function shareBelowOne(value: number, pointer: string): number {
  return inRange(value, 0, 0.95, pointer);
}

export function wholeNumber(value: number, min: number, max: number, pointer: string): number {
  if (Number.isInteger(value)) return inRange(value, min, max, pointer);
  throw new DomainError('invalid', 'pricing.input-not-whole', `${pointer} is ${String(value)}; give a whole number`, [
    { pointer, code: 'not-whole', params: { given: value } },
  ]);
}
