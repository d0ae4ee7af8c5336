import type { DayGrid } from './day-grid.js';
import type { StepWindows } from './step-windows.js';

/**
 * Least sums of slots by the step in which they end at the latest. Such a sum falls a few times over the steps and is flat between, so that
 * only its drops are kept.
 */
export class FallingSums {
  /** Drops of a slot; they stand from `slot * steps` on. */
  readonly count: Int32Array;
  /** The step of each drop, ascending, and the sum from there on. */
  readonly at: Int32Array;
  readonly to: Float64Array;

  constructor(
    slots: number,
    readonly grid: DayGrid,
  ) {
    this.count = new Int32Array(slots);
    this.at = new Int32Array(slots * grid.steps);
    this.to = new Float64Array(slots * grid.steps);
  }

  /**
   * From the sums by the step in which a slot is ready: later ready steps cost no more, so of those with one end the last one stays.
   * @param byReady row by slot
   */
  find(slot: number, byReady: Float64Array, { readyFrom, readyTo, endFrom, endTo }: StepWindows): void {
    const { steps, endByReady } = this.grid;
    const { at, to } = this;
    const [soonest, latest] = [endFrom[slot] as number, endTo[slot] as number];
    const row = slot * steps;
    let drop = row - 1;
    let least = Number.POSITIVE_INFINITY;
    for (let ready = row + (readyFrom[slot] as number), last = row + (readyTo[slot] as number); ready <= last; ready += 1) {
      const value = byReady[ready] as number;
      if (value >= least) continue;
      const own = endByReady[ready] as number;
      const end = own > soonest ? own : soonest;
      if (end > latest) break;
      least = value;
      if (drop < row || end > (at[drop] as number)) drop += 1;
      at[drop] = end;
      to[drop] = value;
    }
    this.count[slot] = drop - row + 1;
  }

  /** Least sum of a slot that ends in a step or before; Infinity where it cannot. */
  valueAt(slot: number, end: number): number {
    const first = slot * this.grid.steps;
    let drop = first + (this.count[slot] as number) - 1;
    while (drop >= first && (this.at[drop] as number) > end) drop -= 1;
    return drop < first ? Number.POSITIVE_INFINITY : (this.to[drop] as number);
  }
}
