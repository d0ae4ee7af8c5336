import { giveBack, type Taken, takeHours } from '../instance/calendar.js';
import type { Figures } from './aim.js';
import type { Layout } from './layout.js';
import { endOf } from './time-windows.js';

const SAME_DAY = 1e-9;

/** Figures of complete plans (one slot by operation) without allocation; null where a limit on members or days is broken. */
export class PlanEvaluator {
  readonly figures = { priceEur: 0, arrivalDay: 0, kgCo2e: 0, loss: 0, suitabilityLoss: 0 } satisfies Figures;
  readonly #end: Float64Array;
  readonly #members: Int32Array;
  readonly #isMember: Uint8Array;
  readonly #isRegionUsed: Uint8Array;
  readonly #isExchange: Uint8Array;
  readonly #pairs: Int32Array;
  readonly #machines: readonly Float64Array[];
  readonly #taken: Taken[] = [];

  constructor(readonly layout: Layout) {
    this.#end = new Float64Array(layout.operations);
    this.#members = new Int32Array(layout.operations);
    this.#isMember = new Uint8Array(layout.firms);
    this.#isRegionUsed = new Uint8Array(layout.lossOfRegion.length);
    this.#isExchange = new Uint8Array(layout.firms ** 2);
    this.#pairs = new Int32Array(layout.edges.length);
    this.#machines = layout.instance.machines.map((free) => free.slice());
  }

  /** Answers whether the plan keeps all limits; then `figures` are its own. */
  evaluate(slots: ArrayLike<number>, dueDay: number): boolean {
    const isValid = this.#price(slots) && this.#schedule(slots, dueDay);
    giveBack(this.#taken, 0);
    return isValid;
  }

  #price(slots: ArrayLike<number>): boolean {
    const { layout, figures } = this;
    let [price, kg, suitability] = [0, 0, 0];
    let members = 0;
    let pairs = 0;
    for (let operation = 0; operation < layout.operations; operation += 1) {
      const slot = slots[operation] as number;
      const firm = layout.firmOf[slot] as number;
      price += layout.priceEur[slot] as number;
      kg += layout.kgCo2e[slot] as number;
      suitability += layout.suitabilityLoss[slot] as number;
      if (this.#isMember[firm] === 1) continue;
      this.#isMember[firm] = 1;
      this.#members[members] = firm;
      members += 1;
    }
    for (const edge of layout.edges) {
      const from = slots[edge.from] as number;
      const to = slots[edge.to] as number;
      const width = (layout.offset[edge.to + 1] as number) - (layout.offset[edge.to] as number);
      const at = (from - (layout.offset[edge.from] as number)) * width + to - (layout.offset[edge.to] as number);
      price += edge.eur[at] as number;
      kg += edge.kg[at] as number;
      const [a, b] = [layout.firmOf[from] as number, layout.firmOf[to] as number];
      const pair = a < b ? a * layout.firms + b : b * layout.firms + a;
      if (a === b || this.#isExchange[pair] === 1) continue;
      this.#isExchange[pair] = 1;
      this.#pairs[pairs] = pair;
      pairs += 1;
      price += edge.frictionEur[at] as number;
    }
    for (let i = 0; i < pairs; i += 1) this.#isExchange[this.#pairs[i] as number] = 0;
    const { k0, k1 } = layout.instance.source.coordination;
    figures.priceEur = price + k0 + k1 * (members - 1) + this.#meet(members);
    figures.kgCo2e = kg;
    figures.suitabilityLoss = suitability;
    return members <= layout.maxMembers && Number.isFinite(figures.priceEur);
  }

  /** Cost of meeting, Infinity where two may not meet; notes the loss and clears the marks of the members. */
  #meet(members: number): number {
    const { layout } = this;
    let cost = 0;
    let loss = 0;
    for (let i = 0; i < members; i += 1) {
      const firm = this.#members[i] as number;
      const region = layout.regionOfFirm[firm] as number;
      this.#isMember[firm] = 0;
      loss += layout.lossOfFirm[firm] as number;
      if (this.#isRegionUsed[region] === 0) loss += layout.lossOfRegion[region] as number;
      this.#isRegionUsed[region] = 1;
      for (let j = 0; j < i; j += 1) cost += layout.meetingEur[firm * layout.firms + (this.#members[j] as number)] as number;
    }
    for (let i = 0; i < members; i += 1) this.#isRegionUsed[layout.regionOfFirm[this.#members[i] as number] as number] = 0;
    this.figures.loss = loss;
    return cost;
  }

  #schedule(slots: ArrayLike<number>, dueDay: number): boolean {
    const { layout } = this;
    const { instance } = layout;
    let arrival = 0;
    for (const operation of instance.sequence) {
      const slot = slots[operation] as number;
      let ready = layout.earliestStartDay[slot] as number;
      const column = slot - (layout.offset[operation] as number);
      const width = (layout.offset[operation + 1] as number) - (layout.offset[operation] as number);
      for (const edge of layout.edgesInto[operation] as Layout['edges']) {
        const row = (slots[edge.from] as number) - (layout.offset[edge.from] as number);
        const there = (this.#end[edge.from] as number) + (edge.days[row * width + column] as number);
        if (there > ready) ready = there;
      }
      const candidate = instance.operations[operation]?.candidates[column];
      const machine = candidate?.machine ?? null;
      const end =
        machine === null
          ? endOf(layout, slot, ready)
          : (takeHours(this.#machines[machine] as Float64Array, ready, candidate?.hours ?? 0, this.#taken)?.end ??
            Number.POSITIVE_INFINITY);
      const least = end + (layout.tailDays[slot] as number);
      if (least > dueDay + SAME_DAY) return false;
      this.#end[operation] = end;
      if (least > arrival && instance.operations[operation]?.after.length === 0) arrival = least;
    }
    this.figures.arrivalDay = arrival;
    return true;
  }
}
