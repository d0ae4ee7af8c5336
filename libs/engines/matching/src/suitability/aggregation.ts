import { clip, need, weightedGeometricMean } from '@gewerk/kernel';
import type { OrderProfile } from './order-profile.js';
import { type ByLeaf, byLeaf, LEAF_GROUPS, type Leaf, type LeafGroup, LEAVES, MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/** Need levels of the professional leaves; interface leaves have none. */
export type LeafNeeds = Readonly<Partial<Record<Leaf, number>>>;

/** What the order needs of each professional leaf (methods 3.7). @param isRegulated sector with mandatory approvals */
export function leafNeeds(profile: OrderProfile, isRegulated: boolean): LeafNeeds {
  const skill = 0.4 + 0.5 * Math.max(profile.q, profile.x);
  return {
    FIN: 0.5,
    MAC: 0.6,
    INT: 0.3 + 0.5 * profile.x,
    EMP: skill,
    TCH: skill,
    MKT: isRegulated ? 0.9 : 0.5,
    INN: 0.2 + 0.6 * profile.x,
  };
}

/** g = need(v; n) for professional leaves: more than needed counts slightly less than just enough; g = v for the others. */
export function adjustToNeeds(values: ByLeaf<number>, needs: LeafNeeds): ByLeaf<number> {
  return byLeaf((leaf) => adjustLeaf(values[leaf], needs[leaf]));
}

/** @param level need of the order; absent for interface leaves */
export function adjustLeaf(value: number, level: number | undefined): number {
  return level === undefined ? value : need(value, level);
}

/**
 * Weighted geometric mean with the floor rule: a leaf below 0.35 lowers the whole in proportion (methods 3.7). Values below the
 * epsilon of 0.01 count as that, so that losses stay finite.
 */
export function aggregate(adjusted: readonly number[], weights: readonly number[], policy: MatchingPolicy = MATCHING_POLICY): number {
  const { epsilon, floor } = policy.aggregation;
  const lowest = Math.max(epsilon, Math.min(...adjusted));
  const mean = clip(weightedGeometricMean(adjusted, weights, epsilon));
  return lowest < floor ? (mean * lowest) / floor : mean;
}

/** Mean within each group of leaves, weights scaled to 1 inside it. */
export function groupScores(
  adjusted: ByLeaf<number>,
  weights: ByLeaf<number>,
  policy: MatchingPolicy = MATCHING_POLICY,
): Readonly<Record<LeafGroup, number>> {
  const score = (leaves: readonly Leaf[]) => {
    const sum = leaves.reduce((total, leaf) => total + weights[leaf], 0);
    const values = leaves.map((leaf) => adjusted[leaf]);
    const shares = leaves.map((leaf) => weights[leaf] / sum);
    return clip(weightedGeometricMean(values, shares, policy.aggregation.epsilon));
  };
  return {
    coordination: score(LEAF_GROUPS.coordination),
    collaboration: score(LEAF_GROUPS.collaboration),
    resource: score(LEAF_GROUPS.resource),
    competence: score(LEAF_GROUPS.competence),
  };
}

/** Leaves in their fixed order, for the functions that take lists. */
export function listed<T>(record: ByLeaf<T>): T[] {
  return LEAVES.map((leaf) => record[leaf]);
}
