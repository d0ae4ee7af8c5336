import { clip } from '@gewerk/kernel';
import type { OrderProfile } from './order-profile.js';
import {
  type ByLeaf,
  byLeaf,
  type Leaf,
  LEAVES,
  MATCHING_POLICY,
  type MatchingPolicy,
  type OrderDimension,
  type StrategyFactor,
} from './policy.js';

/** Priorities of the network; sum 1, 0.2 each is uniform (methods 2). */
export type StrategyVector = Readonly<Record<StrategyFactor, number>>;

/** One readable effect on a weight: it is multiplied by `factor`. */
export interface WeightReason {
  readonly leaf: Leaf;
  readonly dimension: OrderDimension;
  readonly factor: number;
}

export interface OrderWeights {
  readonly weights: ByLeaf<number>;
  /** The strongest effects of the order first; neutral dimensions have none. */
  readonly reasons: readonly WeightReason[];
}

/**
 * Log-linear weights (methods 3.6): always positive, sum 1; a neutral order with a uniform strategy gives the base weights.
 * @param strategy null where only the order decides (box M3 = order)
 */
export function orderDrivenWeights(
  profile: OrderProfile,
  strategy: StrategyVector | null,
  policy: MatchingPolicy = MATCHING_POLICY,
): OrderWeights {
  const raw = byLeaf(
    (leaf) => policy.weights[leaf].base * Math.exp(orderEffect(leaf, profile, policy) + strategyEffect(leaf, strategy, policy)),
  );
  const sum = LEAVES.reduce((total, leaf) => total + raw[leaf], 0);
  return { weights: byLeaf((leaf) => raw[leaf] / sum), reasons: reasonsOf(profile, policy) };
}

function orderEffect(leaf: Leaf, profile: OrderProfile, policy: MatchingPolicy): number {
  return entriesOf(policy.weights[leaf].order).reduce((sum, [dimension, effect]) => sum + effect * (2 * profile[dimension] - 1), 0);
}

function strategyEffect(leaf: Leaf, strategy: StrategyVector | null, policy: MatchingPolicy): number {
  if (strategy === null) return 0;
  return entriesOf(policy.weights[leaf].strategy).reduce(
    (sum, [factor, effect]) => sum + effect * clip(5 * strategy[factor] - 1, -1, 1),
    0,
  );
}

function reasonsOf(profile: OrderProfile, policy: MatchingPolicy): WeightReason[] {
  const reasons = LEAVES.flatMap((leaf) =>
    entriesOf(policy.weights[leaf].order).map(([dimension, effect]) => ({
      leaf,
      dimension,
      factor: Math.exp(effect * (2 * profile[dimension] - 1)),
    })),
  );
  const strength = (reason: WeightReason) => Math.abs(Math.log(reason.factor));
  return reasons.filter((reason) => strength(reason) > 1e-9).sort((a, b) => strength(b) - strength(a));
}

function entriesOf<K extends string>(effects: Readonly<Partial<Record<K, number>>>): [K, number][] {
  return Object.entries(effects) as [K, number][];
}
