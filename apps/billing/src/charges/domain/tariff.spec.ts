import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import fc from 'fast-check';
import { defaultTariff, feeBySupplier, mergeSuppliers, transactionFee } from './tariff.js';

describe('the transaction fee', () => {
  const fee = (minor: number): number => transactionFee(defaultTariff, money(minor)).amountMinor;

  it('is 3 % of the accepted value', () => {
    expect(fee(30_000_000 / 100)).toBe(9_000);
    expect(fee(946_400)).toBe(28_392);
  });

  it('is at least 5 EUR, but never above 5 % of the value', () => {
    expect(fee(15_000)).toBe(500);
    expect(fee(4_000)).toBe(200);
  });

  it('is at most 2,500 EUR an order', () => {
    expect(fee(20_000_000)).toBe(250_000);
  });

  it('is split over the suppliers without losing or gaining a cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.array(fc.integer({ min: 0, max: 1e8 }), { minLength: 1, maxLength: 6 }),
        (value, prices) => {
          const suppliers = prices.map((price, index) => ({ companyId: `c${index}`, price: money(price) }));
          const parts = feeBySupplier(defaultTariff, money(value), suppliers);
          expect(parts.reduce((sum, part) => sum + part.fee.amountMinor, 0)).toBe(fee(value));
          expect(parts.reduce((sum, part) => sum + part.base.amountMinor, 0)).toBe(value);
        },
      ),
    );
  });

  it('counts a company with several roles once', () => {
    const merged = mergeSuppliers([
      { companyId: 'b', price: money(5) },
      { companyId: 'a', price: money(1) },
      { companyId: 'b', price: money(2) },
    ]);
    expect(merged).toEqual([
      { companyId: 'a', price: money(1) },
      { companyId: 'b', price: money(7) },
    ]);
  });
});
