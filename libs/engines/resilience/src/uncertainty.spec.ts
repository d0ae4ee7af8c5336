import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blendedPlanWeights, nextMode, requiredProbability, uncertaintyBand } from './uncertainty.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('uncertainty bands (methods 5.1)', () => {
  it('begin at their lower limit', () => {
    expect([0, 0.3299, 0.33, 0.6599, 0.66, 0.8999, 0.9, 1].map((u) => uncertaintyBand(u))).toEqual([
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
      'extreme',
      'extreme',
    ]);
  });

  it('refuse an index that is not a share, naming it', () => {
    expect(() => uncertaintyBand(1.2)).toThrow('uncertainty lies between 0 and 1');
    expect(() => requiredProbability(0.5, Number.NaN)).toThrow('criticality');
  });
});

describe('required delivery probability (methods 5.3)', () => {
  it('gives the worked numbers', () => {
    expect(requiredProbability(0.621, 0)).toBeCloseTo(0.95589, 9);
    expect(requiredProbability(0.621, 0.3)).toBeCloseTo(0.966123, 9);
  });

  it('never falls when uncertainty or criticality rises', () => {
    fc.assert(
      fc.property(share, share, share, (u, crit, higher) => {
        const from = requiredProbability(u, crit);
        expect(requiredProbability(Math.max(u, higher), crit)).toBeGreaterThanOrEqual(from - 1e-12);
        expect(requiredProbability(u, Math.max(crit, higher))).toBeGreaterThanOrEqual(from - 1e-12);
      }),
    );
  });
});

describe('mode of resilience (methods 5.3, 13.3 scenario 4)', () => {
  it('turns resilient above 0.66, stays so at 0.62 and is balanced again at 0.60', () => {
    const first = nextMode(0.3, null);
    const second = nextMode(0.7, first);
    const third = nextMode(0.62, second);
    expect([first, second, third, nextMode(0.6, third)]).toEqual(['efficient', 'resilient', 'resilient', 'balanced']);
  });

  it('stays efficient up to 0.38 and is entered below 0.33 only', () => {
    expect(nextMode(0.38, 'efficient')).toBe('efficient');
    expect(nextMode(0.39, 'efficient')).toBe('balanced');
    expect(nextMode(0.35, 'balanced')).toBe('balanced');
    expect(nextMode(0.32, 'resilient')).toBe('efficient');
  });
});

describe('blend of plan weights (methods 5.3)', () => {
  it('gives the worked numbers', () => {
    const weights = blendedPlanWeights(0.621);
    expect(weights.price).toBeCloseTo(0.2758, 9);
    expect(weights.date).toBeCloseTo(0.21895, 9);
    expect(weights.rel).toBeCloseTo(0.25525, 9);
    expect(weights.co2).toBeCloseTo(0.11895, 9);
    expect(weights.suit).toBeCloseTo(0.13105, 9);
  });

  it('sums to 1 at every uncertainty', () => {
    fc.assert(
      fc.property(share, (u) => {
        const sum = Object.values(blendedPlanWeights(u)).reduce((total, weight) => total + weight, 0);
        expect(sum).toBeCloseTo(1, 12);
      }),
    );
  });
});
