import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@gewerk/kernel';
import fc from 'fast-check';
import { byLeaf, LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import { type FinishedOperation, type LearningPair, learningPairs, outcomeLabel } from './outcomes.js';
import { proposeWeights } from './proposed-weights.js';
import { batchWeights, logLoss, onlineStep, predictedProbability } from './weight-learning.js';

const worked = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'))['3.12'].online;
const GROUP_WEIGHTS = [0.2, 0.2, 0.25, 0.35];
const BASE = LEAVES.map((leaf) => MATCHING_POLICY.weights[leaf].base);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const pairOf = (difference: readonly number[], isFirstBetter: boolean, importance = 1): LearningPair => ({
  difference,
  isFirstBetter,
  importance,
  knownAt: '2026-05-01',
});

/** Outcomes of a world whose true weights are known, each decided by the prediction of these. */
function world(trueWeights: readonly number[], count: number, seed: number): LearningPair[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const difference = trueWeights.map(() => 1.5 * (random() - random()));
    return pairOf(difference, random() < predictedProbability(trueWeights, difference));
  });
}

const difference = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 });
const pairs = fc.array(
  fc
    .tuple(difference, fc.boolean(), fc.double({ min: 1, max: 10, noNaN: true }))
    .map(([d, better, importance]) => pairOf(d, better, importance)),
  { minLength: 1, maxLength: 30 },
);

describe('outcomes and pairs (methods 3.12)', () => {
  const operation = (id: string, change: Partial<FinishedOperation> = {}): FinishedOperation => ({
    id,
    process: 'milling',
    finishedAt: `2026-05-0${id}`,
    adjusted: byLeaf(() => 0.8),
    outcome: { onTime: 1, rightFirstTime: 1, withoutConflict: 1 },
    chosenProbability: 0.9,
    isDisputed: false,
    ...change,
  });
  const late = { onTime: 0, rightFirstTime: 1, withoutConflict: 1 };

  it('the label is the weighted share of on time, right first time and no conflict', () => {
    expect(outcomeLabel({ onTime: 1, rightFirstTime: 0, withoutConflict: 1 })).toBeCloseTo(0.6, 12);
  });

  it('compares alike operations of one process whose outcomes differ, and says which ended better', () => {
    const [pair] = learningPairs(
      [operation('1', { outcome: late, adjusted: byLeaf(() => 0.4) }), operation('2')],
      [{ a: '2', b: '1', value: 0.6 }],
    );
    expect(pair).toMatchObject({ isFirstBetter: false, knownAt: '2026-05-02' });
    expect(pair?.difference[0]).toBeCloseTo(Math.log(0.5), 12);
    expect(pair?.importance).toBeCloseTo(1 / 0.81, 12);
  });

  it('a conflict alone is difference enough; unlike, differently made, equally ended and disputed operations are not compared', () => {
    const conflict = operation('2', { outcome: { onTime: 1, rightFirstTime: 1, withoutConflict: 0 } });
    const count = (other: FinishedOperation, value = 0.9) => learningPairs([operation('1'), other], [{ a: '1', b: '2', value }]).length;
    expect(count(conflict)).toBe(1);
    expect(count(conflict, 0.59)).toBe(0);
    expect(count({ ...conflict, process: 'grinding' })).toBe(0);
    expect(count(operation('2'))).toBe(0);
    expect(count({ ...conflict, isDisputed: true })).toBe(0);
  });

  it('a firm that was rarely chosen counts more, but never more than tenfold', () => {
    const rare = operation('2', { outcome: late, chosenProbability: 0.001 });
    expect(learningPairs([operation('1'), rare], [{ a: '1', b: '2', value: 1 }])[0]?.importance).toBe(10);
  });

  it('gives every pair once, oldest first, whatever the order of the input', () => {
    const operations = [operation('1'), operation('2', { outcome: late }), operation('3', { outcome: late })];
    const similar = [
      { a: '1', b: '3', value: 1 },
      { a: '2', b: '1', value: 1 },
      { a: '1', b: '2', value: 1 },
    ];
    const found = learningPairs(operations, similar);
    expect(found.map(({ knownAt }) => knownAt)).toEqual(['2026-05-02', '2026-05-03']);
    expect(learningPairs([...operations].reverse(), [...similar].reverse())).toEqual(found);
  });
});

