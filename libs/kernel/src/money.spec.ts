import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from './domain-error.js';
import { addMoney, allocate, money, moneyFromMajor, roundHalfEven, shareOf } from './money.js';

describe('money', () => {
  it('rounds half to even when it comes from a calculation', () => {
    expect(moneyFromMajor(0.125).amountMinor).toBe(12);
    expect(moneyFromMajor(0.135).amountMinor).toBe(14);
    expect(moneyFromMajor(-0.125).amountMinor).toBe(-12);
    expect(roundHalfEven(1.005 * 100)).toBe(100);
  });

  it('refuses fractions of a cent and unknown currencies', () => {
    expect(() => money(1.5)).toThrow(DomainError);
    expect(() => money(1, 'eur')).toThrow(DomainError);
    expect(() => addMoney(money(1), money(1, 'SEK'))).toThrow('convert');
  });

  it('takes a share in basis points', () => {
    expect(shareOf(money(946_400), 300)).toEqual({ amountMinor: 28_392, currency: 'EUR' });
  });

  it('splits so that the parts sum to the whole, whatever the weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }),
        (amount, weights) => {
          const parts = allocate(money(amount), weights);
          expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(amount);
        },
      ),
    );
  });

  it('splits equally where all weights are zero', () => {
    expect(allocate(money(100), [0, 0, 0]).map((part) => part.amountMinor)).toEqual([34, 33, 33]);
  });
});
