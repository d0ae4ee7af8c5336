import { firstWorkDay, giveBack, type Taken, takeHours, type WorkSpan } from '../instance/calendar.js';
import type { CompiledCandidate, CompiledInstance, CompiledOperation } from '../instance/compiled.js';
import { DEFAULT_MAX_MEMBERS, DEFAULT_MIN_KAPPA } from '../instance/instance.js';
import { LowerTails } from './lower-tails.js';
import { type PlanCriteria, planUtility } from './plan-value.js';

/** Rules that refuse a plan, in the order in which they are named. */
const RULES = ['max-members', 'excluded-pair', 'min-kappa', 'calendar', 'due-day'] as const;
export type Rule = (typeof RULES)[number];

/** Sums of days that differ by less are the same day. */
const SAME_DAY = 1e-9;

export interface PlanMetrics extends PlanCriteria {
  readonly productionEur: number;
  readonly transportEur: number;
  readonly coordinationEur: number;
  readonly utility: number;
}

/**
 * A plan under construction: operations get their firm one after the other in topological order, so that dates and shared
 * machines are exact at every depth. `push` and `pop` keep all sums; entry d of a list holds the sum after d operations.
 */
export class PlanWalk {
  /** Index of the chosen candidate by operation. */
  readonly choice: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  depth = 0;
  memberCount = 0;
  readonly #members: Int32Array;
  readonly #operationsOf: Int32Array;
  /** How many precedence pairs of the plan lead from one member to another, by pair of firms. */
  readonly #exchanges: Int32Array;
  readonly #production: Float64Array;
  readonly #transport: Float64Array;
  readonly #kgCo2e: Float64Array;
  readonly #suitability: Float64Array;
  readonly #friction: Float64Array;
  readonly #minKappa: Float64Array;
  readonly #excluded: Int32Array;
  readonly #unscheduled: Int32Array;
  readonly #arrival: Float64Array;
  readonly #arrivalAtLeast: Float64Array;
  readonly #machines: readonly Float64Array[];
  readonly #taken: Taken[] = [];
  readonly #takenBefore: Int32Array;
  readonly #firms: number;
  readonly #maxMembers: number;
  readonly #kappaLimit: number;

