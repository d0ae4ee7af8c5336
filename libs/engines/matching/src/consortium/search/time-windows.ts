import { firstWorkDay, giveBack, type Taken, takeHours } from '../instance/calendar.js';
import type { DayTable } from './day-grid.js';
import type { Layout } from './layout.js';

const SAME_DAY = 1e-9;

/** Which slots are still open, listed by operation so that loops touch only those. */
export class OpenSlots {
  readonly isOpen: Uint8Array;
  /** Open slots by operation, from `offset[operation]` on. */
  readonly list: Int32Array;
  readonly count: Int32Array;

  constructor(readonly layout: Layout) {
    this.isOpen = new Uint8Array(layout.slots);
    this.list = new Int32Array(layout.slots);
    this.count = new Int32Array(layout.operations);
  }

  set(isOpen: Uint8Array): void {
    this.isOpen.set(isOpen);
    this.relist();
  }

  close(slot: number): void {
    this.isOpen[slot] = 0;
  }

  /** After closing slots; false where an operation has none left. */
  relist(): boolean {
    const { offset, operations } = this.layout;
    let isPossible = true;
    for (let operation = 0; operation < operations; operation += 1) {
      const from = offset[operation] as number;
      const to = offset[operation + 1] as number;
      let count = 0;
      for (let slot = from; slot < to; slot += 1) {
        if (this.isOpen[slot] === 0) continue;
        this.list[from + count] = slot;
        count += 1;
      }
      this.count[operation] = count;
      if (count === 0) isPossible = false;
    }
    return isPossible;
  }
}

/**
 * Earliest and latest days of open slots. Machines are taken as if they were each slot's own, but for the hours that settled
 * operations before it are certain to take.
 */
export class TimeWindows {
  readonly earliestEnd: Float64Array;
  readonly latestReady: Float64Array;
  readonly earliestReady: Float64Array;
  readonly #machines: readonly Float64Array[];
  readonly #taken: Taken[] = [];
  /** Operations whose days are exact, and machines of which somebody may take hours at days not yet known. */
  readonly #isSettled: Uint8Array;
  readonly #isVague: Uint8Array;
  /** No plan of the open slots arrives before. */
  arrivalAtLeast = 0;

  constructor(
    readonly layout: Layout,
    readonly open: OpenSlots,
  ) {
    this.earliestEnd = new Float64Array(layout.slots);
    this.latestReady = new Float64Array(layout.slots);
    this.earliestReady = new Float64Array(layout.slots);
    this.#machines = layout.instance.machines.map((free) => free.slice());
    this.#isSettled = new Uint8Array(layout.operations);
    this.#isVague = new Uint8Array(this.#machines.length);
  }

  /** Closes slots that cannot keep an arrival; false where an operation has none left. */
  tighten(arrivalAtMost: number): boolean {
    for (;;) {
      let closed = this.#forward(arrivalAtMost);
      if (closed > 0 && !this.open.relist()) return false;
      const late = this.#backward(arrivalAtMost);
      if (late > 0 && !this.open.relist()) return false;
      closed += late;
      // What was closed late may push the earliest days; one more round settles nearly everything.
      if (closed === 0 || late === 0) return true;
    }
  }

