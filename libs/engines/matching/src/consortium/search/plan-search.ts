import type { CompiledInstance } from '../instance/compiled.js';
import { type FoundPlan, FoundPlans, representativesOf } from '../plans/found-plans.js';
import { type Aim, leastArrivalAim, leastKgAim, leastLossAim, leastPriceAim, utilityAims } from './aim.js';
import { FirmSearch, type Incumbent } from './firm-search.js';
import { type Layout, layOut } from './layout.js';
import { ParetoSearch } from './pareto-search.js';
import { PlanWalk } from '../plans/plan-walk.js';

/** After so many nodes for the recommended plan the other representatives get a part of the work. */
const UTILITY_FIRST_NODES = 1500;
const SHARE_OF_UTILITY = 0.75;
/** Charge on each unit of loss beyond the least one while the cheapest of the safest plans is sought: far above any price. */
const EUR_PER_LOSS = 200_000;
const SAME_LOSS = 1e-12;
/** Above so many assignments no Pareto set is sought; and so many branches it may take, a few seconds of work. */
const PARETO_ASSIGNMENTS_MAX = 1e11;
const PARETO_BRANCHES_MAX = 6_000_000;
/** Branches that cost as much as a node of the other searches. */
const BRANCHES_PER_NODE = 400;

/** Representatives that need a search of their own. */
export type Extreme = 'cheapest' | 'fastest' | 'greenest' | 'safest';
const EXTREMES: readonly Extreme[] = ['cheapest', 'fastest', 'greenest', 'safest'];

/**
 * The recommended plan and the other representatives of an instance too large to enumerate, each with a proof when its search
 * ends. An anytime search: bounds hold whenever they are asked for.
 */
export class PlanSearch {
  readonly #layout: Layout;
  readonly #dueDay: number;
  readonly #found = new FoundPlans();
  readonly #best: Incumbent = { value: Number.NEGATIVE_INFINITY, slots: null };
  /** Aims whose search has not begun, the one that may reach most last. */
  readonly #aims: Aim[];
  #current: FirmSearch | null = null;
  readonly #open: Extreme[] = [...EXTREMES];
  #extreme: FirmSearch | null = null;
  /** Least arrival or loss, once it is proven and the cheapest plan that has it is sought. */
  #isSecondary = false;
  #nodesOfUtility = 0;
  #pareto: ParetoSearch | null = null;
  #branchesLeft = PARETO_BRANCHES_MAX;

  constructor(readonly instance: CompiledInstance) {
    this.#layout = layOut(instance);
    this.#dueDay = instance.source.order.dueDay;
    this.#aims = utilityAims(instance.source).sort((a, b) => a.constant - b.constant);
    this.#nextAim();
  }

  get isUtilityProven(): boolean {
    return this.#current === null;
  }

  get isInfeasible(): boolean {
    return this.isUtilityProven && this.#best.slots === null;
  }