  constructor(
    readonly instance: CompiledInstance,
    readonly tails: LowerTails = new LowerTails(instance),
  ) {
    const operations = instance.operations.length;
    const sums = () => new Float64Array(operations + 1);
    this.#firms = instance.firmIds.length;
    this.#machines = instance.machines.map((free) => free.slice());
    this.choice = new Int32Array(operations).fill(-1);
    this.start = new Float64Array(operations);
    this.end = new Float64Array(operations);
    this.#members = new Int32Array(operations);
    this.#operationsOf = new Int32Array(this.#firms);
    this.#exchanges = new Int32Array(this.#firms ** 2);
    [this.#production, this.#transport, this.#kgCo2e, this.#friction, this.#arrival] = [sums(), sums(), sums(), sums(), sums()];
    this.#suitability = sums().fill(1);
    this.#minKappa = sums().fill(1);
    this.#arrivalAtLeast = sums();
    this.#excluded = new Int32Array(operations + 1);
    this.#unscheduled = new Int32Array(operations + 1);
    this.#takenBefore = new Int32Array(operations + 1);
    this.#maxMembers = instance.source.order.maxMembers ?? DEFAULT_MAX_MEMBERS;
    this.#kappaLimit = instance.source.order.minKappa ?? DEFAULT_MIN_KAPPA;
  }

  get isComplete(): boolean {
    return this.depth === this.instance.operations.length;
  }

  /** The operation that `push` decides next. */
  get nextOperation(): number {
    return this.instance.sequence[this.depth] as number;
  }

  get minKappa(): number {
    return this.#minKappa[this.depth] as number;
  }

  /** Arrival of a complete plan, else a day before which it cannot arrive. */
  get arrivalAtLeast(): number {
    return this.isComplete ? (this.#arrival[this.depth] as number) : (this.#arrivalAtLeast[this.depth] as number);
  }

  get productionEur(): number {
    return this.#production[this.depth] as number;
  }

  get transportEur(): number {
    return this.#transport[this.depth] as number;
  }

  get kgCo2e(): number {
    return this.#kgCo2e[this.depth] as number;
  }

  get suitability(): number {
    return this.#suitability[this.depth] as number;
  }

  /** K(N) of the members so far (methods 4.5); it only grows with further members. */
  get coordinationEur(): number {
    const { k0, k1, k2 } = this.instance.source.coordination;
    return k0 + k1 * (this.memberCount - 1) + k2 * (this.#friction[this.depth] as number);
  }

  /** Probability that all members so far succeed; it only falls with further members. */
  get probability(): number {
    return this.instance.risk.jointSuccess(this.#members, this.memberCount);
  }

  push(candidateIndex: number): void {
    const depth = this.depth;
    const index = this.nextOperation;
    const operation = this.instance.operations[index] as CompiledOperation;
    const candidate = operation.candidates[candidateIndex] as CompiledCandidate;
    this.choice[index] = candidateIndex;
    this.#takenBefore[depth] = this.#taken.length;
    this.#production[depth + 1] = this.productionEur + candidate.priceEur;
    this.#suitability[depth + 1] = this.suitability * candidate.suitabilityFactor;
    this.#friction[depth + 1] = this.#friction[depth] as number;
    this.#minKappa[depth + 1] = this.minKappa;
    this.#excluded[depth + 1] = this.#excluded[depth] as number;
    this.#join(depth, candidate.firm);
    const ready = this.#receive(depth, operation, candidate);
    this.#schedule(depth, index, operation, candidate, ready);
    this.depth = depth + 1;
  }

  pop(): void {
    this.depth -= 1;
    const index = this.nextOperation;
    const operation = this.instance.operations[index] as CompiledOperation;
    const { firm } = operation.candidates[this.choice[index] as number] as CompiledCandidate;
    giveBack(this.#taken, this.#takenBefore[this.depth] as number);
    for (const before of operation.before) this.#countExchange(this.#firmOf(before), firm, -1);
    this.#operationsOf[firm] = (this.#operationsOf[firm] as number) - 1;
    if (this.#operationsOf[firm] === 0) this.memberCount -= 1;
    this.choice[index] = -1;
  }

  /** A new member meets all members: each pair costs a quarter of its friction until the two exchange material. */
  #join(depth: number, firm: number): void {
    this.#operationsOf[firm] = (this.#operationsOf[firm] as number) + 1;
    if (this.#operationsOf[firm] !== 1) return;
    for (let i = 0; i < this.memberCount; i += 1) {
      const pair = firm * this.#firms + (this.#members[i] as number);
      const kappa = this.instance.kappa[pair] as number;
      this.#friction[depth + 1] = (this.#friction[depth + 1] as number) + 0.25 * (1 - kappa);
      if (kappa < (this.#minKappa[depth + 1] as number)) this.#minKappa[depth + 1] = kappa;
      this.#excluded[depth + 1] = (this.#excluded[depth + 1] as number) + (this.instance.isExcluded[pair] as number);
    }
    this.#members[this.memberCount] = firm;
    this.memberCount += 1;
  }

  /** Legs from the predecessors and, for a last operation, to the customer; answers when everything is there. */
  #receive(depth: number, operation: CompiledOperation, candidate: CompiledCandidate): number {
    const { legs, operations, kappa } = this.instance;
    let ready = candidate.earliestStartDay;
    let eur = this.transportEur;
    let kg = this.kgCo2e + candidate.kgCo2e;
    for (const before of operation.before) {
      const from = this.#firmOf(before);
      const leg = from * legs.nodes + candidate.firm;
      ready = Math.max(ready, (this.end[before] as number) + (legs.days[leg] as number));
      eur += legs.eur[leg] as number;
      kg += (operations[before] as CompiledOperation).massAfterTonnes * (legs.kgCo2ePerTonne[leg] as number);
      if (from !== candidate.firm && this.#countExchange(from, candidate.firm, 1) === 1) {
        const apart = 1 - (kappa[from * this.#firms + candidate.firm] as number);
        this.#friction[depth + 1] = (this.#friction[depth + 1] as number) + 0.75 * apart;
      }
    }
    if (operation.after.length === 0) {
      const leg = candidate.firm * legs.nodes + legs.nodes - 1;
      eur += legs.eur[leg] as number;
      kg += operation.massAfterTonnes * (legs.kgCo2ePerTonne[leg] as number);
    }
    this.#transport[depth + 1] = eur;
    this.#kgCo2e[depth + 1] = kg;
    return ready;
  }

  #schedule(depth: number, index: number, operation: CompiledOperation, candidate: CompiledCandidate, ready: number): void {
    const span = this.#spanOf(candidate, ready);
    this.start[index] = span?.start ?? Number.POSITIVE_INFINITY;
    this.end[index] = span?.end ?? Number.POSITIVE_INFINITY;
    this.#unscheduled[depth + 1] = (this.#unscheduled[depth] as number) + (span === null ? 1 : 0);
    const end = this.end[index] as number;
    const atLeast = end + this.tails.after(index, this.choice[index] as number);
    this.#arrivalAtLeast[depth + 1] = Math.max(this.#arrivalAtLeast[depth] as number, atLeast);
    const isLast = operation.after.length === 0;
    this.#arrival[depth + 1] = isLast ? Math.max(this.#arrival[depth] as number, atLeast) : (this.#arrival[depth] as number);
  }

  #spanOf(candidate: CompiledCandidate, ready: number): WorkSpan | null {
    if (candidate.free === null) return { start: ready, end: ready + candidate.durationDays };
    if (ready === Number.POSITIVE_INFINITY) return null;
    if (candidate.machine === null) return candidate.spans?.[firstWorkDay(ready)] ?? null;
    return takeHours(this.#machines[candidate.machine] as Float64Array, ready, candidate.hours, this.#taken);
  }

  #countExchange(from: number, to: number, change: number): number {
    if (from === to) return 0;
    const pair = Math.min(from, to) * this.#firms + Math.max(from, to);
    this.#exchanges[pair] = (this.#exchanges[pair] as number) + change;
    return this.#exchanges[pair] as number;
  }

  #firmOf(operation: number): number {
    const { candidates } = this.instance.operations[operation] as CompiledOperation;
    return (candidates[this.choice[operation] as number] as CompiledCandidate).firm;
  }

  /** The first rule that the plan so far breaks and that no further operation can heal; null: none. */
  brokenRule(ignored: Rule | null = null): Rule | null {
    for (const rule of RULES) if (rule !== ignored && this.#breaks(rule)) return rule;
    return null;
  }

  #breaks(rule: Rule): boolean {
    if (rule === 'max-members') return this.memberCount > this.#maxMembers;
    if (rule === 'excluded-pair') return (this.#excluded[this.depth] as number) > 0;
    if (rule === 'min-kappa') return this.minKappa < this.#kappaLimit;
    if (rule === 'calendar') return (this.#unscheduled[this.depth] as number) > 0;
    return this.arrivalAtLeast > this.instance.source.order.dueDay + SAME_DAY;
  }

  /**
   * Figures of a complete plan. They are rounded far below what matters, so that equal plans compare equal although their
   * sums were built in a different order.
   */
  metrics(): PlanMetrics {
    const { weights, anchors } = this.instance.source.order;
    const criteria = {
      priceEur: rounded(this.productionEur + this.transportEur + this.coordinationEur, 1e6),
      arrivalDay: rounded(this.arrivalAtLeast, 1e9),
      kgCo2e: rounded(this.kgCo2e, 1e9),
      probability: rounded(this.probability, 1e12),
      suitability: rounded(this.suitability, 1e12),
    };
    return {
      ...criteria,
      productionEur: rounded(this.productionEur, 1e6),
      transportEur: rounded(this.transportEur, 1e6),
      coordinationEur: rounded(this.coordinationEur, 1e6),
      utility: rounded(planUtility(criteria, weights, anchors), 1e12),
    };
  }

  /** Index of the chosen firms' candidates, to keep while the walk goes on. */
  copyChoice(): Int32Array {
    return this.choice.slice();
  }

  /** Visits a complete assignment from the root and comes back. */
  replay<T>(choice: ArrayLike<number>, read: () => T): T {
    for (const index of this.instance.sequence) this.push(choice[index] as number);
    const result = read();
    while (this.depth > 0) this.pop();
    return result;
  }
}

function rounded(value: number, scale: number): number {
  return Number.isFinite(value) ? Math.round(value * scale) / scale : value;
}
