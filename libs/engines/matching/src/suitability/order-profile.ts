import { clip, down, up } from '@gewerk/kernel';
import type { OrderDimension } from './policy.js';
import { weightedShare } from './weighted-share.js';

/** Demands of an order, each 0 to 1 with 0.5 as neutral: quality, cost pressure, time pressure, complexity, uncertainty. */
export type OrderProfile = Readonly<Record<OrderDimension, number>>;

export type Inspection = 'none' | 'sample' | 'full' | 'first-article';
const INSPECTION_VALUE: Record<Inspection, number> = { none: 0, sample: 0.33, full: 0.67, 'first-article': 1 };

/** What is known of an order; null where it is not known: the term drops out and the others share its weight (methods 3.6). */
export interface OrderFacts {
  /** Tightest tolerance as ISO 286 grade (IT5 = 5). */
  readonly toleranceGrade: number | null;
  readonly roughnessRaMicrometres: number | null;
  readonly inspection: Inspection | null;
  readonly isSafetyCritical: boolean | null;
  readonly priceEstimateEur: number | null;
  readonly targetPriceEur: number | null;
  readonly requestedLeadTimeDays: number | null;
  /** P50 promise without rush. */
  readonly normalLeadTimeDays: number | null;
  readonly operations: number | null;
  readonly distinctParts: number | null;
  readonly machineAxes: number | null;
  /** Largest similarity to a part that the network has made. */
  readonly maxKnownSimilarity: number | null;
  /** Uncertainty index U (methods 5.1). */
  readonly uncertainty: number | null;
}

const NEUTRAL = 0.5;

/** q, c, t, x and u of an order (methods 3.6); what cannot be told is neutral. */
export function orderProfile(facts: OrderFacts): OrderProfile {
  return {
    q: quality(facts) ?? NEUTRAL,
    c: ratioDemand(facts.priceEstimateEur, facts.targetPriceEur, (ratio) => up(ratio, 0.7, 1.1)),
    t: ratioDemand(facts.requestedLeadTimeDays, facts.normalLeadTimeDays, (ratio) => down(ratio, 0.5, 2)),
    x: complexity(facts) ?? NEUTRAL,
    u: facts.uncertainty ?? NEUTRAL,
  };
}

function quality(facts: OrderFacts): number | null {
  const { toleranceGrade, roughnessRaMicrometres: roughness, inspection, isSafetyCritical } = facts;
  const smooth = roughness === null ? null : clip(Math.log10(6.3 / roughness) / Math.log10(6.3 / 0.2));
  return weightedShare([
    [0.45, toleranceGrade === null ? null : down(toleranceGrade, 5, 13)],
    [0.25, smooth],
    [0.2, inspection === null ? null : INSPECTION_VALUE[inspection]],
    [0.1, isSafetyCritical === null ? null : Number(isSafetyCritical)],
  ]);
}

function complexity(facts: OrderFacts): number | null {
  const { operations, distinctParts, machineAxes, maxKnownSimilarity } = facts;
  return weightedShare([
    [0.35, operations === null ? null : up(operations, 1, 12)],
    [0.25, distinctParts === null ? null : clip(Math.log(distinctParts) / Math.log(40))],
    [0.2, machineAxes === null ? null : up(machineAxes, 2, 5)],
    [0.2, maxKnownSimilarity === null ? null : 1 - maxKnownSimilarity],
  ]);
}

function ratioDemand(value: number | null, reference: number | null, scale: (ratio: number) => number): number {
  return value === null || reference === null || reference <= 0 ? NEUTRAL : scale(value / reference);
}
