import type { CompiledInstance } from '../instance/compiled.js';
import { type FoundPlan, FoundPlans } from './found-plans.js';
import { PlanWalk, type Rule } from './plan-walk.js';

const SHOWN_REFUSALS_MAX = 1000;

export interface Refusal {
  readonly choice: Int32Array;
  readonly rule: Rule;
}

interface Enumeration {
  readonly feasibleCount: number;
  /** Every feasible plan up to 1,000 of them; above that the Pareto set and the representatives. Best utility first. */
  readonly plans: readonly FoundPlan[];
  readonly refused: readonly Refusal[];
}

/** All plans of an instance, with pruning (methods 4.8): exact, for instances whose number of assignments allows it. */
export function enumerate(instance: CompiledInstance): Enumeration {
  const walk = new PlanWalk(instance);
  const refused = new FirstRefusals(instance);
  const found = new FoundPlans();
  let feasibleCount = 0;
  const visit = (keyAtLeast: number): void => {
    if (walk.isComplete) {
      const rule = walk.brokenRule();
      if (rule !== null) {
        refused.add(keyAtLeast, walk, rule);
        return;
      }
      feasibleCount += 1;
      found.add({ ...walk.metrics(), choice: walk.copyChoice() });
      return;
    }
    const operation = walk.nextOperation;
    const candidates = instance.operations[operation]?.candidates.length ?? 0;
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      const key = keyAtLeast + candidate * refused.weightOf(operation);
      walk.push(candidate);
      if (walk.brokenRule() === null || refused.wants(key)) visit(key);
      walk.pop();
    }
  };
  visit(0);
  return { feasibleCount, plans: found.shown(), refused: refused.list() };
}

/**
 * The first thousand refused plans by assignment. An assignment's key is its mixed-radix number over the operations in the order
 * of their ids, so that a branch of refused plans is only walked where it can still contribute.
 */
class FirstRefusals {
  readonly #weights: number[];
  #kept: { readonly key: number; readonly refusal: Refusal }[] = [];
  #keyBelow = Number.POSITIVE_INFINITY;

  constructor(instance: CompiledInstance) {
    this.#weights = [];
    let weight = 1;
    for (let index = instance.operations.length - 1; index >= 0; index -= 1) {
      this.#weights[index] = weight;
      weight *= instance.operations[index]?.candidates.length ?? 0;
    }
  }

  weightOf(operation: number): number {
    return this.#weights[operation] as number;
  }

  wants(keyAtLeast: number): boolean {
    return keyAtLeast < this.#keyBelow;
  }

  add(key: number, walk: PlanWalk, rule: Rule): void {
    if (!this.wants(key)) return;
    this.#kept.push({ key, refusal: { choice: walk.copyChoice(), rule } });
    if (this.#kept.length >= 2 * SHOWN_REFUSALS_MAX) this.#cut();
  }

  #cut(): void {
    this.#kept.sort((a, b) => a.key - b.key);
    this.#kept.length = Math.min(this.#kept.length, SHOWN_REFUSALS_MAX);
    if (this.#kept.length === SHOWN_REFUSALS_MAX) this.#keyBelow = this.#kept.at(-1)?.key ?? 0;
  }

  list(): Refusal[] {
    this.#cut();
    return this.#kept.map((entry) => entry.refusal);
  }
}
