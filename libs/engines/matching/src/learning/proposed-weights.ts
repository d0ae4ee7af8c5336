import { clip } from '@gewerk/kernel';
import { withBaseWeights } from '../experts/expert-weights.js';
import { type ByLeaf, byLeaf, type Leaf, LEAVES, MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { type FinishedOperation, type LearningPair, learningPairs, type Similarity } from './outcomes.js';
import { batchWeights, logLoss } from './weight-learning.js';

/** New base weights as governance may approve them, or why there are none. */
export type WeightProposal =
  | { readonly status: 'refused'; readonly reason: 'too-few-pairs'; readonly pairs: number; readonly pairsMin: number }
  | ({ readonly status: 'refused'; readonly reason: 'no-better-on-hold-out' } & Comparison)
  | ({
      readonly status: 'proposed';
      readonly policy: MatchingPolicy;
      /** In force until governance approves, and restorable after. */
      readonly replacesVersion: string;
      readonly weights: ByLeaf<number>;
      /** Leaves whose change the monthly limit cut short. */
      readonly limitedLeaves: readonly Leaf[];
    } & Comparison);

interface Comparison {
  readonly pairs: number;
  readonly holdOutPairs: number;
  /** Mean log loss on the last pairs, which were not learnt from. */
  readonly holdOutLossBefore: number;
  readonly holdOutLossAfter: number;
}

/**
 * Monthly learning with its guards (methods 3.12): at least 20 pairs, no weight changes by more than 20 %, and the new weights
 * predict the last 20 % of the pairs better than the old ones. Nothing takes effect here: governance approves the new version.
 * @param pairs oldest first
 * @param version name of the policy that is proposed
 */
export function proposeWeights(pairs: readonly LearningPair[], version: string, policy: MatchingPolicy = MATCHING_POLICY): WeightProposal {
  const { pairsMin, holdOutShare, changeMax } = policy.learning;
  if (pairs.length < pairsMin) return { status: 'refused', reason: 'too-few-pairs', pairs: pairs.length, pairsMin };
  const holdOutPairs = Math.ceil(pairs.length * holdOutShare);
  const learnt = pairs.slice(0, pairs.length - holdOutPairs);
  const heldOut = pairs.slice(pairs.length - holdOutPairs);
  const former = LEAVES.map((leaf) => policy.weights[leaf].base);
  const limits = former.map((weight) => [(1 - changeMax) * weight, (1 + changeMax) * weight] as const);
  const { weights, isLimited } = withinLimits(batchWeights(former, learnt, policy), limits);
  const comparison: Comparison = {
    pairs: pairs.length,
    holdOutPairs,
    holdOutLossBefore: logLoss(former, heldOut, policy),
    holdOutLossAfter: logLoss(weights, heldOut, policy),
  };
  if (comparison.holdOutLossAfter >= comparison.holdOutLossBefore) {
    return { status: 'refused', reason: 'no-better-on-hold-out', ...comparison };
  }
  const proposed = byLeaf((leaf) => weights[LEAVES.indexOf(leaf)] as number);
  return {
    status: 'proposed',
    policy: withBaseWeights(policy, proposed, version),
    replacesVersion: policy.version,
    weights: proposed,
    limitedLeaves: LEAVES.filter((_, k) => isLimited[k]),
    ...comparison,
  };
}

/** From finished operations to a proposal in one call, the version named after the policy that it starts from. */
export function learnWeights(
  operations: readonly FinishedOperation[],
  similarities: readonly Similarity[],
  policy: MatchingPolicy = MATCHING_POLICY,
): WeightProposal {
  return proposeWeights(learningPairs(operations, similarities, policy), `${policy.version}+learnt`, policy);
}

/**
 * The weights within limits that are nearest to the learnt ones by relative entropy: all scaled by one factor, then cut. The factor
 * that gives sum 1 is found by halving; the sum grows with it.
 */
function withinLimits(learnt: readonly number[], limits: readonly (readonly [number, number])[]) {
  const cut = (factor: number) => learnt.map((weight, k) => clip(factor * weight, ...(limits[k] as readonly [number, number])));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  let [low, high] = [0, 1];
  while (sum(cut(high)) < 1 && high < 1e9) high *= 2;
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (sum(cut(middle)) < 1) low = middle;
    else high = middle;
  }
  const weights = cut(high);
  const isLimited = weights.map((weight, k) => weight !== high * (learnt[k] as number));
  return { weights, isLimited };
}
