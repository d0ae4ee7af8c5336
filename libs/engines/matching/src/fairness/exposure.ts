import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { gini } from './gini.js';

/** What a firm was shown and what it should have been shown, summed over orders. */
export interface Exposure {
  readonly target: number;
  readonly real: number;
}

/** By firm. A firm that is not in it was never eligible: its target is 0, and nothing is corrected for it. */
export type ExposureLedger = Readonly<Record<string, Exposure>>;

/** An eligible firm of one ranking; the list is in the order in which it was shown. */
export interface ShownFirm {
  readonly firm: string;
  readonly suitability: number;
}

/** Value of a place, 1 for the first: d(r) = 1 / log2(1 + r) (methods 3.11). */
export function positionValue(place: number): number {
  return 1 / Math.log2(1 + place);
}

/** Books one ranking: every eligible firm should get its share of all places by S^alpha, and got the value of its own place. */
export function addExposure(ledger: ExposureLedger, shown: readonly ShownFirm[], policy: MatchingPolicy = MATCHING_POLICY): ExposureLedger {
  const merit = ({ suitability }: ShownFirm) => suitability ** policy.fairness.exposureExponent;
  const merits = shown.reduce((sum, firm) => sum + merit(firm), 0);
  const places = shown.reduce((sum, _firm, index) => sum + positionValue(index + 1), 0);
  // A firm may be called like a member of every object: maps know no such names.
  const booked = new Map(Object.entries(ledger));
  for (const [index, entry] of shown.entries()) {
    const former = booked.get(entry.firm) ?? { target: 0, real: 0 };
    const share = merits === 0 ? 1 / shown.length : merit(entry) / merits;
    booked.set(entry.firm, { target: former.target + share * places, real: former.real + positionValue(index + 1) });
  }
  return Object.fromEntries(booked);
}

export interface ExposureReport {
  /** E / T by firm; 1 is fair, below 1 the firm was shown less than it deserved. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly giniOfRatios: number;
  /** Lowest over highest ratio; null without a firm. */
  readonly lowestToHighest: number | null;
  /** Members that were never eligible: no correction, but they must not be forgotten. */
  readonly neverEligible: readonly string[];
}

export function exposureReport(ledger: ExposureLedger, members: readonly string[]): ExposureReport {
  const known = Object.keys(ledger)
    .filter((firm) => (ledger[firm] as Exposure).target > 0)
    .sort();
  const ratioOf = (firm: string) => (ledger[firm] as Exposure).real / (ledger[firm] as Exposure).target;
  const ratios = known.map(ratioOf);
  return {
    ratios: Object.fromEntries(known.map((firm) => [firm, ratioOf(firm)])),
    giniOfRatios: gini(ratios),
    lowestToHighest: ratios.length === 0 ? null : Math.min(...ratios) / Math.max(...ratios),
    neverEligible: members.filter((firm) => !known.includes(firm)).sort(),
  };
}
