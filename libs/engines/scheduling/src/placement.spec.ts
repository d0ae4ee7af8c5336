import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoursByWorkingDay, placeHours, placeWork, subtract, totalHours, type Window, type WorkingDay } from './index.js';

const hour = 3_600_000;
const day = 24 * hour;
const at = (start: number, end: number): Window => [start * hour, end * hour];
const days: WorkingDay[] = Array.from({ length: 8 }, (_, number) => ({
  number,
  date: `2026-06-0${number + 1}`,
  startMillis: number * day,
  endMillis: (number + 1) * day,
}));
/** Free hours 4, 0, 8, 8 on days 1 to 4. */
const example: Window[] = [at(24 + 8, 24 + 12), at(72 + 8, 72 + 16), at(96 + 8, 96 + 16)];

describe('placing work (methods 7.2)', () => {
  it('ends the worked example on day 4 with two hours used that day', () => {
    const placed = placeHours(example, 14, 0);
    if (placed.kind !== 'placed') throw new Error(placed.reason);
    expect(hoursByWorkingDay(placed.windows, days)).toEqual([0, 4, 0, 8, 2, 0, 0, 0]);
    expect(placed.endMillis).toBe((96 + 10) * hour);
  });

  it('does not split the set-up', () => {
    const placed = placeWork(example, { notBeforeMillis: 0, setupHours: 5, runHours: 4 });
    expect(placed).toMatchObject({ kind: 'placed', setup: at(80, 85), windows: [at(80, 88), at(104, 105)] });
  });

  it('rounds set-up and run up to the grid each, and starts on the grid', () => {
    const placed = placeWork([at(0, 8)], { notBeforeMillis: 1, setupHours: 0.1, runHours: 1.01 });
    expect(placed).toMatchObject({ startMillis: hour / 4, endMillis: 1.75 * hour, hours: 1.5 });
    expect(placeHours([at(0, 8)], 0.1 + 0.2 - 0.05, 0)).toMatchObject({ hours: 0.25 });
  });

  it('runs a batch in one piece, starting on its days only', () => {
    const batch = { notBeforeMillis: 0, setupHours: 0, runHours: 6, splittable: false };
    expect(placeWork(example, batch)).toMatchObject({ startMillis: 80 * hour });
    expect(placeWork(example, { ...batch, startWithin: [at(96, 120)] })).toMatchObject({ startMillis: 104 * hour });
    expect(placeWork(example, { ...batch, startWithin: [at(24, 48)] })).toMatchObject({
      kind: 'not-placed',
      reason: 'no-window-for-batch',
    });
  });

  it('says why work cannot be placed, and how many hours there are', () => {
    expect(placeHours(example, 21, 0)).toEqual({ kind: 'not-placed', reason: 'too-few-free-hours', neededHours: 21, freeHours: 20 });
    expect(placeWork(example, { notBeforeMillis: 0, setupHours: 9, runHours: 0 })).toMatchObject({ reason: 'no-window-for-setup' });
    expect(placeWork(example, { notBeforeMillis: 0, setupHours: 8, runHours: 9 })).toMatchObject({ reason: 'too-few-free-hours' });
    expect(placeHours([], 1, 0)).toMatchObject({ kind: 'not-placed', freeHours: 0 });
  });

  it('places no work at once', () => {
    expect(placeHours([], 0, 42)).toMatchObject({ kind: 'placed', startMillis: 42, endMillis: 42, windows: [] });
  });

  it('refuses hours that are none', () => {
    expect(() => placeHours(example, Number.NaN, 0)).toThrow('/runHours');
    expect(() => placeWork(example, { notBeforeMillis: 0, setupHours: -1, runHours: 0 })).toThrow('/setupHours');
  });
});

describe('whatever is placed', () => {
  const free = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60 }))
      .map(([start, length]): Window => [start * (hour / 4), (start + length) * (hour / 4)]),
    { maxLength: 15 },
  );
  const quarters = (max: number) => fc.integer({ min: 0, max }).map((n) => n / 4);
  const start = fc.integer({ min: 0, max: 400 * 15 }).map((minutes) => minutes * 60_000);

  it('sums to the need and lies inside what is free, after the start', () => {
    fc.assert(
      fc.property(free, quarters(30), quarters(100), start, (windows, setupHours, runHours, notBeforeMillis) => {
        const placed = placeWork(windows, { notBeforeMillis, setupHours, runHours });
        if (placed.kind === 'not-placed') {
          if (setupHours === 0) expect(placed.freeHours).toBeLessThan(runHours);
          return;
        }
        expect(totalHours(placed.windows)).toBeCloseTo(setupHours + runHours, 9);
        expect(subtract(placed.windows, windows)).toEqual([]);
        expect(placed.startMillis).toBeGreaterThanOrEqual(notBeforeMillis);
        expect(placed.endMillis - placed.startMillis).toBeGreaterThanOrEqual((setupHours + runHours) * hour);
        if (placed.setup !== null) expect(subtract([placed.setup], placed.windows)).toEqual([]);
      }),
    );
  });

  it('ends no sooner when it starts later, needs more or finds less free', () => {
    fc.assert(
      fc.property(free, free, quarters(20), quarters(60), start, start, (windows, taken, setupHours, runHours, a, b) => {
        const end = (from: number, set: readonly Window[], hours: number): number => {
          const placed = placeWork(set, { notBeforeMillis: from, setupHours, runHours: hours });
          return placed.kind === 'placed' ? placed.endMillis : Number.POSITIVE_INFINITY;
        };
        const reference = end(Math.min(a, b), windows, runHours);
        expect(end(Math.max(a, b), windows, runHours)).toBeGreaterThanOrEqual(reference);
        expect(end(Math.min(a, b), subtract(windows, taken), runHours)).toBeGreaterThanOrEqual(reference);
        expect(end(Math.min(a, b), windows, runHours + 1)).toBeGreaterThanOrEqual(reference);
      }),
    );
  });
});
