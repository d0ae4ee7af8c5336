import type { Rule } from '../plans/plan-walk.js';

/** Firm by operation. */
export type Assignment = Readonly<Record<string, string>>;

export interface AnswerPlan {
  readonly assignment: Assignment;
  readonly startDay: Readonly<Record<string, number>>;
  /** Exclusive: work whose last hours fall on day 4 ends at 5. */
  readonly endDay: Readonly<Record<string, number>>;
  readonly arrivalDay: number;
  readonly priceEur: number;
  readonly productionEur: number;
  readonly transportEur: number;
  readonly coordinationEur: number;
  readonly standbyEur: number;
  readonly kgCo2e: number;
  readonly probability: number;
  readonly suitability: number;
  readonly utility: number;
  /** Not dominated in price, arrival, CO2e and probability. */
  readonly pareto: boolean;
}

export type Representative = 'cheapest' | 'fastest' | 'greenest' | 'safest' | 'recommended';

export interface AnswerStandby {
  readonly operation: string;
  readonly firm: string;
  readonly feeEur: number;
}

export interface Relaxation {
  readonly rule: Extract<Rule, 'due-day' | 'max-members' | 'min-kappa'>;
  readonly from: number;
  /** The smallest change of this rule alone that makes a plan feasible. */
  readonly to: number;
}

/** Answer to a consortium instance; the caller adds how long it took. */
export interface ConsortiumAnswer {
  /** Null where not all plans were enumerated. */
  readonly feasibleCount: number | null;
  /** The recommended plan is proven optimal in utility, or that there is none. */
  readonly proven: boolean;
  /** Proven upper bound of the utility; null if infeasible. */
  readonly utilityBound: number | null;
  /** (utilityBound - best utility) / utilityBound; 1 while no plan was found, null if infeasible. */
  readonly gap: number | null;
  readonly paretoComplete: boolean;
  /** Best utility first. */
  readonly plans: readonly AnswerPlan[];
  /** Indices in `plans`; null without plans. */
  readonly representatives: Readonly<Record<Representative, number>> | null;
  /** Of the recommended plan; null where no required probability is given or no plan exists. */
  readonly standby: readonly AnswerStandby[] | null;
  readonly probabilityWithStandby: number | null;
  /** Up to 1,000, by assignment; null where not all plans were enumerated. */
  readonly refused: readonly { readonly assignment: Assignment; readonly rule: Rule }[] | null;
  readonly relaxations: readonly Relaxation[];
  readonly reasons: readonly string[];
}
