/** A half-open interval [startMillis, endMillis) of Unix time. */
export type Window = readonly [startMillis: number, endMillis: number];

export const HOUR_MILLIS = 3_600_000;

/** The scheduling grid of 0.25 h (methods 0.3). */
export const GRID_MILLIS = HOUR_MILLIS / 4;

/** Sorted, without empty ones, touching and overlapping ones joined: the form that all functions here return. */
export function normalise(windows: readonly Window[]): Window[] {
  const sorted = windows.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** What lies in `windows` and in none of `taken`. */
export function subtract(windows: readonly Window[], taken: readonly Window[]): Window[] {
  const holes = normalise(taken);
  const rest: Window[] = [];
  let hole = 0;
  for (const [start, end] of normalise(windows)) {
    let from = start;
    while (hole < holes.length && (holes[hole] as Window)[1] <= from) hole += 1;
    for (let next = hole; next < holes.length; next += 1) {
      const [holeStart, holeEnd] = holes[next] as Window;
      if (holeStart >= end) break;
      if (holeStart > from) rest.push([from, holeStart]);
      from = Math.max(from, holeEnd);
    }
    if (from < end) rest.push([from, end]);
  }
  return rest;
}

/** What lies in both. */
export function intersect(first: readonly Window[], second: readonly Window[]): Window[] {
  const [a, b] = [normalise(first), normalise(second)];
  const both: Window[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] as Window, b[j] as Window];
    const start = Math.max(left[0], right[0]);
    const end = Math.min(left[1], right[1]);
    if (start < end) both.push([start, end]);
    if (left[1] < right[1]) i += 1;
    else j += 1;
  }
  return both;
}

/** Shrinks each window to the grid, so that whatever is placed starts and ends on it. */
export function alignInwards(windows: readonly Window[]): Window[] {
  return normalise(
    normalise(windows).map(([start, end]) => [Math.ceil(start / GRID_MILLIS) * GRID_MILLIS, Math.floor(end / GRID_MILLIS) * GRID_MILLIS]),
  );
}

export function totalHours(windows: readonly Window[]): number {
  return normalise(windows).reduce((sum, [start, end]) => sum + (end - start), 0) / HOUR_MILLIS;
}

export interface MachineTime {
  readonly shifts: readonly Window[];
  /** The company's own jobs, as its planning reports them. */
  readonly loads: readonly Window[];
  /** Holds and bookings of the network. */
  readonly bookings: readonly Window[];
}

/** Free windows of one machine on the grid: shift hours less loads less bookings (methods 7.1, 7.2). */
export function freeWindows({ shifts, loads, bookings }: MachineTime): Window[] {
  return alignInwards(subtract(shifts, [...loads, ...bookings]));
}

/**
 * Productive hours over shift hours (methods 7.1); work outside the shifts counts as overtime, not here.
 * @returns null where there are no shift hours
 */
export function utilisation({ shifts, loads, bookings }: MachineTime): number | null {
  const possible = totalHours(shifts);
  return possible === 0 ? null : totalHours(intersect(shifts, [...loads, ...bookings])) / possible;
}
