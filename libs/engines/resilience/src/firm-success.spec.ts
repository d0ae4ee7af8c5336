import { describe, expect, it } from '@jest/globals';
import { eventProbability, firmSuccessProbability, regionShockProbability, successPosteriorMean } from './firm-success.js';

describe('success of a firm (methods 5.4)', () => {
  it('starts at the prior mean and moves with the record', () => {
    expect(successPosteriorMean(0, 0)).toBeCloseTo(0.9, 12);
    expect(successPosteriorMean(46, 4)).toBeCloseTo(0.914286, 6);
  });

  it('turns yearly rates into probabilities of an exposure', () => {
    expect(eventProbability(0.007, 30)).toBeCloseTo(0.000575, 6);
    expect(eventProbability(0.6, 30)).toBeCloseTo(0.048119, 6);
    expect(regionShockProbability(0.1, 30)).toBeCloseTo(0.008185, 6);
  });

  it('multiplies the posterior with the survival of the events', () => {
    const record = { successes: 46, failures: 4, eventRatesPerYear: [0.007, 0.6], exposureDays: 30 };
    expect(firmSuccessProbability(record)).toBeCloseTo(0.9142857142857143 * (1 - 0.0005751769880139035) * (1 - 0.04811882531956668), 12);
  });

  it('is never more than 0.995, however good the record', () => {
    expect(firmSuccessProbability({ successes: 1e6, failures: 0, eventRatesPerYear: [], exposureDays: 30 })).toBe(0.995);
  });
});
