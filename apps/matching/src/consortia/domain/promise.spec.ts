import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { probabilityByDay, promisedDay } from './promise.js';

describe('promised date (methods 7.3)', () => {
  it('is day 18 for a lead time of 15 days and day 14 for 11, with P80', () => {
    expect([promisedDay(15, 'balanced'), promisedDay(11, 'efficient')]).toEqual([18, 14]);
  });

  it('is never earlier in the resilient mode, and never before the median arrival', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (day) => {
        expect(promisedDay(day, 'resilient')).toBeGreaterThanOrEqual(promisedDay(day, 'balanced'));
        expect(promisedDay(day, 'efficient')).toBeGreaterThanOrEqual(day);
      }),
    );
  });

  it('keeps day 18 of a lead time of 15 with 0.811150', () => {
    expect(probabilityByDay(15, 18)).toBeCloseTo(0.81115, 5);
  });
});
