import { PLACEMENT_POLICY, type PlacementPolicy } from './policy.js';

/** tau <- 0.8 tau + 0.2 quality, within its bounds (methods 9.4). @param quality of a result, 0 to 1 */
export function reinforced(tau: number, quality: number, policy: PlacementPolicy = PLACEMENT_POLICY): number {
  const { keep, least, most } = policy.pheromone;
  return Math.min(most, Math.max(least, keep * tau + (1 - keep) * quality));
}

/** Shares of choice, in proportion to tau * (1 / lead time)^2 (methods 9.4); sum 1. */
export function choiceShares(
  firms: readonly { readonly tau: number; readonly leadTimeDays: number }[],
  policy: PlacementPolicy = PLACEMENT_POLICY,
): number[] {
  const attractions = firms.map(({ tau, leadTimeDays }) => tau * leadTimeDays ** -policy.leadTimeExponent);
  const sum = attractions.reduce((total, attraction) => total + attraction, 0);
  return attractions.map((attraction) => attraction / sum);
}
