import { describe, expect, it } from '@jest/globals';
import { giveBack, spansByReadyDay, type Taken, takeHours } from './calendar.js';

describe('work on a calendar of free hours', () => {
  const week = () => Float64Array.from([8, 4, 0, 8, 8]);

  it('ends the day after its last hours, and closed days are skipped', () => {
    expect(takeHours(week(), 0, 12, null)).toEqual({ start: 0, end: 2 });
    expect(takeHours(week(), 1, 5, null)).toEqual({ start: 1, end: 4 });
  });

  it('starts on the first day with hours, not on the day it could', () => {
    expect(takeHours(week(), 2, 3, null)).toEqual({ start: 3, end: 4 });
  });

  it('begins on a whole day, rounded up', () => {
    expect(takeHours(week(), 0.5, 2, null)).toEqual({ start: 1, end: 2 });
    expect(takeHours(week(), 3.0000000001, 2, null)).toEqual({ start: 3, end: 4 });
  });

  it('has no span where the list ends before the need is covered', () => {
    expect(takeHours(week(), 3, 17, null)).toBeNull();
    expect(takeHours(week(), 9, 1, null)).toBeNull();
  });

  it('covers a decimal need exactly with decimal hours', () => {
    expect(takeHours(Float64Array.from([0.1, 0.1, 0.1, 5]), 0, 0.3, null)).toEqual({ start: 0, end: 3 });
  });

  it('takes hours for good until they are given back', () => {
    const free = week();
    const taken: Taken[] = [];
    takeHours(free, 0, 10, taken);
    expect([...free]).toEqual([0, 2, 0, 8, 8]);
    const before = taken.length;
    expect(takeHours(free, 0, 4, taken)).toEqual({ start: 1, end: 4 });
    giveBack(taken, before);
    expect([...free]).toEqual([0, 2, 0, 8, 8]);
    giveBack(taken, 0);
    expect([...free]).toEqual([...week()]);
  });

  it('the table by ready day says the same as looking it up', () => {
    const spans = spansByReadyDay(week(), 6);
    expect(spans).toEqual([0, 1, 2, 3, 4].map((day) => takeHours(week(), day, 6, null)));
  });
});
