import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '@gewerk/kernel';
import { DeliveryRiskModel } from './delivery-probability.js';
import { allocateRedundancy } from './redundancy.js';
import type { RedundancyResult } from './redundancy-problem.js';

/** 24 operations of four primaries with eleven options each: 264 in all. */
function largeProblem(seed: number) {
  const random = seededRandom(seed);
  const regions = ['n', 's', 'w'].map((id) => ({ id, shockProbability: 0.005 + 0.01 * random() }));
  const firms = Array.from({ length: 30 }, (_, index) => ({
    id: `F${index}`,
    region: regions[index % 3]?.id as string,
    successProbability: 0.92 + 0.06 * random(),
  }));
  const risk = new DeliveryRiskModel(firms, regions);
  const tasks = new Map(Array.from({ length: 24 }, (_, index) => [`op${index}`, { lots: [[`F${index % 4}`]], needed: 1 }]));
  const options = [...tasks.keys()].flatMap((operation) =>
    firms
      .slice(4)
      .filter(() => random() < 0.45)
      .map(({ id }) => ({ operation, firm: id, feeEur: 10 + Math.round(60 * random()) })),
  );
  const probabilityOf = (chosen: RedundancyResult['chosen']) =>
    risk.estimate(
      [...tasks].map(([operation, { lots, needed }]) => ({
        needed,
        lots: lots.map((lot) => [...lot, ...chosen.filter((option) => option.operation === operation).map(({ firm }) => firm)]),
      })),
    ).probability;
  return { problem: { risk, tasks, options }, probabilityOf };
}

describe('standbys where options are many (methods 5.5)', () => {
  it.each([1, 2, 3])('reach R* by the exact probability with nothing to spare, seed %i', (seed) => {
    const { problem, probabilityOf } = largeProblem(seed);
    const result = allocateRedundancy({ ...problem, requiredProbability: 0.95 });
    expect(result).toMatchObject({ reached: true, method: 'heuristic' });
    expect(result.probability).toBeCloseTo(probabilityOf(result.chosen), 12);
    expect(result.probability).toBeGreaterThanOrEqual(0.95 - 1e-9);
    expect(result.feeEur).toBeCloseTo(
      result.chosen.reduce((sum, { feeEur }) => sum + feeEur, 0),
      9,
    );
    for (const option of result.chosen) expect(probabilityOf(result.chosen.filter((other) => other !== option))).toBeLessThan(0.95);
  });

  it('cost less where less is required, and nothing where the plan suffices', () => {
    const { problem } = largeProblem(4);
    const feeOf = (requiredProbability: number) => allocateRedundancy({ ...problem, requiredProbability }).feeEur;
    expect(feeOf(0.5)).toBe(0);
    expect(feeOf(0.9)).toBeLessThan(feeOf(0.97));
  });

  it('say where R* is out of reach', () => {
    const { problem, probabilityOf } = largeProblem(5);
    const options = problem.options.filter(({ operation }) => operation !== 'op0');
    const result = allocateRedundancy({ ...problem, options, requiredProbability: 0.999 });
    expect(result.reached).toBe(false);
    expect(result.probability).toBeCloseTo(probabilityOf(result.chosen), 12);
    expect(result.probability).toBeGreaterThan(result.probabilityWithoutStandby);
  });

  it('name a next step that raises the probability as it says', () => {
    const { problem, probabilityOf } = largeProblem(6);
    const { chosen, nextStep, probability } = allocateRedundancy({ ...problem, requiredProbability: 0.93 });
    expect(nextStep).not.toBeNull();
    expect(nextStep?.probability).toBeGreaterThan(probability);
    expect(nextStep?.probability).toBeCloseTo(probabilityOf([...chosen, ...(nextStep === null ? [] : [nextStep.option])]), 12);
  });
});
