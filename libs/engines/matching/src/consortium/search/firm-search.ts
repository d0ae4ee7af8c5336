import type { FoundPlans } from '../plans/found-plans.js';
import { PlanWalk } from '../plans/plan-walk.js';
import type { Aim } from './aim.js';
import { FirmSets } from './firm-sets.js';
import type { Layout } from './layout.js';
import { NodeBound } from './node-bound.js';
import { NodeQueue, type SearchNode } from './node-queue.js';
import { PlanEvaluator } from './plan-evaluator.js';
import { PlanPolish } from './plan-polish.js';

const ROOT_ITERATIONS = 60;
/** The root goes on in smaller steps once there is a plan to measure its bound against, an iteration for each operation. */
const ROOT_LEAST_STEP = 0.05;
const NODE_ITERATIONS = 3;
/** Firm sets that are tried with each node after the root. */
const NODE_TRIES = 5;

/** Plans that are worse than the best one by no more than this part (in the log of the utility) are polished. */
const POLISHED_WITHIN = 0.1;

/** The best plan known, handed from search to search. */
export interface Incumbent {
  /** Value under the aim, -Infinity without a plan. */
  value: number;
  slots: Int32Array | null;
}

/**
 * Branch and bound on firms: whoever does the operation with the fewest choices is a member, and those tried before are not. Few
 * firms do all the work, so few decisions settle a plan; what the members leave open is decided by operation. Best bound first,
 * each time down to a leaf.
 */
export class FirmSearch {
  readonly #node: NodeBound;
  readonly #sets: FirmSets;
  readonly #evaluator: PlanEvaluator;
  readonly #walk: PlanWalk;
  readonly #polish: PlanPolish;
  /** Best value from which a set of firms was polished. */
  readonly #polished = new Map<string, number>();
  readonly #queue = new NodeQueue();
  #next: SearchNode | null;
  #isRoot = true;
  #rootOpen: Uint8Array;
  #climbed = Number.NEGATIVE_INFINITY;

