import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import { orderDrivenWeights } from '../suitability/weights.js';
import { pairwiseWeights } from './ahp.js';
import { type BestWorstAnswers, bestWorstWeights } from './best-worst.js';
import { baseWeightsOfTree, combineExperts, withBaseWeights } from './expert-weights.js';
import { compare, over, plus, ratio, times, toNumber } from './ratio.js';

const worked = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'))['3.6'];
const MATRIX = [
  [1, 3, 2, 4],
  [1 / 3, 1, 1 / 2, 2],
  [1 / 2, 2, 1, 3],
  [1 / 4, 1 / 2, 1 / 3, 1],
];
const INCONSISTENT: BestWorstAnswers = { best: 0, worst: 3, bestToOthers: [1, 4, 2, 8], othersToWorst: [8, 3, 4, 1] };

/** The largest deviation of some weights from the answers: what the method minimises. */
function deviation({ best, worst, bestToOthers, othersToWorst }: BestWorstAnswers, weights: readonly number[]): number {
  const [ofBest, ofWorst] = [weights[best] as number, weights[worst] as number];
  return Math.max(
    ...weights.map((weight, j) =>
      Math.max(Math.abs(ofBest - (bestToOthers[j] as number) * weight), Math.abs(weight - (othersToWorst[j] as number) * ofWorst)),
    ),
  );
}

const answers = fc
  .record({
    total: fc.integer({ min: 2, max: 9 }),
    others: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 }),
  })
  .map(
    ({ total, others }): BestWorstAnswers => ({
      best: 0,
      worst: others.length + 1,
      bestToOthers: [1, ...others.map(([p]) => p), total],
      othersToWorst: [total, ...others.map(([, q]) => q), 1],
    }),
  );

describe('fractions', () => {
  it('are reduced, have a positive denominator and calculate exactly', () => {
    expect(ratio(6n, -4n)).toEqual({ above: -3n, below: 2n });
    expect(plus(ratio(1n, 3n), ratio(1n, 6n))).toEqual(ratio(1n, 2n));
    expect(over(times(ratio(2n, 3n), ratio(3n, 4n)), ratio(2n))).toEqual(ratio(1n, 4n));
    expect(compare(ratio(1n, 3n), ratio(333_333_333n, 1_000_000_000n))).toBe(1);
    expect(toNumber(ratio(1n, 8n))).toBe(0.125);
    expect(() => ratio(1n, 0n)).toThrow(RangeError);
  });
});

