import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freeSpans, lostSpans, type Statement, usualFreeMinutesPerDay } from './availability.js';
import { minutesIn, overlap, type Span } from './spans.js';

const HOUR = 3_600_000;
const hours = (from: number, to: number): Span => [from * HOUR, to * HOUR];

function statement(change: Partial<Statement> = {}): Statement {
  return {
    asOf: new Date(0),
    horizon: hours(0, 100),
    freeSpans: [hours(8, 16)],
    includedBookingIds: new Set(),
    usualFreeMinutesPerDay: 0,
    ...change,
  };
}

describe('free hours of a machine', () => {
  it('are the stated ones less our reservations', () => {
    expect(freeSpans(statement(), [{ reservationId: 'r', span: hours(10, 12) }])).toEqual([hours(8, 10), hours(12, 16)]);
  });

  it('do not count a booking twice that the member system allowed for', () => {
    const included = statement({ includedBookingIds: new Set(['r']) });
    expect(freeSpans(included, [{ reservationId: 'r', span: hours(10, 12) }])).toEqual([hours(8, 16)]);
  });

  it('never overlap a reservation that is not included, and never exceed what was stated', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 10 }))
      .map(([from, length]) => hours(from, from + length));
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (stated, taken) => {
        const slots = taken.map((one, index) => ({ reservationId: String(index), span: one }));
        const free = freeSpans(statement({ freeSpans: stated }), slots);
        expect(free.some((one) => taken.some((other) => overlap(one, other)))).toBe(false);
        expect(minutesIn([...free, ...stated])).toBeCloseTo(minutesIn(stated), 6);
      }),
    );
  });
});

describe('lost hours', () => {
  it('are booked hours ahead that are no longer stated as free', () => {
    expect(lostSpans(statement(), 'r', [hours(14, 18)])).toEqual([hours(16, 18)]);
  });

  it('are none where the member system imported the booking', () => {
    expect(lostSpans(statement({ includedBookingIds: new Set(['r']) }), 'r', [hours(14, 18)])).toEqual([]);
  });

  it('lie after the instant of the report and inside its horizon', () => {
    const late = statement({ asOf: new Date(17 * HOUR), horizon: hours(0, 20) });
    expect(lostSpans(late, 'r', [hours(16, 18), hours(19, 30)])).toEqual([hours(17, 18), hours(19, 20)]);
  });
});

describe('usual free minutes a day', () => {
  it('begin with the mean of the first report', () => {
    const first = statement({ horizon: hours(0, 48), freeSpans: [hours(0, 8), hours(24, 28)] });
    expect(usualFreeMinutesPerDay(null, first)).toBe(360);
  });

  it('are halfway to a new level after two weeks, and unmoved by a report of the same instant', () => {
    const before = { asOf: new Date(0), usualFreeMinutesPerDay: 100 };
    const next = { horizon: hours(0, 24), freeSpans: [hours(0, 5)] };
    expect(usualFreeMinutesPerDay(before, { ...next, asOf: new Date(14 * 24 * HOUR) })).toBeCloseTo(200, 9);
    expect(usualFreeMinutesPerDay(before, { ...next, asOf: new Date(0) })).toBe(100);
  });
});
