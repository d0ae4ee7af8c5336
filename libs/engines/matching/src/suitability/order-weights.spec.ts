import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type OrderFacts, orderProfile } from './order-profile.js';
import { LEAVES, MATCHING_POLICY } from './policy.js';
import { orderDrivenWeights } from './weights.js';

const FACTS: OrderFacts = {
  toleranceGrade: 7,
  roughnessRaMicrometres: 0.8,
  inspection: 'full',
  isSafetyCritical: false,
  priceEstimateEur: 900,
  targetPriceEur: 1000,
  requestedLeadTimeDays: 20,
  normalLeadTimeDays: 20,
  operations: 6,
  distinctParts: 4,
  machineAxes: 5,
  maxKnownSimilarity: 0.4,
  uncertainty: 0.7,
};
const NEUTRAL = { q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5 };
const UNIFORM = { cost: 0.2, time: 0.2, quality: 0.2, flex: 0.2, service: 0.2 };
const STRATEGY = { cost: 0.15, time: 0.3, quality: 0.3, flex: 0.15, service: 0.1 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const profiles = fc.record({ q: share, c: share, t: share, x: share, u: share });

describe('order profile (methods 3.6)', () => {
  it('gives the worked numbers', () => {
    const profile = orderProfile(FACTS);
    expect(profile.q).toBeCloseTo(0.621044, 6);
    expect(profile.c).toBeCloseTo(0.5, 12);
    expect(profile.t).toBeCloseTo(0.666667, 6);
    expect(profile.x).toBeCloseTo(0.573042, 6);
    expect(profile.u).toBe(0.7);
  });

  it('drops what is not known and lets the others share its weight', () => {
    expect(orderProfile({ ...FACTS, roughnessRaMicrometres: null, inspection: null, isSafetyCritical: null }).q).toBeCloseTo(0.75, 12);
    const nothing = Object.fromEntries(Object.keys(FACTS).map((key) => [key, null])) as unknown as OrderFacts;
    expect(orderProfile(nothing)).toEqual(NEUTRAL);
  });

  it('without a target price the cost pressure is neutral; half the normal lead time is full time pressure', () => {
    expect(orderProfile({ ...FACTS, targetPriceEur: null }).c).toBe(0.5);
    expect(orderProfile({ ...FACTS, requestedLeadTimeDays: 10 }).t).toBe(1);
  });
});

describe('order-driven weights (methods 3.6)', () => {
  it('P04: a neutral order with a uniform strategy gives the base weights', () => {
    const { weights, reasons } = orderDrivenWeights(NEUTRAL, UNIFORM);
    for (const leaf of LEAVES) expect(weights[leaf]).toBeCloseTo(MATCHING_POLICY.weights[leaf].base, 12);
    expect(reasons).toEqual([]);
  });

  it('example 1: full quality demand and nothing else', () => {
    const { weights, reasons } = orderDrivenWeights({ ...NEUTRAL, q: 1 }, null);
    expect(weights.TCH).toBeCloseTo(0.24854, 6);
    expect(weights.EMP).toBeCloseTo(0.115339, 6);
    expect(weights.MAC).toBeCloseTo(0.146894, 6);
    expect(weights.COM).toBeCloseTo(0.049233, 6);
    expect(reasons[0]).toMatchObject({ leaf: 'TCH', dimension: 'q' });
    expect(reasons[0]?.factor).toBeCloseTo(Math.E, 9);
  });

  it('example 2: the profile above with the strategy of the example', () => {
    const { weights } = orderDrivenWeights(orderProfile(FACTS), STRATEGY);
    const expected = [
      0.032977, 0.062897, 0.068875, 0.046013, 0.10349, 0.094942, 0.055364, 0.151756, 0.041407, 0.089994, 0.180101, 0.035284, 0.036901,
    ];
    LEAVES.forEach((leaf, i) => expect(weights[leaf]).toBeCloseTo(expected[i] as number, 6));
  });

  it('without the strategy term only the order decides', () => {
    const { weights } = orderDrivenWeights(orderProfile(FACTS), null);
    expect(weights.TCH).toBeCloseTo(0.145999, 6);
    expect(weights.MAC).toBeCloseTo(0.146548, 6);
    expect(weights.TRU).toBeCloseTo(0.105063, 6);
    expect(weights.RIS).toBeCloseTo(0.096385, 6);
  });

  it('P01: weights are positive and sum to 1, and uncertainty alone never lowers the share of RIS', () => {
    fc.assert(
      fc.property(profiles, share, (profile, higher) => {
        const { weights } = orderDrivenWeights(profile, STRATEGY);
        const values = LEAVES.map((leaf) => weights[leaf]);
        expect(Math.min(...values)).toBeGreaterThan(0);
        expect(values.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        const more = orderDrivenWeights({ ...profile, u: Math.max(profile.u, higher) }, STRATEGY).weights;
        expect(more.RIS).toBeGreaterThanOrEqual(weights.RIS - 1e-12);
      }),
    );
  });
});
