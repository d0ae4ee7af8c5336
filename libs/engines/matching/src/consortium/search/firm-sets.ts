import { seededRandom } from '@gewerk/kernel';
import type { Layout } from './layout.js';
import type { NodeBound } from './node-bound.js';

const SEED = 48;
const STARTS = 6;

/** Looks for good plans by sets of firms: greedy covers, then exchanging, adding and dropping one firm at a time. */
export class FirmSets {
  readonly #random = seededRandom(SEED);
  readonly #isOpen: Uint8Array;
  readonly #chosen: Uint8Array;
  /** Sets looked at. */
  tried = 0;

  constructor(
    readonly layout: Layout,
    /** A bound of its own: what the search has learnt is not disturbed. */
    readonly node: NodeBound,
    /** Shows a plan to the search; answers the value that it must beat. */
    readonly offer: (slots: Int32Array) => number,
  ) {
    this.#isOpen = new Uint8Array(layout.slots);
    this.#chosen = new Uint8Array(layout.firms);
  }

  /** @param penalty by slot: how much worse than the best it is; small is good */
  start(isOpen: Uint8Array, penalty: Float64Array, cutoff: number): void {
    for (let attempt = 0; attempt < STARTS; attempt += 1) {
      const members = this.#cover(isOpen, penalty, attempt === 0 ? 0 : 0.7);
      if (members !== null) cutoff = this.#try(isOpen, members, cutoff);
    }
  }

  /** Improves a set step by step until no single change helps or the budget is used up. */
  climb(isOpen: Uint8Array, members: readonly number[], cutoff: number, triesMax: number): void {
    const until = this.tried + triesMax;
    let current = [...members];
    let value = cutoff;
    for (let isBetter = true; isBetter && this.tried < until; ) {
      isBetter = false;
      for (const changed of this.#neighbours(isOpen, current)) {
        const reached = this.#try(isOpen, changed, value);
        if (this.tried >= until) return;
        if (reached <= value) continue;
        value = reached;
        current = changed;
        isBetter = true;
        break;
      }
    }
  }

  *#neighbours(isOpen: Uint8Array, members: readonly number[]): Generator<number[]> {
    const { layout } = this;
    const others = Array.from({ length: layout.firms }, (_, firm) => firm).filter((firm) => !members.includes(firm));
    for (const out of members) {
      const rest = members.filter((firm) => firm !== out);
      if (this.#uncovered(isOpen, rest).length === 0) yield rest;
    }
    for (const out of [...members, -1]) {
      const rest = members.filter((firm) => firm !== out);
      if (rest.length >= layout.maxMembers) continue;
      const open = this.#uncovered(isOpen, rest);
      for (const firm of others) {
        if (!this.#fits(rest, firm)) continue;
        if (open.every((operation) => this.#does(isOpen, firm, operation))) yield [...rest, firm];
      }
    }
  }

  #try(isOpen: Uint8Array, members: readonly number[], cutoff: number): number {
    const { node, layout } = this;
    this.tried += 1;
    this.#chosen.fill(0);
    for (const firm of members) this.#chosen[firm] = 1;
    for (let slot = 0; slot < layout.slots; slot += 1)
      this.#isOpen[slot] = (isOpen[slot] as number) & (this.#chosen[layout.firmOf[slot] as number] as number);
    if (!node.load(this.#isOpen, members, Number.POSITIVE_INFINITY)) return cutoff;
    let best = cutoff;
    for (let i = 0; i < 3; i += 1) {
      if (!node.iterate(best, 0.6, i === 2)) return best;
      best = Math.max(best, this.offer(node.tree.best));
    }
    return best;
  }

  #cover(isOpen: Uint8Array, penalty: Float64Array, noise: number): number[] | null {
    const { layout } = this;
    const members: number[] = [];
    let open = this.#uncovered(isOpen, members);
    const scale = Math.max(1e-9, meanOf(penalty));
    while (open.length > 0 && members.length < layout.maxMembers) {
      let best = -1;
      let bestGain = 0;
      for (let firm = 0; firm < layout.firms; firm += 1) {
        if (members.includes(firm) || !this.#fits(members, firm)) continue;
        let gain = 0;
        for (const slot of layout.slotsOfFirm[firm] as Int32Array) {
          if (isOpen[slot] === 1 && open.includes(layout.operationOf[slot] as number))
            gain += 0.4 + Math.exp(-(penalty[slot] as number) / scale);
        }
        gain *= 1 + noise * this.#random();
        if (gain <= bestGain) continue;
        bestGain = gain;
        best = firm;
      }
      if (best < 0) return null;
      members.push(best);
      open = this.#uncovered(isOpen, members);
    }
    return open.length === 0 ? members : null;
  }

  #fits(members: readonly number[], firm: number): boolean {
    const { layout } = this;
    return members.every((member) => (layout.meetingEur[member * layout.firms + firm] as number) < Number.POSITIVE_INFINITY);
  }

  #uncovered(isOpen: Uint8Array, members: readonly number[]): number[] {
    const { layout } = this;
    const isCovered = new Uint8Array(layout.operations);
    for (const firm of members)
      for (const slot of layout.slotsOfFirm[firm] as Int32Array) if (isOpen[slot] === 1) isCovered[layout.operationOf[slot] as number] = 1;
    const open: number[] = [];
    for (let operation = 0; operation < layout.operations; operation += 1) if (isCovered[operation] === 0) open.push(operation);
    return open;
  }

  #does(isOpen: Uint8Array, firm: number, operation: number): boolean {
    for (const slot of this.layout.slotsOfFirm[firm] as Int32Array)
      if (this.layout.operationOf[slot] === operation) return isOpen[slot] === 1;
    return false;
  }
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}
