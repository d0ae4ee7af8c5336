import { localDate, localInstant, type WorkingDay, workingDays } from '@gewerk/engine-scheduling';

interface NetworkCalendar {
  readonly timeZone: string;
  /** ISO dates on which the whole network rests. */
  readonly closedDays: readonly string[];
}

type NetworkDay = Pick<WorkingDay, 'date' | 'startMillis' | 'endMillis'>;

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
const MINUTES_OF_DATE = 24 * 60;
/** Goods are taken to arrive at noon of their day, the middle of the working window (mark A). */
const ARRIVAL_MINUTE = 12 * 60;
/** Nothing is planned further ahead: some four years. */
const LAST_DAY = 1_000;
/** How many days are looked up at once. */
const STEP_DAYS = 20;

/**
 * The one place where "day n" becomes a date: the network's working day n after today, in the network's zone, weekends and closed
 * days left out. Day 0 is today, whether the network works today or not; a day ends with its date, so that nothing is planned on weekends.
 */
export class WorkingDays {
  readonly #days: NetworkDay[];

  constructor(
    readonly calendar: NetworkCalendar,
    readonly now: Date,
  ) {
    this.#days = [this.#wholeDate(localDate(calendar.timeZone, now.getTime()))];
  }

  dateOf(day: number): string {
    return this.#day(day).date;
  }

  /** Local midnight at which a day begins. */
  startOf(day: number): Date {
    return new Date(this.#day(day).startMillis);
  }

  /** Local midnight that follows a day: 23 or 25 hours later where the clocks change. */
  endOf(day: number): Date {
    return new Date(this.#day(day).endMillis);
  }

  arrivalOn(day: number): Date {
    return this.#at(Math.ceil(day), ARRIVAL_MINUTE);
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
    return this.#at(days, minuteOnTheWall(this.calendar.timeZone, this.now));
  }

  #at(day: number, minuteOfDay: number): Date {
    return new Date(localInstant(this.calendar.timeZone, this.dateOf(day), minuteOfDay));
  }

  #day(day: number): NetworkDay {
    const { timeZone, closedDays } = this.calendar;
    while (this.#days.length <= day) {
      const { endMillis } = this.#days.at(-1) as NetworkDay;
      const next = workingDays({ zone: timeZone, weekdays: MONDAY_TO_FRIDAY, closedDates: closedDays }, endMillis, STEP_DAYS);
      this.#days.push(...next.map(({ date }) => this.#wholeDate(date)));
    }
    return this.#days[day] as NetworkDay;
  }

  #wholeDate(date: string): NetworkDay {
    const { timeZone } = this.calendar;
    return { date, startMillis: localInstant(timeZone, date, 0), endMillis: localInstant(timeZone, date, MINUTES_OF_DATE) };
  }
}

/** Read from the clock, not counted from midnight: the clocks may have changed since. */
function minuteOnTheWall(timeZone: string, instant: Date): number {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(instant);
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
