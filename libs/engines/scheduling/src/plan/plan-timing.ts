import type { Sequencing } from '../search/disjunctive-graph.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';

const NO_FAMILY = -1;
const TIME_FIELDS = 6;
const STATE_FIELDS = 7;
const STRIDE_MIN = 16;

/** Why an operation did not start earlier. */
export const WAIT_FOR = { release: 0, predecessor: 1, machine: 2, closed: 3, frozen: 4, batch: 5 } as const;

/**
 * Gives times to a selection: operations in its order, each as early as its predecessors, the transport, the machine and its calendar
 * allow, behind what stands before it on the machine. A selection that does not fit into the calendars ends at `NEVER`.
 */
export class PlanTiming {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly machineOf: Int32Array;
  readonly setup: Int32Array;
  /** One of `WAIT_FOR`, and the operation waited for, if any. */
  readonly waitKind: Int32Array;
  readonly waitOperation: Int32Array;
  /** All of the above one after the other, and those of the selection kept. */
  private readonly times: Int32Array;
  private readonly keptTimes: Int32Array;
  private readonly free: Int32Array;
  private readonly last: Int32Array;
  private readonly lastFamily: Int32Array;
  private readonly batchSize: Int32Array;
  /** Own set-up, and set-up and run together, of the operations in the batch placed last. */
  private readonly batchOptionSetup: Int32Array;
  private readonly batchDuration: Int32Array;
  private readonly window: Int32Array;
  /** The state of all machines (the fields above), now and before every `stride`th operation of the order. */
  private readonly state: Int32Array;
  private readonly states: Int32Array;
  private readonly keptStates: Int32Array;
  private readonly stride: number;
  private timedFrom = 0;
  private placedStart = 0;
  private placedEnd = 0;
  /** Frozen operation that the place found last had to lie behind; -1: none. */
  private placedBehind = -1;

  constructor(private readonly plan: CompiledPlan) {
    const n = plan.operations.length;
    const m = plan.machines.length;
    this.times = new Int32Array(TIME_FIELDS * n);
    this.keptTimes = new Int32Array(TIME_FIELDS * n);
    const time = (field: number): Int32Array => this.times.subarray(field * n, (field + 1) * n);
    this.start = time(0);
    this.end = time(1);
    this.machineOf = time(2);
    this.setup = time(3);
    this.waitKind = time(4);
    this.waitOperation = time(5);
    this.state = new Int32Array(STATE_FIELDS * m);
    const state = (field: number): Int32Array => this.state.subarray(field * m, (field + 1) * m);
    this.free = state(0);
    this.last = state(1);
    this.lastFamily = state(2);
    this.batchSize = state(3);
    this.batchOptionSetup = state(4);
    this.batchDuration = state(5);
    this.window = state(6);
    this.stride = Math.max(STRIDE_MIN, Math.ceil(Math.sqrt(n)));
    const checkpoints = Math.floor(n / this.stride) + 1;
    this.states = new Int32Array(checkpoints * this.state.length);
    this.keptStates = new Int32Array(checkpoints * this.state.length);
  }

  reset(): void {
    this.state.fill(0);
    this.last.fill(-1);
    this.lastFamily.fill(NO_FAMILY);
  }

  time(selection: Sequencing): void {
    this.reset();
    this.timedFrom = 0;
    this.appendFrom(selection, 0);
  }

  /** The same for a selection that is the one kept up to a position of its order. */
  timeFrom(selection: Sequencing, position: number): void {
    const checkpoint = Math.floor(position / this.stride);
    const at = checkpoint * this.state.length;
    this.times.set(this.keptTimes);
    this.state.set(this.keptStates.subarray(at, at + this.state.length));
    this.timedFrom = at;
    this.appendFrom(selection, checkpoint * this.stride);
  }

  /** What `timeFrom` starts from is the selection timed last. */
  keep(): void {
    this.keptTimes.set(this.times);
    this.keptStates.set(this.states.subarray(this.timedFrom), this.timedFrom);
  }

  private appendFrom({ option, order }: Sequencing, from: number): void {
    const { state, states, stride } = this;
    for (let i = from; i < order.length; i += 1) {
      if (i % stride === 0) states.set(state, (i / stride) * state.length);
      this.append(order[i]!, option[order[i]!]!);
    }
  }

  /** When the operation would end on the option if it came next; places nothing. */
  endIfNext(v: number, option: number): number {
    const k = this.plan.shop.optionMachine[this.plan.shop.optionStart[v]! + option]!;
    const ready = this.arrival(v, k);
    if (this.joins(v, option, k, ready)) return this.end[this.last[k]!]!;
    this.place(v, option, k, ready);
    return this.placedEnd;
  }

