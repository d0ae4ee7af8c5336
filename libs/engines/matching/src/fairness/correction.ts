import { clip } from '@gewerk/kernel';
import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import type { ExposureLedger, ShownFirm } from './exposure.js';

export interface FairnessCorrection {
  /** What the suitability is multiplied by; 1: no correction. */
  readonly factor: number;
  readonly exposureFactor: number;
  readonly classFactor: number;
  /** Only where the customer named firms that it prefers. */
  readonly preferenceFactor?: number;
}

export interface CorrectedFirm extends ShownFirm {
  readonly correction: FairnessCorrection;
  /** Suitability * factor: the ranking key. */
  readonly key: number;
  /** Would have come first by its key, but its suitability lies too far below the best. */
  readonly isHeldBack: boolean;
}

/**
 * Fairness re-ranking of the eligible firms of one order (methods 3.11): a firm that was shown less than it deserved moves up, within
 * narrow limits. Whoever comes first has at least 95 % of the best suitability; firms above it by their key step back behind it.
 * @param eligible in the order that holds without correction; it decides between equal keys
 * @param boosts by firm: factor of its class by benefit parity; absent: 1
 * @param preferences by firm: how much the customer prefers it, 0 to 1 (N146); absent: nobody is preferred
 */
export function correctForFairness(
  eligible: readonly ShownFirm[],
  ledger: ExposureLedger,
  boosts: Readonly<Record<string, number>>,
  policy: MatchingPolicy = MATCHING_POLICY,
  preferences: Readonly<Record<string, number>> | null = null,
): readonly CorrectedFirm[] {
  const best = Math.max(...eligible.map(({ suitability }) => suitability));
  const byKey = eligible
    .map(({ firm, suitability }) => {
      const correction = withPreference(correctionOf(firm, ledger, boosts, policy), preferences, firm, policy);
      return { firm, suitability, correction, key: suitability * correction.factor, isHeldBack: false };
    })
    .sort((a, b) => b.key - a.key);
  const first = byKey.findIndex(({ suitability }) => suitability >= policy.fairness.firstPlaceShareMin * best);
  if (first <= 0) return byKey;
  const heldBack = byKey.slice(0, first).map((entry) => ({ ...entry, isHeldBack: true }));
  return [...byKey.slice(first, first + 1), ...heldBack, ...byKey.slice(first + 1)];
}

function correctionOf(
  firm: string,
  ledger: ExposureLedger,
  boosts: Readonly<Record<string, number>>,
  policy: MatchingPolicy,
): FairnessCorrection {
  const { correction, gapLimit, boostRange } = policy.fairness;
  const exposure = entryOf(ledger, firm);
  const gap = exposure === undefined || exposure.target <= 0 ? 0 : (exposure.target - exposure.real) / exposure.target;
  const exposureFactor = 1 + correction * clip(gap, -gapLimit, gapLimit);
  const classFactor = clip(entryOf(boosts, firm) ?? 1, ...boostRange);
  return { factor: exposureFactor * classFactor, exposureFactor, classFactor };
}

/** A preference is a soft factor: it adds at most the policy's share, and never lowers anybody (N146). */
function withPreference(
  correction: FairnessCorrection,
  preferences: Readonly<Record<string, number>> | null,
  firm: string,
  { preference }: MatchingPolicy,
): FairnessCorrection {
  if (preferences === null) return correction;
  const preferenceFactor = 1 + preference.boostMax * clip(entryOf(preferences, firm) ?? 0);
  return { ...correction, factor: correction.factor * preferenceFactor, preferenceFactor };
}

/** A firm may be called like a member of every object. */
function entryOf<T>(byFirm: Readonly<Record<string, T>>, firm: string): T | undefined {
  return Object.hasOwn(byFirm, firm) ? byFirm[firm] : undefined;
}
