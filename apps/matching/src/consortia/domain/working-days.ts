import { addDays, instantOf, localDate, localMinuteOfDay, weekdayOf } from './local-time.js';

interface NetworkCalendar {
  readonly timeZone: string;
  /** ISO dates on which the whole network rests. */
  readonly closedDays: readonly string[];
}

/** Goods are taken to arrive at noon of their day, the middle of the working window (mark A). */
const ARRIVAL_MINUTE = 12 * 60;
/** Nothing is planned further ahead: some four years. */
const LAST_DAY = 1_000;

/**
 * The one place where "day n" becomes a date: the network's working day n after today, in the network's zone, weekends and closed
 * days left out. Day 0 is today, whether the network works today or not.
 */
export class WorkingDays {
  readonly #dates: string[];
  /** Asked again for every machine of a network. */
  readonly #midnights = new Map<string, number>();
  readonly #closed: ReadonlySet<string>;

  constructor(
    readonly calendar: NetworkCalendar,
    readonly now: Date,
  ) {
    this.#closed = new Set(calendar.closedDays);
    this.#dates = [localDate(now, calendar.timeZone)];
  }

  dateOf(day: number): string {
    while (this.#dates.length <= day) this.#dates.push(this.#workingDateAfter(this.#dates.at(-1) as string));
    return this.#dates[day] as string;
  }

  /** Local midnight at which a day begins. */
  startOf(day: number): Date {
    return this.#midnightOf(this.dateOf(day));
  }

  /** Local midnight that follows a day: 23 or 25 hours later where the clocks change. */
  endOf(day: number): Date {
    return this.#midnightOf(addDays(this.dateOf(day), 1));
  }

  arrivalOn(day: number): Date {
    return instantOf(this.dateOf(Math.ceil(day)), ARRIVAL_MINUTE, this.calendar.timeZone);
  }

  /** The last day on which an arrival is not after an instant; 0 where even the next working day is too late. */
  lastArrivalDayBy(latest: Date): number {
    let day = 0;
    while (day < LAST_DAY && this.arrivalOn(day + 1) <= latest) day += 1;
    return day;
  }

  /** The day in which an instant lies; of a date between working days, the working day before it. */
  dayOf(instant: Date): number {
    let day = 0;
    while (day < LAST_DAY && this.startOf(day + 1) <= instant) day += 1;
    return day;
  }

  /** The same hour of the wall clock, some working days after the present. */
  sameHourAfter(days: number): Date {
    return instantOf(this.dateOf(days), localMinuteOfDay(this.now, this.calendar.timeZone), this.calendar.timeZone);
  }

  #midnightOf(date: string): Date {
    let midnight = this.#midnights.get(date);
    if (midnight === undefined) {
      midnight = instantOf(date, 0, this.calendar.timeZone).getTime();
      this.#midnights.set(date, midnight);
    }
    return new Date(midnight);
  }

  #workingDateAfter(date: string): string {
    let next = addDays(date, 1);
    for (let passed = 0; !this.#isWorking(next); passed += 1) {
      // Closed days are listed, never ruled: more than a year of them in a row is an error of the configuration.
      if (passed > 400) return next;
      next = addDays(next, 1);
    }
    return next;
  }

  #isWorking(date: string): boolean {
    return weekdayOf(date) <= 5 && !this.#closed.has(date);
  }
}
