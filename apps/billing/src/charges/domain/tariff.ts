import { addMoney, allocate, type Money, money, shareOf } from '@gewerk/kernel';

export type MembershipPlan = 'basic' | 'plus' | 'pro' | 'none';

/** What a network charges (methods 11.3 and the default charges of the flow); amounts in minor units of `currency`. */
export interface Tariff {
  version: string;
  currency: string;
  membershipMinorPerMonth: Readonly<Record<MembershipPlan, number>>;
  fee: { basisPoints: number; atLeastMinor: number; atMostMinor: number; atMostBasisPoints: number };
}

export const defaultTariff: Tariff = {
  version: 'tariff-1',
  currency: 'EUR',
  membershipMinorPerMonth: { none: 0, basic: 0, plus: 4_900, pro: 19_900 },
  fee: { basisPoints: 300, atLeastMinor: 500, atMostMinor: 250_000, atMostBasisPoints: 500 },
};

/** The transaction fee on an accepted value: a share, raised to the minimum, then held to both caps. */
export function transactionFee(tariff: Tariff, acceptedValue: Money): Money {
  const { basisPoints, atLeastMinor, atMostMinor, atMostBasisPoints } = tariff.fee;
  const share = shareOf(acceptedValue, basisPoints).amountMinor;
  const relativeCap = shareOf(acceptedValue, atMostBasisPoints).amountMinor;
  return money(Math.min(Math.max(share, atLeastMinor), atMostMinor, relativeCap), acceptedValue.currency);
}

export interface SupplierShare {
  companyId: string;
  price: Money;
}

/** The supplier side bears the fee, each member by the price of its operations; the parts sum to the fee exactly. */
export function feeBySupplier(
  tariff: Tariff,
  acceptedValue: Money,
  suppliers: readonly SupplierShare[],
): { companyId: string; base: Money; fee: Money }[] {
  const weights = suppliers.map((supplier) => supplier.price.amountMinor);
  const bases = allocate(acceptedValue, weights);
  const fees = allocate(transactionFee(tariff, acceptedValue), weights);
  return suppliers.map((supplier, index) => ({
    companyId: supplier.companyId,
    base: bases[index] ?? money(0, acceptedValue.currency),
    fee: fees[index] ?? money(0, acceptedValue.currency),
  }));
}

/** Suppliers with several roles count once. */
export function mergeSuppliers(shares: readonly SupplierShare[]): SupplierShare[] {
  const byCompany = new Map<string, Money>();
  for (const share of shares) {
    const known = byCompany.get(share.companyId);
    byCompany.set(share.companyId, known === undefined ? share.price : addMoney(known, share.price));
  }
  return [...byCompany].sort(([a], [b]) => (a < b ? -1 : 1)).map(([companyId, price]) => ({ companyId, price }));
}
