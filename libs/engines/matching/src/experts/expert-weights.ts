import { DomainError } from '@gewerk/kernel';
import { type ByLeaf, byLeaf, LEAF_GROUPS, type LeafGroup, LEAVES, type MatchingPolicy } from '../suitability/policy.js';

export interface CombinedWeights {
  readonly weights: readonly number[];
  /** By criterion: the lowest and the highest weight that an expert gave. */
  readonly spread: readonly { readonly min: number; readonly max: number }[];
}

/**
 * Several experts to one weighting: geometric mean, scaled to sum 1 (methods 3.6).
 * @throws DomainError `matching.comparisons-malformed`: no expert, or experts with different numbers of criteria
 */
export function combineExperts(experts: readonly (readonly number[])[]): CombinedWeights {
  const count = experts[0]?.length ?? 0;
  if (count === 0 || experts.some((weights) => weights.length !== count)) {
    throw new DomainError('invalid', 'matching.comparisons-malformed', 'every expert weighs the same criteria, at least one');
  }
  const criteria = Array.from({ length: count }, (_, j) => experts.map((weights) => weights[j] as number));
  const means = criteria.map((given) => Math.exp(given.reduce((sum, weight) => sum + Math.log(weight), 0) / given.length));
  const sum = means.reduce((total, mean) => total + mean, 0);
  return {
    weights: means.map((mean) => mean / sum),
    spread: criteria.map((given) => ({ min: Math.min(...given), max: Math.max(...given) })),
  };
}

/** Weights of the four groups, and of the leaves within each; every list in the order of the criteria tree. */
export interface TreeWeights {
  readonly groups: Readonly<Record<LeafGroup, number>>;
  readonly leaves: Readonly<Record<LeafGroup, readonly number[]>>;
}

/** Base weights of the leaves from comparisons within the tree: 13 criteria at once are too many to compare. Sum 1. */
export function baseWeightsOfTree(tree: TreeWeights): ByLeaf<number> {
  const share = (values: readonly number[], position: number) =>
    (values[position] as number) / values.reduce((sum, value) => sum + value, 0);
  const groups = Object.keys(LEAF_GROUPS) as LeafGroup[];
  return byLeaf((leaf) => {
    const group = groups.find((name) => (LEAF_GROUPS[name] as readonly string[]).includes(leaf)) as LeafGroup;
    const ofGroup = share(
      groups.map((name) => tree.groups[name]),
      groups.indexOf(group),
    );
    return ofGroup * share(tree.leaves[group], (LEAF_GROUPS[group] as readonly string[]).indexOf(leaf));
  });
}

/** The policy with other base weights, as a new version; the effects of order and strategy stay. The old policy stays as it is. */
export function withBaseWeights(policy: MatchingPolicy, base: ByLeaf<number>, version: string): MatchingPolicy {
  const sum = LEAVES.reduce((total, leaf) => total + base[leaf], 0);
  return { ...policy, version, weights: byLeaf((leaf) => ({ ...policy.weights[leaf], base: base[leaf] / sum })) };
}
