import { giveBack, type Taken, takeHours } from '../instance/calendar.js';
import type { FoundPlan } from '../plans/found-plans.js';
import type { Layout } from './layout.js';
import { PlanEvaluator } from './plan-evaluator.js';
import { endOf } from './time-windows.js';

const SAME_DAY = 1e-9;
/** Figures closer than this are the same figure: plans are rounded to a millionth of a EUR, a day and a gramme. */
const SAME = 1e-7;
const SAME_LOSS = 1e-11;

interface Point {
  readonly price: number;
  readonly arrival: number;
  readonly kg: number;
  readonly loss: number;
}

/**
 * The Pareto set by depth-first search over operations in topological order: dates are exact, what is still open is bounded in
 * each of the four criteria, and a branch ends where a known plan dominates its bounds. What a firm pays once is spread over the
 * open operations that it could do, so that the bounds see it.
 */
export class ParetoSearch {
  readonly #evaluator: PlanEvaluator;
  /** Slots to try by depth, the cheapest first, and how many of them are done; depth 0 is the first operation. */
  readonly #tries: Int32Array[];
  readonly #done: Int32Array;
  readonly #slots: Int32Array;
  readonly #end: Float64Array;
  readonly #least: Float64Array;
  readonly #price: Float64Array;
  readonly #kg: Float64Array;
  readonly #loss: Float64Array;
  readonly #uses: Int32Array;
  readonly #members: number[] = [];
  /** EUR that a firm would pay for meeting the members, by number of members and firm. */
  readonly #meetingEur: Float64Array;
  readonly #regionUses: Int32Array;
  /** Exchanges by pair of firms. */
  readonly #exchanges: Int32Array;
  readonly #machines: readonly Float64Array[];
  readonly #taken: Taken[] = [];
  readonly #takenBefore: Int32Array;
  /** By depth and firm: how many operations from that depth on it could do. */
  readonly #openUses: Int32Array;
  readonly #isAssigned: Uint8Array;
  #front: Point[] = [];
  #depth = 0;
  isDone = false;
  readonly #bound = { price: 0, arrival: 0, kg: 0, loss: 0 };

  constructor(
    readonly layout: Layout,
    readonly dueDay: number,
    known: readonly FoundPlan[],
    /** Takes each plan that no plan known so far dominates. */
    readonly offer: (slots: Int32Array) => void,
  ) {
    const { operations, firms, instance } = layout;
    const sums = () => new Float64Array(operations + 1);
    this.#evaluator = new PlanEvaluator(layout);
    this.#done = new Int32Array(operations + 1);
    this.#slots = new Int32Array(operations);
    [this.#end, this.#least, this.#price, this.#kg, this.#loss] = [sums(), sums(), sums(), sums(), sums()];
    this.#uses = new Int32Array(firms);
    this.#meetingEur = new Float64Array((operations + 1) * firms);
    this.#regionUses = new Int32Array(layout.lossOfRegion.length);
    this.#exchanges = new Int32Array(layout.pairs.count);
    this.#machines = instance.machines.map((free) => free.slice());
    this.#takenBefore = new Int32Array(operations + 1);
    this.#isAssigned = new Uint8Array(operations);
    this.#openUses = new Int32Array((operations + 1) * firms);
    for (let depth = operations - 1; depth >= 0; depth -= 1) {
      for (let firm = 0; firm < firms; firm += 1)
        this.#openUses[depth * firms + firm] = this.#openUses[(depth + 1) * firms + firm] as number;
      for (const slot of this.#slotsAt(depth)) {
        const at = depth * firms + (layout.firmOf[slot] as number);
        this.#openUses[at] = (this.#openUses[at] as number) + 1;
      }
    }
    this.#tries = Array.from({ length: operations }, (_, depth) =>
      this.#slotsAt(depth).sort((a, b) => (layout.priceEur[a] as number) - (layout.priceEur[b] as number) || a - b),
    );
    const { k0, k1 } = instance.source.coordination;
    this.#price[0] = k0 - k1;
    for (const { choice } of known) this.#addToFront(choice.map((candidate, index) => (layout.offset[index] as number) + candidate));
  }

