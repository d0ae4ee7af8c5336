import { refuse } from './checks.js';
import { localDate, localInstant, nextDate, requireZone, utcMidnight, weekdayOf } from './local-time.js';
import { HOUR_MILLIS, intersect, normalise, type Window } from './windows.js';

export interface Shift {
  /** ISO 8601 weekdays on which the shift starts: 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Minutes after local midnight; an end above 1440 lies on the next day. */
  readonly startMinute: number;
  readonly endMinute: number;
}

/** When a site works, by its own wall clock. */
export interface SiteCalendar {
  /** IANA name, e.g. Europe/Vienna. */
  readonly zone: string;
  readonly shifts: readonly Shift[];
  /** ISO dates; a shift that starts on one does not take place. */
  readonly closedDates: readonly string[];
}

/** The days that the network counts; sites have calendars of their own. */
export interface NetworkCalendar {
  readonly zone: string;
  /** ISO 8601 weekdays that count. */
  readonly weekdays: readonly number[];
  readonly closedDates: readonly string[];
}

/**
 * Day n of the network. Days tile the time: each ends where the next begins, so that the hours of a Saturday shift belong to Friday's
 * day and none is lost.
 */
export interface WorkingDay {
  readonly number: number;
  readonly date: string;
  readonly startMillis: number;
  readonly endMillis: number;
}

const DAY_MINUTES = 1440;
const DAYS_MAX = 3660;

/** The shift hours of a site in [fromMillis, toMillis), correct on days with a change of the clock. */
export function shiftWindows(calendar: SiteCalendar, fromMillis: number, toMillis: number): Window[] {
  checkSiteCalendar(calendar);
  const closed = new Set(calendar.closedDates);
  const windows: Window[] = [];
  // A night shift of the day before may reach into the range.
  const last = localDate(calendar.zone, toMillis);
  for (let date = localDate(calendar.zone, fromMillis - 24 * HOUR_MILLIS); date <= last; date = nextDate(date)) {
    if (closed.has(date)) continue;
    const weekday = weekdayOf(date);
    for (const shift of calendar.shifts) {
      if (!shift.weekdays.includes(weekday)) continue;
      windows.push([localInstant(calendar.zone, date, shift.startMinute), localInstant(calendar.zone, date, shift.endMinute)]);
    }
  }
  return intersect(windows, [[fromMillis, toMillis]]);
}

/** Working days 0 to `count - 1` of the network; day 0 is the first one whose date is not before the date of the origin. */
export function workingDays(calendar: NetworkCalendar, originMillis: number, count: number): WorkingDay[] {
  requireZone(calendar.zone, '/zone');
  checkWeekdays(calendar.weekdays, '/weekdays');
  checkDates(calendar.closedDates);
  if (!Number.isInteger(count) || count < 0 || count > DAYS_MAX) {
    throw refuse('scheduling.days-out-of-range', '/count', `give a whole number of days from 0 to ${DAYS_MAX}`, { given: count });
  }
  const closed = new Set(calendar.closedDates);
  const dates: string[] = [];
  const looked = count * 7 + calendar.closedDates.length + 7;
  for (let date = localDate(calendar.zone, originMillis), n = 0; dates.length <= count && n < looked; date = nextDate(date), n += 1) {
    if (calendar.weekdays.includes(weekdayOf(date)) && !closed.has(date)) dates.push(date);
  }
  const starts = dates.map((date) => localInstant(calendar.zone, date, 0));
  return dates.slice(0, count).map((date, number) => {
    const [startMillis, endMillis] = [starts[number] as number, starts[number + 1] as number];
    return { number, date, startMillis, endMillis };
  });
}

/** The working day that an instant belongs to; null outside the days given. */
export function workingDayAt(days: readonly WorkingDay[], millis: number): WorkingDay | null {
  let [low, high] = [0, days.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const day = days[middle] as WorkingDay;
    if (millis < day.startMillis) high = middle - 1;
    else if (millis >= day.endMillis) low = middle + 1;
    else return day;
  }
  return null;
}

/** Hours of the windows on each of the days; index as in `days`. */
export function hoursByWorkingDay(windows: readonly Window[], days: readonly WorkingDay[]): number[] {
  const hours = days.map(() => 0);
  let first = 0;
  for (const [start, end] of normalise(windows)) {
    while (first < days.length && (days[first] as WorkingDay).endMillis <= start) first += 1;
    for (let index = first; index < days.length; index += 1) {
      const day = days[index] as WorkingDay;
      if (day.startMillis >= end) break;
      const millis = Math.min(end, day.endMillis) - Math.max(start, day.startMillis);
      hours[index] = (hours[index] ?? 0) + Math.max(0, millis) / HOUR_MILLIS;
    }
  }
  return hours;
}

function checkSiteCalendar(calendar: SiteCalendar): void {
  requireZone(calendar.zone, '/zone');
  checkDates(calendar.closedDates);
  for (const [index, shift] of calendar.shifts.entries()) {
    checkWeekdays(shift.weekdays, `/shifts/${index}/weekdays`);
    const { startMinute, endMinute } = shift;
    const whole = Number.isInteger(startMinute) && Number.isInteger(endMinute);
    if (!whole || startMinute < 0 || startMinute >= DAY_MINUTES || endMinute <= startMinute || endMinute > startMinute + DAY_MINUTES) {
      const remedy = 'a shift starts at minute 0 to 1439 of its day and ends later, at most 24 hours; after midnight add 1440';
      throw refuse('scheduling.shift-out-of-range', `/shifts/${index}`, remedy, { startMinute, endMinute });
    }
  }
}

function checkWeekdays(weekdays: readonly number[], pointer: string): void {
  for (const [index, weekday] of weekdays.entries()) {
    if (Number.isInteger(weekday) && weekday >= 1 && weekday <= 7) continue;
    const remedy = 'weekdays are numbered from 1 (Monday) to 7 (Sunday)';
    throw refuse('scheduling.weekday-unknown', `${pointer}/${index}`, remedy, { given: weekday });
  }
}

function checkDates(dates: readonly string[]): void {
  for (const [index, date] of dates.entries()) utcMidnight(date, `/closedDates/${index}`);
}