  #forward(arrivalAtMost: number): number {
    const { layout, open, earliestEnd } = this;
    const { offset, instance } = layout;
    let closed = 0;
    this.arrivalAtLeast = 0;
    this.#isVague.fill(0);
    for (const operation of instance.sequence) {
      const from = offset[operation] as number;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const ready = this.#readyDay(operation, slot);
        const end = this.#endOf(slot, ready);
        this.earliestReady[slot] = ready;
        earliestEnd[slot] = end;
        const arrival = end + (layout.tailDays[slot] as number);
        if (arrival > arrivalAtMost + SAME_DAY) {
          open.close(slot);
          closed += 1;
        } else if (arrival < least) least = arrival;
      }
      if (least > this.arrivalAtLeast) this.arrivalAtLeast = least;
      this.#settle(operation);
    }
    giveBack(this.#taken, 0);
    return closed;
  }

  #endOf(slot: number, ready: number): number {
    const machine = this.layout.machineOf[slot] as number;
    if (machine < 0 || this.#taken.length === 0 || ready === Number.POSITIVE_INFINITY) return endOf(this.layout, slot, ready);
    const free = this.#machines[machine] as Float64Array;
    return takeHours(free, ready, this.layout.hours[slot] as number, null)?.end ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the hours of an operation whose slot and ready day are certain. */
  #settle(operation: number): void {
    const { layout, open } = this;
    const from = layout.offset[operation] as number;
    const only = open.list[from] as number;
    const machine = layout.machineOf[only] as number;
    const isCertain =
      open.count[operation] === 1 &&
      (layout.edgesInto[operation] as Layout['edges']).every((edge) => this.#isSettled[edge.from] === 1) &&
      (machine < 0 || this.#isVague[machine] === 0);
    this.#isSettled[operation] = isCertain ? 1 : 0;
    if (isCertain) {
      if (machine >= 0 && Number.isFinite(this.earliestEnd[only] as number))
        takeHours(this.#machines[machine] as Float64Array, this.earliestReady[only] as number, layout.hours[only] as number, this.#taken);
      return;
    }
    for (let i = 0; i < (open.count[operation] as number); i += 1) {
      const shared = layout.machineOf[open.list[from + i] as number] as number;
      if (shared >= 0) this.#isVague[shared] = 1;
    }
  }

  #readyDay(operation: number, slot: number): number {
    const { layout, open, earliestEnd } = this;
    let ready = layout.earliestStartDay[slot] as number;
    for (const edge of layout.edgesInto[operation] as Layout['edges']) {
      const width = (layout.offset[operation + 1] as number) - (layout.offset[operation] as number);
      const column = slot - (layout.offset[operation] as number);
      const from = layout.offset[edge.from] as number;
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < (open.count[edge.from] as number); i += 1) {
        const sender = open.list[from + i] as number;
        if (open.isOpen[sender] === 0) continue;
        const there = (earliestEnd[sender] as number) + (edge.days[(sender - from) * width + column] as number);
        if (there < least) least = there;
      }
      if (least > ready) ready = least;
    }
    return ready;
  }

  #backward(arrivalAtMost: number): number {
    const { layout, open, latestReady } = this;
    const { sequence } = layout.instance;
    let closed = 0;
    for (let at = sequence.length - 1; at >= 0; at -= 1) {
      const operation = sequence[at] as number;
      const from = layout.offset[operation] as number;
      for (let i = 0; i < (open.count[operation] as number); i += 1) {
        const slot = open.list[from + i] as number;
        const end = Math.min(arrivalAtMost - (layout.tailDays[slot] as number), this.#latestEnd(operation, slot));
        latestReady[slot] = readyOf(layout, slot, end);
        if ((this.earliestEnd[slot] as number) <= end + SAME_DAY) continue;
        open.close(slot);
        closed += 1;
      }
    }
    return closed;
  }

  #latestEnd(operation: number, slot: number): number {
    const { layout, open, latestReady } = this;
    const row = slot - (layout.offset[operation] as number);
    let latest = Number.POSITIVE_INFINITY;
    for (const edge of layout.edgesFrom[operation] as Layout['edges']) {
      const from = layout.offset[edge.to] as number;
      const width = (layout.offset[edge.to + 1] as number) - from;
      let best = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < (open.count[edge.to] as number); i += 1) {
        const receiver = open.list[from + i] as number;
        if (open.isOpen[receiver] === 0) continue;
        const there = (latestReady[receiver] as number) - (edge.days[row * width + receiver - from] as number);
        if (there > best) best = there;
      }
      if (best < latest) latest = best;
    }
    return latest;
  }
}

/** End of the work of a slot that is ready on a day. */
export function endOf(layout: Layout, slot: number, readyDay: number): number {
  const table = layout.tables[slot] as DayTable | null;
  if (table === null) return readyDay + (layout.durationDays[slot] as number);
  return table.endByReady[firstWorkDay(readyDay)] ?? Number.POSITIVE_INFINITY;
}

/** Latest ready day with which the work of a slot ends in time. */
function readyOf(layout: Layout, slot: number, end: number): number {
  const table = layout.tables[slot] as DayTable | null;
  if (table === null) return end - (layout.durationDays[slot] as number);
  if (!(end >= 0)) return Number.NEGATIVE_INFINITY;
  const day = Math.min(table.readyByEnd.length - 1, Math.floor(end + SAME_DAY));
  const ready = table.readyByEnd[day] as number;
  return ready < 0 ? Number.NEGATIVE_INFINITY : ready;
}
