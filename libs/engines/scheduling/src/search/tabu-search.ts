import type { CompiledShop } from '../shop/flexible-shop.js';
import { DisjunctiveGraph, type Sequencing } from './disjunctive-graph.js';
import type { RandomSource } from './random-source.js';

const NONE = -1;
const UNBOUND = 0x7fffffff;
const ARC_SLOTS_MAX = 2 ** 21;

/** Iterations for which the order of two operations on a machine may not be turned back: from this up to twice this. */
const ARC_TENURE = 5;
/** Iterations for which an operation may not return to an option: this, plus a share of the critical path, plus its number of options. */
const OPTION_TENURE = 3;
const OPTION_TENURE_BY_PATH = 0.3;
const OPTION_TENURE_SPREAD = 20;

/**
 * Tabu search over complete selections (docs/scheduling.md). Each iteration walks one critical path, drawn at random, estimates every
 * promising move of its operations from the current heads and tails, and makes the best one that is not tabu.
 */
export class TabuSearch {
  readonly graph: DisjunctiveGraph;
  /** Best selection since `start`, and its makespan. */
  readonly best: Sequencing;
  bestMakespan = UNBOUND;
  iterationsWithoutGain = 0;
  /** Price of what a move to another machine adds to the loads: see `considerMachines`. */
  loadWeight = 0;

  private iteration = 0;
  /** Until which iteration an operation may not go back to an option, or come before another on its machine. */
  private readonly optionTabuUntil: Int32Array;
  private readonly arcTabuUntil: Int32Array;
  private readonly arcMask: number;
  private readonly path: Int32Array;
  private readonly blockFirst: Int32Array;
  private readonly blockLast: Int32Array;
  private pathLength = 0;
  /** Mean load of the machines in use at the start of the run. */
  private meanLoad = 1;
  private readonly chainHead: Int32Array;

  private chosenOperation = NONE;
  private chosenOption = 0;
  private chosenGap = 0;
  private chosenScore = 0;
  private chosenTies = 0;
  private fallbackOperation = NONE;
  private fallbackOption = 0;
  private fallbackGap = 0;
  private fallbackCount = 0;

  constructor(
    private readonly shop: CompiledShop,
    private readonly random: RandomSource,
  ) {
    const n = shop.operationCount;
    this.graph = new DisjunctiveGraph(shop);
    this.best = { option: new Int32Array(n), order: new Int32Array(n) };
    this.optionTabuUntil = new Int32Array(shop.optionStart[n]!);
    let slots = 1024;
    while (slots < n * n && slots < ARC_SLOTS_MAX) slots *= 2;
    this.arcTabuUntil = new Int32Array(slots);
    this.arcMask = slots - 1;
    this.path = new Int32Array(n);
    this.blockFirst = new Int32Array(n);
    this.blockLast = new Int32Array(n);
    this.chainHead = new Int32Array(n);
  }

  start(from: Sequencing): void {
    this.graph.load(from);
    this.optionTabuUntil.fill(0);
    this.arcTabuUntil.fill(0);
    this.iteration = 0;
    this.iterationsWithoutGain = 0;
    const inUse = this.graph.machineLoad.filter((load) => load > 0);
    this.meanLoad = inUse.reduce((sum, load) => sum + load, 0) / inUse.length;
    this.keepBest();
  }

  /** One move. @returns false where the critical path allows none: then the makespan cannot be improved */
  iterate(): boolean {
    this.iteration += 1;
    this.walkCriticalPath();
    this.chosenOperation = NONE;
    this.chosenScore = UNBOUND;
    this.chosenTies = 0;
    this.fallbackOperation = NONE;
    this.fallbackCount = 0;
    for (let i = 0; i < this.pathLength; i += 1) {
      const v = this.path[i]!;
      if (this.blockFirst[i]! !== this.blockLast[i]!) this.considerBlock(v, this.blockFirst[i]!, this.blockLast[i]!);
      if (this.shop.optionStart[v + 1]! - this.shop.optionStart[v]! > 1) this.considerMachines(v);
    }
    if (this.chosenOperation !== NONE) this.make(this.chosenOperation, this.chosenOption, this.chosenGap);
    else if (this.fallbackOperation !== NONE) this.make(this.fallbackOperation, this.fallbackOption, this.fallbackGap);
    else return false;
    if (this.graph.makespan < this.bestMakespan) this.keepBest();
    else this.iterationsWithoutGain += 1;
    return true;
  }

