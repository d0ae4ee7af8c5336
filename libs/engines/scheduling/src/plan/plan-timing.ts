import type { Sequencing } from '../search/disjunctive-graph.js';
import { type CompiledPlan, NEVER } from './compiled-plan.js';

const NO_FAMILY = -1;

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
  readonly waitKind: Uint8Array;
  readonly waitOperation: Int32Array;
  private readonly free: Int32Array;
  private readonly last: Int32Array;
  private readonly lastFamily: Int32Array;
  private readonly batchSize: Int32Array;
  /** Own set-up, and set-up and run together, of the operations in the batch placed last. */
  private readonly batchOptionSetup: Int32Array;
  private readonly batchDuration: Int32Array;
  private readonly window: Int32Array;
  private placedStart = 0;
  private placedEnd = 0;

  constructor(private readonly plan: CompiledPlan) {
    const n = plan.operations.length;
    const m = plan.machines.length;
    this.start = new Int32Array(n);
    this.end = new Int32Array(n);
    this.machineOf = new Int32Array(n);
    this.setup = new Int32Array(n);
    this.waitKind = new Uint8Array(n);
    this.waitOperation = new Int32Array(n);
    this.free = new Int32Array(m);
    this.last = new Int32Array(m);
    this.lastFamily = new Int32Array(m);
    this.batchSize = new Int32Array(m);
    this.batchOptionSetup = new Int32Array(m);
    this.batchDuration = new Int32Array(m);
    this.window = new Int32Array(m);
  }

  reset(): void {
    this.free.fill(0);
    this.last.fill(-1);
    this.lastFamily.fill(NO_FAMILY);
    this.batchSize.fill(0);
    this.window.fill(0);
  }

  time({ option, order }: Sequencing): void {
    this.reset();
    for (let i = 0; i < order.length; i += 1) this.append(order[i]!, option[order[i]!]!);
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
      waitKind[v] = isBusy ? WAIT_FOR.machine : WAIT_FOR.closed;
      if (isBusy) this.waitOperation[v] = last[k]!;
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
    const { shop, machines, transport, siteCount } = plan;
    let ready = plan.jobs[plan.operations[v]!.job]!.release;
    this.waitOperation[v] = -1;
    for (let e = shop.predecessorStart[v]!; e < shop.predecessorStart[v + 1]!; e += 1) {
      const before = shop.predecessors[e]!;
      const at = end[before]! + transport[machines[machineOf[before]!]!.site * siteCount + machines[k]!.site]!;
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

  /** Sets `placedStart` and `placedEnd`. @returns the minutes of set-up */
  private place(v: number, option: number, k: number, ready: number): number {
    const { plan, free } = this;
    const machine = plan.machines[k]!;
    const o = plan.shop.optionStart[v]! + option;
    const run = plan.shop.optionDuration[o]! - plan.optionSetup[o]!;
    let from = Math.max(ready, free[k]!);
    let before = this.lastFamily[k]!;
    for (let f = 0; ; f += 1) {
      // Frozen work that lies behind the earliest start decides the family before.
      while (f < machine.frozen.length && machine.frozen[f]!.start <= from) {
        if (machine.frozen[f]!.end > free[k]!) {
          from = Math.max(from, machine.frozen[f]!.end);
          before = machine.frozen[f]!.family;
        }
        f += 1;
      }
      const setup = plan.optionSetup[o]! + (before === NO_FAMILY ? 0 : machine.setups[before * plan.familyCount + plan.family[v]!]!);
      const inOnePiece = plan.isSplittable[v]! === 0 || machine.source.batch !== null;
      this.findPlace(k, from, inOnePiece ? setup + run : setup, setup + run);
      if (f >= machine.frozen.length || this.placedEnd <= machine.frozen[f]!.start) return setup;
      from = machine.frozen[f]!.end;
      before = machine.frozen[f]!.family;
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