  /** Goes on for about so many branches; answers how many it looked at. */
  step(branches: number): number {
    const { layout } = this;
    let used = 0;
    while (used < branches && !this.isDone) {
      const depth = this.#depth;
      const tries = this.#tries[depth] as Int32Array;
      const at = this.#done[depth] as number;
      if (at >= tries.length) {
        this.#done[depth] = 0;
        if (depth === 0) this.isDone = true;
        else this.#pop();
        continue;
      }
      this.#done[depth] = at + 1;
      used += 1;
      if (!this.#push(tries[at] as number)) this.#pop();
      else if (this.#depth === layout.operations) {
        if (this.#addToFront(this.#slots)) this.offer(this.#slots);
        this.#pop();
      } else if (!this.#isPromising()) this.#pop();
    }
    return used;
  }

  #slotsAt(depth: number): Int32Array {
    const { offset, instance } = this.layout;
    const operation = instance.sequence[depth] as number;
    const from = offset[operation] as number;
    return Int32Array.from({ length: (offset[operation + 1] as number) - from }, (_, i) => from + i);
  }

  /** Answers whether the plan joins the front, which drops what it dominates. */
  #addToFront(slots: ArrayLike<number>): boolean {
    if (!this.#evaluator.evaluate(slots, this.dueDay)) return false;
    const { priceEur: price, arrivalDay: arrival, kgCo2e: kg, loss } = this.#evaluator.figures;
    if (this.#isDominated(price, arrival, kg, loss)) return false;
    const point = { price, arrival, kg, loss };
    this.#front = this.#front.filter((other) => !dominates(point, other.price, other.arrival, other.kg, other.loss));
    this.#front.push(point);
    return true;
  }

  #isDominated(price: number, arrival: number, kg: number, loss: number): boolean {
    const front = this.#front;
    for (let at = 0; at < front.length; at += 1) {
      const point = front[at] as Point;
      if (!dominates(point, price, arrival, kg, loss)) continue;
      // Who dominated last is asked first.
      if (at > 0) {
        front[at] = front[at >> 1] as Point;
        front[at >> 1] = point;
      }
      return true;
    }
    return false;
  }

  /** Adds a slot; false where the plan breaks a limit already. `#pop` takes it back either way. */
  #push(slot: number): boolean {
    const { layout } = this;
    const depth = this.#depth;
    const operation = layout.operationOf[slot] as number;
    const firm = layout.firmOf[slot] as number;
    let price = (this.#price[depth] as number) + (layout.priceEur[slot] as number);
    let kg = (this.#kg[depth] as number) + (layout.kgCo2e[slot] as number);
    let loss = this.#loss[depth] as number;
    let ready = layout.earliestStartDay[slot] as number;
    this.#slots[operation] = slot;
    this.#isAssigned[operation] = 1;
    this.#uses[firm] = (this.#uses[firm] as number) + 1;
    if (this.#uses[firm] === 1) {
      price += layout.instance.source.coordination.k1 + (this.#meetingEur[this.#members.length * layout.firms + firm] as number);
      this.#join(firm);
      const region = layout.regionOfFirm[firm] as number;
      loss += layout.lossOfFirm[firm] as number;
      if (this.#regionUses[region] === 0) loss += layout.lossOfRegion[region] as number;
      this.#regionUses[region] = (this.#regionUses[region] as number) + 1;
    }
    for (const edge of layout.edgesInto[operation] as Layout['edges']) {
      const at = this.#placeOf(edge, slot);
      price += edge.eur[at] as number;
      kg += edge.kg[at] as number;
      ready = Math.max(ready, (this.#end[edge.from] as number) + (edge.days[at] as number));
      const pair = edge.pairOf[at] as number;
      if (pair < 0) continue;
      if (this.#exchanges[pair] === 0) price += edge.frictionEur[at] as number;
      this.#exchanges[pair] = (this.#exchanges[pair] as number) + 1;
    }
    this.#takenBefore[depth] = this.#taken.length;
    this.#end[operation] = this.#work(slot, ready);
    this.#depth = depth + 1;
    this.#price[depth + 1] = price;
    this.#kg[depth + 1] = kg;
    this.#loss[depth + 1] = loss;
    const arrival = (this.#end[operation] as number) + (layout.tailDays[slot] as number);
    return arrival <= this.dueDay + SAME_DAY && this.#members.length <= layout.maxMembers && price < Number.POSITIVE_INFINITY;
  }

  #pop(): void {
    const { layout } = this;
    this.#depth -= 1;
    const operation = layout.instance.sequence[this.#depth] as number;
    const slot = this.#slots[operation] as number;
    const firm = layout.firmOf[slot] as number;
    giveBack(this.#taken, this.#takenBefore[this.#depth] as number);
    for (const edge of layout.edgesInto[operation] as Layout['edges']) {
      const pair = edge.pairOf[this.#placeOf(edge, slot)] as number;
      if (pair >= 0) this.#exchanges[pair] = (this.#exchanges[pair] as number) - 1;
    }
    this.#isAssigned[operation] = 0;
    this.#uses[firm] = (this.#uses[firm] as number) - 1;
    if (this.#uses[firm] !== 0) return;
    this.#members.pop();
    const region = layout.regionOfFirm[firm] as number;
    this.#regionUses[region] = (this.#regionUses[region] as number) - 1;
  }

  #work(slot: number, ready: number): number {
    const { layout } = this;
    const machine = layout.machineOf[slot] as number;
    if (machine < 0 || ready === Number.POSITIVE_INFINITY) return endOf(layout, slot, ready);
    const span = takeHours(this.#machines[machine] as Float64Array, ready, layout.hours[slot] as number, this.#taken);
    return span?.end ?? Number.POSITIVE_INFINITY;
  }

  #placeOf(edge: Layout['edges'][number], slot: number): number {
    const { offset } = this.layout;
    const width = (offset[edge.to + 1] as number) - (offset[edge.to] as number);
    return ((this.#slots[edge.from] as number) - (offset[edge.from] as number)) * width + slot - (offset[edge.to] as number);
  }

  #join(firm: number): void {
    const { meetingEur, firms } = this.layout;
    const from = this.#members.length * firms;
    this.#members.push(firm);
    for (let other = 0; other < firms; other += 1)
      this.#meetingEur[from + firms + other] = (this.#meetingEur[from + other] as number) + (meetingEur[firm * firms + other] as number);
  }

  /** Whether what the branch can at best become is not dominated. */
  #isPromising(): boolean {
    const { layout } = this;
    const bound = this.#bound;
    bound.price = this.#price[this.#depth] as number;
    bound.kg = this.#kg[this.#depth] as number;
    bound.loss = this.#loss[this.#depth] as number;
    bound.arrival = 0;
    for (let depth = 0; depth < this.#depth; depth += 1) {
      const operation = layout.instance.sequence[depth] as number;
      const arrival = (this.#end[operation] as number) + (layout.tailDays[this.#slots[operation] as number] as number);
      this.#least[operation] = this.#end[operation] as number;
      if (arrival > bound.arrival) bound.arrival = arrival;
    }
    for (let depth = this.#depth; depth < layout.operations; depth += 1)
      if (!this.#boundOperation(layout.instance.sequence[depth] as number)) return false;
    return !this.#isDominated(bound.price, bound.arrival, bound.kg, bound.loss);
  }

  /** Adds to the bounds what an open operation costs at least; false where no slot is left for it. */
  #boundOperation(operation: number): boolean {
    const { layout } = this;
    const { k1 } = layout.instance.source.coordination;
    const isFull = this.#members.length >= layout.maxMembers;
    const openUses = this.#depth * layout.firms;
    const meeting = this.#members.length * layout.firms;
    let [price, kg, loss] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    let [end, arrival] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let slot = layout.offset[operation] as number; slot < (layout.offset[operation + 1] as number); slot += 1) {
      const firm = layout.firmOf[slot] as number;
      let ownPrice = layout.priceEur[slot] as number;
      let ownKg = layout.kgCo2e[slot] as number;
      let ownLoss = 0;
      let ready = layout.earliestStartDay[slot] as number;
      if (this.#uses[firm] === 0) {
        if (isFull) continue;
        const share = 1 / (this.#openUses[openUses + firm] as number);
        ownPrice += share * (k1 + (this.#meetingEur[meeting + firm] as number));
        ownLoss = share * (layout.lossOfFirm[firm] as number);
      }
      for (const edge of layout.edgesInto[operation] as Layout['edges']) {
        if (this.#isAssigned[edge.from] === 0) {
          if ((this.#least[edge.from] as number) > ready) ready = this.#least[edge.from] as number;
          continue;
        }
        const at = this.#placeOf(edge, slot);
        ownPrice += edge.eur[at] as number;
        ownKg += edge.kg[at] as number;
        ready = Math.max(ready, (this.#end[edge.from] as number) + (edge.days[at] as number));
      }
      const ownEnd = endOf(layout, slot, ready);
      const ownArrival = ownEnd + (layout.tailDays[slot] as number);
      if (ownArrival > this.dueDay + SAME_DAY || ownPrice === Number.POSITIVE_INFINITY) continue;
      if (ownPrice < price) price = ownPrice;
      if (ownKg < kg) kg = ownKg;
      if (ownLoss < loss) loss = ownLoss;
      if (ownEnd < end) end = ownEnd;
      if (ownArrival < arrival) arrival = ownArrival;
    }
    if (price === Number.POSITIVE_INFINITY) return false;
    const bound = this.#bound;
    bound.price += price;
    bound.kg += kg;
    bound.loss += loss;
    this.#least[operation] = end;
    if (arrival > bound.arrival) bound.arrival = arrival;
    return true;
  }
}

/** Whether a point is no worse in all and clearly better in one than anything with at least these figures. */
function dominates(point: Point, price: number, arrival: number, kg: number, loss: number): boolean {
  if (point.price > price + SAME || point.arrival > arrival + SAME_DAY || point.kg > kg + SAME_DAY || point.loss > loss + SAME_LOSS)
    return false;
  return point.price < price - SAME || point.arrival < arrival - SAME_DAY || point.kg < kg - SAME_DAY || point.loss < loss - SAME_LOSS;
}