  private keepBest(): void {
    this.graph.save(this.best);
    this.bestMakespan = this.graph.makespan;
    this.iterationsWithoutGain = 0;
  }

  /** From an end of the schedule back to its start, by a random one of the binding predecessors; blocks are runs on one machine. */
  private walkCriticalPath(): void {
    const { graph, shop, random, path, blockFirst, blockLast } = this;
    const { end, head, machineBefore, place, sequence, machineStart, machineLength, makespan } = graph;
    const n = shop.operationCount;
    let v = NONE;
    let seen = 0;
    for (let k = 0; k < machineLength.length; k += 1) {
      if (machineLength[k]! === 0) continue;
      const last = sequence[machineStart[k]! + machineLength[k]! - 1]!;
      if (end[last]! === makespan && random.below(++seen) === 0) v = last;
    }
    let length = 0;
    let blockFrom = 0;
    let blockEnd = place[v]!;
    while (v !== NONE) {
      path[length++] = v;
      let next = NONE;
      let ties = 0;
      let byMachine = false;
      if (head[v]! > 0) {
        const before = machineBefore[v]!;
        if (before !== n && end[before]! === head[v]!) {
          next = before;
          ties = 1;
          byMachine = true;
        }
        for (let e = shop.predecessorStart[v]!, stop = shop.predecessorStart[v + 1]!; e < stop; e += 1) {
          const p = shop.predecessors[e]!;
          if (end[p]! === head[v]! && p !== next && random.below(++ties) === 0) {
            next = p;
            byMachine = false;
          }
        }
      }
      if (!byMachine) {
        for (let i = blockFrom; i < length; i += 1) {
          blockFirst[i] = place[v]!;
          blockLast[i] = blockEnd;
        }
        blockFrom = length;
        if (next !== NONE) blockEnd = place[next]!;
      }
      v = next;
    }
    this.pathLength = length;
  }

  /** Moves of v within its block: an inner operation to either end, the ends anywhere (the neighbourhoods N6 and N7 of the literature). */
  private considerBlock(v: number, first: number, last: number): void {
    const at = this.graph.place[v]!;
    if (at < last) this.considerLater(v, at, last, at === first);
    if (at > first) this.considerEarlier(v, at, first, at === last);
  }

  private considerLater(v: number, at: number, last: number, everywhere: boolean): void {
    const { graph, shop, chainHead, arcTabuUntil, arcMask, iteration } = this;
    const { sequence, machineAfter, machineBefore, head, end, reach, jobHead, jobTail, duration } = graph;
    const n = shop.operationCount;
    const succFrom = shop.successorStart[v]!;
    const succTo = shop.successorStart[v + 1]!;
    let soonest = UNBOUND;
    for (let e = succFrom; e < succTo; e += 1) if (end[shop.successors[e]!]! < soonest) soonest = end[shop.successors[e]!]!;
    if (!everywhere) {
      // What is before v stays, and the rest of the block loses v's duration at most.
      const w = sequence[last]!;
      const behind = reach[machineAfter[w]!]!;
      if (head[w]! >= soonest || end[w]! + (jobTail[v]! > behind ? jobTail[v]! : behind) > this.chosenScore) return;
    }
    let free = end[machineBefore[v]!]!;
    let tabu = false;
    for (let j = at + 1; j <= last; j += 1) {
      const w = sequence[j]!;
      if (head[w]! >= soonest) return;
      for (let e = succFrom; e < succTo; e += 1) if (shop.successors[e]! === w) return;
      const h = jobHead[w]! > free ? jobHead[w]! : free;
      chainHead[j] = h;
      free = h + duration[w]!;
      if (arcTabuUntil[(Math.imul(w, n) + v) & arcMask]! > iteration) tabu = true;
      if (!everywhere && j < last) continue;
      const behind = reach[machineAfter[w]!]!;
      let rest = jobTail[v]! > behind ? jobTail[v]! : behind;
      let estimate = (jobHead[v]! > free ? jobHead[v]! : free) + duration[v]! + rest;
      rest += duration[v]!;
      for (let i = j; i > at && estimate <= this.chosenScore; i -= 1) {
        const u = sequence[i]!;
        if (jobTail[u]! > rest) rest = jobTail[u]!;
        rest += duration[u]!;
        if (chainHead[i]! + rest > estimate) estimate = chainHead[i]! + rest;
      }
      this.offer(v, graph.optionOf[v]!, j - graph.machineStart[graph.machineOf[v]!]!, estimate, estimate, tabu);
    }
  }