  constructor(
    readonly layout: Layout,
    readonly aim: Aim,
    readonly dueDay: number,
    readonly incumbent: Incumbent,
    readonly found: FoundPlans,
  ) {
    this.#node = new NodeBound(layout, aim, dueDay);
    this.#evaluator = new PlanEvaluator(layout);
    this.#polish = new PlanPolish(layout, aim, this.#evaluator, dueDay);
    this.#walk = new PlanWalk(layout.instance, layout.tails);
    this.#sets = new FirmSets(layout, new NodeBound(layout, aim, dueDay), (slots) => {
      this.#offer(slots);
      return this.#cutoff;
    });
    this.#rootOpen = new Uint8Array(layout.slots).fill(1);
    this.#next = { isOpen: this.#rootOpen, members: [], arrivalAtMost: Number.POSITIVE_INFINITY, bound: Number.POSITIVE_INFINITY };
    if (incumbent.slots !== null) this.#offer(incumbent.slots);
  }

  get isDone(): boolean {
    return this.#next === null && this.#queue.isEmpty;
  }

  /** No plan has a larger value of the aim. */
  get bound(): number {
    return Math.max(this.incumbent.value, this.#next?.bound ?? Number.NEGATIVE_INFINITY, this.#queue.bound);
  }

  get #cutoff(): number {
    return this.incumbent.value - this.aim.tie;
  }

  /** Works on some nodes; answers how many it used, counting the firm sets it looked at. */
  step(nodes: number): number {
    let used = 0;
    while (used < nodes && !this.isDone) {
      const node = this.#next ?? this.#queue.pop();
      this.#next = null;
      if (node === null || node.bound < this.#cutoff) {
        if (node !== null) this.#queue.cut(this.#cutoff);
        continue;
      }
      const triedBefore = this.#sets.tried;
      this.#next = this.#work(node);
      used += 1 + Math.ceil((this.#sets.tried - triedBefore) / 8);
    }
    return used;
  }

  /** Bounds a node and splits it; answers the most promising part. */
  #work(from: SearchNode): SearchNode | null {
    const node = this.#node;
    if (!node.load(from.isOpen, from.members, from.arrivalAtMost)) return null;
    if (!this.#tighten(this.#isRoot ? ROOT_ITERATIONS : NODE_ITERATIONS)) return null;
    if (this.#isRoot) {
      this.#isRoot = false;
      this.#rootOpen = node.open.isOpen.slice();
      const penalty = new Float64Array(this.layout.slots).fill(Number.POSITIVE_INFINITY);
      for (let slot = 0; slot < penalty.length; slot += 1)
        if (this.#rootOpen[slot] === 1) penalty[slot] = Math.max(0, node.bound - node.boundThrough(slot));
      const { operations } = this.layout;
      this.#sets.start(this.#rootOpen, penalty, this.#cutoff, 4 + Math.ceil(operations / 5));
      this.#climb(2 * operations);
      if (!this.#tighten(Math.max(NODE_ITERATIONS, operations), ROOT_LEAST_STEP)) return null;
    } else this.#climb(NODE_TRIES);
    const parts = this.#split(from);
    const first = parts[0] ?? null;
    for (const part of parts.slice(1)) this.#queue.push(part);
    return first;
  }

  #climb(tries: number): void {
    const { incumbent, layout } = this;
    if (incumbent.slots === null) return;
    if (incumbent.value > this.#climbed) {
      const members = [...new Set(Array.from(incumbent.slots, (slot) => layout.firmOf[slot] as number))];
      this.#sets.climbFrom(members, this.#cutoff);
    }
    this.#sets.climb(tries);
    this.#climbed = incumbent.value;
  }

  #tighten(iterations: number, leastStep = 0.08): boolean {
    const node = this.#node;
    let former = Number.POSITIVE_INFINITY;
    for (let i = 0; i < iterations; i += 1) {
      const step = Math.max(leastStep, Math.min(0.5, 3 / (i + 4)));
      if (!node.iterate(this.#cutoff, step, i % 2 === 1)) return false;
      if (node.firmsUsed <= this.layout.maxMembers) this.#offer(node.tree.best);
      if (node.bound < this.#cutoff) return false;
      if (i % 4 !== 3) continue;
      // What four iterations gained, against what is still missing.
      if (former - node.bound < 0.02 * (node.bound - this.#cutoff)) return true;
      former = node.bound;
    }
    return true;
  }

  #offer(slots: Int32Array): void {
    if (!this.#evaluator.evaluate(slots, this.dueDay)) return;
    const value = this.aim.valueOf(this.#evaluator.figures);
    const before = this.incumbent.value;
    this.#take(slots, value);
    const { machines } = this.layout.instance;
    if (machines.length === 0 || !(value > before - POLISHED_WITHIN) || value === Number.NEGATIVE_INFINITY) return;
    // Neighbours of one firm set lead to much the same plan: the best one of each is polished.
    const key = [...new Set(Array.from(slots, (slot) => this.layout.firmOf[slot] as number))].sort((a, b) => a - b).join();
    if (value <= (this.#polished.get(key) ?? Number.NEGATIVE_INFINITY)) return;
    this.#polished.set(key, value);
    const improved = this.#polish.improve(slots, value);
    if (improved <= value) return;
    if (this.#evaluator.evaluate(this.#polish.slots, this.dueDay)) this.#take(this.#polish.slots, improved);
  }

  /** Notes a plan that the evaluator has just looked at. */
  #take(slots: Int32Array, value: number): void {
    const { layout, incumbent } = this;
    if (value < this.#cutoff || value === Number.NEGATIVE_INFINITY) return;
    const choice = slots.slice();
    for (let operation = 0; operation < layout.operations; operation += 1)
      choice[operation] = (choice[operation] as number) - (layout.offset[operation] as number);
    this.found.add({ ...this.#walk.replay(choice, () => this.#walk.metrics()), choice });
    if (value <= incumbent.value) return;
    incumbent.value = value;
    incumbent.slots = slots.slice();
    const { priceEur, kgCo2e, loss } = this.#evaluator.figures;
    this.#node.moveTo(priceEur, kgCo2e, loss);
    this.#sets.node.moveTo(priceEur, kgCo2e, loss);
  }

  #split(from: SearchNode): SearchNode[] {
    const { layout } = this;
    const { open, charges } = this.#node;
    let fewest = -1;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      if (this.#isCovered(operation)) continue;
      if (fewest < 0 || (open.count[operation] as number) < (open.count[fewest] as number)) fewest = operation;
    }
    if (fewest >= 0) return this.#splitByFirm(from, fewest);
    const firm = this.#strangerOfBest();
    if (firm >= 0) {
      const without = open.isOpen.slice();
      for (const slot of layout.slotsOfFirm[firm] as Int32Array) without[slot] = 0;
      return [
        this.#part(from, without, charges.members, this.#node.bound),
        this.#part(from, open.isOpen.slice(), [...charges.members, firm], this.#node.bound),
      ];
    }
    return this.#splitByOperation(from);
  }

  #isCovered(operation: number): boolean {
    const { open, charges } = this.#node;
    const from = this.layout.offset[operation] as number;
    for (let i = 0; i < (open.count[operation] as number); i += 1)
      if (charges.isMember[this.layout.firmOf[open.list[from + i] as number] as number] === 1) return true;
    return false;
  }

  /** A firm of the last solution that is no member yet, the one with the most operations; -1: none. */
  #strangerOfBest(): number {
    const { charges, tree } = this.#node;
    const uses = new Map<number, number>();
    for (const slot of tree.best) {
      const firm = this.layout.firmOf[slot] as number;
      if (charges.isMember[firm] === 0) uses.set(firm, (uses.get(firm) ?? 0) + 1);
    }
    return [...uses].reduce(([best, most], [firm, count]) => (count > most ? [firm, count] : [best, most]), [-1, 0])[0] as number;
  }

  /** Each part: the first of the operation's firms, in the order of their bounds, that is a member; those before it are none. */
  #splitByFirm(from: SearchNode, operation: number): SearchNode[] {
    const { open, charges } = this.#node;
    const without = open.isOpen.slice();
    return this.#slotsByBound(operation).flatMap(({ slot, bound }) => {
      const firm = this.layout.firmOf[slot] as number;
      if (bound < this.#cutoff) return [];
      const part = this.#part(from, without.slice(), [...charges.members, firm], bound);
      for (const other of this.layout.slotsOfFirm[firm] as Int32Array) without[other] = 0;
      return [part];
    });
  }

  /** The first open operation in topological order: once all before it are settled, its days are exact. */
  #splitByOperation(from: SearchNode): SearchNode[] {
    const { open, charges } = this.#node;
    const operation = this.layout.instance.sequence.find((index) => (open.count[index] as number) > 1);
    if (operation === undefined) return [];
    const chosen = this.#slotsByBound(operation);
    return chosen.flatMap(({ slot, bound }) => {
      if (bound < this.#cutoff) return [];
      const isOpen = open.isOpen.slice();
      for (const other of chosen) if (other.slot !== slot) isOpen[other.slot] = 0;
      return [this.#part(from, isOpen, charges.members, bound)];
    });
  }

  #slotsByBound(operation: number): { slot: number; bound: number }[] {
    const { open } = this.#node;
    const from = this.layout.offset[operation] as number;
    return Array.from(open.list.subarray(from, from + (open.count[operation] as number)), (slot) => {
      const bound = this.#node.boundThrough(slot);
      return { slot, bound: Number.isNaN(bound) ? Number.NEGATIVE_INFINITY : bound };
    }).sort((a, b) => b.bound - a.bound || a.slot - b.slot);
  }

  #part(from: SearchNode, isOpen: Uint8Array, members: readonly number[], bound: number): SearchNode {
    return { isOpen, members: [...members], arrivalAtMost: this.#node.arrivalAtMost, bound: Math.min(from.bound, this.#node.bound, bound) };
  }
}
