import type { Anchor, ConsortiumInstance } from '../instance/instance.js';
import { CRITERIA, type Criterion, UTILITY_FLOOR } from '../plans/plan-value.js';

/** The figures of a plan in the units of the search; losses are -ln of probability and suitability. */
export interface Figures {
  readonly priceEur: number;
  readonly arrivalDay: number;
  readonly kgCo2e: number;
  readonly loss: number;
  readonly suitabilityLoss: number;
}

/** A concave value of a figure that never rises with it; `slope` is minus its derivative. */
export interface Curve {
  value(x: number): number;
  slope(x: number): number;
  /** Where a tangent may be laid. */
  within(x: number): number;
}

/** What a search maximises: a sum of concave values, bounded by tangents, and a value of the arrival. */
export interface Aim {
  readonly price: Curve;
  readonly kg: Curve;
  readonly loss: Curve;
  /** Weight of -ln suitability, which is additive. */
  readonly suitability: number;
  readonly constant: number;
  /** Value of an arrival; never rises with it. */
  date(arrivalDay: number): number;
  /** Whether the arrival has a say. */
  readonly isDated: boolean;
  /** Real value of a plan, -Infinity where a limit of the aim is broken. */
  valueOf(figures: Figures): number;
  /** Values that differ by less are tied, and tied plans must all be seen. */
  readonly tie: number;
}

const FLAT: Curve = { value: () => 0, slope: () => 0, within: (x) => x };

/** -weight * (x - origin). */
function straight(weight: number, origin = 0): Curve {
  return { value: (x) => -weight * (x - origin), slope: () => weight, within: (x) => x };
}

/** w ln v(x) with v falling from 1 at `best` to 0 at `worst`. */
function logOfFalling(weight: number, [best, worst]: Anchor): Curve {
  const last = worst - UTILITY_FLOOR * (worst - best);
  return {
    value: (x) => (x <= best ? 0 : weight * Math.log((worst - x) / (worst - best))),
    slope: (x) => (x <= best ? 0 : weight / (worst - x)),
    within: (x) => Math.min(x, last),
  };
}

/** w ln v(p) as a function of the loss -ln p, with v rising from 0 at `worst` to 1 at `best`; concave as `worst` >= 0. */
function logOfProbability(weight: number, [worst, best]: Anchor): Curve {
  const last = -Math.log(worst + UTILITY_FLOOR * (best - worst));
  const full = -Math.log(best);
  return {
    value: (y) => (y <= full ? 0 : weight * Math.log((Math.exp(-y) - worst) / (best - worst))),
    slope: (y) => (y <= full ? 0 : (weight * Math.exp(-y)) / (Math.exp(-y) - worst)),
    within: (y) => Math.min(y, last),
  };
}

/**
 * ln U as the largest of several aims: the floor of the value functions breaks their concavity, so each aim takes some criteria
 * as floored (a constant) and the others without floor. Anchors the other way round and criteria without weight bind nothing.
 */
export function utilityAims({ order }: ConsortiumInstance): Aim[] {
  const { weights, anchors } = order;
  const isCurved: Record<Criterion, boolean> = {
    suit: weights.suit > 0,
    price: weights.price > 0 && anchors.price[0] < anchors.price[1],
    co2: weights.co2 > 0 && anchors.co2[0] < anchors.co2[1],
    rel: weights.rel > 0 && anchors.probability[0] < anchors.probability[1] && anchors.probability[0] >= 0,
    date: false,
  };
  const curved = CRITERIA.filter((criterion) => isCurved[criterion]);
  const floorLog = Math.log(UTILITY_FLOOR);
  const [best, worst] = anchors.arrival;
  const isDated = weights.date > 0 && best < worst;
  const dateOf = (arrival: number) => weights.date * Math.log(Math.max(UTILITY_FLOOR, Math.min(1, (worst - arrival) / (worst - best))));
  const valueOf = logUtility(order);
  return subsets(curved).map((floored): Aim => {
    const use = (criterion: Criterion, curve: () => Curve) => (isCurved[criterion] && !floored.has(criterion) ? curve() : FLAT);
    return {
      price: use('price', () => logOfFalling(weights.price, anchors.price)),
      kg: use('co2', () => logOfFalling(weights.co2, anchors.co2)),
      loss: use('rel', () => logOfProbability(weights.rel, anchors.probability)),
      suitability: isCurved.suit && !floored.has('suit') ? weights.suit : 0,
      constant: [...floored].reduce((sum, criterion) => sum + weights[criterion] * floorLog, 0),
      date: isDated ? dateOf : () => 0,
      isDated,
      valueOf,
      tie: 4e-9,
    };
  });
}

function logUtility({ weights, anchors }: ConsortiumInstance['order']): (figures: Figures) => number {
  const log = (x: number, [best, worst]: Anchor) => Math.log(Math.max(UTILITY_FLOOR, Math.min(1, (worst - x) / (worst - best))));
  return ({ priceEur, arrivalDay, kgCo2e, loss, suitabilityLoss }) =>
    weights.price * log(priceEur, anchors.price) +
    weights.date * log(arrivalDay, anchors.arrival) +
    weights.co2 * log(kgCo2e, anchors.co2) +
    weights.rel * log(Math.exp(-loss), [anchors.probability[1], anchors.probability[0]]) +
    weights.suit * Math.log(Math.max(UTILITY_FLOOR, Math.exp(-suitabilityLoss)));
}

function subsets<T>(list: readonly T[]): ReadonlySet<T>[] {
  return Array.from({ length: 2 ** list.length }, (_, mask) => new Set(list.filter((_, index) => (mask >> index) & 1)));
}

const UNDATED = { isDated: false, date: () => 0 };
const NEUTRAL = { price: FLAT, kg: FLAT, loss: FLAT, suitability: 0, constant: 0 };

export function leastKgAim(): Aim {
  return { ...NEUTRAL, ...UNDATED, kg: straight(1), valueOf: ({ kgCo2e }) => -kgCo2e, tie: 2e-9 };
}

export function leastLossAim(): Aim {
  return { ...NEUTRAL, ...UNDATED, loss: straight(1), valueOf: ({ loss }) => -loss, tie: 4e-12 };
}

export function leastArrivalAim(): Aim {
  const date = (arrivalDay: number) => -arrivalDay;
  return { ...NEUTRAL, isDated: true, date, valueOf: ({ arrivalDay }) => -arrivalDay, tie: -1e-6 };
}

/** Least price among the plans that keep a loss; what exceeds it is charged, so that the bound sees the limit. */
export function leastPriceAim(lossAtMost = Number.POSITIVE_INFINITY, eurPerLoss = 0): Aim {
  const isLimited = Number.isFinite(lossAtMost);
  return {
    ...NEUTRAL,
    ...UNDATED,
    price: straight(1),
    loss: isLimited ? straight(eurPerLoss, lossAtMost) : FLAT,
    valueOf: ({ priceEur, loss }) => (loss > lossAtMost ? Number.NEGATIVE_INFINITY : -priceEur),
    tie: 2e-6,
  };
}
