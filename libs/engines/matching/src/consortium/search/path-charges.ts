import { firstWorkDay } from '../calendar.js';
import type { DayTable, Edge, Layout } from './layout.js';
import { endOf, type TimeWindows } from './time-windows.js';

/**
 * The arrival as an additive charge: it is no earlier than the length of any path through the precedence graph, hence no earlier
 * than any mean of paths. A path begins with the earliest end of an operation and goes on with least durations and legs.
 */
export class PathCharges {
  /** Weight of the paths that begin at an operation, pass it later, end at it; and that use an edge. */
  readonly #begin: Float64Array;
  readonly #pass: Float64Array;
  readonly #finish: Float64Array;
  readonly ofEdge: Float64Array;
  readonly #end: Float64Array;
  readonly #binding: Int32Array;
  readonly #path: number[] = [];
  isEmpty = true;

  constructor(
    readonly layout: Layout,
    readonly windows: TimeWindows,
  ) {
    const floats = () => new Float64Array(layout.operations);
    [this.#begin, this.#pass, this.#finish, this.#end] = [floats(), floats(), floats(), floats()];
    this.ofEdge = new Float64Array(layout.edges.length);
    this.#binding = new Int32Array(layout.operations);
  }

  /** Mean days of a slot: least of weight of its end x end - weight that passes it x ready day, plus what follows. */
  daysOf(slot: number): number {
    const operation = this.layout.operationOf[slot] as number;
    const pass = this.#pass[operation] as number;
    const begin = this.#begin[operation] as number;
    const after = (this.#finish[operation] as number) * (this.layout.tailDays[slot] as number);
    if (begin + pass === 0) return after;
    const table = this.layout.tables[slot] as DayTable | null;
    if (table === null || pass === 0)
      return begin * (this.windows.earliestEnd[slot] as number) + pass * (this.layout.leastDays[slot] as number) + after;
    const first = firstWorkDay(this.windows.earliestReady[slot] as number);
    const last = Math.min(table.endByReady.length - 1, this.windows.latestReady[slot] as number);
    let least = Number.POSITIVE_INFINITY;
    for (let day = first; day <= last; day += 1) {
      const days = (begin + pass) * (table.endByReady[day] as number) - pass * day;
      if (days < least) least = days;
    }
    return (least < Number.POSITIVE_INFINITY ? least : 0) + after;
  }

  /** Moves the mean towards the longest path of a solution. */
  shift(solution: Int32Array, step: number): void {
    const last = this.#follow(solution);
    const by = this.isEmpty ? 1 : step;
    this.isEmpty = false;
    for (const weights of [this.#begin, this.#pass, this.#finish, this.ofEdge])
      for (let i = 0; i < weights.length; i += 1) weights[i] = (1 - by) * (weights[i] as number);
    const from = this.#trace(solution, last);
    const add = (weights: Float64Array, at: number) => {
      weights[at] = (weights[at] as number) + by;
    };
    add(this.#finish, last);
    for (let i = 0; i <= from; i += 1) {
      const edge = this.#path[i] as number;
      if (i === from) {
        add(this.#begin, i === 0 ? last : (this.layout.edges[this.#path[i - 1] as number] as Edge).from);
        break;
      }
      add(this.ofEdge, edge);
      add(this.#pass, (this.layout.edges[edge] as Edge).to);
    }
  }

  /** Ends of the solution's operations and the edge that each waited for; answers the operation that arrives last. */
  #follow(solution: Int32Array): number {
    const { layout } = this;
    let last = 0;
    let latest = Number.NEGATIVE_INFINITY;
    for (const operation of layout.instance.sequence) {
      const slot = solution[operation] as number;
      let ready = layout.earliestStartDay[slot] as number;
      this.#binding[operation] = -1;
      for (const index of layout.edgeIndicesInto[operation] as Int32Array) {
        const edge = layout.edges[index] as Edge;
        const there = (this.#end[edge.from] as number) + daysOfEdge(layout, edge, solution);
        if (there < ready) continue;
        ready = there;
        this.#binding[operation] = index;
      }
      this.#end[operation] = endOf(layout, slot, ready);
      const arrival = (this.#end[operation] as number) + (layout.tailDays[slot] as number);
      if (layout.instance.operations[operation]?.after.length !== 0 || arrival <= latest) continue;
      latest = arrival;
      last = operation;
    }
    return last;
  }

  /** Edges of the path from its end backwards; answers after how many of them it best begins. */
  #trace(solution: Int32Array, last: number): number {
    const { layout, windows } = this;
    this.#path.length = 0;
    let operation = last;
    let after = 0;
    let longest = windows.earliestEnd[solution[last] as number] as number;
    let from = 0;
    for (let index = this.#binding[operation] as number; index >= 0; index = this.#binding[operation] as number) {
      const edge = layout.edges[index] as Edge;
      this.#path.push(index);
      after += (layout.leastDays[solution[operation] as number] as number) + daysOfEdge(layout, edge, solution);
      operation = edge.from;
      const length = after + (windows.earliestEnd[solution[operation] as number] as number);
      if (length < longest - 1e-9) continue;
      longest = length;
      from = this.#path.length;
    }
    return from;
  }
}

function daysOfEdge(layout: Layout, edge: Edge, solution: Int32Array): number {
  const width = (layout.offset[edge.to + 1] as number) - (layout.offset[edge.to] as number);
  const row = (solution[edge.from] as number) - (layout.offset[edge.from] as number);
  return edge.days[row * width + (solution[edge.to] as number) - (layout.offset[edge.to] as number)] as number;
}
