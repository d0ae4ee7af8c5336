import { refuse } from './checks.js';

const DAY_MILLIS = 86_400_000;
const MINUTE_MILLIS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** By zone and instant; those of a zone are forgotten when they are too many. */
const offsets = new Map<string, Map<number, number>>();
const OFFSETS_MAX = 10_000;

/** Unix milliseconds of midnight UTC of an ISO date. */
export function utcMidnight(date: string, pointer: string): number {
  const millis = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse may move 30 February into March; what comes back must be what went in.
  if (Number.isNaN(millis) || isoDate(millis) !== date) {
    throw refuse('scheduling.date-unknown', pointer, `"${date}" is no date; give one as 2026-03-29`, { given: date });
  }
  return millis;
}

export function nextDate(date: string): string {
  return isoDate(utcMidnight(date, '/date') + DAY_MILLIS);
}

/** ISO 8601 weekday of a date: 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(utcMidnight(date, '/date')).getUTCDay() || 7;
}

/** The date that a clock on the wall of the zone shows. */
export function localDate(zone: string, millis: number): string {
  return isoDate(millis + offsetMillis(zone, millis));
}

/**
 * The instant at which a clock on the wall of the zone shows the given minute of the date (1440 and above: of the next day).
 * Clocks that jump over it: as far after the jump; that show it twice: the first time.
 */
export function localInstant(zone: string, date: string, minuteOfDay: number): number {
  const asUtc = utcMidnight(date, '/date') + minuteOfDay * MINUTE_MILLIS;
  const before = offsetMillis(zone, asUtc - DAY_MILLIS);
  const after = offsetMillis(zone, asUtc + DAY_MILLIS);
  if (before === after || offsetMillis(zone, asUtc - before) === before) return asUtc - before;
  return offsetMillis(zone, asUtc - after) === after ? asUtc - after : asUtc - before;
}

export function requireZone(zone: string, pointer: string): void {
  try {
    formatOf(zone);
  } catch {
    throw refuse('scheduling.zone-unknown', pointer, `"${zone}" is no time zone; give an IANA name such as Europe/Vienna`, { given: zone });
  }
}

/** Calendars ask for the same instants again and again, and the clock of a zone is slow to ask. */
function offsetMillis(zone: string, millis: number): number {
  const wholeSeconds = Math.floor(millis / 1000) * 1000;
  let ofZone = offsets.get(zone);
  if (ofZone === undefined || ofZone.size >= OFFSETS_MAX) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  const known = ofZone.get(wholeSeconds);
  if (known !== undefined) return known;
  const offset = offsetOf(zone, wholeSeconds);
  ofZone.set(wholeSeconds, offset);
  return offset;
}

function offsetOf(zone: string, wholeSeconds: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(wholeSeconds)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSeconds;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric });
    formats.set(zone, format);
  }
  return format;
}

function isoDate(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}
