import { type DayGrid, stepOf } from './day-grid.js';
import type { Edge, Layout } from './layout.js';
import type { OpenSlots, TimeWindows } from './time-windows.js';

/**
 * Least sum of slot costs, edge costs and the cost of the arrival over the spanning forest: exact by dynamic programming over
 * operations and the steps of a day grid, with the least sum through each open slot (its marginal). The forest's edges keep
 * their days; edges outside it are split into a part for each end that together never exceed their cost.
 */
export class TimedTree {
  /** Cost by slot; set before `minimise`. */
  readonly cost: Float64Array;
  /** Cost by edge and pair of candidates, row by candidate of `from`; Infinity where the pair may not meet in a plan. */
  readonly edgeCost: readonly Float64Array[];
  /** The slots of a least sum by operation. */
  readonly best: Int32Array;
  /** Least sum through each open slot, after `findMarginals`. */
  readonly marginal: Float64Array;
  /** Least sum of the plans that arrive up to a step, the cost of the arrival included. */
  readonly byArrival: Float64Array;
  /** Cost of an arrival by step. */
  readonly arrivalCost: Float64Array;
  readonly #grid: DayGrid;
  /** First and last step in which a slot may be ready, and in which it may end. */
  readonly #readyFrom: Int32Array;
  readonly #readyTo: Int32Array;
  readonly #endFrom: Int32Array;
  readonly #endTo: Int32Array;
  /** Least sum of the slot and all that feeds it, by the step in which it is ready at the latest, and by that in which it ends. */
  readonly #byReady: Float64Array;
  readonly #byEnd: Float64Array;
  /** The same of one child alone, by slot of the parent and step: row by slot of the parent, one matrix for each child. */
  readonly #message: readonly Float64Array[];
  /** Least sum of all else, by the step in which a slot ends at the latest. */
  readonly #outside: Float64Array;
  readonly #without: Float64Array;
  /** Least sum of a root by the step of arrival, row by root. */
  readonly #rootSum: Float64Array;
  readonly #roots: readonly number[];
  readonly #indexOf: Int32Array;
  readonly #relaxed: readonly number[];
  readonly #children: readonly (readonly number[])[];
  readonly #split: Float64Array;
  /** Step in which an operation of the least sum must be ready. */
  readonly #limit: Int32Array;
  #first = 0;
  #last = 0;
  #arrival = 0;