  append(v: number, option: number): void {
    const { plan, free, last, waitKind } = this;
    const k = plan.shop.optionMachine[plan.shop.optionStart[v]! + option]!;
    this.machineOf[v] = k;
    this.setup[v] = 0;
    if (plan.frozenStart[v]! >= 0) {
      this.start[v] = plan.frozenStart[v]!;
      this.end[v] = plan.frozenEnd[v]!;
      waitKind[v] = WAIT_FOR.frozen;
      this.waitOperation[v] = -1;
      return;
    }
    const ready = this.arrival(v, k);
    waitKind[v] = this.waitOperation[v]! >= 0 ? WAIT_FOR.predecessor : WAIT_FOR.release;
    if (this.joins(v, option, k, ready)) {
      this.start[v] = this.start[last[k]!]!;
      this.end[v] = this.end[last[k]!]!;
      this.setup[v] = this.setup[last[k]!]!;
      if (this.start[v]! > ready) {
        waitKind[v] = WAIT_FOR.batch;
        this.waitOperation[v] = last[k]!;
      }
      this.batchSize[k]! += 1;
      last[k] = v;
      return;
    }
    this.setup[v] = this.place(v, option, k, ready);
    this.start[v] = this.placedStart;
    this.end[v] = this.placedEnd;
    if (this.placedStart > ready) {
      // Of waiting for the machine and waiting for it to open, the longer one is the reason.
      const busyMinutes = Math.max(0, free[k]! - ready);
      const isBusy = last[k]! >= 0 && 2 * busyMinutes >= this.placedStart - ready;
      const behindMinutes = this.placedBehind < 0 ? 0 : plan.frozenEnd[this.placedBehind]! - ready;
      const isBehindFrozen = behindMinutes > 0 && 2 * behindMinutes >= this.placedStart - ready;
      waitKind[v] = isBusy ? WAIT_FOR.machine : isBehindFrozen ? WAIT_FOR.frozen : WAIT_FOR.closed;
      if (isBusy) this.waitOperation[v] = last[k]!;
      else if (isBehindFrozen) this.waitOperation[v] = this.placedBehind;
    }
    free[k] = this.placedEnd;
    last[k] = v;
    this.lastFamily[k] = plan.family[v]!;
    this.batchSize[k] = 1;
    this.batchOptionSetup[k] = plan.optionSetup[plan.shop.optionStart[v]! + option]!;
    this.batchDuration[k] = plan.shop.optionDuration[plan.shop.optionStart[v]! + option]!;
  }

  /** When everything that v needs can be at machine k; notes what it waits for. */
  private arrival(v: number, k: number): number {
    const { plan, end, machineOf } = this;
    const { shop, siteOf, transport, siteCount } = plan;
    let ready = plan.release[v]!;
    this.waitOperation[v] = -1;
    for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1) {
      const before = shop.predecessors[e]!;
      const at = end[before]! + transport[siteOf[machineOf[before]!]! * siteCount + siteOf[k]!]!;
      if (at > ready) {
        ready = at;
        this.waitOperation[v] = before;
      }
    }
    return Math.min(ready, NEVER);
  }

  /** Goes into the furnace with what was placed there last. */
  private joins(v: number, option: number, k: number, ready: number): boolean {
    const { plan, last, batchSize } = this;
    const other = last[k]!;
    if (other < 0 || batchSize[k]! >= plan.machines[k]!.batchCapacity || plan.family[other]! !== plan.family[v]!) return false;
    if (this.start[other]! < ready || this.end[other]! >= NEVER) return false;
    const o = plan.shop.optionStart[v]! + option;
    return plan.optionSetup[o] === this.batchOptionSetup[k] && plan.shop.optionDuration[o] === this.batchDuration[k];
  }

  /** Sets `placedStart`, `placedEnd` and `placedBehind`. @returns the minutes of set-up */
  private place(v: number, option: number, k: number, ready: number): number {
    const { plan, free } = this;
    const machine = plan.machines[k]!;
    const o = plan.shop.optionStart[v]! + option;
    const run = plan.shop.optionDuration[o]! - plan.optionSetup[o]!;
    let from = Math.max(ready, free[k]!);
    let before = this.lastFamily[k]!;
    this.placedBehind = -1;
    for (let f = 0; ; f += 1) {
      // Frozen work that lies behind the earliest start decides the family before.
      while (f < machine.frozen.length && machine.frozen[f]!.start <= from) {
        if (machine.frozen[f]!.end > free[k]!) {
          from = Math.max(from, machine.frozen[f]!.end);
          before = machine.frozen[f]!.family;
          this.placedBehind = machine.frozen[f]!.operation;
        }
        f += 1;
      }
      const setup = plan.optionSetup[o]! + (before === NO_FAMILY ? 0 : machine.setups[before * plan.familyCount + plan.family[v]!]!);
      const inOnePiece = plan.isSplittable[v]! === 0 || machine.source.batch !== null;
      this.findPlace(k, from, inOnePiece ? setup + run : setup, setup + run);
      if (f >= machine.frozen.length || this.placedEnd <= machine.frozen[f]!.start) return setup;
      from = machine.frozen[f]!.end;
      before = machine.frozen[f]!.family;
      this.placedBehind = machine.frozen[f]!.operation;
    }
  }

  /** The first place in the open times where `whole` minutes fit in one piece and `total` minutes begin. */
  private findPlace(k: number, from: number, whole: number, total: number): void {
    const { openStart, openEnd, startWithin } = this.plan.machines[k]!;
    this.placedStart = NEVER;
    this.placedEnd = NEVER;
    let w = this.firstWindow(k, from);
    for (; w < openStart.length; w += 1) {
      let start = Math.max(from, openStart[w]!);
      if (startWithin !== null) {
        const allowed = startWithin.find(([, until]) => until > start);
        if (allowed === undefined) return;
        start = Math.max(start, allowed[0]!);
      }
      if (openEnd[w]! - start < Math.max(1, whole)) continue;
      this.placedStart = start;
      break;
    }
    let left = total;
    for (; w < openStart.length; w += 1) {
      const start = Math.max(this.placedStart, openStart[w]!);
      if (openEnd[w]! - start >= left) {
        this.placedEnd = start + left;
        return;
      }
      left -= openEnd[w]! - start;
    }
    this.placedStart = NEVER;
  }

  /** Times on a machine mostly grow: begins at the window found last. */
  private firstWindow(k: number, from: number): number {
    const { openStart, openEnd } = this.plan.machines[k]!;
    let w = this.window[k]!;
    if (w > 0 && openEnd[w - 1]! > from) w = 0;
    while (w < openStart.length && openEnd[w]! <= from) w += 1;
    this.window[k] = w;
    return w;
  }
}
