import type { CompiledShop } from '../shop/flexible-shop.js';
import type { Sequencing } from './disjunctive-graph.js';
import type { RandomSource } from './random-source.js';
import { StartQueue } from './start-queue.js';

/** How a start chooses what comes next on a free machine. */
type Preference = 'most-work-remaining' | 'most-operations-remaining' | 'random';

/** Builds starts by dispatching without delay: again and again the operation that can start first, ties by preference. */
export class Dispatcher {
  private readonly ready: Int32Array;
  private readyCount = 0;
  private readonly waitsFor: Int32Array;
  private readonly readyAt: Int32Array;
  private readonly machineFree: Int32Array;
  private readonly operationsBehind: Int32Array;
  private readonly load: Float64Array;
  private readonly priority: Float64Array;
  private readonly queue: StartQueue;

  constructor(
    private readonly shop: CompiledShop,
    private readonly random: RandomSource,
  ) {
    const n = shop.operationCount;
    this.ready = new Int32Array(n);
    this.waitsFor = new Int32Array(n);
    this.readyAt = new Int32Array(n);
    this.machineFree = new Int32Array(shop.machineCount);
    this.operationsBehind = new Int32Array(n);
    this.load = new Float64Array(shop.machineCount);
    this.priority = new Float64Array(n);
    this.queue = new StartQueue(n);
    for (let i = n - 1; i >= 0; i -= 1) {
      const v = shop.topologicalOrder[i]!;
      for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
        this.operationsBehind[v] = Math.max(this.operationsBehind[v]!, 1 + this.operationsBehind[shop.successors[e]!]!);
      }
    }
  }

  /** Fastest options first, then moved away from loaded machines while the sum of the squared loads falls. */
  balance(option: Int32Array): void {
    const { shop, load, random } = this;
    const n = shop.operationCount;
    load.fill(0);
    for (let v = 0; v < n; v += 1) {
      const [first, stop] = [shop.optionStart[v]!, shop.optionStart[v + 1]!];
      let best = first;
      let ties = 0;
      for (let o = first; o < stop; o += 1) {
        const less = shop.optionDuration[o]! - shop.optionDuration[best]!;
        if (less < 0) ties = 0;
        if (less < 0 || (less === 0 && random.below(++ties) === 0)) best = o;
      }
      option[v] = best - first;
      load[shop.optionMachine[best]!]! += shop.optionDuration[best]!;
    }
    for (let round = 0, moved = true; moved && round < 20; round += 1) {
      moved = false;
      const offset = random.below(n);
      for (let i = 0; i < n; i += 1) {
        const v = (i + offset) % n;
        if (this.rebalance(v, option)) moved = true;
      }
    }
  }

  private rebalance(v: number, option: Int32Array): boolean {
    const { shop, load } = this;
    const first = shop.optionStart[v]!;
    const current = first + option[v]!;
    const from = shop.optionMachine[current]!;
    const gone = load[from]! - shop.optionDuration[current]!;
    let best = current;
    let bestCost = load[from]! ** 2 - gone ** 2;
    for (let o = first; o < shop.optionStart[v + 1]!; o += 1) {
      const k = shop.optionMachine[o]!;
      if (k === from) continue;
      const cost = (load[k]! + shop.optionDuration[o]!) ** 2 - load[k]! ** 2;
      if (cost < bestCost) {
        bestCost = cost;
        best = o;
      }
    }
    if (best === current) return false;
    load[from] = gone;
    load[shop.optionMachine[best]!]! += shop.optionDuration[best]!;
    option[v] = best - first;
    return true;
  }

  /** Each operation on the machine where it ends first. @returns the makespan */
  dispatchFreely(into: Sequencing, preference: Preference): number {
    const { shop, machineFree, ready, queue } = this;
    this.prepare(preference);
    queue.clear(this.priority);
    let makespan = 0;
    for (let done = 0; done < shop.operationCount; ) {
      while (this.readyCount > 0) {
        const v = ready[--this.readyCount]!;
        queue.push(v, this.startOf(v, this.soonestOption(v)));
      }
      const soonest = queue.takeSoonest();
      for (const v of queue.taken) {
        const option = this.soonestOption(v);
        const start = this.startOf(v, option);
        // Machines only fill up: whoever can still start when it was last thought to is the next one.
        if (start > soonest) {
          queue.push(v, start);
          continue;
        }
        into.order[done++] = v;
        into.option[v] = option - shop.optionStart[v]!;
        const end = start + shop.optionDuration[option]!;
        machineFree[shop.optionMachine[option]!] = end;
        makespan = Math.max(makespan, end);
        this.release(v, end);
      }
    }
    return makespan;
  }

  /** Keeps the options given and looks again only at machines where something changed. @returns the makespan */
  dispatchOnFixedMachines(into: Sequencing, preference: Preference): number {
    const { shop, readyAt, machineFree, priority, ready } = this;
    this.prepare(preference);
    const waiting: number[][] = Array.from(machineFree, () => []);
    const nextIndex = new Int32Array(waiting.length);
    const nextStart = new Float64Array(waiting.length);
    const changed = new Set<number>(waiting.keys());
    let makespan = 0;
    for (let done = 0; done < shop.operationCount; done += 1) {
      while (this.readyCount > 0) {
        const v = ready[--this.readyCount]!;
        const k = shop.optionMachine[shop.optionStart[v]! + into.option[v]!]!;
        waiting[k]!.push(v);
        changed.add(k);
      }
      for (const k of changed) {
        nextStart[k] = Number.POSITIVE_INFINITY;
        for (let i = 0; i < waiting[k]!.length; i += 1) {
          const v = waiting[k]![i]!;
          const start = readyAt[v]! > machineFree[k]! ? readyAt[v]! : machineFree[k]!;
          if (start > nextStart[k]! || (start === nextStart[k]! && priority[v]! <= priority[waiting[k]![nextIndex[k]!]!]!)) continue;
          nextStart[k] = start;
          nextIndex[k] = i;
        }
      }
      changed.clear();
      let soonest = 0;
      for (let k = 1; k < nextStart.length; k += 1) if (nextStart[k]! < nextStart[soonest]!) soonest = k;
      const row = waiting[soonest]!;
      const v = row[nextIndex[soonest]!]!;
      row[nextIndex[soonest]!] = row[row.length - 1]!;
      row.pop();
      changed.add(soonest);
      into.order[done] = v;
      const end = nextStart[soonest]! + shop.optionDuration[shop.optionStart[v]! + into.option[v]!]!;
      machineFree[soonest] = end;
      if (end > makespan) makespan = end;
      this.release(v, end);
    }
    return makespan;
  }

  private prepare(preference: Preference): void {
    const { shop, ready, waitsFor } = this;
    this.machineFree.fill(0);
    this.readyAt.fill(0);
    this.readyCount = 0;
    this.setPriorities(preference);
    for (let v = 0; v < shop.operationCount; v += 1) {
      waitsFor[v] = shop.predecessorStart[v + 1]! - shop.predecessorStart[v]!;
      if (waitsFor[v]! === 0) ready[this.readyCount++] = v;
    }
  }

  private release(v: number, end: number): void {
    const { shop, ready, readyAt, waitsFor } = this;
    for (let e = shop.successorStart[v]!; e < shop.successorStart[v + 1]!; e += 1) {
      const w = shop.successors[e]!;
      if (readyAt[w]! < end) readyAt[w] = end;
      waitsFor[w]! -= 1;
      if (waitsFor[w]! === 0) ready[this.readyCount++] = w;
    }
  }

  private startOf(v: number, option: number): number {
    return Math.max(this.readyAt[v]!, this.machineFree[this.shop.optionMachine[option]!]!);
  }

  private soonestOption(v: number): number {
    const { readyAt, machineFree } = this;
    const { optionStart, optionMachine, optionDuration } = this.shop;
    const ready = readyAt[v]!;
    const stop = optionStart[v + 1]!;
    let best = optionStart[v]!;
    let bestEnd = Number.MAX_SAFE_INTEGER;
    for (let o = best; o < stop; o += 1) {
      const free = machineFree[optionMachine[o]!]!;
      const end = (ready > free ? ready : free) + optionDuration[o]!;
      if (end < bestEnd) {
        bestEnd = end;
        best = o;
      }
    }
    return best;
  }

  private setPriorities(preference: Preference): void {
    const { shop, priority, operationsBehind, random } = this;
    for (let v = 0; v < shop.operationCount; v += 1) {
      const remaining = shop.minTail[v]! + shop.minDuration[v]!;
      if (preference === 'most-work-remaining') priority[v] = remaining;
      else if (preference === 'most-operations-remaining') priority[v] = operationsBehind[v]!;
      else priority[v] = random.fraction() * remaining;
    }
  }
}
