import { type Money, money, shareOf } from '@gewerk/kernel';

export type VatCategory = 'standard' | 'reverse-charge' | 'outside-scope';

export interface VatPolicy {
  version: string;
  issuerCountry: string;
  standardBasisPoints: number;
}

/** Issued from Germany (standard rate 19 %, section 12(1) of the German VAT act). */
export const germanVat: VatPolicy = { version: 'vat-de-1', issuerCountry: 'DE', standardBasisPoints: 1_900 };

const EU_COUNTRIES = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

export interface VatDecision {
  category: VatCategory;
  rateBasisPoints: number;
  note: string | null;
}

/**
 * Which VAT a service to a business bears: the issuer's own rate at home, reverse charge for businesses with a VAT id elsewhere
 * in the EU (articles 44 and 196 of directive 2006/112/EC), none outside. An EU recipient without a VAT id pays the issuer's rate.
 */
export function decideVat(policy: VatPolicy, recipient: { country: string; vatId: string | null }): VatDecision {
  const standard: VatDecision = { category: 'standard', rateBasisPoints: policy.standardBasisPoints, note: null };
  if (recipient.country === policy.issuerCountry) return standard;
  if (!EU_COUNTRIES.has(recipient.country)) {
    return { category: 'outside-scope', rateBasisPoints: 0, note: 'Not subject to EU VAT: place of supply is outside the EU.' };
  }
  if (recipient.vatId === null) return standard;
  return { category: 'reverse-charge', rateBasisPoints: 0, note: 'Reverse charge: VAT is due by the recipient.' };
}

/** VAT is rounded once per category and invoice, never per line. */
export function vatOn(net: Money, decision: VatDecision): Money {
  return decision.rateBasisPoints === 0 ? money(0, net.currency) : shareOf(net, decision.rateBasisPoints);
}
