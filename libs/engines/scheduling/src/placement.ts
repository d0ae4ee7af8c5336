import { hoursAt } from './checks.js';
import { alignInwards, GRID_MILLIS, HOUR_MILLIS, intersect, normalise, totalHours, type Window } from './windows.js';

export interface WorkToPlace {
  readonly notBeforeMillis: number;
  /** Must fit into one window as a whole. */
  readonly setupHours: number;
  /** Splits over windows unless `splittable` is false. */
  readonly runHours: number;
  /** False for a furnace and the like: set-up and run in one piece. */
  readonly splittable?: boolean;
  /** When it may start, e.g. the days of a batch process; absent: at any time. */
  readonly startWithin?: readonly Window[];
}

export interface Placed {
  readonly kind: 'placed';
  readonly startMillis: number;
  readonly endMillis: number;
  /** The windows used; touching ones joined. */
  readonly windows: readonly Window[];
  readonly setup: Window | null;
  /** On the grid: each of set-up and run rounded up to 0.25 h. */
  readonly hours: number;
}

export interface NotPlaced {
  readonly kind: 'not-placed';
  readonly reason: 'too-few-free-hours' | 'no-window-for-setup' | 'no-window-for-batch';
  readonly neededHours: number;
  /** Free hours after the earliest start, within the windows given. */
  readonly freeHours: number;
}

/**
 * Places work into the earliest free slots of the 0.25 h grid (methods 7.2): the set-up whole, then the run time split over what
 * follows. Earliest set-up is best: a later one never ends sooner.
 */
export function placeWork(free: readonly Window[], work: WorkToPlace): Placed | NotPlaced {
  const setupMillis = onGrid(hoursAt(work.setupHours, '/setupHours'));
  const runMillis = onGrid(hoursAt(work.runHours, '/runHours'));
  const neededHours = (setupMillis + runMillis) / HOUR_MILLIS;
  if (neededHours === 0) {
    const { notBeforeMillis } = work;
    return { kind: 'placed', startMillis: notBeforeMillis, endMillis: notBeforeMillis, windows: [], setup: null, hours: 0 };
  }
  const open = alignInwards(intersect(free, [[work.notBeforeMillis, Number.MAX_SAFE_INTEGER]]));
  const wholeMillis = work.splittable === false ? setupMillis + runMillis : setupMillis;
  const startMillis = earliestStart(open, wholeMillis, work.startWithin);
  const refused = (reason: NotPlaced['reason']): NotPlaced => ({ kind: 'not-placed', reason, neededHours, freeHours: totalHours(open) });
  if (startMillis === null) {
    if (totalHours(open) < neededHours) return refused('too-few-free-hours');
    return refused(work.splittable === false || work.startWithin !== undefined ? 'no-window-for-batch' : 'no-window-for-setup');
  }
  const windows: Window[] = [];
  let leftMillis = setupMillis + runMillis;
  for (const [windowStart, windowEnd] of open) {
    const from = Math.max(windowStart, startMillis);
    if (leftMillis === 0) break;
    if (from >= windowEnd) continue;
    const to = Math.min(windowEnd, from + leftMillis);
    windows.push([from, to]);
    leftMillis -= to - from;
  }
  if (leftMillis > 0) return refused('too-few-free-hours');
  return {
    kind: 'placed',
    startMillis,
    endMillis: windows.at(-1)?.[1] ?? startMillis,
    windows,
    setup: setupMillis === 0 ? null : [startMillis, startMillis + setupMillis],
    hours: neededHours,
  };
}

/** Places hours without set-up. */
export function placeHours(free: readonly Window[], hours: number, notBeforeMillis: number): Placed | NotPlaced {
  return placeWork(free, { notBeforeMillis, setupHours: 0, runHours: hours });
}

function earliestStart(open: readonly Window[], wholeMillis: number, startWithin: readonly Window[] | undefined): number | null {
  const allowed = startWithin === undefined ? null : normalise(startWithin);
  for (const [start, end] of open) {
    const latest = end - Math.max(wholeMillis, GRID_MILLIS);
    if (latest < start) continue;
    if (allowed === null) return start;
    for (const [allowedStart, allowedEnd] of allowed) {
      const candidate = Math.ceil(Math.max(start, allowedStart) / GRID_MILLIS) * GRID_MILLIS;
      if (candidate < allowedEnd && candidate <= latest) return candidate;
    }
  }
  return null;
}

/** Up to the next quarter of an hour; a billionth of one is noise of the calculation, not work. */
function onGrid(hours: number): number {
  return Math.ceil((hours * HOUR_MILLIS) / GRID_MILLIS - 1e-9) * GRID_MILLIS;
}
