import type { ConsortiumAnswer } from './answer/answer.js';
import { answerOf, type SearchState } from './answer/build-answer.js';
import { type CompiledInstance, compileInstance } from './instance/compiled.js';
import { enumerate } from './plans/enumeration.js';
import type { ConsortiumInstance } from './instance/instance.js';
import { PlanSearch } from './search/plan-search.js';

export interface SolveOptions {
  /** Up to this many assignments all plans are enumerated; above that a search with bounds. */
  readonly enumerationMax?: number;
  /** Nodes that `solveConsortium` may spend on the search. */
  readonly nodesMax?: number;
}

const ENUMERATION_MAX = 20_000;
/** Some seconds of search on a large instance. */
const NODES_MAX = 10_000;
const NODES_PER_STEP = 20;
/** Nodes for each kind of relaxation where an instance turns out infeasible. */
const RELAXATION_NODES_MAX = 500_000;

/**
 * Solves a consortium instance (methods 4.8): exact by enumeration where the number of assignments allows it, otherwise by a
 * search with bounds within a budget; then the answer says what is proven and how far the truth may be. The search ends with the
 * representatives; `ConsortiumSearch` goes on to the Pareto set.
 * @param instance as read by `readInstance`; one built by hand must name a leg and a compatibility for each pair that may meet
 */
export function solveConsortium(instance: ConsortiumInstance, options: SolveOptions = {}): ConsortiumAnswer {
  const search = new ConsortiumSearch(instance, options);
  for (let left = options.nodesMax ?? NODES_MAX; left > 0 && !search.isSettled; left -= NODES_PER_STEP) {
    search.step(Math.min(left, NODES_PER_STEP));
  }
  return search.answer();
}

/** The same as an anytime search: the caller advances it and watches the clock; an answer can be had at any time. */
export class ConsortiumSearch {
  readonly #instance: CompiledInstance;
  readonly #search: PlanSearch | null;
  #state: SearchState | null = null;

  constructor(instance: ConsortiumInstance, options: SolveOptions = {}) {
    this.#instance = compileInstance(instance);
    const isSmall = this.#instance.assignments <= (options.enumerationMax ?? ENUMERATION_MAX);
    this.#search = isSmall ? null : new PlanSearch(this.#instance);
  }

  get isDone(): boolean {
    return this.#state !== null || this.#search?.isDone === true;
  }

  /** The recommended plan is settled; what is still done serves the other representatives. */
  get isProven(): boolean {
    return this.#state !== null || this.#search?.isUtilityProven === true;
  }

  /** All five representatives are settled; what is still done completes the Pareto set. */
  get isSettled(): boolean {
    return this.#state !== null || this.#search?.isSettled === true;
  }

  /** Advances by some nodes of the search tree (an enumeration is done in one step); answers whether the search is finished. */
  step(nodes: number): boolean {
    if (this.#search !== null) this.#search.step(nodes);
    else this.#state ??= { ...enumerate(this.#instance), utilityBound: null, isProven: true, provenExtremes: null, isParetoComplete: true };
    return this.isDone;
  }

  answer(): ConsortiumAnswer {
    return answerOf(this.#instance, this.#state ?? this.#bounded(), RELAXATION_NODES_MAX);
  }

  #bounded(): SearchState {
    const search = this.#search;
    if (search === null)
      return {
        plans: [],
        feasibleCount: null,
        refused: null,
        utilityBound: 1,
        isProven: false,
        provenExtremes: [],
        isParetoComplete: false,
      };
    return {
      plans: search.plans(),
      feasibleCount: search.isInfeasible ? 0 : null,
      refused: null,
      utilityBound: search.utilityBound,
      isProven: search.isUtilityProven,
      provenExtremes: search.provenExtremes,
      isParetoComplete: search.isParetoComplete,
    };
  }
}
