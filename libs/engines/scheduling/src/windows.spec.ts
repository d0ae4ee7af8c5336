import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alignInwards, freeWindows, GRID_MILLIS, intersect, normalise, subtract, totalHours, utilisation, type Window } from './index.js';

const hour = 3_600_000;
const at = (start: number, end: number): Window => [start * hour, end * hour];
const windows = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 60 })).map(([start, length]): Window => [start, start + length]),
  { maxLength: 12 },
);
const covers = (set: readonly Window[], point: number): boolean => set.some(([start, end]) => start <= point && point < end);

describe('interval sets', () => {
  it('agree with what each point says', () => {
    fc.assert(
      fc.property(windows, windows, (a, b) => {
        const [both, rest, joined] = [intersect(a, b), subtract(a, b), normalise([...a, ...b])];
        const wrong: number[] = [];
        for (let point = 0; point < 470; point += 1) {
          const [inA, inB] = [covers(a, point), covers(b, point)];
          const agree =
            covers(both, point) === (inA && inB) && covers(rest, point) === (inA && !inB) && covers(joined, point) === (inA || inB);
          if (!agree) wrong.push(point);
        }
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('come back sorted, apart and without empty windows', () => {
    fc.assert(
      fc.property(windows, windows, (a, b) => {
        for (const result of [normalise(a), subtract(a, b), intersect(a, b), alignInwards(a)]) {
          for (const [index, [start, end]] of result.entries()) {
            expect(end).toBeGreaterThan(start);
            expect(start).toBeGreaterThan(result[index - 1]?.[1] ?? -1);
          }
        }
      }),
    );
  });
});

describe('free windows of a machine', () => {
  it('are shift hours less loads less bookings', () => {
    const machine = { shifts: [at(6, 14), at(30, 38)], loads: [at(7, 9), at(29, 31)], bookings: [at(8, 10)] };
    expect(freeWindows(machine)).toEqual([at(6, 7), at(10, 14), at(31, 38)]);
    expect(utilisation(machine)).toBeCloseTo(4 / 16, 12);
  });

  it('lie on the grid of a quarter of an hour, inside what is free', () => {
    const minutes = (n: number) => n * 60_000;
    const free = freeWindows({
      shifts: [at(6, 14)],
      loads: [[6 * hour, 6 * hour + minutes(7)]],
      bookings: [[13 * hour + minutes(50), 14 * hour]],
    });
    expect(free).toEqual([[6.25 * hour, 13.75 * hour]]);
    expect(freeWindows({ shifts: [[minutes(1), minutes(14)]], loads: [], bookings: [] })).toEqual([]);
    expect(free.every(([start, end]) => start % GRID_MILLIS === 0 && end % GRID_MILLIS === 0)).toBe(true);
  });

  it('count no overtime in the utilisation, and none at all without shifts', () => {
    expect(utilisation({ shifts: [at(6, 14)], loads: [at(10, 20)], bookings: [] })).toBeCloseTo(0.5, 12);
    expect(utilisation({ shifts: [], loads: [at(1, 2)], bookings: [] })).toBeNull();
  });

  it('never hold more than shift hours less busy hours', () => {
    fc.assert(
      fc.property(windows, windows, windows, (shifts, loads, bookings) => {
        const scaled = (set: readonly Window[]): Window[] => set.map(([start, end]) => [start * 60_000, end * 60_000]);
        const machine = { shifts: scaled(shifts), loads: scaled(loads), bookings: scaled(bookings) };
        const busy = totalHours(intersect(machine.shifts, [...machine.loads, ...machine.bookings]));
        expect(totalHours(freeWindows(machine))).toBeLessThanOrEqual(totalHours(machine.shifts) - busy + 1e-9);
      }),
    );
  });
});
