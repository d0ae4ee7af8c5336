import type { CompiledShop } from '../shop/flexible-shop.js';

/** A solution without its times: who does what, and in which order. */
export interface Sequencing {
  /** Index of the chosen option per operation, counted within the operation. */
  readonly option: Int32Array;
  /** All operations; an operation comes after its predecessors, and the order on each machine is the order here. */
  readonly order: Int32Array;
}

/**
 * The disjunctive graph of one complete selection, with heads, tails and a topological order kept up to date from move to move.
 * Index n is a dummy that ends at 0 and has nothing behind it, so that no neighbour ever needs a test.
 */
export class DisjunctiveGraph {
  readonly machineOf: Int32Array;
  readonly optionOf: Int32Array;
  readonly duration: Int32Array;
  /** Operations of machine k from `machineStart[k]` on, `machineLength[k]` of them, in their order. */
  readonly sequence: Int32Array;
  readonly machineStart: Int32Array;
  readonly machineLength: Int32Array;
  /** Processing time given to each machine. */
  readonly machineLoad: Float64Array;
  /** Place of an operation within `sequence`. */
  readonly place: Int32Array;
  readonly machineBefore: Int32Array;
  readonly machineAfter: Int32Array;
  readonly order: Int32Array;
  readonly position: Int32Array;
  /** Earliest start and end. */
  readonly head: Int32Array;
  readonly end: Int32Array;
  /** Longest way from the end of the operation to the end of all, and the same from its start. */
  readonly tail: Int32Array;
  readonly reach: Int32Array;
  /** Head and tail by the job alone, without the machine. */
  readonly jobHead: Int32Array;
  readonly jobTail: Int32Array;
  makespan = 0;

  private readonly marked: Uint8Array;
  private readonly aside: Int32Array;
  private readonly firstBefore: Int32Array;
  private readonly firstAfter: Int32Array;

  constructor(readonly shop: CompiledShop) {
    const n = shop.operationCount;
    const options = shop.optionStart[n]!;
    this.machineOf = new Int32Array(n + 1);
    this.optionOf = new Int32Array(n + 1);
    this.duration = new Int32Array(n + 1);
    this.sequence = new Int32Array(options);
    this.machineStart = new Int32Array(shop.machineCount + 1);
    this.machineLength = new Int32Array(shop.machineCount);
    this.machineLoad = new Float64Array(shop.machineCount);
    for (let o = 0; o < options; o += 1) this.machineStart[shop.optionMachine[o]! + 1]! += 1;
    for (let k = 0; k < shop.machineCount; k += 1) this.machineStart[k + 1]! += this.machineStart[k]!;
    this.place = new Int32Array(n + 1);
    this.machineBefore = new Int32Array(n + 1).fill(n);
    this.machineAfter = new Int32Array(n + 1).fill(n);
    this.order = new Int32Array(n);
    this.position = new Int32Array(n + 1);
    this.head = new Int32Array(n + 1);
    this.end = new Int32Array(n + 1);
    this.tail = new Int32Array(n + 1);
    this.reach = new Int32Array(n + 1);
    this.jobHead = new Int32Array(n + 1);
    this.jobTail = new Int32Array(n + 1);
    this.marked = new Uint8Array(n + 1);
    this.aside = new Int32Array(n);
    this.firstBefore = new Int32Array(n + 1).fill(n);
    this.firstAfter = new Int32Array(n + 1).fill(n);
    for (let v = 0; v < n; v += 1) {
      if (shop.predecessorStart[v]! < shop.predecessorStart[v + 1]!) this.firstBefore[v] = shop.predecessors[shop.predecessorStart[v]!]!;
      if (shop.successorStart[v]! < shop.successorStart[v + 1]!) this.firstAfter[v] = shop.successors[shop.successorStart[v]!]!;
    }
  }

  load({ option, order }: Sequencing): void {
    const { shop, sequence, machineStart, machineLength, machineLoad } = this;
    const n = shop.operationCount;
    machineLength.fill(0);
    machineLoad.fill(0);
    for (let i = 0; i < n; i += 1) {
      const v = order[i]!;
      const o = shop.optionStart[v]! + option[v]!;
      const k = shop.optionMachine[o]!;
      this.optionOf[v] = option[v]!;
      this.machineOf[v] = k;
      this.duration[v] = shop.optionDuration[o]!;
      const place = machineStart[k]! + machineLength[k]!;
      const before = machineLength[k]! > 0 ? sequence[place - 1]! : n;
      sequence[place] = v;
      this.place[v] = place;
      this.machineBefore[v] = before;
      this.machineAfter[v] = n;
      if (before !== n) this.machineAfter[before] = v;
      machineLength[k]! += 1;
      machineLoad[k]! += shop.optionDuration[o]!;
      this.order[i] = v;
      this.position[v] = i;
    }
    this.passForward(0);
    this.passBackward(n - 1);
  }

  save(into: Sequencing): void {
    into.order.set(this.order);
    into.option.set(this.optionOf.subarray(0, this.shop.operationCount));
  }

