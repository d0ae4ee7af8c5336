import { shiftWindows, type Window } from '@gewerk/engine-scheduling';
import type { DemoCompany } from './profiles.js';

const DAY_MILLIS = 86_400_000;

/** Shift time of a company's site from now on, by its own wall clock; half-open spans of Unix milliseconds. */
export function shiftSpans(company: DemoCompany, from: Date, days: number): Window[] {
  const shifts = company.shifts.map(({ weekday, startMinute, endMinute }) => ({ weekdays: [weekday], startMinute, endMinute }));
  return shiftWindows({ zone: company.town.timeZone, shifts, closedDates: [] }, from.getTime(), from.getTime() + days * DAY_MILLIS);
}
