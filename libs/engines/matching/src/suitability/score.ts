import { clip } from '@gewerk/kernel';
import { adjustToNeeds, aggregate, groupScores, type LeafNeeds, listed } from './aggregation.js';
import { type LeafEstimate, missingLeaf, valueAt } from './evidence.js';
import { type Loss, lossContributions } from './explanation.js';
import {
  type ByLeaf,
  byLeaf,
  type Exploration,
  type Leaf,
  type LeafGroup,
  LEAVES,
  MATCHING_POLICY,
  type MatchingPolicy,
} from './policy.js';

const EXPLORATION_SIGN: Record<Exploration, number> = { exploit: -1, balanced: 0, explore: 1 };

export interface ScoreContext {
  readonly weights: ByLeaf<number>;
  readonly needs: LeafNeeds;
  readonly exploration: Exploration;
  /** Network means of leaves (m0), frozen per parameter version; absent: 0.5. */
  readonly priors: Readonly<Partial<Record<Leaf, number>>>;
  readonly policy?: MatchingPolicy;
}

export interface LeafScore {
  readonly leaf: Leaf;
  readonly value: number;
  /** After need adjustment. */
  readonly adjusted: number;
  readonly weight: number;
  readonly confidence: number;
  readonly isMissing: boolean;
}

export interface Suitability {
  readonly value: number;
  readonly lowerBound: number;
  readonly upperBound: number;
  /** At the exploration of the network: the ranking key. */
  readonly rankingValue: number;
  /** Weighted mean of the confidences of the leaves. */
  readonly confidence: number;
  readonly groups: Readonly<Record<LeafGroup, number>>;
  readonly leaves: readonly LeafScore[];
  readonly losses: readonly Loss[];
  readonly threshold: ThresholdTest;
  readonly policyVersion: string;
}

export interface ThresholdTest {
  readonly isMet: boolean;
  /** The lower bound where enough is known of the firm; below that the value, else a new network had no candidate. */
  readonly tested: 'lower-bound' | 'value';
  readonly measured: number;
  readonly limit: number;
}

/** Suitability S of a firm for an operation (methods 3.7), with what it consists of; missing leaves take their prior (methods 0.5). */
export function scoreSuitability(known: Readonly<Partial<Record<Leaf, LeafEstimate>>>, context: ScoreContext): Suitability {
  const policy = context.policy ?? MATCHING_POLICY;
  const estimates = completeLeaves(known, context);
  const weights = listed(context.weights);
  const at = (value: (leaf: LeafEstimate) => number) =>
    adjustToNeeds(
      byLeaf((leaf) => value(estimates[leaf])),
      context.needs,
    );
  const scoreOf = (value: (leaf: LeafEstimate) => number) => aggregate(listed(at(value)), weights, policy);
  const adjusted = at((leaf) => leaf.value);
  const value = aggregate(listed(adjusted), weights, policy);
  // More than is needed lowers an adjusted leaf slightly, so that a bound of the leaves may pass the value by a hair.
  const lowerBound = Math.min(
    value,
    scoreOf((leaf) => leaf.lowerBound),
  );
  const upperBound = Math.max(
    value,
    scoreOf((leaf) => leaf.upperBound),
  );
  const z = rankingZ(context.exploration, policy);
  const confidence = clip(LEAVES.reduce((sum, leaf) => sum + context.weights[leaf] * estimates[leaf].confidence, 0));
  return {
    value,
    lowerBound,
    upperBound,
    rankingValue: z === 0 ? value : scoreOf((leaf) => valueAt(leaf, z)),
    confidence,
    groups: groupScores(adjusted, context.weights, policy),
    leaves: LEAVES.map((leaf) => ({
      leaf,
      value: estimates[leaf].value,
      adjusted: adjusted[leaf],
      weight: context.weights[leaf],
      confidence: estimates[leaf].confidence,
      isMissing: known[leaf] === undefined,
    })),
    losses: lossContributions(adjusted, context.weights, policy),
    threshold: testThreshold(value, lowerBound, confidence, policy),
    policyVersion: policy.version,
  };
}

/** What is known, and the prior with confidence 0 for every other leaf (methods 0.5). */
export function completeLeaves(known: Readonly<Partial<Record<Leaf, LeafEstimate>>>, context: ScoreContext): ByLeaf<LeafEstimate> {
  const policy = context.policy ?? MATCHING_POLICY;
  return byLeaf((leaf) => known[leaf] ?? missingLeaf(context.priors[leaf] ?? null, policy));
}

/** Leaves at the exploration of the network, after need adjustment: what the ranking key is made of. */
export function rankingLeaves(estimates: ByLeaf<LeafEstimate>, context: ScoreContext): ByLeaf<number> {
  const z = rankingZ(context.exploration, context.policy ?? MATCHING_POLICY);
  return adjustToNeeds(
    byLeaf((leaf) => valueAt(estimates[leaf], z)),
    context.needs,
  );
}

/** The z at which the network ranks: below 0 it exploits what is known, above 0 it explores (methods 3.4). */
export function rankingZ(exploration: Exploration, policy: MatchingPolicy): number {
  return EXPLORATION_SIGN[exploration] * policy.evidence.z;
}

/** Constraint (18) of methods 4.2. */
function testThreshold(value: number, lowerBound: number, confidence: number, policy: MatchingPolicy = MATCHING_POLICY): ThresholdTest {
  const isKnown = confidence >= policy.threshold.confidenceForLowerBound;
  const measured = isKnown ? lowerBound : value;
  const limit = policy.threshold.suitability;
  return { isMet: measured >= limit, tested: isKnown ? 'lower-bound' : 'value', measured, limit };
}