  constructor(
    readonly layout: Layout,
    readonly open: OpenSlots,
    readonly windows: TimeWindows,
    grid: DayGrid,
  ) {
    this.#grid = grid;
    const { slots, operations, treeParent, edges } = layout;
    const bySlot = () => new Float64Array(slots);
    const timed = () => new Float64Array(slots * grid.steps);
    const steps = () => new Int32Array(slots);
    [this.cost, this.marginal, this.#split] = [bySlot(), bySlot(), bySlot()];
    [this.#byReady, this.#byEnd, this.#outside] = [timed(), timed(), timed()];
    [this.#readyFrom, this.#readyTo, this.#endFrom, this.#endTo] = [steps(), steps(), steps(), steps()];
    this.best = new Int32Array(operations);
    this.#limit = new Int32Array(operations);
    this.edgeCost = edges.map((edge) => new Float64Array(edge.eur.length));
    this.byArrival = new Float64Array(grid.steps);
    this.arrivalCost = new Float64Array(grid.steps);
    this.#without = new Float64Array(grid.steps);
    this.#indexOf = Int32Array.from({ length: operations }, (_, operation) => edges.findIndex((edge) => edge.child === operation));
    this.#relaxed = edges.flatMap((edge, index) => (edge.child < 0 ? [index] : []));
    this.#roots = [...treeParent.keys()].filter((operation) => (treeParent[operation] as number) < 0);
    this.#rootSum = new Float64Array(this.#roots.length * grid.steps);
    this.#children = Array.from({ length: operations }, (_, operation) =>
      [...treeParent.keys()].filter((child) => treeParent[child] === operation),
    );
    const sizeOf = (operation: number) =>
      operation < 0 ? 0 : (layout.offset[operation + 1] as number) - (layout.offset[operation] as number);
    this.#message = Array.from(treeParent, (parent) => new Float64Array(sizeOf(parent) * grid.steps));
  }

  /** After the windows have changed. */
  setWindows(arrivalAtMost: number): void {
    const { layout, open, windows } = this;
    const { stepDays, steps, endByReady, tailSteps } = this.#grid;
    this.#first = stepOf(windows.arrivalAtLeast, stepDays);
    this.#last = Math.min(steps - 1, stepOf(Math.min(arrivalAtMost, steps * stepDays), stepDays));
    for (let slot = 0; slot < layout.slots; slot += 1) {
      if (open.isOpen[slot] === 0) continue;
      const from = stepOf(windows.earliestReady[slot] as number, stepDays);
      const to = Math.min(steps - 1, stepOf(Math.min(windows.latestReady[slot] as number, steps * stepDays), stepDays));
      const latest = Math.min(endByReady[slot * steps + to] as number, this.#last - (tailSteps[slot] as number));
      this.#readyFrom[slot] = from;
      this.#readyTo[slot] = to;
      this.#endFrom[slot] = Math.min(stepOf(windows.earliestEnd[slot] as number, stepDays), latest);
      this.#endTo[slot] = latest;
    }
  }

  /** Least sum, Infinity where none is finite. Costs of relaxed edges are added to `cost`. */
  minimise(): number {
    for (const index of this.#relaxed) this.#relax(index);
    const { treeOrder, treeParent } = this.layout;
    for (let at = treeOrder.length - 1; at >= 0; at -= 1) {
      const operation = treeOrder[at] as number;
      this.#climb(operation);
      if ((treeParent[operation] as number) >= 0) this.#send(operation);
    }
    const least = this.#arrive();
    if (least < Number.POSITIVE_INFINITY) this.#trace();
    return least;
  }

  #relax(index: number): void {
    const { layout, open, cost } = this;
    const { from, to } = layout.edges[index] as Edge;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const [rows, columns] = [layout.offset[from] as number, layout.offset[to] as number];
    const width = (layout.offset[to + 1] as number) - columns;
    const least = this.#split;
    for (let j = 0; j < (open.count[to] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      let value = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (open.count[from] as number); i += 1) {
        const x = edgeCost[((open.list[rows + i] as number) - rows) * width + receiver - columns] as number;
        if (x < value) value = x;
      }
      least[receiver] = value;
      cost[receiver] = (cost[receiver] as number) + value;
    }
    for (let i = 0; i < (open.count[from] as number); i += 1) {
      const sender = open.list[rows + i] as number;
      let rest = Number.POSITIVE_INFINITY;
      for (let j = 0; j < (open.count[to] as number); j += 1) {
        const receiver = open.list[columns + j] as number;
        const x = (edgeCost[(sender - rows) * width + receiver - columns] as number) - (least[receiver] as number);
        if (x < rest) rest = x;
      }
      cost[sender] = (cost[sender] as number) + (Number.isNaN(rest) ? 0 : rest);
    }
  }

  /** Sums of the slots of an operation, from the messages of its children. */
  #climb(operation: number): void {
    const { layout, open } = this;
    const { steps, endByReady } = this.#grid;
    const [byReady, byEnd] = [this.#byReady, this.#byEnd];
    const from = layout.offset[operation] as number;
    const children = this.#children[operation] as readonly number[];
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const slot = open.list[from + i] as number;
      const row = slot * steps;
      const [readyFrom, readyTo] = [this.#readyFrom[slot] as number, this.#readyTo[slot] as number];
      const [endFrom, endTo] = [this.#endFrom[slot] as number, this.#endTo[slot] as number];
      byReady.fill(this.cost[slot] as number, row + readyFrom, row + readyTo + 1);
      for (const child of children) {
        const message = this.#message[child] as Float64Array;
        const shift = (slot - from) * steps - row;
        for (let at = row + readyFrom; at <= row + readyTo; at += 1)
          byReady[at] = (byReady[at] as number) + (message[at + shift] as number);
      }
      byEnd.fill(Number.POSITIVE_INFINITY, row + endFrom, row + endTo + 1);
      // Later ready days cost no more, so of those with one end the last one stays.
      for (let ready = readyFrom; ready <= readyTo; ready += 1) {
        const end = Math.max(endFrom, endByReady[row + ready] as number);
        if (end <= endTo) byEnd[row + end] = byReady[row + ready] as number;
      }
      for (let at = row + endFrom + 1; at <= row + endTo; at += 1)
        if ((byEnd[at] as number) > (byEnd[at - 1] as number)) byEnd[at] = byEnd[at - 1] as number;
    }
  }

  #send(child: number): void {
    const { layout, open } = this;
    const { steps, legSteps } = this.#grid;
    const byEnd = this.#byEnd;
    const parent = layout.treeParent[child] as number;
    const index = this.#indexOf[child] as number;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const legs = legSteps[index] as Int16Array;
    const [rows, columns] = [layout.offset[child] as number, layout.offset[parent] as number];
    const width = (layout.offset[parent + 1] as number) - columns;
    const message = this.#message[child] as Float64Array;
    for (let j = 0; j < (open.count[parent] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      const column = receiver - columns;
      const target = column * steps;
      const [readyFrom, readyTo] = [this.#readyFrom[receiver] as number, this.#readyTo[receiver] as number];
      message.fill(Number.POSITIVE_INFINITY, target + readyFrom, target + readyTo + 1);
      for (let i = 0; i < (open.count[child] as number); i += 1) {
        const sender = open.list[rows + i] as number;
        const pair = (sender - rows) * width + column;
        const extra = edgeCost[pair] as number;
        if (extra === Number.POSITIVE_INFINITY) continue;
        const leg = legs[pair] as number;
        const endTo = this.#endTo[sender] as number;
        let ready = Math.max(readyFrom, (this.#endFrom[sender] as number) + leg);
        const last = Math.min(readyTo, endTo + leg);
        if (ready > last && ready <= readyTo) {
          // All its ends lie before: its last one counts.
          const value = (byEnd[sender * steps + endTo] as number) + extra;
          if (value < (message[target + ready] as number)) message[target + ready] = value;
          continue;
        }
        for (let at = sender * steps + ready - leg; ready <= last; ready += 1, at += 1) {
          const value = (byEnd[at] as number) + extra;
          if (value < (message[target + ready] as number)) message[target + ready] = value;
        }
      }
      for (let at = target + readyFrom + 1; at <= target + readyTo; at += 1)
        if ((message[at] as number) > (message[at - 1] as number)) message[at] = message[at - 1] as number;
    }
  }

  /** Sums by step of arrival. */
  #arrive(): number {
    const { layout, open, byArrival } = this;
    const { steps, tailSteps } = this.#grid;
    const [first, last] = [this.#first, this.#last];
    byArrival.set(this.arrivalCost);
    for (const [place, root] of this.#roots.entries()) {
      const row = place * steps;
      const sums = this.#rootSum.fill(Number.POSITIVE_INFINITY, row + first, row + last + 1);
      const from = layout.offset[root] as number;
      for (let i = 0; i < (open.count[root] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const tail = tailSteps[slot] as number;
        const [endFrom, endTo] = [this.#endFrom[slot] as number, this.#endTo[slot] as number];
        for (let end = endFrom; end <= endTo; end += 1) {
          const at = row + Math.max(first, end + tail);
          const value = this.#byEnd[slot * steps + end] as number;
          if (value < (sums[at] as number)) sums[at] = value;
        }
      }
      for (let at = first; at <= last; at += 1) {
        if (at > first && (sums[row + at] as number) > (sums[row + at - 1] as number)) sums[row + at] = sums[row + at - 1] as number;
        byArrival[at] = (byArrival[at] as number) + (sums[row + at] as number);
      }
    }
    this.#arrival = first;
    let least = Number.POSITIVE_INFINITY;
    for (let at = first; at <= last; at += 1) {
      if ((byArrival[at] as number) >= least) continue;
      least = byArrival[at] as number;
      this.#arrival = at;
    }
    return least;
  }

  /** The last day on which a plan with at most this sum can arrive. */
  latestArrival(sum: number): number {
    for (let at = this.#last; at >= this.#first; at -= 1) {
      if ((this.byArrival[at] as number) > sum) continue;
      return (this.#grid.isExact ? at : at + 1) * this.#grid.stepDays;
    }
    return Number.NEGATIVE_INFINITY;
  }

  /** Follows a least sum down from the roots. */
  #trace(): void {
    const { layout, open, best } = this;
    const { steps, tailSteps, endByReady, legSteps } = this.#grid;
    const limit = this.#limit;
    for (const operation of layout.treeOrder) {
      const parent = layout.treeParent[operation] as number;
      const from = layout.offset[operation] as number;
      const isRoot = parent < 0;
      const receiver = isRoot ? -1 : (best[parent] as number);
      const index = this.#indexOf[operation] as number;
      const column = isRoot ? 0 : receiver - (layout.offset[parent] as number);
      const width = isRoot ? 0 : (layout.offset[parent + 1] as number) - (layout.offset[parent] as number);
      let least = Number.POSITIVE_INFINITY;
      let chosen = open.list[from] as number;
      let chosenEnd = this.#endTo[chosen] as number;
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const pair = (slot - from) * width + column;
        const days = isRoot ? (tailSteps[slot] as number) : ((legSteps[index] as Int16Array)[pair] as number);
        const end = Math.min(this.#endTo[slot] as number, (isRoot ? this.#arrival : (limit[parent] as number)) - days);
        if (end < (this.#endFrom[slot] as number)) continue;
        const value = (this.#byEnd[slot * steps + end] as number) + (isRoot ? 0 : ((this.edgeCost[index] as Float64Array)[pair] as number));
        if (value >= least) continue;
        least = value;
        chosen = slot;
        chosenEnd = end;
      }
      best[operation] = chosen;
      let ready = this.#readyTo[chosen] as number;
      while (ready > (this.#readyFrom[chosen] as number) && (endByReady[chosen * steps + ready] as number) > chosenEnd) ready -= 1;
      limit[operation] = ready;
    }
  }

  /** After `minimise`. */
  findMarginals(_sum: number): void {
    for (const operation of this.layout.treeOrder) {
      const parent = this.layout.treeParent[operation] as number;
      if (parent < 0) this.#receiveRoot(operation);
      else this.#receive(operation, parent);
      this.#meet(operation);
    }
  }

  #receiveRoot(root: number): void {
    const { layout, open } = this;
    const { steps, tailSteps } = this.#grid;
    const [first, last, without] = [this.#first, this.#last, this.#without];
    const row = this.#roots.indexOf(root) * steps;
    for (let at = last; at >= first; at -= 1) {
      const own = this.#rootSum[row + at] as number;
      const rest = own === Number.POSITIVE_INFINITY ? this.#restOf(root, at) : (this.byArrival[at] as number) - own;
      without[at] = at < last ? Math.min(rest, without[at + 1] as number) : rest;
    }
    const from = layout.offset[root] as number;
    for (let i = 0; i < (open.count[root] as number); i += 1) {
      const slot = open.list[from + i] as number;
      const tail = tailSteps[slot] as number;
      for (let end = this.#endFrom[slot] as number; end <= (this.#endTo[slot] as number); end += 1)
        this.#outside[slot * steps + end] = without[Math.max(first, end + tail)] as number;
    }
  }

  #restOf(root: number, at: number): number {
    return this.#roots.reduce(
      (sum, other, place) => (other === root ? sum : sum + (this.#rootSum[place * this.#grid.steps + at] as number)),
      this.arrivalCost[at] as number,
    );
  }

  #receive(child: number, parent: number): void {
    const { layout, open } = this;
    const { steps, legSteps, endByReady } = this.#grid;
    const [outside, without] = [this.#outside, this.#without];
    const index = this.#indexOf[child] as number;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const legs = legSteps[index] as Int16Array;
    const message = this.#message[child] as Float64Array;
    const [rows, columns] = [layout.offset[child] as number, layout.offset[parent] as number];
    const width = (layout.offset[parent + 1] as number) - columns;
    for (let i = 0; i < (open.count[child] as number); i += 1) {
      const row = (open.list[rows + i] as number) * steps;
      const slot = open.list[rows + i] as number;
      outside.fill(Number.POSITIVE_INFINITY, row + (this.#endFrom[slot] as number), row + (this.#endTo[slot] as number) + 1);
    }
    for (let j = 0; j < (open.count[parent] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      const column = receiver - columns;
      const [readyFrom, readyTo] = [this.#readyFrom[receiver] as number, this.#readyTo[receiver] as number];
      const [endFrom, endTo] = [this.#endFrom[receiver] as number, this.#endTo[receiver] as number];
      let rest = Number.POSITIVE_INFINITY;
      for (let ready = readyTo; ready >= readyFrom; ready -= 1) {
        const end = Math.max(endFrom, endByReady[receiver * steps + ready] as number);
        const own = message[column * steps + ready] as number;
        if (end <= endTo && own < Number.POSITIVE_INFINITY) {
          const value = (outside[receiver * steps + end] as number) + (this.#byReady[receiver * steps + ready] as number) - own;
          if (value < rest) rest = value;
        }
        without[ready] = rest;
      }
      if (rest === Number.POSITIVE_INFINITY) continue;
      for (let i = 0; i < (open.count[child] as number); i += 1) {
        const sender = open.list[rows + i] as number;
        const pair = (sender - rows) * width + column;
        const extra = edgeCost[pair] as number;
        if (extra === Number.POSITIVE_INFINITY) continue;
        const leg = legs[pair] as number;
        const last = Math.min(this.#endTo[sender] as number, readyTo - leg);
        const row = sender * steps;
        for (let end = this.#endFrom[sender] as number; end <= last; end += 1) {
          const ready = end + leg;
          const value = (without[ready > readyFrom ? ready : readyFrom] as number) + extra;
          if (value < (outside[row + end] as number)) outside[row + end] = value;
        }
      }
    }
  }

  #meet(operation: number): void {
    const { layout, open } = this;
    const { steps } = this.#grid;
    const from = layout.offset[operation] as number;
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const slot = open.list[from + i] as number;
      let least = Number.POSITIVE_INFINITY;
      for (let at = slot * steps + (this.#endFrom[slot] as number); at <= slot * steps + (this.#endTo[slot] as number); at += 1) {
        const value = (this.#byEnd[at] as number) + (this.#outside[at] as number);
        if (value < least) least = value;
      }
      this.marginal[slot] = least;
    }
  }
}
