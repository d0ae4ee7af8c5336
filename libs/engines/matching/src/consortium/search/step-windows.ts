import { type DayGrid, stepOf } from './day-grid.js';
import type { OpenSlots, TimeWindows } from './time-windows.js';

/** The time windows of open slots in steps of a day grid. */
export class StepWindows {
  /** First and last step in which a slot may be ready, and in which it may end. */
  readonly readyFrom: Int32Array;
  readonly readyTo: Int32Array;
  readonly endFrom: Int32Array;
  readonly endTo: Int32Array;
  /** First and last step of the arrival. */
  first = 0;
  last = 0;

  constructor(
    readonly slots: number,
    readonly grid: DayGrid,
  ) {
    this.readyFrom = new Int32Array(slots);
    this.readyTo = new Int32Array(slots);
    this.endFrom = new Int32Array(slots);
    this.endTo = new Int32Array(slots);
  }

  set(open: OpenSlots, windows: TimeWindows, arrivalAtMost: number): void {
    const { stepDays, steps, endByReady, tailSteps } = this.grid;
    this.first = stepOf(windows.arrivalAtLeast, stepDays);
    this.last = Math.min(steps - 1, stepOf(Math.min(arrivalAtMost, steps * stepDays), stepDays));
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (open.isOpen[slot] === 0) continue;
      const from = stepOf(windows.earliestReady[slot] as number, stepDays);
      const to = Math.min(steps - 1, stepOf(Math.min(windows.latestReady[slot] as number, steps * stepDays), stepDays));
      const latest = Math.min(endByReady[slot * steps + to] as number, this.last - (tailSteps[slot] as number));
      this.readyFrom[slot] = from;
      this.readyTo[slot] = to;
      this.endFrom[slot] = Math.min(stepOf(windows.earliestEnd[slot] as number, stepDays), latest);
      this.endTo[slot] = latest;
    }
  }
}
