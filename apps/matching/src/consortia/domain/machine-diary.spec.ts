import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { discounted, MachineDiary, type MachineAvailability, minutesOf, type Span, workOnGrid } from './machine-diary.js';
import { WorkingDays } from './working-days.js';

const MONDAY = new Date('2026-03-02T08:00:00Z');
const calendar = new WorkingDays({ timeZone: 'Europe/Berlin', closedDays: [] }, MONDAY);
const at = (instant: string) => Date.parse(`2026-03-${instant}:00Z`);
const span = (from: string, to: string): Span => [at(from), at(to)];

function machine(freeSpans: readonly Span[], change: Partial<MachineAvailability> = {}): MachineAvailability {
  return {
    ...{ machineId: 'machine', machineGroupId: 'group', siteId: 'site', companyId: 'company', availabilityVersion: 1 },
    asOf: MONDAY.toISOString(),
    usualFreeMinutesPerDay: 480,
    freeSpans,
    ...change,
  };
}
const diaryOf = (...freeSpans: Span[]) => MachineDiary.of(machine(freeSpans), calendar, 10);

describe('discount of stale hours (methods 9.5)', () => {
  it('gives 34.142136 h for 40 free hours that are 6 h old where 20 are usual', () => {
    expect(discounted(40, 20, 6)).toBeCloseTo(34.142136, 6);
  });

  it('never counts on more than is stated', () => {
    const minutes = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(minutes, minutes, fc.float({ min: -10, max: 1000, noNaN: true }), (free, usual, age) => {
        expect(discounted(free, usual, age)).toBeLessThanOrEqual(free);
      }),
    );
  });
});

describe('a machine diary', () => {
  it('tells the free hours of each working day, those of weekends and of the past left out', () => {
    const diary = diaryOf(
      span('02T06:00', '02T12:00'),
      span('03T06:00', '03T14:00'),
      span('07T06:00', '07T14:00'),
      span('09T06:00', '09T10:00'),
    );
    expect(diary.freeHoursByDay().slice(0, 6)).toEqual([4, 8, 0, 0, 0, 4]);
  });

  it('divides a night shift at local midnight', () => {
    expect(diaryOf(span('03T20:00', '04T04:00')).freeHoursByDay().slice(0, 3)).toEqual([0, 3, 5]);
  });

  it('ends work of 14 h on the day with 2 h used where 4, 0, 8 and 8 are free (methods 7.2)', () => {
    const diary = diaryOf(span('03T06:00', '03T10:00'), span('05T06:00', '05T14:00'), span('06T06:00', '06T14:00'));
    const placed = diary.take(1, 14 * 60);
    expect(placed).toMatchObject({ startDay: 1, endDay: 5 });
    expect(placed?.slots.at(-1)).toEqual(span('06T06:00', '06T08:00'));
  });

  it('takes nothing where the work does not fit', () => {
    const diary = diaryOf(span('03T06:00', '03T10:00'));
    expect(diary.take(1, 300)).toBeNull();
    expect(diary.freeHoursByDay()[1]).toBe(4);
  });

  it('keeps slots on quarter hours', () => {
    const placed = diaryOf(span('03T06:07', '03T10:00')).take(1, 60);
    expect(placed?.slots).toEqual([span('03T06:15', '03T07:15')]);
  });

  it('counts hours that are held for the same work as free, without discount', () => {
    const own = [span('04T06:00', '04T10:00')];
    const stale = machine([span('03T06:00', '03T10:00')], { asOf: '2026-02-20T08:00:00Z', usualFreeMinutesPerDay: 60 });
    expect(MachineDiary.of(stale, calendar, 5, { own }).freeHoursByDay().slice(0, 3)).toEqual([0, 1, 4]);
  });

  it('blocks fixed hours whatever the discount says of their day', () => {
    const diary = diaryOf(span('03T06:00', '03T14:00'));
    diary.block([span('03T08:00', '03T10:00')]);
    expect(diary.freeHoursByDay()[1]).toBe(6);
    expect(diary.take(1, 240)?.slots).toEqual([span('03T06:00', '03T08:00'), span('03T10:00', '03T12:00')]);
  });

  it('gives every piece of work exactly its minutes, within free time and never twice', () => {
    const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 4 })), {
      maxLength: 12,
    });
    const works = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 40 })), { maxLength: 6 });
    fc.assert(
      fc.property(hours, works, fc.integer({ min: 0, max: 480 }), (free, tasks, usual) => {
        const spans = free.map(
          ([day, hour, length]): Span => [
            calendar.startOf(day).getTime() + hour * 3_600_000,
            calendar.startOf(day).getTime() + (hour + length) * 3_600_000,
          ],
        );
        const stale = machine(
          spans.sort((a, b) => a[0] - b[0]),
          { asOf: '2026-03-01T20:00:00Z', usualFreeMinutesPerDay: usual },
        );
        const diary = MachineDiary.of(stale, calendar, 10);
        const taken: Span[] = [];
        for (const [day, quarters] of tasks) {
          const expectedEnd = diary.finishDay(day, quarters * 15);
          const placed = diary.take(day, quarters * 15);
          expect(placed?.endDay ?? null).toBe(expectedEnd);
          if (placed === null) continue;
          expect(minutesOf(placed.slots)).toBe(quarters * 15);
          taken.push(...placed.slots);
        }
        for (const [index, [start, end]] of taken.entries()) {
          expect(taken.every(([from, to], other) => other === index || to <= start || from >= end)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('work on the grid', () => {
  it('takes a started quarter of an hour whole, and at least one', () => {
    expect([0, 1, 15, 15.000000001, 16].map(workOnGrid)).toEqual([15, 15, 15, 15, 30]);
  });
});