  get provenExtremes(): readonly Extreme[] {
    return EXTREMES.filter((extreme) => !this.#open.includes(extreme));
  }

  /** All representatives are proven, or there is no plan. */
  get isSettled(): boolean {
    return this.isUtilityProven && (this.isInfeasible || this.#open.length === 0);
  }

  get isParetoComplete(): boolean {
    return this.isInfeasible || this.#pareto?.isDone === true;
  }

  get isDone(): boolean {
    const isTooLarge = this.instance.assignments > PARETO_ASSIGNMENTS_MAX || this.#branchesLeft <= 0;
    return this.isSettled && (isTooLarge || this.isParetoComplete);
  }

  /** No plan has a higher utility. */
  get utilityBound(): number {
    const pending = this.#aims.at(-1)?.constant ?? Number.NEGATIVE_INFINITY;
    return Math.exp(Math.max(this.#current?.bound ?? Number.NEGATIVE_INFINITY, pending, this.#best.value)) + 1e-12;
  }

  /** Plans found so far that matter, best utility first. */
  plans(): FoundPlan[] {
    return this.#found.shown();
  }

  /** Works on about so many nodes. */
  step(nodes: number): void {
    let left = nodes;
    while (left > 0 && !this.isDone) {
      if (this.#current !== null) {
        const isAlone = this.#nodesOfUtility < UTILITY_FIRST_NODES || this.#open.length === 0;
        const used = this.#current.step(isAlone ? left : Math.ceil(left * SHARE_OF_UTILITY));
        this.#nodesOfUtility += used;
        left -= used;
        if (this.#current.isDone) this.#nextAim();
        if (isAlone) continue;
      }
      if (this.#open.length > 0 && this.#best.slots !== null && left > 0) left -= this.#stepExtreme(left);
      else if (this.isSettled && left > 0) left -= this.#stepPareto(left);
    }
  }

  #nextAim(): void {
    // An aim that floors some criteria promises at most its constant.
    const aim = this.#aims.pop();
    const isHopeless = aim !== undefined && aim.constant < this.#best.value - aim.tie;
    const isInfeasible = this.#current?.isDone === true && this.#best.slots === null;
    if (aim === undefined || isHopeless || isInfeasible) {
      this.#aims.length = 0;
      this.#current = null;
      return;
    }
    this.#current = new FirmSearch(this.#layout, aim, this.#dueDay, this.#best, this.#found);
  }

  #stepExtreme(nodes: number): number {
    const extreme = this.#open[0] as Extreme;
    this.#extreme ??= this.#search(extreme, this.#isSecondary ? this.#secondAim(extreme) : this.#firstAim(extreme));
    const used = Math.max(1, this.#extreme.step(nodes));
    if (!this.#extreme.isDone) return used;
    this.#extreme = null;
    this.#isSecondary = !this.#isSecondary && (extreme === 'fastest' || extreme === 'safest');
    if (!this.#isSecondary) this.#open.shift();
    return used;
  }

  #stepPareto(nodes: number): number {
    if (this.#pareto === null) {
      const walk = new PlanWalk(this.instance, this.#layout.tails);
      this.#pareto = new ParetoSearch(this.#layout, this.#dueDay, this.#found.shown(), (slots) => {
        const choice = Int32Array.from(slots, (slot, operation) => slot - (this.#layout.offset[operation] as number));
        this.#found.add({ ...walk.replay(choice, () => walk.metrics()), choice });
      });
    }
    const used = this.#pareto.step(Math.min(this.#branchesLeft, nodes * BRANCHES_PER_NODE));
    this.#branchesLeft -= Math.max(1, used);
    return Math.max(1, Math.ceil(used / BRANCHES_PER_NODE));
  }

  #firstAim(extreme: Extreme): Aim {
    if (extreme === 'cheapest') return leastPriceAim();
    if (extreme === 'greenest') return leastKgAim();
    return extreme === 'fastest' ? leastArrivalAim() : leastLossAim();
  }

  #secondAim(extreme: Extreme): Aim {
    if (extreme === 'fastest') return leastPriceAim();
    return leastPriceAim(-Math.log(this.#known(extreme).probability) + SAME_LOSS, EUR_PER_LOSS);
  }

  #search(extreme: Extreme, aim: Aim): FirmSearch {
    const { choice, arrivalDay } = this.#known(extreme);
    const slots = Int32Array.from(choice, (candidate, operation) => (this.#layout.offset[operation] as number) + candidate);
    const dueDay = this.#isSecondary && extreme === 'fastest' ? arrivalDay : this.#dueDay;
    return new FirmSearch(this.#layout, aim, dueDay, { value: Number.NEGATIVE_INFINITY, slots }, this.#found);
  }

  /** The best plan for a representative among those found. */
  #known(extreme: Extreme): FoundPlan {
    const plans = this.#found.shown();
    return plans[representativesOf(plans)[extreme]] as FoundPlan;
  }
}
