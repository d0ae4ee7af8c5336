import { DomainError, type FieldError } from '@gewerk/kernel';
import { compare, over, plus, type Ratio, ratio, times, toNumber } from './ratio.js';

/** One expert's answers of the best-worst method: how much more the best matters than each, and each than the worst; 1 to 9. */
export interface BestWorstAnswers {
  /** Positions of the best and the worst criterion. */
  readonly best: number;
  readonly worst: number;
  readonly bestToOthers: readonly number[];
  readonly othersToWorst: readonly number[];
}

export interface BestWorstWeights {
  /** Sum 1, in the order of the criteria. */
  readonly weights: readonly number[];
  /** Largest deviation that no choice of weights avoids; 0 for answers without contradiction. */
  readonly xi: number;
  /** CR_in of methods 3.6: known before any weight is computed. */
  readonly consistencyRatio: number;
  readonly isConsistentEnough: boolean;
  /** The criterion whose two answers contradict the rest most: the one to ask again; null where none does. */
  readonly worstCriterion: number | null;
}

const ANSWER_MAX = 9;
const CONSISTENCY_MAX = 0.2;

/**
 * Linear best-worst method, solved exactly in fractions of whole numbers (methods 3.6). Where several weightings are optimal the
 * mean of the optimal corners is taken, so that the order of the criteria does not matter.
 *
 * The constraints scale with the deviation xi, so minimising xi at sum 1 is maximising the sum at xi = 1. There every criterion
 * besides best and worst takes its upper bound, and a concave function of the two weights of best and worst remains. Its maximum
 * lies on a crossing of two of the lines at which a constraint binds or a bound changes.
 * @throws DomainError `matching.comparisons-malformed`
 */
export function bestWorstWeights(answers: BestWorstAnswers): BestWorstWeights {
  check(answers);
  const { bestToOthers, othersToWorst } = answers;
  const total = bestToOthers[answers.worst] as number;
  const gaps = bestToOthers.map((p, j) => Math.abs(p * (othersToWorst[j] as number) - total));
  const largest = Math.max(...gaps);
  const solution = largest === 0 ? consistent(bestToOthers) : scaled(answers);
  const sum = solution.reduce(plus);
  const consistencyRatio = largest === 0 ? 0 : largest / (total * total - total);
  return {
    weights: solution.map((weight) => toNumber(over(weight, sum))),
    xi: largest === 0 ? 0 : toNumber(over(ratio(1n), sum)),
    consistencyRatio,
    isConsistentEnough: consistencyRatio <= CONSISTENCY_MAX,
    worstCriterion: largest === 0 ? null : gaps.indexOf(largest),
  };
}

/** Without contradiction every weight follows from the best one. */
function consistent(bestToOthers: readonly number[]): Ratio[] {
  return bestToOthers.map((p) => ratio(1n, BigInt(p)));
}

/** a x + b y = c, with x the weight of the best and y that of the worst. */
interface Line {
  readonly a: bigint;
  readonly b: bigint;
  readonly c: bigint;
}

/** Weights at xi = 1, not scaled to sum 1. */
function scaled({ best, worst, bestToOthers, othersToWorst }: BestWorstAnswers): Ratio[] {
  const total = BigInt(bestToOthers[worst] as number);
  const others = bestToOthers
    .map((p, j) => ({ j, p: BigInt(p), q: BigInt(othersToWorst[j] as number) }))
    .filter(({ j }) => j !== best && j !== worst);
  /** Each as a x + b y <= c. */
  const limits: Line[] = [
    { a: -1n, b: 0n, c: 0n },
    { a: 0n, b: -1n, c: 0n },
    { a: 1n, b: -total, c: 1n },
    { a: -1n, b: total, c: 1n },
    ...others.flatMap(({ p, q }) => [
      { a: 1n, b: -p * q, c: 1n + p },
      { a: -1n, b: p * q, c: 1n + p },
    ]),
  ];
  const lines = [...limits, ...others.map(({ p, q }) => ({ a: 1n, b: -p * q, c: p - 1n }))];
  const upper = (p: bigint, q: bigint, [x, y]: Point) => {
    const byBest = over(plus(x, ratio(1n)), ratio(p));
    const byWorst = plus(times(ratio(q), y), ratio(1n));
    return compare(byBest, byWorst) <= 0 ? byBest : byWorst;
  };
  const sumAt = (point: Point) => others.reduce((sum, { p, q }) => plus(sum, upper(p, q, point)), plus(point[0], point[1]));
  const [x, y] = middle(highest(crossings(lines, limits), sumAt));
  return bestToOthers.map((p, j) => (j === best ? x : j === worst ? y : upper(BigInt(p), BigInt(othersToWorst[j] as number), [x, y])));
}

type Point = readonly [Ratio, Ratio];

function crossings(lines: readonly Line[], limits: readonly Line[]): Point[] {
  const points = new Map<string, Point>();
  for (const [i, first] of lines.entries()) {
    for (const second of lines.slice(i + 1)) {
      const determinant = first.a * second.b - second.a * first.b;
      if (determinant === 0n) continue;
      const x = ratio(first.c * second.b - second.c * first.b, determinant);
      const y = ratio(first.a * second.c - second.a * first.c, determinant);
      const isAllowed = limits.every(({ a, b, c }) => compare(plus(times(ratio(a), x), times(ratio(b), y)), ratio(c)) <= 0);
      if (isAllowed) points.set(`${x.above}/${x.below} ${y.above}/${y.below}`, [x, y]);
    }
  }
  return [...points.values()];
}

function highest(points: readonly Point[], valueAt: (point: Point) => Ratio): Point[] {
  let best: Point[] = [];
  let highestValue: Ratio | null = null;
  for (const point of points) {
    const value = valueAt(point);
    const order = highestValue === null ? 1 : compare(value, highestValue);
    if (order > 0) {
      best = [point];
      highestValue = value;
    } else if (order === 0) best.push(point);
  }
  return best;
}

function middle(points: readonly Point[]): Point {
  const count = ratio(BigInt(points.length));
  const mean = (values: readonly Ratio[]) => over(values.reduce(plus), count);
  return [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
}

function check({ best, worst, bestToOthers, othersToWorst }: BestWorstAnswers): void {
  const errors: FieldError[] = [];
  const fail = (pointer: string, code: string) => errors.push({ pointer, code, params: {} });
  const count = bestToOthers.length;
  if (count === 0 || othersToWorst.length !== count) fail('/othersToWorst', 'lengths-differ');
  for (const [pointer, list] of [
    ['/bestToOthers', bestToOthers],
    ['/othersToWorst', othersToWorst],
  ] as const) {
    list.forEach((value, j) => {
      if (!Number.isInteger(value) || value < 1 || value > ANSWER_MAX) fail(`${pointer}/${j}`, 'not-1-to-9');
    });
  }
  if (bestToOthers[best] !== 1) fail(`/bestToOthers/${best}`, 'best-against-itself-is-1');
  if (othersToWorst[worst] !== 1) fail(`/othersToWorst/${worst}`, 'worst-against-itself-is-1');
  if (bestToOthers[worst] !== othersToWorst[best]) fail(`/bestToOthers/${worst}`, 'best-to-worst-stated-twice');
  if (bestToOthers[worst] === 1 && [...bestToOthers, ...othersToWorst].some((value) => value !== 1)) fail('/best', 'best-equals-worst');
  if (errors.length > 0) throw new DomainError('invalid', 'matching.comparisons-malformed', 'the comparisons are malformed', errors);
}