describe('AHP (methods 3.6)', () => {
  it('gives the worked weights, eigenvalue, consistency and second method', () => {
    const result = pairwiseWeights(MATRIX);
    worked.ahp.w.forEach((weight: number, i: number) => expect(result.weights[i]).toBeCloseTo(weight, 9));
    worked.ahp.gm.forEach((weight: number, i: number) => expect(result.geometricMeanWeights[i]).toBeCloseTo(weight, 9));
    expect(result.largestEigenvalue).toBeCloseTo(worked.ahp.lmax, 9);
    expect(result.consistencyIndex).toBeCloseTo(worked.ahp.CI, 9);
    expect(result.consistencyRatio).toBeCloseTo(worked.ahp.CR, 9);
    expect(result.isConsistentEnough).toBe(true);
  });

  it('names the comparison to ask again where the answers contradict each other', () => {
    const circular = [
      [1, 5, 1 / 5],
      [1 / 5, 1, 5],
      [5, 1 / 5, 1],
    ];
    expect(pairwiseWeights(circular)).toMatchObject({ isConsistentEnough: false });
    const swapped = MATRIX.map((row) => [...row]);
    (swapped[0] as number[])[3] = 1 / 4;
    (swapped[3] as number[])[0] = 4;
    expect(pairwiseWeights(swapped)).toMatchObject({ isConsistentEnough: false, worstPair: [0, 3] });
  });

  it('one and two criteria are always consistent', () => {
    expect(pairwiseWeights([[1]])).toMatchObject({ weights: [1], consistencyRatio: 0, worstPair: null });
    const two = pairwiseWeights([
      [1, 4],
      [0.25, 1],
    ]);
    expect(two.weights[0]).toBeCloseTo(0.8, 12);
    expect(two).toMatchObject({ consistencyRatio: 0, isConsistentEnough: true, worstPair: null });
  });

  it('refuses matrices that are not square, not positive, not reciprocal or too large', () => {
    const codeOf = (matrix: number[][]) => {
      try {
        pairwiseWeights(matrix);
      } catch (error) {
        return (error as { errors: { code: string }[] }).errors[0]?.code;
      }
      return null;
    };
    expect(codeOf([])).toBe('one-to-ten-criteria');
    expect(codeOf([[1, 2], [0.5]])).toBe('not-square');
    expect(
      codeOf([
        [1, 2],
        [0.4, 1],
      ]),
    ).toBe('not-reciprocal');
    expect(
      codeOf([
        [1, -2],
        [-0.5, 1],
      ]),
    ).toBe('not-positive');
    expect(codeOf(Array.from({ length: 11 }, () => Array.from({ length: 11 }, () => 1)))).toBe('one-to-ten-criteria');
  });

  it('gives back the weights from which a consistent matrix was made', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 10 }), (parts) => {
        const sum = parts.reduce((total, part) => total + part, 0);
        const { weights, consistencyRatio } = pairwiseWeights(parts.map((a) => parts.map((b) => a / b)));
        parts.forEach((part, i) => expect(weights[i]).toBeCloseTo(part / sum, 9));
        expect(consistencyRatio).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('best-worst method (methods 3.6)', () => {
  it('gives the worked weights of consistent answers', () => {
    const result = bestWorstWeights({ best: 0, worst: 3, bestToOthers: [1, 3, 2, 6], othersToWorst: [6, 2, 3, 1] });
    worked.bestWorstConsistent.w.forEach((weight: number, i: number) => expect(result.weights[i]).toBeCloseTo(weight, 12));
    expect(result).toMatchObject({ xi: 0, consistencyRatio: 0, isConsistentEnough: true, worstCriterion: null });
  });

  it('gives the worked weights and deviation of inconsistent answers to the last digit', () => {
    const result = bestWorstWeights(INCONSISTENT);
    expect(result.weights).toEqual([0.52, 0.14, 0.28, 0.06]);
    expect(result.xi).toBe(0.04);
    expect(result.consistencyRatio).toBeCloseTo(worked.bestWorstInconsistent.CRin, 12);
    expect(result).toMatchObject({ isConsistentEnough: true, worstCriterion: 1 });
  });

  it('attains its deviation, and no other weighting has a smaller one', () => {
    const steps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(answers, steps, fc.constantFrom(1e-4, 1e-2, 0.3), (given, step, size) => {
        const { weights, xi } = bestWorstWeights(given);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(deviation(given, weights)).toBeCloseTo(xi, 12);
        // The deviation is convex in the weights: if no small step lowers it, nothing does.
        const moved = weights.map((weight, j) => Math.max(0, weight + size * (step[j] as number)));
        const sum = moved.reduce((total, weight) => total + weight, 0);
        if (sum > 0)
          expect(
            deviation(
              given,
              moved.map((weight) => weight / sum),
            ),
          ).toBeGreaterThanOrEqual(xi - 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the criteria', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const last = given.bestToOthers.length - 1;
        const turned = {
          best: last - given.best,
          worst: last - given.worst,
          bestToOthers: [...given.bestToOthers].reverse(),
          othersToWorst: [...given.othersToWorst].reverse(),
        };
        const reversed = [...bestWorstWeights(turned).weights].reverse();
        bestWorstWeights(given).weights.forEach((weight, j) => expect(reversed[j]).toBeCloseTo(weight, 12));
      }),
      { numRuns: 100 },
    );
  });

  it('calls answers beyond a ratio of 0.20 inconsistent and says which to ask again', () => {
    const wild = bestWorstWeights({ best: 0, worst: 2, bestToOthers: [1, 9, 4], othersToWorst: [4, 9, 1] });
    expect(wild.consistencyRatio).toBeGreaterThan(0.2);
    expect(wild).toMatchObject({ isConsistentEnough: false, worstCriterion: 1 });
  });

  it('one criterion has all the weight; equal ones share it; malformed answers are refused field by field', () => {
    expect(bestWorstWeights({ best: 0, worst: 0, bestToOthers: [1], othersToWorst: [1] }).weights).toEqual([1]);
    expect(bestWorstWeights({ best: 0, worst: 1, bestToOthers: [1, 1], othersToWorst: [1, 1] }).weights).toEqual([0.5, 0.5]);
    expect(() => bestWorstWeights({ best: 0, worst: 1, bestToOthers: [2, 10], othersToWorst: [3, 1] })).toThrow(
      expect.objectContaining({
        code: 'matching.comparisons-malformed',
        errors: [
          { pointer: '/bestToOthers/1', code: 'not-1-to-9', params: {} },
          { pointer: '/bestToOthers/0', code: 'best-against-itself-is-1', params: {} },
          { pointer: '/bestToOthers/1', code: 'best-to-worst-stated-twice', params: {} },
        ],
      }),
    );
    expect(() => bestWorstWeights({ best: 0, worst: 1, bestToOthers: [1, 1, 3], othersToWorst: [1, 1, 1] })).toThrow();
    expect(() => bestWorstWeights({ best: 0, worst: 0, bestToOthers: [], othersToWorst: [] })).toThrow();
  });
});

describe('weights of several experts', () => {
  it('are the geometric mean scaled to 1, with the spread of the answers', () => {
    const { weights, spread } = combineExperts([
      [0.8, 0.2],
      [0.2, 0.8],
    ]);
    expect(weights[0]).toBeCloseTo(0.5, 12);
    expect(spread[0]).toEqual({ min: 0.2, max: 0.8 });
    expect(combineExperts([[0.7, 0.3]]).weights[0]).toBeCloseTo(0.7, 12);
    expect(() => combineExperts([])).toThrow();
    expect(() => combineExperts([[1], [0.5, 0.5]])).toThrow();
  });

  it('become base weights along the criteria tree, and a new version of the policy that leaves the old one as it is', () => {
    const base = baseWeightsOfTree({
      groups: { coordination: 1, collaboration: 1, resource: 1, competence: 2 },
      leaves: { coordination: [1, 1, 2], collaboration: [1, 1, 1], resource: [1, 2, 1], competence: [1, 1, 1, 1] },
    });
    expect(base.TEC).toBeCloseTo(0.1, 12);
    expect(base.INN).toBeCloseTo(0.1, 12);
    expect(LEAVES.reduce((sum, leaf) => sum + base[leaf], 0)).toBeCloseTo(1, 12);
    const policy = withBaseWeights(MATCHING_POLICY, base, 'matching-expert-1');
    const neutral = { q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5 };
    expect(orderDrivenWeights(neutral, null, policy).weights.MAC).toBeCloseTo(0.1, 12);
    expect(policy.weights.TCH.order).toEqual(MATCHING_POLICY.weights.TCH.order);
    expect(MATCHING_POLICY.weights.MAC.base).toBe(0.14);
  });
});
