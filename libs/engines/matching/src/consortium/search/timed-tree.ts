import type { DayGrid } from './day-grid.js';
import { FallingSums } from './falling-sums.js';
import type { Edge, Layout } from './layout.js';
import { StepWindows } from './step-windows.js';
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
  readonly #span: StepWindows;
  /** Least sum of the slot and all that feeds it, by the step in which it is ready at the latest. */
  readonly #byReady: Float64Array;
  /** The same by the step in which it ends. */
  readonly #byEnd: FallingSums;
  /** The same of one child alone, by slot of the parent and step: row by slot of the parent, one matrix for each child. */
  readonly #message: readonly Float64Array[];
  /** Least sum of all else, by the step in which a slot ends at the latest. */
  readonly #outside: Float64Array;
  /** The same without one root, by the step of arrival. */
  readonly #without: Float64Array;
  /** Where the sum of all else falls, going back from the last ready step of a receiver, and to what. */
  readonly #restAt: Int32Array;
  readonly #restTo: Float64Array;
  /** Least sum of a root by the step of arrival, row by root. */
  readonly #rootSum: Float64Array;
  readonly #roots: readonly number[];
  readonly #indexOf: Int32Array;
  readonly #relaxed: readonly number[];
  readonly #children: readonly (readonly number[])[];
  readonly #split: Float64Array;
  /** Step in which an operation of the least sum must be ready. */
  readonly #limit: Int32Array;
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
    [this.cost, this.marginal, this.#split] = [bySlot(), bySlot(), bySlot()];
    [this.#byReady, this.#outside] = [timed(), timed()];
    this.#byEnd = new FallingSums(slots, grid);
    this.#span = new StepWindows(slots, grid);
    this.best = new Int32Array(operations);
    this.#limit = new Int32Array(operations);
    this.edgeCost = edges.map((edge) => new Float64Array(edge.eur.length));
    this.byArrival = new Float64Array(grid.steps);
    this.arrivalCost = new Float64Array(grid.steps);
    this.#without = new Float64Array(grid.steps);
    this.#restAt = new Int32Array(grid.steps);
    this.#restTo = new Float64Array(grid.steps);
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
    this.#span.set(this.open, this.windows, arrivalAtMost);
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
    const { steps } = this.#grid;
    const byReady = this.#byReady;
    const from = layout.offset[operation] as number;
    const children = this.#children[operation] as readonly number[];
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const slot = open.list[from + i] as number;
      const first = slot * steps + (this.#span.readyFrom[slot] as number);
      const last = slot * steps + (this.#span.readyTo[slot] as number);
      const cost = this.cost[slot] as number;
      for (let at = first; at <= last; at += 1) byReady[at] = cost;
      for (let c = 0; c < children.length; c += 1) {
        const message = this.#message[children[c] as number] as Float64Array;
        const shift = -from * steps;
        for (let at = first; at <= last; at += 1) byReady[at] = (byReady[at] as number) + (message[at + shift] as number);
      }
      this.#byEnd.find(slot, byReady, this.#span);
    }
  }

  #send(child: number): void {
    const { layout, open } = this;
    const { steps, legSteps } = this.#grid;
    const { count, at: dropAt, to: dropTo } = this.#byEnd;
    const parent = layout.treeParent[child] as number;
    const index = this.#indexOf[child] as number;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const legs = legSteps[index] as Int16Array;
    const [rows, columns] = [layout.offset[child] as number, layout.offset[parent] as number];
    const width = (layout.offset[parent + 1] as number) - columns;
    const message = this.#message[child] as Float64Array;
    for (let j = 0; j < (open.count[parent] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      const target = (receiver - columns) * steps;
      const [readyFrom, readyTo] = [this.#span.readyFrom[receiver] as number, this.#span.readyTo[receiver] as number];
      for (let at = target + readyFrom; at <= target + readyTo; at += 1) message[at] = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (open.count[child] as number); i += 1) {
        const sender = open.list[rows + i] as number;
        const pair = (sender - rows) * width + receiver - columns;
        const extra = edgeCost[pair] as number;
        const drops = count[sender] as number;
        if (extra === Number.POSITIVE_INFINITY || drops === 0) continue;
        const leg = legs[pair] as number;
        const first = sender * steps;
        const last = first + drops - 1;
        const end = (dropAt[first] as number) + leg;
        const soonest = end > readyFrom ? end : readyFrom;
        // Another sender is no later, and no dearer than this one ever gets.
        if (soonest > readyTo || (dropTo[last] as number) + extra >= (message[target + soonest] as number)) continue;
        for (let k = first; k <= last; k += 1) {
          const ready = (dropAt[k] as number) + leg;
          if (ready > readyTo) break;
          const at = target + (ready > readyFrom ? ready : readyFrom);
          const value = (dropTo[k] as number) + extra;
          if (value < (message[at] as number)) message[at] = value;
        }
      }
      let least = message[target + readyFrom] as number;
      for (let at = target + readyFrom + 1; at <= target + readyTo; at += 1) {
        if ((message[at] as number) > least) message[at] = least;
        else least = message[at] as number;
      }
    }
  }

  /** Sums by step of arrival. */
  #arrive(): number {
    const { layout, open, byArrival } = this;
    const { steps, tailSteps } = this.#grid;
    const [first, last] = [this.#span.first, this.#span.last];
    byArrival.set(this.arrivalCost);
    for (const [place, root] of this.#roots.entries()) {
      const row = place * steps;
      const sums = this.#rootSum.fill(Number.POSITIVE_INFINITY, row + first, row + last + 1);
      const from = layout.offset[root] as number;
      for (let i = 0; i < (open.count[root] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const tail = tailSteps[slot] as number;
        for (let k = slot * steps, stop = k + (this.#byEnd.count[slot] as number); k < stop; k += 1) {
          const at = row + Math.max(first, (this.#byEnd.at[k] as number) + tail);
          const value = this.#byEnd.to[k] as number;
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
    for (let at = this.#span.last; at >= this.#span.first; at -= 1) {
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
      let chosenEnd = this.#span.endTo[chosen] as number;
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const pair = (slot - from) * width + column;
        const days = isRoot ? (tailSteps[slot] as number) : ((legSteps[index] as Int16Array)[pair] as number);
        const end = Math.min(this.#span.endTo[slot] as number, (isRoot ? this.#arrival : (limit[parent] as number)) - days);
        if (end < (this.#span.endFrom[slot] as number)) continue;
        const value = this.#byEnd.valueAt(slot, end) + (isRoot ? 0 : ((this.edgeCost[index] as Float64Array)[pair] as number));
        if (value >= least) continue;
        least = value;
        chosen = slot;
        chosenEnd = end;
      }
      best[operation] = chosen;
      let ready = this.#span.readyTo[chosen] as number;
      while (ready > (this.#span.readyFrom[chosen] as number) && (endByReady[chosen * steps + ready] as number) > chosenEnd) ready -= 1;
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
    const [first, last, without] = [this.#span.first, this.#span.last, this.#without];
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
      for (let end = this.#span.endFrom[slot] as number; end <= (this.#span.endTo[slot] as number); end += 1)
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
    const [outside, restAt, restTo] = [this.#outside, this.#restAt, this.#restTo];
    const index = this.#indexOf[child] as number;
    const edgeCost = this.edgeCost[index] as Float64Array;
    const legs = legSteps[index] as Int16Array;
    const message = this.#message[child] as Float64Array;
    const [rows, columns] = [layout.offset[child] as number, layout.offset[parent] as number];
    const width = (layout.offset[parent + 1] as number) - columns;
    for (let i = 0; i < (open.count[child] as number); i += 1) {
      const sender = open.list[rows + i] as number;
      const [from, to] = [sender * steps + (this.#span.endFrom[sender] as number), sender * steps + (this.#span.endTo[sender] as number)];
      for (let at = from; at <= to; at += 1) outside[at] = Number.POSITIVE_INFINITY;
    }
    for (let j = 0; j < (open.count[parent] as number); j += 1) {
      const receiver = open.list[columns + j] as number;
      const column = receiver - columns;
      const [readyFrom, readyTo] = [this.#span.readyFrom[receiver] as number, this.#span.readyTo[receiver] as number];
      const [endFrom, endTo] = [this.#span.endFrom[receiver] as number, this.#span.endTo[receiver] as number];
      let rest = Number.POSITIVE_INFINITY;
      let drops = 0;
      for (let ready = readyTo; ready >= readyFrom; ready -= 1) {
        const own = message[column * steps + ready] as number;
        const end = Math.max(endFrom, endByReady[receiver * steps + ready] as number);
        if (end > endTo || own === Number.POSITIVE_INFINITY) continue;
        const value = (outside[receiver * steps + end] as number) + (this.#byReady[receiver * steps + ready] as number) - own;
        if (value >= rest) continue;
        rest = value;
        restAt[drops] = ready;
        restTo[drops] = value;
        drops += 1;
      }
      for (let i = 0; i < (open.count[child] as number) && drops > 0; i += 1) {
        const sender = open.list[rows + i] as number;
        const pair = (sender - rows) * width + column;
        const extra = edgeCost[pair] as number;
        if (extra === Number.POSITIVE_INFINITY) continue;
        const leg = legs[pair] as number;
        const [soonest, latest] = [this.#span.endFrom[sender] as number, this.#span.endTo[sender] as number];
        const row = sender * steps;
        const last = (restAt[0] as number) - leg < latest ? (restAt[0] as number) - leg : latest;
        // Another receiver waits as long, and is no dearer than this one ever gets.
        if (last < soonest || (restTo[drops - 1] as number) + extra >= (outside[row + last] as number)) continue;
        for (let k = 0; k < drops; k += 1) {
          const end = (restAt[k] as number) - leg;
          if (end < soonest) break;
          const at = row + (end < latest ? end : latest);
          const value = (restTo[k] as number) + extra;
          if (value < (outside[at] as number)) outside[at] = value;
        }
      }
    }
    for (let i = 0; i < (open.count[child] as number); i += 1) {
      const sender = open.list[rows + i] as number;
      const from = sender * steps + (this.#span.endFrom[sender] as number);
      for (let at = sender * steps + (this.#span.endTo[sender] as number) - 1; at >= from; at -= 1)
        if ((outside[at] as number) > (outside[at + 1] as number)) outside[at] = outside[at + 1] as number;
    }
  }

  #meet(operation: number): void {
    const { layout, open } = this;
    const { steps } = this.#grid;
    const from = layout.offset[operation] as number;
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const slot = open.list[from + i] as number;
      let least = Number.POSITIVE_INFINITY;
      // All else costs no less the later the slot ends: between two drops the first end is the best.
      for (let k = slot * steps, stop = k + (this.#byEnd.count[slot] as number); k < stop; k += 1) {
        const value = (this.#byEnd.to[k] as number) + (this.#outside[slot * steps + (this.#byEnd.at[k] as number)] as number);
        if (value < least) least = value;
      }
      this.marginal[slot] = least;
    }
  }
}
