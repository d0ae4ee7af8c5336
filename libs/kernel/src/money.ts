import { DomainError } from './domain-error.js';

/** An amount in integer minor units (cents) of an ISO 4217 currency; also its form on the wire. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export function money(amountMinor: number, currency = 'EUR'): Money {
  if (!Number.isSafeInteger(amountMinor)) {
    throw new DomainError('invalid', 'kernel.money-not-integer', `an amount is given in whole minor units, not ${amountMinor}`);
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw new DomainError('invalid', 'kernel.currency-unknown', `a currency is an ISO 4217 code such as EUR, not "${currency}"`);
  }
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

/** From a calculated amount in major units (EUR 12.345) to money, rounding half to even (methods 0.3). */
export function moneyFromMajor(amount: number, currency = 'EUR'): Money {
  return money(roundHalfEven(amount * 100), currency);
}

export function majorOf(value: Money): number {
  return value.amountMinor / 100;
}

export function addMoney(first: Money, ...others: readonly Money[]): Money {
  let sum = first.amountMinor;
  for (const other of others) {
    if (other.currency !== first.currency) {
      throw new DomainError(
        'invalid',
        'kernel.currencies-differ',
        `${first.currency} and ${other.currency} cannot be added; convert first`,
      );
    }
    sum += other.amountMinor;
  }
  return money(sum, first.currency);
}

export function negateMoney(value: Money): Money {
  return money(-value.amountMinor, value.currency);
}

/** A rate as scaled integer: basis points of one (300 = 3 %), so that shares of money never depend on binary fractions. */
export function shareOf(value: Money, basisPoints: number): Money {
  return money(roundHalfEven((value.amountMinor * basisPoints) / 10_000), value.currency);
}

/**
 * Splits an amount by weights so that the parts sum to it exactly (largest remainder; ties to the earlier part).
 * Negative amounts split like their opposite. All weights zero: equal parts.
 */
export function allocate(value: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0) throw new DomainError('invalid', 'kernel.allocate-nothing', 'give at least one weight to split an amount');
  if (weights.some((weight) => !(weight >= 0) || !Number.isFinite(weight))) {
    throw new DomainError('invalid', 'kernel.weight-negative', 'weights of a split are finite and not negative');
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const even = sum === 0 ? weights.map(() => 1) : weights;
  const total = sum === 0 ? weights.length : sum;
  const sign = value.amountMinor < 0 ? -1 : 1;
  const amount = Math.abs(value.amountMinor);
  const exact = even.map((weight) => (amount * weight) / total);
  const floors = exact.map(Math.floor);
  let left = amount - floors.reduce((a, b) => a + b, 0);
  const byRemainder = exact.map((part, index) => ({ index, remainder: part - Math.floor(part) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    left -= 1;
  }
  return floors.map((part) => money(sign * part, value.currency));
}

export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  // Binary fractions of decimal amounts miss the half by a few ulps; what is that near to a half is one.
  const tolerance = Math.max(1, Math.abs(value)) * 1e-12;
  if (Math.abs(fraction - 0.5) <= tolerance) return floor % 2 === 0 ? floor : floor + 1;
  return Math.round(value);
}
