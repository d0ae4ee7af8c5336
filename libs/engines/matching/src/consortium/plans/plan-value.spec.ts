import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { legDays } from '../instance/instance.js';
import { planAnchors, planUtility, planValues, planWeights } from './plan-value.js';

describe('value of a plan (methods 4.9)', () => {
  it('weights follow the demand as the worked example says', () => {
    const weights = planWeights({ q: 0.6210435242371479, c: 0.5, t: 2 / 3, x: 0.5730418214454629, u: 0.621, sustainabilityAmbition: 0.6 });
    expect(weights.suit).toBeCloseTo(0.20654, 6);
    expect(weights.price).toBeCloseTo(0.210598, 6);
    expect(weights.date).toBeCloseTo(0.219967, 6);
    expect(weights.rel).toBeCloseTo(0.214611, 6);
    expect(weights.co2).toBeCloseTo(0.148284, 6);
  });

  it('a neutral demand gives the base weights, any demand sums to 1', () => {
    const neutral = planWeights({ q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5, sustainabilityAmbition: 0.5 });
    expect(neutral.price).toBeCloseTo(0.25, 12);
    const demand = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(demand, demand, demand, demand, demand, demand, (q, c, t, x, u, sustainabilityAmbition) => {
        const weights = Object.values(planWeights({ q, c, t, x, u, sustainabilityAmbition }));
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThan(0);
      }),
    );
  });

  it('anchors stand around the estimate, the due date, the reference and R*', () => {
    const anchors = planAnchors({ priceEstimateEur: 10_000, daysUntilDue: 20, referenceKgCo2e: 40, requiredProbability: 0.96 });
    expect(anchors.price[0]).toBeCloseTo(9000, 9);
    expect(anchors.price[1]).toBeCloseTo(11_000, 9);
    expect(anchors).toMatchObject({ arrival: [12, 22], co2: [20, 60], probability: [0.7, 0.96] });
    const values = planValues({ priceEur: 9000, arrivalDay: 22, kgCo2e: 40, probability: 0.83, suitability: 0.8 }, anchors);
    expect(values.price).toBeCloseTo(1, 9);
    expect(values.date).toBeCloseTo(0, 9);
    expect(values.co2).toBeCloseTo(0.5, 9);
    expect(values.rel).toBeCloseTo(0.5, 9);
  });

  it('a worthless criterion counts as 0.01, one of weight 0 not at all', () => {
    const anchors = planAnchors({ priceEstimateEur: 10_000, daysUntilDue: 20, referenceKgCo2e: 40, requiredProbability: 0.96 });
    const plan = { priceEur: 99_000, arrivalDay: 12, kgCo2e: 20, probability: 0.96, suitability: 1 };
    expect(planUtility(plan, { suit: 0, price: 0.5, date: 0.5, rel: 0, co2: 0 }, anchors)).toBeCloseTo(0.1, 9);
    expect(planUtility(plan, { suit: 0, price: 0, date: 1, rel: 0, co2: 0 }, anchors)).toBeCloseTo(1, 9);
  });

  it('a leg takes one day up to 300 km and one more for each further 500 km begun', () => {
    const transport = { fixedEur: 0, eurPerKm: 0, kgCo2ePerTkm: 0, days: { upToKm: 300, then: 500 } };
    expect([0, 300, 301, 800, 801].map((km) => legDays(transport, km))).toEqual([1, 1, 2, 2, 3]);
  });
});