  private considerEarlier(v: number, at: number, first: number, everywhere: boolean): void {
    const { graph, shop, chainHead, arcTabuUntil, arcMask, iteration } = this;
    const { sequence, machineAfter, machineBefore, tail, end, reach, jobHead, jobTail, duration } = graph;
    const n = shop.operationCount;
    const predFrom = shop.predecessorStart[v]!;
    const predTo = shop.predecessorStart[v + 1]!;
    let latest = UNBOUND;
    for (let e = predFrom; e < predTo; e += 1) if (reach[shop.predecessors[e]!]! < latest) latest = reach[shop.predecessors[e]!]!;
    if (!everywhere) {
      const w = sequence[first]!;
      const free = end[machineBefore[w]!]!;
      if (tail[w]! >= latest || reach[w]! + (jobHead[v]! > free ? jobHead[v]! : free) > this.chosenScore) return;
    }
    let behind = reach[machineAfter[v]!]!;
    let tabu = false;
    for (let j = at - 1; j >= first; j -= 1) {
      const w = sequence[j]!;
      if (tail[w]! >= latest) return;
      for (let e = predFrom; e < predTo; e += 1) if (shop.predecessors[e]! === w) return;
      const t = jobTail[w]! > behind ? jobTail[w]! : behind;
      chainHead[j] = t;
      behind = t + duration[w]!;
      if (arcTabuUntil[(Math.imul(v, n) + w) & arcMask]! > iteration) tabu = true;
      if (!everywhere && j > first) continue;
      const free = end[machineBefore[w]!]!;
      let from = jobHead[v]! > free ? jobHead[v]! : free;
      let estimate = (jobTail[v]! > behind ? jobTail[v]! : behind) + duration[v]! + from;
      from += duration[v]!;
      for (let i = j; i < at && estimate <= this.chosenScore; i += 1) {
        const u = sequence[i]!;
        if (jobHead[u]! > from) from = jobHead[u]!;
        from += duration[u]!;
        if (chainHead[i]! + from > estimate) estimate = chainHead[i]! + from;
      }
      this.offer(v, graph.optionOf[v]!, j - graph.machineStart[graph.machineOf[v]!]!, estimate, estimate, tabu);
    }
  }

