import { firstWorkDay } from '../instance/calendar.js';

const STEPS_MAX = 400;
/** More than any step of a grid: the work never ends. */
const NEVER_STEP = 32_000;
const SAME_STEP = 1e-6;

/** When work on free hours that nobody else uses ends, by ready day; and the latest ready day by end. */
export interface DayTable {
  readonly endByReady: Float64Array;
  readonly readyByEnd: Int32Array;
}

/** What of a layout says how long things take. */
export interface TimedSlots {
  readonly slots: number;
  readonly earliestStartDay: Float64Array;
  readonly durationDays: Float64Array;
  readonly tables: readonly (DayTable | null)[];
  readonly edges: readonly { readonly days: Float64Array }[];
  readonly tailDays: Float64Array;
}

/**
 * Days rounded down to steps of equal length. A plan is never earlier on its real days than on the grid, so what is least on the
 * grid bounds the plans; where all days are multiples of the step the grid is exact.
 */
export interface DayGrid {
  readonly stepDays: number;
  /** Steps from 0 to the last arrival that can matter, and one more. */
  readonly steps: number;
  readonly isExact: boolean;
  /** Step in which work ends by slot and step in which it is ready, row by slot. */
  readonly endByReady: Int16Array;
  /** Steps of a leg by edge and pair of candidates. */
  readonly legSteps: readonly Int16Array[];
  readonly tailSteps: Int16Array;
}

export function dayGrid(timed: TimedSlots, latestArrival: number): DayGrid {
  const days = [timed.earliestStartDay, timed.tailDays, timed.durationDays, ...timed.edges.map((edge) => edge.days)];
  const isMultiple = (step: number) =>
    days.every((list) => list.every((day) => !Number.isFinite(day) || Math.abs(day / step - Math.round(day / step)) < SAME_STEP));
  const exact = [1, 0.5, 0.25, 0.125].find((step) => latestArrival / step <= STEPS_MAX && isMultiple(step));
  const stepDays = exact ?? Math.max(0.125, latestArrival / STEPS_MAX);
  const steps = Math.floor(latestArrival / stepDays + SAME_STEP) + 2;
  const endByReady = new Int16Array(timed.slots * steps);
  for (let slot = 0; slot < timed.slots; slot += 1) {
    const table = timed.tables[slot] as DayTable | null;
    const workSteps = table === null ? stepOf(timed.durationDays[slot] as number, stepDays) : 0;
    for (let ready = 0; ready < steps; ready += 1) {
      const end =
        table === null ? ready + workSteps : stepOf(table.endByReady[firstWorkDay(ready * stepDays)] ?? Number.POSITIVE_INFINITY, stepDays);
      endByReady[slot * steps + ready] = Math.min(end, NEVER_STEP);
    }
  }
  const toSteps = (list: Float64Array) => {
    const into = new Int16Array(list.length);
    for (let index = 0; index < list.length; index += 1) into[index] = Math.min(NEVER_STEP, stepOf(list[index] as number, stepDays));
    return into;
  };
  return {
    stepDays,
    steps,
    isExact: exact !== undefined,
    endByReady,
    legSteps: timed.edges.map((edge) => toSteps(edge.days)),
    tailSteps: toSteps(timed.tailDays),
  };
}

/** The step in which a day lies. */
export function stepOf(day: number, stepDays: number): number {
  return Math.floor(day / stepDays + SAME_STEP);
}
