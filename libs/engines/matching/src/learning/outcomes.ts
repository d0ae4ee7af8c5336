import { type ByLeaf, LEAVES, MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';

/** What became of an operation; shares in [0, 1], 1 is good. */
export interface Outcome {
  readonly onTime: number;
  readonly rightFirstTime: number;
  readonly withoutConflict: number;
}

/** Outcome label y = 0.4 on time + 0.4 right first time + 0.2 no conflict (methods 3.12). */
export function outcomeLabel(outcome: Outcome): number {
  return 0.4 * outcome.onTime + 0.4 * outcome.rightFirstTime + 0.2 * outcome.withoutConflict;
}

export interface FinishedOperation {
  readonly id: string;
  readonly process: string;
  /** ISO date; pairs are used in the order of time. */
  readonly finishedAt: string;
  /** Leaves after need adjustment, as the decision record has them. */
  readonly adjusted: ByLeaf<number>;
  readonly outcome: Outcome;
  /** With which probability the firm was chosen, from the decision record. */
  readonly chosenProbability: number;
  /** Nothing is learnt from a disputed case before it is closed. */
  readonly isDisputed: boolean;
}

/** How alike two operations are (methods 7.6), 0 to 1; a pair that is not listed is not comparable. */
export interface Similarity {
  readonly a: string;
  readonly b: string;
  readonly value: number;
}

/** Two comparable operations of which one ended better. */
export interface LearningPair {
  /** ln g of the first minus ln g of the second, by criterion. */
  readonly difference: readonly number[];
  readonly isFirstBetter: boolean;
  /** 1 / probability that such a pair is seen at all: only chosen firms have outcomes. */
  readonly importance: number;
  /** When both outcomes were known. */
  readonly knownAt: string;
}

/** Pairs of the same process, alike enough, whose outcomes differ enough (methods 3.12); oldest first. */
export function learningPairs(
  operations: readonly FinishedOperation[],
  similarities: readonly Similarity[],
  policy: MatchingPolicy = MATCHING_POLICY,
): readonly LearningPair[] {
  const { similarityMin, outcomeGapMin, chosenProbabilityMin } = policy.learning;
  const known = new Map(operations.filter(({ isDisputed }) => !isDisputed).map((operation) => [operation.id, operation]));
  const pairs: (LearningPair & { readonly key: string })[] = [];
  for (const { a, b, value } of similarities) {
    const [first, second] = [known.get(a < b ? a : b), known.get(a < b ? b : a)];
    if (first === undefined || second === undefined || first === second) continue;
    const gap = outcomeLabel(first.outcome) - outcomeLabel(second.outcome);
    // The gap of two labels that differ by exactly the minimum is a rounding error below it.
    if (first.process !== second.process || value < similarityMin || Math.abs(gap) < outcomeGapMin - 1e-12) continue;
    pairs.push({
      key: `${first.id} ${second.id}`,
      difference: LEAVES.map((leaf) => logValue(first.adjusted[leaf], policy) - logValue(second.adjusted[leaf], policy)),
      isFirstBetter: gap > 0,
      importance: 1 / Math.max(chosenProbabilityMin, first.chosenProbability * second.chosenProbability),
      knownAt: first.finishedAt > second.finishedAt ? first.finishedAt : second.finishedAt,
    });
  }
  const distinct = [...new Map(pairs.map((pair) => [pair.key, pair])).values()];
  distinct.sort((p, q) => (p.knownAt < q.knownAt ? -1 : p.knownAt > q.knownAt ? 1 : p.key < q.key ? -1 : 1));
  return distinct.map(({ key: _key, ...pair }) => pair);
}

function logValue(adjusted: number, policy: MatchingPolicy): number {
  return Math.log(Math.max(adjusted, policy.aggregation.epsilon));
}