describe('online step (methods 3.12)', () => {
  it('gives the worked prediction and the worked new weights', () => {
    const [a, b] = [
      [0.8, 0.75, 0.9, 0.85],
      [0.95, 0.9, 0.6, 0.7],
    ] as const;
    const example = pairOf(
      a.map((value, k) => Math.log(value) - Math.log(b[k] as number)),
      false,
    );
    worked.dv.forEach((value: number, k: number) => expect(example.difference[k]).toBeCloseTo(value, 12));
    expect(predictedProbability(GROUP_WEIGHTS, example.difference)).toBeCloseTo(worked.p, 9);
    const weights = onlineStep(GROUP_WEIGHTS, example);
    worked.w.forEach((weight: number, k: number) => expect(weights[k]).toBeCloseTo(weight, 9));
  });

  it('keeps weights positive with sum 1 and moves towards what happened', () => {
    fc.assert(
      fc.property(difference, fc.boolean(), (d, better) => {
        const pair = pairOf(d, better);
        const next = onlineStep(GROUP_WEIGHTS, pair);
        expect(Math.min(...next)).toBeGreaterThan(0);
        expect(sum(next)).toBeCloseTo(1, 12);
        expect(logLoss(next, [pair])).toBeLessThanOrEqual(logLoss(GROUP_WEIGHTS, [pair]) + 1e-12);
      }),
    );
  });
});

describe('batch learning (methods 3.12)', () => {
  const objective = (weights: readonly number[], given: readonly LearningPair[]) =>
    logLoss(weights, given) * sum(given.map(({ importance }) => importance)) +
    (given.length / 10) * sum(weights.map((weight, k) => weight * Math.log(weight / (GROUP_WEIGHTS[k] as number))));

  it('finds weights that no small step on the simplex improves', () => {
    const steps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(pairs, steps, fc.constantFrom(1e-3, 0.05), (given, step, size) => {
        const weights = batchWeights(GROUP_WEIGHTS, given);
        expect(sum(weights)).toBeCloseTo(1, 12);
        expect(Math.min(...weights)).toBeGreaterThan(0);
        const moved = weights.map((weight, k) => weight * Math.exp(size * (step[k] as number)));
        const scaled = moved.map((weight) => weight / sum(moved));
        expect(objective(scaled, given)).toBeGreaterThanOrEqual(objective(weights, given) - 1e-10);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the weights without pairs, and does not depend on the order of the pairs', () => {
    expect(batchWeights(GROUP_WEIGHTS, [])).toEqual(GROUP_WEIGHTS);
    fc.assert(
      fc.property(pairs, (given) => {
        const turned = batchWeights(GROUP_WEIGHTS, [...given].reverse());
        batchWeights(GROUP_WEIGHTS, given).forEach((weight, k) => expect(turned[k]).toBeCloseTo(weight, 6));
      }),
      { numRuns: 50 },
    );
  });
});

describe('guards of learning (methods 3.12)', () => {
  const tilted = BASE.map((weight, k) => (LEAVES[k] === 'TRU' ? 4 * weight : weight));
  const truth = tilted.map((weight) => weight / sum(tilted));

  it('refuses fewer than 20 pairs', () => {
    expect(proposeWeights(world(truth, 19, 1), 'matching-3')).toEqual({
      status: 'refused',
      reason: 'too-few-pairs',
      pairs: 19,
      pairsMin: 20,
    });
  });

  it('moves the weights towards a world in which trust counts more, at most 20 % each, as a new version that is not in force yet', () => {
    const proposal = proposeWeights(world(truth, 400, 7), 'matching-3');
    if (proposal.status !== 'proposed') throw new Error(`refused: ${proposal.reason}`);
    expect(proposal.weights.TRU).toBeGreaterThan(MATCHING_POLICY.weights.TRU.base);
    expect(proposal).toMatchObject({ replacesVersion: MATCHING_POLICY.version, pairs: 400, holdOutPairs: 80 });
    expect(proposal.policy.version).toBe('matching-3');
    expect(proposal.policy.weights.TRU.base).toBeCloseTo(proposal.weights.TRU, 12);
    expect(proposal.limitedLeaves).toContain('TRU');
    expect(proposal.holdOutLossAfter).toBeLessThan(proposal.holdOutLossBefore);
  });

  it('refuses weights that predict the latest pairs no better', () => {
    const early = world(truth, 160, 3);
    const turned = world(truth, 40, 4).map((pair) => ({ ...pair, isFirstBetter: !pair.isFirstBetter }));
    expect(proposeWeights([...early, ...turned], 'matching-3')).toMatchObject({ status: 'refused', reason: 'no-better-on-hold-out' });
  });

  it('whatever the outcomes, a proposal sums to 1, keeps every weight within 20 % and predicts the hold-out better', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 20, max: 60 }), (seed, count) => {
        const proposal = proposeWeights(world(truth, count, seed), 'v');
        if (proposal.status === 'refused') return;
        expect(sum(LEAVES.map((leaf) => proposal.weights[leaf]))).toBeCloseTo(1, 12);
        for (const leaf of LEAVES) {
          const change = proposal.weights[leaf] / MATCHING_POLICY.weights[leaf].base;
          expect(change).toBeGreaterThanOrEqual(0.8 - 1e-12);
          expect(change).toBeLessThanOrEqual(1.2 + 1e-12);
        }
        expect(proposal.holdOutLossAfter).toBeLessThan(proposal.holdOutLossBefore);
      }),
      { numRuns: 60 },
    );
  });
});
