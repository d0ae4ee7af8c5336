import { adjustLeaf, aggregate, listed } from '../suitability/aggregation.js';
import { computedLeaf, type LeafEstimate, valueAt } from '../suitability/evidence.js';
import { type ByLeaf, type Leaf, LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import { rankingLeaves, rankingZ, type ScoreContext } from '../suitability/score.js';

/** One leaf that, changed alone, would be enough. */
export interface Counterfactual {
  readonly leaf: Leaf;
  readonly from: number;
  /** Mostly higher; lower where the firm has more than the order needs. */
  readonly to: number;
}

const HALVINGS = 60;

/**
 * To which value each leaf would have to move, all else unchanged, for the ranking value to reach a target (methods 3.9); the
 * smallest change first. Leaves that cannot do it alone are left out. Confidence of the leaf, exploration, need and floor rule count
 * as they do in the ranking itself, so the values are searched for, not calculated backwards.
 */
export function changesToReach(target: number, estimates: ByLeaf<LeafEstimate>, context: ScoreContext): readonly Counterfactual[] {
  const policy = context.policy ?? MATCHING_POLICY;
  const weights = listed(context.weights);
  const z = rankingZ(context.exploration, policy);
  const now = listed(rankingLeaves(estimates, context));
  return LEAVES.flatMap((leaf, position): Counterfactual[] => {
    const rankedAt = (value: number) => valueAt(computedLeaf(value, estimates[leaf].confidence, policy), z);
    const scoreAt = (value: number) => aggregate(now.with(position, adjustLeaf(rankedAt(value), context.needs[leaf])), weights, policy);
    const from = estimates[leaf].value;
    if (scoreAt(from) >= target) return [];
    const best = bestValue(from, context.needs[leaf], rankedAt);
    if (scoreAt(best) < target) return [];
    return [{ leaf, from, to: nearest(from, best, (value) => scoreAt(value) >= target) }];
  }).sort((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from) || (a.leaf < b.leaf ? -1 : 1));
}

/** Where the leaf serves best: as high as can be, or just at the need of the order; nobody is told to bring less than the need. */
function bestValue(from: number, need: number | undefined, rankedAt: (value: number) => number): number {
  if (need === undefined) return 1;
  if (rankedAt(from) > need) return nearest(from, Math.min(from, need), (value) => rankedAt(value) <= need);
  return rankedAt(1) < need ? 1 : nearest(from, 1, (value) => rankedAt(value) >= need);
}

/** The value nearest to `from` for which the condition holds, given that it holds from some point on; `to` where there is none. */
function nearest(from: number, to: number, holds: (value: number) => boolean): number {
  let [no, yes] = [from, to];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (no + yes) / 2;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
