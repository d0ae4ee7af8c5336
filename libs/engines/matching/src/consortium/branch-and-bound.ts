import type { CompiledInstance } from './compiled.js';
import { type FoundPlans, TIE } from './found-plans.js';
import type { LowerTails } from './lower-tails.js';
import { type Criterion, planValues, utilityOf } from './plan-value.js';
import { type PlanMetrics, PlanWalk } from './plan-walk.js';

/** Figures that no completion of a partial plan can beat, each criterion for itself. */
interface Limits {
  readonly priceEur: number;
  readonly arrivalDay: number;
  readonly kgCo2e: number;
  readonly probability: number;
  readonly suitability: number;
}

/** What a search maximises; `price` ties are broken by the lower price in all of them. */
export type Objective = 'utility' | 'price' | 'arrival' | 'co2' | 'probability';

interface Frame {
  readonly candidates: readonly { readonly index: number; readonly bound: number; readonly priceEur: number }[];
  next: number;
}

/** Room for the rounding of sums between a bound and the plan it bounds. */
const ROUNDING = 1e-9;

/**
 * Depth-first branch and bound over the operations in topological order, the most promising candidate first. Each criterion is
 * bounded for itself, so the bound is valid but loose. Stops anywhere: `bound` holds at all times.
 */
export class BranchAndBound {
  readonly #walk: PlanWalk;
  readonly #frames: Frame[] = [];
  #best = Number.NEGATIVE_INFINITY;
  #bestPriceEur = Number.POSITIVE_INFINITY;

  constructor(
    readonly instance: CompiledInstance,
    readonly objective: Objective,
    tails: LowerTails,
    readonly found: FoundPlans,
  ) {
    this.#walk = new PlanWalk(instance, tails);
    this.#frames.push(this.#expand());
  }

  get isDone(): boolean {
    return this.#frames.length === 0;
  }

  /** Best value of the objective found, larger is better; -Infinity while there is none. */
  get best(): number {
    return this.#best;
  }

  /** No plan has a larger value of the objective; -Infinity where there is no plan. */
  get bound(): number {
    let bound = this.#best;
    for (const frame of this.#frames) {
      const open = frame.candidates[frame.next];
      if (open !== undefined && open.bound > bound) bound = open.bound;
    }
    return bound;
  }

  /** Advances by some nodes; answers how many it used. */
  step(nodes: number): number {
    let used = 0;
    while (used < nodes && this.#frames.length > 0) {
      const frame = this.#frames.at(-1) as Frame;
      const candidate = frame.candidates[frame.next];
      if (candidate === undefined || this.#cannotWin(candidate.bound, candidate.priceEur)) {
        // Candidates are sorted by bound: with this one all that follow are settled, unless only its price spoke against it.
        if (candidate !== undefined && candidate.bound >= this.#best - TIE) {
          frame.next += 1;
          continue;
        }
        this.#frames.pop();
        if (this.#frames.length > 0) this.#walk.pop();
        continue;
      }
      frame.next += 1;
      used += 1;
      this.#walk.push(candidate.index);
      if (!this.#walk.isComplete) {
        this.#frames.push(this.#expand());
        continue;
      }
      this.#record();
      this.#walk.pop();
    }
    return used;
  }

  #cannotWin(bound: number, priceEur: number): boolean {
    if (bound < this.#best - TIE) return true;
    return bound <= this.#best + TIE && priceEur > this.#bestPriceEur + ROUNDING;
  }

  #expand(): Frame {
    const operation = this.instance.operations[this.#walk.nextOperation];
    const candidates: { index: number; bound: number; priceEur: number }[] = [];
    for (let index = 0; index < (operation?.candidates.length ?? 0); index += 1) {
      this.#walk.push(index);
      if (this.#walk.brokenRule() === null) {
        const limits = limitsOf(this.#walk);
        candidates.push({ index, bound: boundOf(this.objective, limits, this.instance), priceEur: limits.priceEur });
      }
      this.#walk.pop();
    }
    candidates.sort((a, b) => b.bound - a.bound || a.priceEur - b.priceEur || a.index - b.index);
    return { candidates, next: 0 };
  }

  #record(): void {
    const metrics = this.#walk.metrics();
    this.found.add({ ...metrics, choice: this.#walk.copyChoice() });
    const value = valueOf(this.objective, metrics);
    if (value > this.#best + TIE || (value >= this.#best - TIE && metrics.priceEur < this.#bestPriceEur))
      this.#bestPriceEur = metrics.priceEur;
    this.#best = Math.max(this.#best, value);
  }
}

function limitsOf(walk: PlanWalk): Limits {
  const { tails, depth } = walk;
  return {
    priceEur: walk.productionEur + walk.transportEur + walk.coordinationEur + (tails.priceFrom[depth] as number),
    arrivalDay: Math.max(walk.arrivalAtLeast, tails.arrivalFrom[depth] as number),
    kgCo2e: walk.kgCo2e + (tails.kgCo2eFrom[depth] as number),
    probability: walk.probability,
    suitability: walk.suitability * (tails.suitabilityFrom[depth] as number),
  };
}

function boundOf(objective: Objective, limits: Limits, instance: CompiledInstance): number {
  if (objective !== 'utility') return valueOf(objective, limits) + ROUNDING;
  const { weights, anchors } = instance.source.order;
  const values: Record<Criterion, number> = { ...planValues(limits, anchors) };
  // Anchors may be given the other way round: then more is better, and the least that is left to come bounds nothing.
  if (anchors.price[0] > anchors.price[1]) values.price = 1;
  if (anchors.arrival[0] > anchors.arrival[1]) values.date = 1;
  if (anchors.co2[0] > anchors.co2[1]) values.co2 = 1;
  if (anchors.probability[0] > anchors.probability[1]) values.rel = 1;
  return utilityOf(values, weights) + 1e-11;
}

function valueOf(objective: Objective, figures: Limits | PlanMetrics): number {
  if (objective === 'price') return -figures.priceEur;
  if (objective === 'arrival') return -figures.arrivalDay;
  if (objective === 'co2') return -figures.kgCo2e;
  if (objective === 'probability') return figures.probability;
  return (figures as PlanMetrics).utility;
}
