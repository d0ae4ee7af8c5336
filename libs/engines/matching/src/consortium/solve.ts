import type { ConsortiumAnswer } from './answer.js';
import { BranchAndBound, type Objective } from './branch-and-bound.js';
import { answerOf, type SearchState } from './build-answer.js';
import { type CompiledInstance, compileInstance } from './compiled.js';
import { enumerate } from './enumeration.js';
import { FoundPlans } from './found-plans.js';
import type { ConsortiumInstance } from './instance.js';
import { LowerTails } from './lower-tails.js';

export interface SolveOptions {
  /** Up to this many assignments all plans are enumerated; above that branch and bound. */
  readonly enumerationMax?: number;
  /** Nodes that `solveConsortium` may spend on branch and bound. */
  readonly nodesMax?: number;
}

const ENUMERATION_MAX = 300_000;
const NODES_MAX = 1_000_000;
/** Nodes for each kind of relaxation where an instance turns out infeasible. */
const RELAXATION_NODES_MAX = 500_000;

/** The recommended plan matters most; the other representatives share what is left. */
const SHARE_OF_UTILITY = 0.6;
const OTHERS: readonly Objective[] = ['price', 'arrival', 'co2', 'probability'];

/**
 * Solves a consortium instance (methods 4.8): exact by enumeration where the number of assignments allows it, otherwise by branch
 * and bound within a budget; then the answer says what is proven and how far the truth may be.
 * @param instance as read by `readInstance`; one built by hand must name a leg and a compatibility for each pair that may meet
 */
export function solveConsortium(instance: ConsortiumInstance, options: SolveOptions = {}): ConsortiumAnswer {
  const search = new ConsortiumSearch(instance, options);
  search.step(options.nodesMax ?? NODES_MAX);
  return search.answer();
}

/** The same as an anytime search: the caller advances it and watches the clock; an answer can be had at any time. */
export class ConsortiumSearch {
  readonly #instance: CompiledInstance;
  readonly #enumerationMax: number;
  readonly #found = new FoundPlans();
  #searches: readonly BranchAndBound[] = [];
  #state: SearchState | null = null;

  constructor(instance: ConsortiumInstance, options: SolveOptions = {}) {
    this.#instance = compileInstance(instance);
    this.#enumerationMax = options.enumerationMax ?? ENUMERATION_MAX;
    if (this.#instance.assignments <= this.#enumerationMax) return;
    const tails = new LowerTails(this.#instance);
    this.#searches = (['utility', ...OTHERS] as const).map(
      (objective) => new BranchAndBound(this.#instance, objective, tails, this.#found),
    );
  }

  get isDone(): boolean {
    if (this.#state !== null) return true;
    return this.#isProvenInfeasible || (this.#searches.length > 0 && this.#searches.every((search) => search.isDone));
  }

  /** Whichever objective: a search that ended without any plan has seen that there is none. */
  get #isProvenInfeasible(): boolean {
    return this.#searches.some((search) => search.isDone && search.best === Number.NEGATIVE_INFINITY);
  }

  /** Advances by some nodes of the search tree (an enumeration is done in one step); answers whether the search is finished. */
  step(nodes: number): boolean {
    if (this.isDone) return true;
    if (this.#searches.length === 0) {
      this.#state = { ...enumerate(this.#instance), utilityBound: null, isProven: true };
      return true;
    }
    let left = nodes;
    while (left > 0 && !this.isDone) {
      const open = this.#searches.filter((search) => !search.isDone);
      const others = open.filter((search) => search.objective !== 'utility').length;
      const forUtility = others === open.length ? 0 : others === 0 ? left : Math.ceil(left * SHARE_OF_UTILITY);
      const forOther = others === 0 ? 0 : Math.max(1, Math.floor((left - forUtility) / others));
      for (const search of open) left -= search.step(Math.min(left, search.objective === 'utility' ? forUtility : forOther));
    }
    return this.isDone;
  }

  answer(): ConsortiumAnswer {
    return answerOf(this.#instance, this.#state ?? this.#bounded(), RELAXATION_NODES_MAX);
  }

  #bounded(): SearchState {
    const utility = this.#searches[0];
    if (utility === undefined) return { plans: [], feasibleCount: null, refused: null, utilityBound: 1, isProven: false };
    return {
      plans: this.#found.shown(),
      feasibleCount: this.#isProvenInfeasible ? 0 : null,
      refused: null,
      utilityBound: utility.bound,
      isProven: utility.isDone || this.#isProvenInfeasible,
    };
  }
}
