import { DomainError } from '@gewerk/kernel';

/** Where an operation may be made and how long it takes there, in the unit of the file. */
export interface MachineOption {
  /** From 0. */
  readonly machine: number;
  readonly duration: number;
}

export interface ShopOperation {
  /** From 0. */
  readonly job: number;
  /** Its number within the job, from 0; in a precedence graph its number in the file. */
  readonly number: number;
  readonly options: readonly MachineOption[];
  /** Indexes of the operations that must have ended before. */
  readonly after: readonly number[];
}

/** A flexible job shop whose jobs are precedence graphs; the classic job shop has one option per operation and chains as graphs. */
export interface FlexibleShop {
  readonly jobs: number;
  readonly machines: number;
  /** What the file calls machine 0. */
  readonly firstMachine: 0 | 1;
  readonly operations: readonly ShopOperation[];
}

/** One operation of a schedule, as files name it. */
export interface ScheduledOperation {
  readonly job: number;
  readonly operation: number;
  readonly machine: number;
  readonly start: number;
  readonly end: number;
}

/** Heads and tails are kept in 32 bits; half of them leaves room for the sums of estimates. */
const TOTAL_DURATION_MAX = 2 ** 29;

/**
 * The shop in flat arrays, as the search reads it. Edges and options lie in compressed rows: those of operation v from `start[v]` to
 * `start[v + 1]`.
 */
export interface CompiledShop {
  readonly operationCount: number;
  readonly machineCount: number;
  readonly optionStart: Int32Array;
  readonly optionMachine: Int32Array;
  readonly optionDuration: Int32Array;
  readonly predecessorStart: Int32Array;
  readonly predecessors: Int32Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
  readonly minDuration: Int32Array;
  /** Longest way from the start to the operation, and from its end to the end of all, with the shortest durations. */
  readonly minHead: Int32Array;
  readonly minTail: Int32Array;
  /** An order in which each operation comes after its predecessors. */
  readonly topologicalOrder: Int32Array;
}

/** @throws DomainError `scheduling.cycle` or `scheduling.durations-too-long` */
export function compileShop(shop: FlexibleShop): CompiledShop {
  const { operations } = shop;
  const n = operations.length;
  const optionStart = new Int32Array(n + 1);
  const predecessorStart = new Int32Array(n + 1);
  const successorStart = new Int32Array(n + 1);
  for (let v = 0; v < n; v += 1) {
    optionStart[v + 1] = optionStart[v]! + operations[v]!.options.length;
    predecessorStart[v + 1] = predecessorStart[v]! + operations[v]!.after.length;
    for (const before of operations[v]!.after) successorStart[before + 1]! += 1;
  }
  for (let v = 0; v < n; v += 1) successorStart[v + 1]! += successorStart[v]!;
  const optionMachine = new Int32Array(optionStart[n]!);
  const optionDuration = new Int32Array(optionStart[n]!);
  const predecessors = new Int32Array(predecessorStart[n]!);
  const successors = new Int32Array(predecessorStart[n]!);
  const minDuration = new Int32Array(n);
  const filled = successorStart.slice(0, n);
  let longest = 0;
  for (let v = 0; v < n; v += 1) {
    let [least, most] = [Number.MAX_SAFE_INTEGER, 0];
    for (const [index, { machine, duration }] of operations[v]!.options.entries()) {
      optionMachine[optionStart[v]! + index] = machine;
      optionDuration[optionStart[v]! + index] = duration;
      least = Math.min(least, duration);
      most = Math.max(most, duration);
    }
    minDuration[v] = least;
    longest += most;
    for (const [index, before] of operations[v]!.after.entries()) {
      predecessors[predecessorStart[v]! + index] = before;
      successors[filled[before]!] = v;
      filled[before]! += 1;
    }
  }
  if (longest > TOTAL_DURATION_MAX) {
    const remedy = `all durations together exceed ${TOTAL_DURATION_MAX}; use a coarser unit of time`;
    throw new DomainError('invalid', 'scheduling.durations-too-long', remedy, [], { total: longest });
  }
  const edges = { predecessorStart, predecessors, successorStart, successors };
  const topologicalOrder = orderOf(n, edges);
  const minHead = new Int32Array(n);
  const minTail = new Int32Array(n);
  for (const v of topologicalOrder) {
    for (let e = predecessorStart[v]!; e < predecessorStart[v + 1]!; e += 1) {
      minHead[v] = Math.max(minHead[v]!, minHead[predecessors[e]!]! + minDuration[predecessors[e]!]!);
    }
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    const v = topologicalOrder[i]!;
    for (let e = successorStart[v]!; e < successorStart[v + 1]!; e += 1) {
      minTail[v] = Math.max(minTail[v]!, minTail[successors[e]!]! + minDuration[successors[e]!]!);
    }
  }
  const counts = { operationCount: n, machineCount: shop.machines };
  return { ...counts, optionStart, optionMachine, optionDuration, ...edges, minDuration, minHead, minTail, topologicalOrder };
}

type Edges = Pick<CompiledShop, 'predecessorStart' | 'predecessors' | 'successorStart' | 'successors'>;

function orderOf(n: number, { predecessorStart, successorStart, successors }: Edges): Int32Array {
  const waitsFor = new Int32Array(n);
  const order = new Int32Array(n);
  let known = 0;
  for (let v = 0; v < n; v += 1) {
    waitsFor[v] = predecessorStart[v + 1]! - predecessorStart[v]!;
    if (waitsFor[v]! === 0) order[known++] = v;
  }
  for (let i = 0; i < known; i += 1) {
    const v = order[i]!;
    for (let e = successorStart[v]!; e < successorStart[v + 1]!; e += 1) {
      waitsFor[successors[e]!]! -= 1;
      if (waitsFor[successors[e]!]! === 0) order[known++] = successors[e]!;
    }
  }
  if (known < n) {
    const stuck = waitsFor.findIndex((count) => count > 0);
    throw new DomainError('invalid', 'scheduling.cycle', `operation ${stuck} waits, over others, for itself`, [], { operation: stuck });
  }
  return order;
}
