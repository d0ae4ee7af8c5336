import { localDate } from '@gewerk/engine-scheduling';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WorkingDays } from './working-days.js';

const berlin = (now: string, closedDays: string[] = []) => new WorkingDays({ timeZone: 'Europe/Berlin', closedDays }, new Date(now));
const HOUR = 3_600_000;

describe('working days', () => {
  it('counts from today, leaving out weekends and closed days', () => {
    const days = berlin('2026-03-05T10:00:00Z', ['2026-03-09']);
    expect([0, 1, 2, 3].map((day) => days.dateOf(day))).toEqual(['2026-03-05', '2026-03-06', '2026-03-10', '2026-03-11']);
  });

  it('counts from a Saturday as from any other today', () => {
    const days = berlin('2026-03-07T10:00:00Z');
    expect([0, 1].map((day) => days.dateOf(day))).toEqual(['2026-03-07', '2026-03-09']);
  });

  it('takes today by the clock of the network, not by UTC', () => {
    expect(berlin('2026-03-04T23:30:00Z').dateOf(0)).toBe('2026-03-05');
  });

  it('makes the Friday before the clocks change 24 hours long, and the days after begin an hour earlier in UTC', () => {
    const days = berlin('2026-03-26T10:00:00Z');
    expect(days.startOf(1).toISOString()).toBe('2026-03-26T23:00:00.000Z');
    expect(days.endOf(1).toISOString()).toBe('2026-03-27T23:00:00.000Z');
    expect(days.startOf(2).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  });

  it('knows days of 23 and 25 hours where today is one on which the clocks change', () => {
    const lengthOf = (days: WorkingDays) => (days.endOf(0).getTime() - days.startOf(0).getTime()) / HOUR;
    expect(lengthOf(berlin('2026-03-29T10:00:00Z'))).toBe(23);
    expect(lengthOf(berlin('2026-10-25T10:00:00Z'))).toBe(25);
  });

  it('keeps the hour of the wall clock over the change to summer time', () => {
    expect(berlin('2026-03-27T08:15:00Z').sameHourAfter(1).toISOString()).toBe('2026-03-30T07:15:00.000Z');
  });

  it('reads the hour from the clock on a day on which it changes', () => {
    expect(berlin('2026-03-29T10:15:00Z').sameHourAfter(1).toISOString()).toBe('2026-03-30T10:15:00.000Z');
    expect(berlin('2026-10-25T01:30:00Z').sameHourAfter(0).toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('keeps the minute, wherever clocks do not change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.constantFrom('2026-06-15', '2026-12-21'), (minute, date) => {
        const now = new Date(Date.parse(`${date}T05:00:00Z`) + minute * 60_000);
        const later = new WorkingDays({ timeZone: 'America/New_York', closedDays: [] }, now).sameHourAfter(1);
        expect(later.getTime() - now.getTime()).toBe(24 * HOUR);
      }),
    );
  });

  it('finds the last day on which an arrival is in time', () => {
    const days = berlin('2026-03-02T08:00:00Z');
    expect(days.lastArrivalDayBy(new Date('2026-03-06T11:00:00Z'))).toBe(4);
    expect(days.lastArrivalDayBy(new Date('2026-03-06T10:59:00Z'))).toBe(3);
    expect(days.lastArrivalDayBy(new Date('2026-03-02T09:00:00Z'))).toBe(0);
  });

  it('names the working day in which an instant lies', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 22 }),
        (timeZone, shift, day, hour) => {
          const days = new WorkingDays({ timeZone, closedDays: [] }, new Date(Date.UTC(2026, 0, 1 + shift, 9)));
          const within = new Date(days.startOf(day).getTime() + hour * HOUR);
          expect(days.dayOf(within)).toBe(day);
          expect(localDate(timeZone, within.getTime())).toBe(days.dateOf(day));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes through a closed year without end of days', () => {
    const closed = Array.from({ length: 500 }, (_, day) => new Date(Date.UTC(2026, 2, 3 + day)).toISOString().slice(0, 10));
    expect(berlin('2026-03-02T08:00:00Z', closed).dateOf(1)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
