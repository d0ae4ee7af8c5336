import { clip } from '@gewerk/kernel';
import { PLACEMENT_POLICY, type PlacementPolicy } from './policy.js';

/** Probability that a firm takes a task: s^2 / (s^2 + theta^2) (methods 9.4). */
export function pullProbability(stimulus: number, threshold: number): number {
  const square = stimulus ** 2;
  return square === 0 ? 0 : square / (square + threshold ** 2);
}

/** Low for suited and idle firms (methods 9.4). @param suitability 0 to 1 @param idleness share of its free time that stays free */
export function pullThreshold(suitability: number, idleness: number, policy: PlacementPolicy = PLACEMENT_POLICY): number {
  const { least, most } = policy.threshold;
  return most - (most - least) * clip(suitability) * clip(idleness);
}

/** Urgency at some round, 0 to the maximum: it rises while nobody takes the work. */
export function stimulusAt(urgency: number, round: number, policy: PlacementPolicy = PLACEMENT_POLICY): number {
  return Math.min(policy.stimulusMax, Math.max(0, urgency) + round * policy.stimulusPerRound);
}
