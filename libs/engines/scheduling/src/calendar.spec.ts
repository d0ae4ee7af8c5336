import { describe, expect, it } from '@jest/globals';
import {
  hoursByWorkingDay,
  localDate,
  localInstant,
  shiftWindows,
  type SiteCalendar,
  totalHours,
  workingDayAt,
  workingDays,
} from './index.js';

const instant = (text: string): number => Date.parse(text);
const text = (millis: number | undefined): string => new Date(millis ?? Number.NaN).toISOString();
const mondayToFriday = [1, 2, 3, 4, 5];
const vienna: SiteCalendar = {
  zone: 'Europe/Vienna',
  shifts: [{ weekdays: mondayToFriday, startMinute: 6 * 60, endMinute: 14 * 60 }],
  closedDates: ['2026-01-06'],
};

describe('shift windows', () => {
  it('follow the wall clock of the site through summer time', () => {
    const starts = shiftWindows(vienna, instant('2026-03-27T00:00:00Z'), instant('2026-03-31T00:00:00Z')).map(([start]) => text(start));
    expect(starts).toEqual(['2026-03-27T05:00:00.000Z', '2026-03-30T04:00:00.000Z']);
  });

  it('leave out weekends and closed dates', () => {
    const windows = shiftWindows(vienna, instant('2026-01-05T00:00:00Z'), instant('2026-01-12T00:00:00Z'));
    expect(windows.map(([start]) => localDate('Europe/Vienna', start))).toEqual(['2026-01-05', '2026-01-07', '2026-01-08', '2026-01-09']);
    expect(totalHours(windows)).toBe(32);
  });

  it('give a night shift seven hours when clocks go forward and nine when they go back', () => {
    const night: SiteCalendar = { ...vienna, shifts: [{ weekdays: [6], startMinute: 22 * 60, endMinute: 30 * 60 }] };
    const hours = (from: string, to: string) => totalHours(shiftWindows(night, instant(from), instant(to)));
    expect(hours('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7);
    expect(hours('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9);
    expect(hours('2026-06-06T12:00:00Z', '2026-06-07T12:00:00Z')).toBe(8);
  });

  it('include what a night shift of the day before reaches into the range', () => {
    const night: SiteCalendar = { ...vienna, shifts: [{ weekdays: [1], startMinute: 22 * 60, endMinute: 30 * 60 }] };
    const [window] = shiftWindows(night, instant('2026-06-09T00:00:00Z'), instant('2026-06-10T00:00:00Z'));
    expect(window?.map(text)).toEqual(['2026-06-09T00:00:00.000Z', '2026-06-09T04:00:00.000Z']);
  });

  it('work in zones far from Greenwich', () => {
    const auckland = { ...vienna, zone: 'Pacific/Auckland', closedDates: [] };
    const [first] = shiftWindows(auckland, instant('2026-06-07T12:00:00Z'), instant('2026-06-08T12:00:00Z'));
    expect(text(first?.[0])).toBe('2026-06-07T18:00:00.000Z');
  });

  it.each([
    ['/zone', { zone: 'Mars/Olympus' }],
    ['/closedDates/0', { closedDates: ['2026-02-30'] }],
    ['/shifts/0/weekdays/0', { shifts: [{ weekdays: [0], startMinute: 0, endMinute: 60 }] }],
    ['/shifts/0', { shifts: [{ weekdays: [1], startMinute: 600, endMinute: 600 }] }],
    ['/shifts/0', { shifts: [{ weekdays: [1], startMinute: 0, endMinute: 1441 }] }],
  ])('name %s where it is wrong', (pointer, wrong) => {
    expect(() => shiftWindows({ ...vienna, ...wrong }, 0, 1)).toThrow(
      expect.objectContaining({ kind: 'invalid', errors: [expect.objectContaining({ pointer })] }),
    );
  });
});

describe('local time', () => {
  it('goes on after the jump where the clock jumps over an instant, and takes the first of two', () => {
    expect(text(localInstant('Europe/Vienna', '2026-03-29', 150))).toBe('2026-03-29T01:30:00.000Z');
    expect(text(localInstant('Europe/Vienna', '2026-10-25', 150))).toBe('2026-10-25T00:30:00.000Z');
    expect(text(localInstant('America/New_York', '2026-11-01', 0))).toBe('2026-11-01T04:00:00.000Z');
  });
});

describe('working days of the network', () => {
  const network = { zone: 'Europe/Vienna', weekdays: mondayToFriday, closedDates: ['2026-01-06'] };

  it('are numbered from the first that is not before the origin', () => {
    const days = workingDays(network, instant('2026-01-03T10:00:00Z'), 4);
    expect(days.map(({ number, date }) => [number, date])).toEqual([
      [0, '2026-01-05'],
      [1, '2026-01-07'],
      [2, '2026-01-08'],
      [3, '2026-01-09'],
    ]);
  });

  it('tile the time, so that Saturday hours belong to Friday', () => {
    const days = workingDays(network, instant('2026-01-07T10:00:00Z'), 5);
    for (const [index, day] of days.entries()) expect(days[index + 1]?.startMillis ?? day.endMillis).toBe(day.endMillis);
    expect(workingDayAt(days, instant('2026-01-10T12:00:00Z'))?.date).toBe('2026-01-09');
    expect(workingDayAt(days, instant('2026-01-01T12:00:00Z'))).toBeNull();
    expect(workingDayAt(days, instant('2026-02-01T12:00:00Z'))).toBeNull();
  });

  it('hold the hours of the windows that fall on them', () => {
    const days = workingDays(network, instant('2026-01-05T00:00:00Z'), 3);
    const windows = shiftWindows({ ...vienna, closedDates: [] }, instant('2026-01-05T00:00:00Z'), instant('2026-01-08T00:00:00Z'));
    expect(hoursByWorkingDay(windows, days)).toEqual([16, 8, 0]);
    expect(hoursByWorkingDay([[instant('2026-01-07T22:00:00Z'), instant('2026-01-08T02:00:00Z')]], days)).toEqual([0, 1, 3]);
  });

  it('end where no day of the week counts', () => {
    expect(workingDays({ ...network, weekdays: [] }, 0, 5)).toEqual([]);
  });
});
