import { hashOf } from '../ranking/variates.js';
import type { LeafEstimate } from './evidence.js';
import { type GateResult, overallState, type WaivedGate } from './gates.js';
import { type Leaf, MATCHING_POLICY } from './policy.js';
import { type ScoreContext, scoreSuitability, type Suitability } from './score.js';

export interface CandidateFacts {
  readonly firm: string;
  readonly gates: readonly GateResult[];
  readonly waivedGates?: readonly WaivedGate[];
  readonly leaves: Readonly<Partial<Record<Leaf, LeafEstimate>>>;
}

/** `question`: a knock-out cannot be judged, the firm is asked; it is no rejection (methods 0.5). */
export type Standing = 'eligible' | 'below-threshold' | 'question' | 'knocked-out';

export interface RankedCandidate {
  readonly firm: string;
  readonly standing: Standing;
  /** Place among the eligible, 1 is best; equal for candidates within the tie; null for the others. */
  readonly place: number | null;
  readonly suitability: Suitability;
  readonly gates: readonly GateResult[];
  /** By fairness and preference (methods 3.11); absent: 1. */
  readonly correctionFactor?: number;
  /** The explore quota gives it the operation (methods 8.5): it is on the shortlist whatever its place. */
  readonly isExplored?: boolean;
}

/**
 * Ranking of the candidates of one operation: eligible ones first, by suitability at the network's exploration, then confidence,
 * then a hash of the id so that no name has an advantage (methods 3.7). A firm's suitability never depends on the others.
 */
export function rankCandidates(candidates: readonly CandidateFacts[], context: ScoreContext): readonly RankedCandidate[] {
  const scored = candidates.map((candidate) => {
    const suitability = scoreSuitability(candidate.leaves, context);
    return { firm: candidate.firm, standing: standingOf(candidate, suitability), suitability, gates: candidate.gates };
  });
  scored.sort(
    (a, b) =>
      STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
      b.suitability.rankingValue - a.suitability.rankingValue ||
      b.suitability.confidence - a.suitability.confidence ||
      hashOf(a.firm) - hashOf(b.firm) ||
      (a.firm < b.firm ? -1 : 1),
  );
  const tie = (context.policy ?? MATCHING_POLICY).ranking.tie;
  let place = 0;
  let leader = Number.POSITIVE_INFINITY;
  return scored.map((candidate, index) => {
    if (candidate.standing !== 'eligible') return { ...candidate, place: null };
    if (leader - candidate.suitability.rankingValue > tie) {
      place = index + 1;
      leader = candidate.suitability.rankingValue;
    }
    return { ...candidate, place };
  });
}

const STANDINGS: readonly Standing[] = ['eligible', 'below-threshold', 'question', 'knocked-out'];

function standingOf(candidate: CandidateFacts, suitability: Suitability): Standing {
  const state = overallState(candidate.gates, candidate.waivedGates);
  if (state === 'fail') return 'knocked-out';
  if (state === 'unknown') return 'question';
  return suitability.threshold.isMet ? 'eligible' : 'below-threshold';
}

/**
 * The candidates of each operation that go into the consortium model (methods 4.1): the best eight by corrected lower bound, and beyond
 * them the one that the explore quota names and every firm that is the sole eligible provider of some operation, since it will be a member anyway.
 */
export function shortlist(
  rankedByOperation: ReadonlyMap<string, readonly RankedCandidate[]>,
  perOperation: number = MATCHING_POLICY.ranking.candidatesPerOperation,
): ReadonlyMap<string, readonly RankedCandidate[]> {
  const eligibleOf = (ranked: readonly RankedCandidate[]) => ranked.filter((candidate) => candidate.standing === 'eligible');
  const keyOf = ({ suitability, correctionFactor = 1 }: RankedCandidate) => correctionFactor * suitability.lowerBound;
  const sole = new Set([...rankedByOperation.values()].map(eligibleOf).flatMap((list) => (list.length === 1 ? [list[0]?.firm] : [])));
  return new Map(
    [...rankedByOperation].map(([operation, ranked]) => {
      const eligible = [...eligibleOf(ranked)].sort((a, b) => keyOf(b) - keyOf(a) || hashOf(a.firm) - hashOf(b.firm));
      return [
        operation,
        eligible.filter((candidate, index) => index < perOperation || candidate.isExplored === true || sole.has(candidate.firm)),
      ];
    }),
  );
}
