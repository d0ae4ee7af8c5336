import { clip } from '@gewerk/kernel';
import { adjustLeaf, aggregate, listed } from '../suitability/aggregation.js';
import type { LeafEstimate } from '../suitability/evidence.js';
import { type ByLeaf, LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import type { ScoreContext } from '../suitability/score.js';
import { Variates } from './variates.js';

export interface StabilityCandidate {
  readonly firm: string;
  readonly leaves: ByLeaf<LeafEstimate>;
}

export interface FirmStability {
  /** Share of the draws in which the firm is first; equal firms share a draw. */
  readonly firstPlaceShare: number;
  readonly expectedPlace: number;
}

export interface RankStability {
  readonly draws: number;
  readonly seed: number;
  readonly firms: Readonly<Record<string, FirmStability>>;
  /** `clear`: the leader is first in at least 80 % of the draws; `open`: in fewer than 60 %. */
  readonly verdict: 'clear' | 'leading' | 'open';
}

/**
 * How far the ranking depends on weights and values that could be a little different (methods 3.8): weights from
 * Dirichlet(200 w), leaf values from the Beta distribution of their mean and spread. Null without a candidate.
 * @param candidates the leader first: the verdict is about its place
 */
export function rankStability(candidates: readonly StabilityCandidate[], context: ScoreContext, seed: number): RankStability | null {
  if (candidates.length === 0) return null;
  const policy = context.policy ?? MATCHING_POLICY;
  const { draws, weightConcentration, clearShare, openShare } = policy.stability;
  const ofWeights = new Variates(seed, 'weights');
  const concentrations = listed(context.weights).map((weight) => weightConcentration * weight);
  const players = candidates.map(({ firm, leaves }) => ({ leaves, variates: new Variates(seed, `firm/${firm}`), first: 0, places: 0 }));
  for (let draw = 0; draw < draws; draw += 1) {
    const weights = ofWeights.dirichlet(concentrations);
    const scores = players.map(({ leaves, variates }) => {
      const values = LEAVES.map((leaf) => adjustLeaf(drawn(leaves[leaf], variates, policy.evidence.spreadAt), context.needs[leaf]));
      return aggregate(values, weights, policy);
    });
    const standing = standings(scores);
    for (const [index, player] of players.entries()) {
      const { better, equal } = standing.get(scores[index] as number) as { better: number; equal: number };
      player.places += better + (equal + 1) / 2;
      if (better === 0) player.first += 1 / equal;
    }
  }
  const firms = Object.fromEntries(
    candidates.map(({ firm }, i) => {
      const { first, places } = players[i] as (typeof players)[number];
      return [firm, { firstPlaceShare: first / draws, expectedPlace: places / draws }];
    }),
  );
  const leading = firms[(candidates[0] as StabilityCandidate).firm]?.firstPlaceShare ?? 0;
  return { draws, seed, firms, verdict: leading >= clearShare ? 'clear' : leading < openShare ? 'open' : 'leading' };
}

/** By score: how many are better, and how many equal, itself included. */
function standings(scores: readonly number[]): ReadonlyMap<number, { readonly better: number; equal: number }> {
  const found = new Map<number, { readonly better: number; equal: number }>();
  for (const [index, score] of Float64Array.from(scores).sort().reverse().entries()) {
    const known = found.get(score);
    if (known === undefined) found.set(score, { better: index, equal: 1 });
    else known.equal += 1;
  }
  return found;
}

function drawn({ value, standardDeviation }: LeafEstimate, variates: Variates, spreadAt: readonly [number, number]): number {
  if (standardDeviation === 0) return value;
  const mean = clip(value, ...spreadAt);
  const strength = (mean * (1 - mean)) / standardDeviation ** 2 - 1;
  return variates.beta(mean * strength, (1 - mean) * strength);
}