  /**
   * The best place of v on each other machine (Mastrolilli and Gambardella's insertion, with the heads and tails as they are). Its price is
   * the load weight times the change of the sum, over the machines, of load + (load - mean)^2 / (2 mean): long options cost, and so do
   * machines that have more than their share already.
   */
  private considerMachines(v: number): void {
    const { graph, shop, optionTabuUntil, iteration, loadWeight, meanLoad } = this;
    const { sequence, machineStart, machineLength, machineLoad, head, end, tail, reach } = graph;
    let soonest = UNBOUND;
    for (let e = shop.successorStart[v]!, stop = shop.successorStart[v + 1]!; e < stop; e += 1) {
      if (end[shop.successors[e]!]! < soonest) soonest = end[shop.successors[e]!]!;
    }
    let latest = UNBOUND;
    for (let e = shop.predecessorStart[v]!, stop = shop.predecessorStart[v + 1]!; e < stop; e += 1) {
      if (reach[shop.predecessors[e]!]! < latest) latest = reach[shop.predecessors[e]!]!;
    }
    const ready = graph.jobHead[v]!;
    const rest = graph.jobTail[v]!;
    const here = graph.optionOf[v]!;
    const current = graph.duration[v]!;
    const relief = current * (machineLoad[graph.machineOf[v]!]! - current / 2 - meanLoad);
    const first = shop.optionStart[v]!;
    for (let o = first, stop = shop.optionStart[v + 1]!; o < stop; o += 1) {
      if (o - first === here) continue;
      const length = shop.optionDuration[o]!;
      const k = shop.optionMachine[o]!;
      const burden = length * (machineLoad[k]! + length / 2 - meanLoad);
      const price = loadWeight * (length - current + (burden - relief) / meanLoad);
      if (ready + length + rest + price > this.chosenScore) continue;
      const from = machineStart[k]!;
      const to = from + machineLength[k]!;
      let low = from;
      let high = to;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (end[sequence[middle]!]! <= ready) low = middle + 1;
        else high = middle;
      }
      while (low < to && tail[sequence[low]!]! >= latest) low += 1;
      let bestGap = NONE;
      let bestEstimate = UNBOUND;
      let free = low > from ? end[sequence[low - 1]!]! : 0;
      if (low > from && head[sequence[low - 1]!]! >= soonest) continue;
      for (let gap = low; ; gap += 1) {
        const w = gap < to ? sequence[gap]! : NONE;
        const behind = w === NONE ? 0 : reach[w]!;
        const estimate = (free > ready ? free : ready) + length + (behind > rest ? behind : rest);
        if (estimate < bestEstimate) {
          bestEstimate = estimate;
          bestGap = gap - from;
        }
        if (w === NONE || behind <= rest || head[w]! >= soonest) break;
        free = end[w]!;
      }
      this.offer(v, o - first, bestGap, bestEstimate, bestEstimate + price, optionTabuUntil[o]! > iteration);
    }
  }

  private offer(v: number, option: number, gap: number, estimate: number, score: number, tabu: boolean): void {
    if (tabu && estimate >= this.bestMakespan) {
      this.fallbackCount += 1;
      if (this.random.below(this.fallbackCount) === 0) {
        this.fallbackOperation = v;
        this.fallbackOption = option;
        this.fallbackGap = gap;
      }
      return;
    }
    if (score > this.chosenScore) return;
    if (score === this.chosenScore) {
      this.chosenTies += 1;
      if (this.random.below(this.chosenTies) !== 0) return;
    } else this.chosenTies = 1;
    this.chosenScore = score;
    this.chosenOperation = v;
    this.chosenOption = option;
    this.chosenGap = gap;
  }

  private make(v: number, option: number, gap: number): void {
    const { graph, shop, random, arcTabuUntil, arcMask, iteration } = this;
    const n = shop.operationCount;
    const choices = shop.optionStart[v + 1]! - shop.optionStart[v]!;
    if (option === graph.optionOf[v]!) {
      const until = iteration + ARC_TENURE + random.below(ARC_TENURE + 1);
      const start = graph.machineStart[graph.machineOf[v]!]!;
      const from = graph.place[v]!;
      const to = start + gap;
      for (let i = from + 1; i <= to; i += 1) arcTabuUntil[(Math.imul(v, n) + graph.sequence[i]!) & arcMask] = until;
      for (let i = to; i < from; i += 1) arcTabuUntil[(Math.imul(graph.sequence[i]!, n) + v) & arcMask] = until;
    } else {
      const tenure = (OPTION_TENURE_BY_PATH * this.pathLength + OPTION_TENURE + choices) >> 0;
      this.optionTabuUntil[shop.optionStart[v]! + graph.optionOf[v]!] = iteration + tenure + random.below(OPTION_TENURE_SPREAD);
    }
    graph.move(v, option, gap);
  }
}