  /**
   * Takes operation v out and puts it on the machine of the option, at the given place of that machine's row (counted without v).
   * The caller has made sure that no cycle arises.
   */
  move(v: number, option: number, gap: number): void {
    const { shop, sequence, place, machineBefore, machineAfter, machineStart, machineLength } = this;
    const n = shop.operationCount;
    const from = this.machineOf[v]!;
    const lastFrom = machineStart[from]! + machineLength[from]! - 1;
    for (let i = place[v]!; i < lastFrom; i += 1) {
      const w = sequence[i + 1]!;
      sequence[i] = w;
      place[w] = i;
    }
    const [oldBefore, oldAfter] = [machineBefore[v]!, machineAfter[v]!];
    machineAfter[oldBefore] = oldAfter;
    machineBefore[oldAfter] = oldBefore;
    machineLength[from]! -= 1;
    const o = shop.optionStart[v]! + option;
    const to = shop.optionMachine[o]!;
    const at = machineStart[to]! + gap;
    for (let i = machineStart[to]! + machineLength[to]!; i > at; i -= 1) {
      const w = sequence[i - 1]!;
      sequence[i] = w;
      place[w] = i;
    }
    sequence[at] = v;
    place[v] = at;
    machineLength[to]! += 1;
    this.machineLoad[from]! -= this.duration[v]!;
    this.machineLoad[to]! += shop.optionDuration[o]!;
    const before = gap > 0 ? sequence[at - 1]! : n;
    const after = gap + 1 < machineLength[to]! ? sequence[at + 1]! : n;
    machineBefore[v] = before;
    machineAfter[v] = after;
    machineAfter[before] = v;
    machineBefore[after] = v;
    machineAfter[n] = n;
    machineBefore[n] = n;
    this.machineOf[v] = to;
    this.optionOf[v] = option;
    this.duration[v] = shop.optionDuration[o]!;
    this.repairOrder(v, before, after, oldBefore, oldAfter);
  }

  /** Puts v between its new neighbours in the topological order, together with what must move along, and passes over what changed. */
  private repairOrder(v: number, before: number, after: number, oldBefore: number, oldAfter: number): void {
    const { shop, order, position } = this;
    const n = shop.operationCount;
    let low = n;
    let high = -1;
    if (before !== n) high = position[before]!;
    for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1) {
      const p = position[shop.predecessors[e]!]!;
      if (p > high) high = p;
    }
    if (after !== n) low = position[after]!;
    for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
      const p = position[shop.successors[e]!]!;
      if (p < low) low = p;
    }
    const at = position[v]!;
    if (high < low) {
      // One place is enough: v alone moves, if it has to.
      if (at < high) {
        for (let i = at; i < high; i += 1) position[(order[i] = order[i + 1]!)] = i;
        order[high] = v;
        position[v] = high;
      } else if (at > low) {
        for (let i = at; i > low; i -= 1) position[(order[i] = order[i - 1]!)] = i;
        order[low] = v;
        position[v] = low;
      }
    } else this.rotateWindow(v, after, at < low ? at : low, at > high ? at : high);
    const here = position[v]!;
    this.passForward(oldAfter !== n && position[oldAfter]! < here ? position[oldAfter]! : here);
    this.passBackward(oldBefore !== n && position[oldBefore]! > here ? position[oldBefore]! : here);
  }

  /** Within the window: first what does not follow v, then v, then what follows it. */
  private rotateWindow(v: number, after: number, first: number, last: number): void {
    const { shop, order, position, machineBefore, marked, aside } = this;
    let kept = first;
    let asideCount = 0;
    marked[v] = 1;
    for (let i = first; i <= last; i += 1) {
      const w = order[i]!;
      if (w === v) continue;
      let follows = w === after || marked[machineBefore[w]!]! === 1;
      for (let e = shop.predecessorStart[w]!; !follows && e < shop.predecessorStart[w + 1]!; e += 1)
        follows = marked[shop.predecessors[e]!]! === 1;
      if (follows) {
        marked[w] = 1;
        aside[asideCount++] = w;
      } else {
        order[kept] = w;
        position[w] = kept++;
      }
    }
    order[kept] = v;
    position[v] = kept++;
    marked[v] = 0;
    for (let i = 0; i < asideCount; i += 1) {
      const w = aside[i]!;
      marked[w] = 0;
      order[kept] = w;
      position[w] = kept++;
    }
  }

  private passForward(from: number): void {
    const { order, head, end, duration, machineBefore, jobHead, firstBefore } = this;
    const { predecessorStart, predecessors } = this.shop;
    const n = order.length;
    for (let i = from; i < n; i += 1) {
      const v = order[i]!;
      let start = end[firstBefore[v]!]!;
      for (let e = predecessorStart[v]! + 1, stop = predecessorStart[v + 1]!; e < stop; e += 1) {
        const other = end[predecessors[e]!]!;
        if (other > start) start = other;
      }
      jobHead[v] = start;
      const free = end[machineBefore[v]!]!;
      if (free > start) start = free;
      head[v] = start;
      end[v] = start + duration[v]!;
    }
    const { sequence, machineStart, machineLength } = this;
    let makespan = 0;
    for (let k = 0; k < machineLength.length; k += 1) {
      if (machineLength[k]! === 0) continue;
      const last = end[sequence[machineStart[k]! + machineLength[k]! - 1]!]!;
      if (last > makespan) makespan = last;
    }
    this.makespan = makespan;
  }

  private passBackward(from: number): void {
    const { order, tail, reach, duration, machineAfter, jobTail, firstAfter } = this;
    const { successorStart, successors } = this.shop;
    for (let i = from; i >= 0; i -= 1) {
      const v = order[i]!;
      let rest = reach[firstAfter[v]!]!;
      for (let e = successorStart[v]! + 1, stop = successorStart[v + 1]!; e < stop; e += 1) {
        const other = reach[successors[e]!]!;
        if (other > rest) rest = other;
      }
      jobTail[v] = rest;
      const behind = reach[machineAfter[v]!]!;
      if (behind > rest) rest = behind;
      tail[v] = rest;
      reach[v] = rest + duration[v]!;
    }
  }
}
