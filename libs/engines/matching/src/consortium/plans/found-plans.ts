import type { PlanMetrics } from './plan-walk.js';

/** Utilities that differ by less are tied. */
const TIE = 1e-9;
const SHOWN_PLANS_MAX = 1000;
const COMPACT_ABOVE = 4 * SHOWN_PLANS_MAX;

export interface FoundPlan extends PlanMetrics {
  /** Index of the chosen candidate by operation; candidates are in the order of their firm ids. */
  readonly choice: Int32Array;
}

/**
 * Best utility first; of plans tied with the best of their group the cheapest first, then the smaller assignment. Groups are cut
 * from the top, since "within 1e-9" is not transitive and would make a plain comparison depend on the order of the input.
 */
function byUtility(plans: readonly FoundPlan[]): FoundPlan[] {
  const sorted = [...plans].sort((a, b) => b.utility - a.utility || comparePriceThenChoice(a, b));
  const ordered: FoundPlan[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && (sorted[from] as FoundPlan).utility - (sorted[to] as FoundPlan).utility <= TIE) to += 1;
    ordered.push(...sorted.slice(from, to).sort(comparePriceThenChoice));
    from = to;
  }
  return ordered;
}

function comparePriceThenChoice(a: FoundPlan, b: FoundPlan): number {
  return a.priceEur - b.priceEur || compareChoices(a.choice, b.choice);
}

function compareChoices(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
}

type Point = Pick<PlanMetrics, 'priceEur' | 'arrivalDay' | 'kgCo2e' | 'probability'>;

/**
 * Plans that no other dominates in price, arrival, CO2e (low) and probability (high). Swept by price, so that only earlier
 * plans can dominate; who dominated last is asked first.
 */
export function paretoSet<T extends Point>(plans: readonly T[]): Set<T> {
  const byPrice = [...plans].sort(
    (a, b) => a.priceEur - b.priceEur || a.arrivalDay - b.arrivalDay || a.kgCo2e - b.kgCo2e || b.probability - a.probability,
  );
  const front: T[] = [];
  for (const plan of byPrice) {
    const at = front.findIndex((other) => dominates(other, plan));
    if (at < 0) front.push(plan);
    else if (at > 0) front.unshift(...front.splice(at, 1));
  }
  return new Set(front);
}

function dominates(a: Point, b: Point): boolean {
  if (a.priceEur > b.priceEur || a.arrivalDay > b.arrivalDay || a.kgCo2e > b.kgCo2e || a.probability < b.probability) return false;
  return a.priceEur < b.priceEur || a.arrivalDay < b.arrivalDay || a.kgCo2e < b.kgCo2e || a.probability > b.probability;
}

/** The five plans that are shown (methods 4.9); ties go to the lower price, then to the higher utility. @param plans by utility */
export function representativesOf(plans: readonly FoundPlan[]) {
  const least = (valueOf: (plan: FoundPlan) => number) =>
    plans.reduce((best, plan, index) => {
      const other = plans[best] as FoundPlan;
      const difference = valueOf(plan) - valueOf(other) || plan.priceEur - other.priceEur;
      return difference < 0 ? index : best;
    }, 0);
  return {
    cheapest: least((plan) => plan.priceEur),
    fastest: least((plan) => plan.arrivalDay),
    greenest: least((plan) => plan.kgCo2e),
    safest: least((plan) => -plan.probability),
    recommended: 0,
  };
}

/** The Pareto set of many plans and the plans to be shown, best utility first. */
function essential(plans: readonly FoundPlan[]): FoundPlan[] {
  const ordered = byUtility(plans);
  const shown = Object.values(representativesOf(ordered)).map((index) => ordered[index] as FoundPlan);
  return byUtility([...new Set([...shown, ...paretoSet(ordered)])]);
}

/** Plans that a search came across, kept small: beyond some thousands only those that matter. */
export class FoundPlans {
  #plans: FoundPlan[] = [];
  #compactAbove = COMPACT_ABOVE;
  #isCompacted = false;

  add(plan: FoundPlan): void {
    this.#plans.push(plan);
    if (this.#plans.length <= this.#compactAbove) return;
    this.#plans = essential(this.#unique());
    this.#compactAbove = COMPACT_ABOVE + this.#plans.length;
    this.#isCompacted = true;
  }

  /** Every plan that was added while they are few, else the Pareto set and the representatives; best utility first. */
  shown(): FoundPlan[] {
    const plans = this.#unique();
    return this.#isCompacted || plans.length > SHOWN_PLANS_MAX ? essential(plans) : byUtility(plans);
  }

  #unique(): FoundPlan[] {
    return [...new Map(this.#plans.map((plan) => [plan.choice.join(), plan])).values()];
  }
}
