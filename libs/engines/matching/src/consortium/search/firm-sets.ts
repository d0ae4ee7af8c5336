import { seededRandom } from '@gewerk/kernel';
import type { Layout } from './layout.js';
import type { NodeBound } from './node-bound.js';

const SEED = 48;

/** Looks for good plans by sets of firms: greedy covers, then exchanging, adding and dropping one firm at a time. */
export class FirmSets {
  readonly #random = seededRandom(SEED);
  readonly #isOpen: Uint8Array;
  readonly #chosen: Uint8Array;
  readonly #least: Float64Array;
  #rootOpen: Uint8Array;
  #penalty: Float64Array;
  #neighbours: number[][] = [];
  #next = 0;
  #value = Number.NEGATIVE_INFINITY;
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
    this.#least = new Float64Array(layout.operations);
    this.#rootOpen = this.#isOpen;
    this.#penalty = new Float64Array(layout.slots);
  }

  /** @param penalty by slot: how much worse than the best it is; small is good */
  start(isOpen: Uint8Array, penalty: Float64Array, cutoff: number, starts: number): void {
    this.#rootOpen = isOpen;
    this.#penalty = penalty;
    for (let attempt = 0; attempt < starts; attempt += 1) {
      const members = this.#cover(isOpen, penalty, attempt === 0 ? 0 : 0.7);
      if (members !== null) cutoff = this.#try(isOpen, members, cutoff);
    }
  }

  /** Whether nothing more can be tried around the current set. */
  get isAtTop(): boolean {
    return this.#next >= this.#neighbours.length;
  }

  /** From now on `climb` improves this set. */
  climbFrom(members: readonly number[], cutoff: number): void {
    this.#value = cutoff;
    this.#neighbours = this.#neighboursOf([...members]);
    this.#next = 0;
  }

  /** Tries some neighbours of the current set, the most promising first, and goes on from each better one. */
  climb(tries: number): void {
    for (let left = tries; left > 0 && !this.isAtTop; left -= 1) {
      const changed = this.#neighbours[this.#next] as number[];
      this.#next += 1;
      const reached = this.#try(this.#rootOpen, changed, this.#value);
      if (reached > this.#value) this.climbFrom(changed, reached);
    }
  }

  #neighboursOf(members: readonly number[]): number[][] {
    const { layout } = this;
    const isOpen = this.#rootOpen;
    const others = Array.from({ length: layout.firms }, (_, firm) => firm).filter((firm) => !members.includes(firm));
    const list: number[][] = [];
    for (const out of members) {
      const rest = members.filter((firm) => firm !== out);
      if (this.#uncovered(isOpen, rest).length === 0) list.push(rest);
    }
    for (const out of [...members, -1]) {
      const rest = members.filter((firm) => firm !== out);
      if (rest.length >= layout.maxMembers) continue;
      const open = this.#uncovered(isOpen, rest);
      for (const firm of others) {
        if (!this.#fits(rest, firm)) continue;
        if (open.every((operation) => this.#does(isOpen, firm, operation))) list.push([...rest, firm]);
      }
    }
    return list
      .map((set, index) => ({ set, index, loss: this.#lossOf(set) }))
      .sort((a, b) => a.loss - b.loss || a.index - b.index)
      .map(({ set }) => set);
  }

  /** How promising a set is: the least penalty of each operation, and what its firms pay for meeting. */
  #lossOf(members: readonly number[]): number {
    const { layout } = this;
    const least = this.#least.fill(Number.POSITIVE_INFINITY);
    let loss = 0;
    for (const [index, firm] of members.entries()) {
      for (const slot of layout.slotsOfFirm[firm] as Int32Array) {
        const operation = layout.operationOf[slot] as number;
        const penalty = this.#penalty[slot] as number;
        if (this.#rootOpen[slot] === 1 && penalty < (least[operation] as number)) least[operation] = penalty;
      }
      for (let other = 0; other < index; other += 1)
        loss += this.node.perEur * (layout.meetingEur[firm * layout.firms + (members[other] as number)] as number);
    }
    for (const penalty of least) loss += penalty;
    return loss;
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
