import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INDICATORS, scoreCompany } from './three-pillars.js';

const example = { E1: 3.53, E2: 0.08, E3: 0.55, E4: 0.3, E5: 0.111, E6: 0.12, C1: 0.52, C2: 0.32, C3: 0.3, S1: 12, S2: 22, S3: 0.04 };

describe('three pillars over three levers (methods 6.6)', () => {
  it('gives the worked pillars and total', () => {
    const score = scoreCompany(example);
    expect(score.ecological).toBeCloseTo(0.581, 3);
    expect(score.economic).toBeCloseTo(0.554244, 6);
    expect(score.social).toBeCloseTo(0.627778, 6);
    expect(score.total).toBeCloseTo(0.5869, 3);
    expect(score.confidence).toBe(1);
  });

  it('scores the worked indicators', () => {
    const scores = new Map(scoreCompany(example).indicators.map(({ code, score }) => [code, score]));
    expect(scores.get('E1')).toBeCloseTo(0.745, 6);
    expect(scores.get('C1')).toBeCloseTo(0.391304, 6);
    expect(scores.get('S3')).toBeCloseTo(0.733333, 6);
  });

  it('takes a missing indicator from the others of its cell, a missing cell from the other levers, and has no total without a pillar', () => {
    const { E2: _dropped, ...withoutScrap } = example;
    expect(scoreCompany(withoutScrap).ecological).toBeGreaterThan(scoreCompany(example).ecological ?? 1);
    const { S1: _a, S2: _b, S3: _c, ...withoutPeople } = example;
    expect(scoreCompany(withoutPeople)).toMatchObject({ social: null, total: null, confidence: 0.75 });
    expect(scoreCompany({})).toEqual({ ecological: null, economic: null, social: null, total: null, confidence: 0, indicators: [] });
  });

  it('never lets the total exceed the mean of the pillars', () => {
    const values = fc.record(Object.fromEntries(INDICATORS.map((each) => [each.code, fc.double({ min: 0, max: 50, noNaN: true })])));
    fc.assert(
      fc.property(values, (drawn) => {
        const { ecological, economic, social, total } = scoreCompany(drawn as Record<string, number>);
        const floored = [ecological, economic, social].map((pillar) => Math.max(pillar ?? 0, 0.01));
        expect(total ?? 0).toBeLessThanOrEqual(floored.reduce((a, b) => a + b, 0) / 3 + 1e-12);
      }),
    );
  });
});
