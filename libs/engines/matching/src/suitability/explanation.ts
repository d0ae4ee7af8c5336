import { type ByLeaf, type Leaf, LEAVES, MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/** What a leaf, or the floor rule, takes from a suitability: the losses sum to -ln S (methods 3.9). */
export interface Loss {
  readonly source: Leaf | 'floor-rule';
  readonly loss: number;
}

/** Losses, largest first: "trust history and data formats cost most". */
export function lossContributions(
  adjusted: ByLeaf<number>,
  weights: ByLeaf<number>,
  policy: MatchingPolicy = MATCHING_POLICY,
): readonly Loss[] {
  const { epsilon, floor } = policy.aggregation;
  const losses: Loss[] = LEAVES.map((leaf) => ({ source: leaf, loss: -weights[leaf] * Math.log(Math.max(adjusted[leaf], epsilon)) }));
  const lowest = Math.max(epsilon, Math.min(...LEAVES.map((leaf) => adjusted[leaf])));
  if (lowest < floor) losses.push({ source: 'floor-rule', loss: -Math.log(lowest / floor) });
  return losses.sort((a, b) => b.loss - a.loss);
}

export interface Contribution {
  readonly source: Loss['source'];
  /** Positive speaks for the first of two candidates. */
  readonly contribution: number;
}

/** Why A stands before B, from the losses of both: contributions sum to ln(S_A / S_B) (methods 3.9); the strongest first. */
export function differenceContributions(lossesOfA: readonly Loss[], lossesOfB: readonly Loss[]): readonly Contribution[] {
  const sources = new Set([...lossesOfA, ...lossesOfB].map((entry) => entry.source));
  const lossOf = (losses: readonly Loss[], source: Loss['source']) => losses.find((entry) => entry.source === source)?.loss ?? 0;
  return [...sources]
    .map((source) => ({ source, contribution: lossOf(lossesOfB, source) - lossOf(lossesOfA, source) }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

/**
 * The value to which B's leaf must rise to draw level with A, all else unchanged; null where even 1 would not do (methods 3.9).
 * Holds where no floor rule is at work.
 */
export function valueToDrawLevel(valueOfB: number, weight: number, suitabilityOfA: number, suitabilityOfB: number): number | null {
  const value = valueOfB * (suitabilityOfA / suitabilityOfB) ** (1 / weight);
  return value > 1 ? null : value;
}
