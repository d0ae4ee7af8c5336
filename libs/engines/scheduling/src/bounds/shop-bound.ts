import type { CompiledShop } from '../shop/flexible-shop.js';

/** Work per call, in options looked at; keeps the bound of the largest shops below a tenth of a second. */
const OPTION_VISITS_MAX = 6_000_000;
const ROUNDS_MAX = 1500;

export interface MakespanBound {
  readonly value: number;
  /** Which argument gave it. */
  readonly by: 'longest-job' | 'one-machine' | 'machine-loads';
}

/**
 * A makespan that no schedule goes below: the largest of three arguments (docs/scheduling.md, "What is proven"). Durations are whole
 * numbers, so fractions are rounded up.
 */
export function boundMakespan(shop: CompiledShop): MakespanBound {
  let bound: MakespanBound = { value: longestJob(shop), by: 'longest-job' };
  const oneMachine = oneMachineBound(shop);
  if (oneMachine > bound.value) bound = { value: oneMachine, by: 'one-machine' };
  // Without alternatives the machines' loads are part of the argument before.
  if (shop.optionStart[shop.operationCount]! === shop.operationCount) return bound;
  const loads = loadBound(shop);
  if (loads > bound.value) bound = { value: loads, by: 'machine-loads' };
  return bound;
}

function longestJob({ operationCount, minHead, minDuration, minTail }: CompiledShop): number {
  let longest = 0;
  for (let v = 0; v < operationCount; v += 1) longest = Math.max(longest, minHead[v]! + minDuration[v]! + minTail[v]!);
  return longest;
}

/** Operations that can go nowhere else, on one machine, with interruptions allowed (Jackson's preemptive schedule). */
function oneMachineBound(shop: CompiledShop): number {
  const bound = new Map<number, number[]>();
  for (let v = 0; v < shop.operationCount; v += 1) {
    if (shop.optionStart[v + 1]! - shop.optionStart[v]! > 1) continue;
    const machine = shop.optionMachine[shop.optionStart[v]!]!;
    const there = bound.get(machine);
    if (there === undefined) bound.set(machine, [v]);
    else there.push(v);
  }
  return Math.max(0, ...[...bound.values()].map((operations) => preemptiveMakespan(shop, operations)));
}

/** Always runs the released operation with the longest tail; the latest end of an operation with its tail is the bound. */
function preemptiveMakespan({ minHead, minDuration, minTail }: CompiledShop, operations: number[]): number {
  operations.sort((a, b) => minHead[a]! - minHead[b]!);
  const left = operations.map((v) => minDuration[v]!);
  const heap = new LongestTailFirst(operations.map((v) => minTail[v]!));
  let now = 0;
  let latest = 0;
  let released = 0;
  while (released < operations.length || heap.size > 0) {
    if (heap.size === 0) now = Math.max(now, minHead[operations[released]!]!);
    while (released < operations.length && minHead[operations[released]!]! <= now) heap.push(released++);
    const running = heap.top();
    const until = released < operations.length ? minHead[operations[released]!]! : Number.MAX_SAFE_INTEGER;
    const ran = Math.min(left[running]!, until - now);
    now += ran;
    left[running]! -= ran;
    if (left[running]! > 0) continue;
    heap.pop();
    latest = Math.max(latest, now + minTail[operations[running]!]!);
  }
  return latest;
}

class LongestTailFirst {
  private readonly items: number[] = [];

  constructor(private readonly tails: readonly number[]) {}

  get size(): number {
    return this.items.length;
  }

  top(): number {
    return this.items[0]!;
  }

  push(item: number): void {
    const { items, tails } = this;
    let at = items.push(item) - 1;
    while (at > 0 && tails[items[(at - 1) >> 1]!]! < tails[item]!) {
      items[at] = items[(at - 1) >> 1]!;
      at = (at - 1) >> 1;
    }
    items[at] = item;
  }

  pop(): void {
    const { items, tails } = this;
    const last = items.pop() as number;
    if (items.length === 0) return;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && tails[items[child + 1]!]! > tails[items[child]!]!) child += 1;
      if (tails[items[child]!]! <= tails[last]!) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
  }
}

/**
 * All operations spread over the machines in fractions. For any machine weights y >= 0 of sum 1, weak duality gives
 * makespan >= sum over operations of min over options of y * duration, plus sum of y * (least head + least tail on the machine).
 * Weights grow on machines that are loaded above the mean; every round's value is a bound, the best one counts.
 */
function loadBound(shop: CompiledShop): number {
  const { operationCount: n, machineCount, optionStart, optionMachine, optionDuration, minHead, minTail } = shop;
  const least = new Float64Array(machineCount).fill(Number.POSITIVE_INFINITY);
  const leastTail = new Float64Array(machineCount).fill(Number.POSITIVE_INFINITY);
  for (let v = 0; v < n; v += 1) {
    for (let o = optionStart[v]!; o < optionStart[v + 1]!; o += 1) {
      least[optionMachine[o]!] = Math.min(least[optionMachine[o]!]!, minHead[v]!);
      leastTail[optionMachine[o]!] = Math.min(leastTail[optionMachine[o]!]!, minTail[v]!);
    }
  }
  const used = [...least.keys()].filter((k) => least[k]! < Number.POSITIVE_INFINITY);
  const idle = Float64Array.from(least, (head, k) => (head < Number.POSITIVE_INFINITY ? head + leastTail[k]! : 0));
  const weight = new Float64Array(machineCount);
  for (const k of used) weight[k] = 1 / used.length;
  const load = new Float64Array(machineCount);
  const rounds = Math.max(20, Math.min(ROUNDS_MAX, Math.floor(OPTION_VISITS_MAX / optionStart[n]!)));
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    load.set(idle);
    for (let v = 0; v < n; v += 1) {
      let chosen = optionStart[v]!;
      let cheapest = weight[optionMachine[chosen]!]! * optionDuration[chosen]!;
      for (let o = chosen + 1; o < optionStart[v + 1]!; o += 1) {
        const price = weight[optionMachine[o]!]! * optionDuration[o]!;
        if (price < cheapest) {
          cheapest = price;
          chosen = o;
        }
      }
      load[optionMachine[chosen]!]! += optionDuration[chosen]!;
    }
    let value = 0;
    for (const k of used) value += weight[k]! * load[k]!;
    best = Math.max(best, value);
    const pace = 1 / Math.sqrt(round + 4) / value;
    let sum = 0;
    for (const k of used) {
      weight[k]! *= Math.exp(Math.max(-3, Math.min(3, pace * (load[k]! - value))));
      sum += weight[k]!;
    }
    for (const k of used) weight[k]! /= sum;
  }
  // The one machine that is loaded most by what can go nowhere else is among the weights' corners, but the rounds only come near it.
  for (const k of used) best = Math.max(best, idle[k]! + fixedLoad(shop, k));
  return Math.ceil(best - 1e-6);
}

function fixedLoad({ operationCount, optionStart, optionMachine, optionDuration }: CompiledShop, machine: number): number {
  let load = 0;
  for (let v = 0; v < operationCount; v += 1) {
    const first = optionStart[v]!;
    if (optionStart[v + 1]! === first + 1 && optionMachine[first]! === machine) load += optionDuration[first]!;
  }
  return load;
}
