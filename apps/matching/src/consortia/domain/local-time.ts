const MILLIS_PER_MINUTE = 60_000;
const MILLIS_PER_DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The wall clock of a zone, as if it were UTC: the difference to the instant is the zone's offset. */
function wallClockMillis(instantMillis: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(timeZone).formatToParts(instantMillis)) parts[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** ISO date of an instant in a zone. */
export function localDate(instant: Date, timeZone: string): string {
  return new Date(wallClockMillis(instant.getTime(), timeZone)).toISOString().slice(0, 10);
}

/** Minutes that the zone's clock shows since local midnight, seconds cut off. */
export function localMinuteOfDay(instant: Date, timeZone: string): number {
  return Math.floor((wallClockMillis(instant.getTime(), timeZone) % MILLIS_PER_DAY) / MILLIS_PER_MINUTE);
}

/**
 * The instant at which a zone's clock shows a date and minute. A time that the change to summer time skips is moved ahead by the
 * gap; of a time that happens twice, the first is meant.
 */
export function instantOf(date: string, minuteOfDay: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minuteOfDay * MILLIS_PER_MINUTE;
  const offsetAround = (at: number) => wallClockMillis(at, timeZone) - at;
  const before = wanted - offsetAround(wanted - MILLIS_PER_DAY);
  const after = wanted - offsetAround(wanted + MILLIS_PER_DAY);
  const fitting = [before, after].filter((candidate) => wallClockMillis(candidate, timeZone) === wanted);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(before, after));
}

/** The calendar date some days later; dates have no zone. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MILLIS_PER_DAY).toISOString().slice(0, 10);
}

/** ISO 8601 weekday: 1 is Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
