/** Less than this is no hour: sums of binary fractions miss decimal ones by some ulps. */
const NO_HOURS = 1e-9;

/** Days on which work is done: `end` is exclusive; work whose last hours fall on day 4 has end 5. */
export interface WorkSpan {
  readonly start: number;
  readonly end: number;
}

/** What was taken of a calendar, so that it can be given back exactly. */
export interface Taken {
  readonly free: Float64Array;
  readonly day: number;
  readonly before: number;
}

/** First whole day from which work with hours may start. */
export function firstWorkDay(readyDay: number): number {
  return Math.max(0, Math.ceil(readyDay - NO_HOURS));
}

/**
 * Takes free hours day by day until the need is covered; null where the calendar ends before (days past its end are closed).
 * @param taken where each change is noted; null: nothing is taken, only looked up
 */
export function takeHours(free: Float64Array, readyDay: number, hours: number, taken: Taken[] | null): WorkSpan | null {
  let open = hours;
  let start = -1;
  for (let day = firstWorkDay(readyDay); day < free.length; day += 1) {
    const before = free[day] as number;
    if (before <= NO_HOURS) continue;
    if (start < 0) start = day;
    const used = Math.min(before, open);
    if (taken !== null) {
      taken.push({ free, day, before });
      free[day] = before - used;
    }
    open -= used;
    if (open <= NO_HOURS) return { start, end: day + 1 };
  }
  return null;
}

/** Gives back what was taken since the list had `length` entries. */
export function giveBack(taken: Taken[], length: number): void {
  while (taken.length > length) {
    const { free, day, before } = taken.pop() as Taken;
    free[day] = before;
  }
}

/** For each start day the span of work on a calendar that nobody else uses; past its end there is none. */
export function spansByReadyDay(free: Float64Array, hours: number): readonly (WorkSpan | null)[] {
  return Array.from(free, (_, day) => takeHours(free, day, hours, null));
}
