import {
  alignInwards,
  GRID_MILLIS,
  HOUR_MILLIS,
  intersect,
  normalise,
  subtract,
  totalHours,
  type Window as Span,
} from '@gewerk/engine-scheduling';
import type { WorkingDays } from './working-days.js';

const MILLIS_PER_MINUTE = 60_000;
const GRID_MINUTES = GRID_MILLIS / MILLIS_PER_MINUTE;
/** Stale hours count half after this time (methods 9.5). */
const FRESHNESS_HALF_LIFE_HOURS = 12;

/** Windows are instants as text on the wire; inside they are the engine's half-open spans of Unix milliseconds. */
export type { Span };

/** What a machine has free, as the network last heard of it. */
export interface MachineAvailability {
  readonly machineId: string;
  readonly machineGroupId: string;
  readonly siteId: string;
  readonly companyId: string;
  readonly availabilityVersion: number;
  readonly asOf: string;
  readonly usualFreeMinutesPerDay: number;
  /** Ascending, not overlapping. */
  readonly freeSpans: readonly Span[];
}

/** Free minutes that are to be counted on, never above the stated ones: eff = free * 2^(-age/12h) + usual * (1 - 2^(-age/12h)) (methods 9.5). */
export function discounted(freeMinutes: number, usualMinutes: number, ageHours: number): number {
  const fresh = 2 ** (-Math.max(0, ageHours) / FRESHNESS_HALF_LIFE_HOURS);
  return Math.min(freeMinutes, freeMinutes * fresh + usualMinutes * (1 - fresh));
}

export interface Placement {
  readonly slots: readonly Span[];
  /** First day on which minutes are used. */
  readonly startDay: number;
  /** The day after the last one used. */
  readonly endDay: number;
}

/** One machine's free time by network working day, from which work is taken; what is taken is gone. */
export class MachineDiary {
  readonly #spansByDay: (readonly Span[])[];
  readonly #freeMinutes: number[];

  private constructor(spansByDay: (readonly Span[])[], freeMinutes: number[]) {
    this.#spansByDay = spansByDay;
    this.#freeMinutes = freeMinutes;
  }

  /**
   * @param days how many days from the calendar's today on are looked at
   * @param seen.now where the calendar counts from an earlier today
   * @param seen.own spans that are held for the same work already: free for it without discount
   */
  static of(
    machine: MachineAvailability,
    calendar: WorkingDays,
    days: number,
    seen: { now?: Date; own?: readonly Span[] } = {},
  ): MachineDiary {
    const nowMillis = (seen.now ?? calendar.now).getTime();
    const own = seen.own ?? [];
    // Full hours: who asks again within the hour gets the same plans, however long the first asking took.
    const ageHours = Math.floor((nowMillis - Date.parse(machine.asOf)) / HOUR_MILLIS);
    const byDay: (readonly Span[])[] = [];
    const minutes: number[] = [];
    for (let day = 0; day < days; day += 1) {
      const open: Span = [Math.max(nowMillis, calendar.startOf(day).getTime()), calendar.endOf(day).getTime()];
      const free = alignInwards(intersect(machine.freeSpans, [open]));
      const held = alignInwards(intersect(own, [open]));
      byDay.push(normalise([...free, ...held]));
      const counted = discounted(minutesOf(free), machine.usualFreeMinutesPerDay, ageHours) + minutesOf(held);
      minutes.push(Math.min(toGrid(counted), minutesOf(byDay[day] as readonly Span[])));
    }
    return new MachineDiary(byDay, minutes);
  }

  copy(): MachineDiary {
    return new MachineDiary([...this.#spansByDay], [...this.#freeMinutes]);
  }

  /** Index 0 is today. */
  freeHoursByDay(): number[] {
    return this.#freeMinutes.map((minutes) => minutes / 60);
  }

  /** When work of some minutes would be done if it began on a day; null past the days known. */
  finishDay(startDay: number, workMinutes: number): number | null {
    return this.#daily(startDay, workMinutes)?.at(-1)?.nextDay ?? null;
  }

  /** Takes work from a day on, each day's minutes from its earliest free time. Null, and nothing taken, where it does not fit. */
  take(startDay: number, workMinutes: number): Placement | null {
    const daily = this.#daily(startDay, workMinutes);
    const first = daily?.[0];
    const last = daily?.at(-1);
    if (daily === null || first === undefined || last === undefined) return null;
    const slots: Span[] = [];
    for (const { day, minutes } of daily) {
      const [used, left] = cut(this.#spansByDay[day] as readonly Span[], minutes);
      slots.push(...used);
      this.#spansByDay[day] = left;
      this.#freeMinutes[day] = (this.#freeMinutes[day] as number) - minutes;
    }
    return { slots: normalise(slots), startDay: first.day, endDay: last.nextDay };
  }

  /** Takes spans that are already fixed, whatever the discount says of their days. */
  block(spans: readonly Span[]): void {
    for (const [day, free] of this.#spansByDay.entries()) {
      const left = subtract(free, spans);
      const lost = minutesOf(free) - minutesOf(left);
      if (lost === 0) continue;
      this.#spansByDay[day] = left;
      this.#freeMinutes[day] = Math.max(0, Math.min(minutesOf(left), (this.#freeMinutes[day] as number) - lost));
    }
  }

  #daily(startDay: number, workMinutes: number): { day: number; minutes: number; nextDay: number }[] | null {
    const daily: { day: number; minutes: number; nextDay: number }[] = [];
    let open = workMinutes;
    for (let day = Math.max(0, Math.ceil(startDay)); day < this.#freeMinutes.length && open > 0; day += 1) {
      const minutes = Math.min(open, this.#freeMinutes[day] as number);
      if (minutes <= 0) continue;
      daily.push({ day, minutes, nextDay: day + 1 });
      open -= minutes;
    }
    return open > 0 ? null : daily;
  }
}

/** Work on the grid: a started quarter of an hour is taken whole. */
export function workOnGrid(minutes: number): number {
  return Math.max(GRID_MINUTES, Math.ceil(minutes / GRID_MINUTES - 1e-9) * GRID_MINUTES);
}

export function minutesOf(spans: readonly Span[]): number {
  return totalHours(spans) * 60;
}

function toGrid(minutes: number): number {
  return Math.floor(minutes / GRID_MINUTES + 1e-9) * GRID_MINUTES;
}

function cut(spans: readonly Span[], minutes: number): [used: Span[], left: Span[]] {
  const used: Span[] = [];
  const left: Span[] = [];
  let open = minutes * MILLIS_PER_MINUTE;
  for (const [start, end] of spans) {
    const taken = Math.min(open, end - start);
    if (taken > 0) used.push([start, start + taken]);
    if (start + taken < end) left.push([start + taken, end]);
    open -= taken;
  }
  return [used, left];
}
