import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryRiskModel, type DeliveryTask } from './delivery-probability.js';
import { allocateRedundancy } from './redundancy.js';
import type { StandbyOption } from './redundancy-problem.js';

const risk = new DeliveryRiskModel(
  [
    { id: 'A', region: '1', successProbability: 0.97 },
    { id: 'B', region: '1', successProbability: 0.94 },
    { id: 'C', region: '2', successProbability: 0.98 },
    { id: 'D', region: '1', successProbability: 0.96 },
    { id: 'E', region: '3', successProbability: 0.95 },
    { id: 'F', region: '4', successProbability: 0.93 },
  ],
  [
    { id: '1', shockProbability: 0.02 },
    { id: '2', shockProbability: 0.015 },
    { id: '3', shockProbability: 0.02 },
    { id: '4', shockProbability: 0.015 },
  ],
);
const primary = (firm: string): DeliveryTask => ({ lots: [[firm]], needed: 1 });
const tasks = new Map([
  ['op1', primary('A')],
  ['op2', primary('C')],
  ['op3', primary('D')],
]);
const options: StandbyOption[] = [
  { operation: 'op1', firm: 'E', feeEur: 200 },
  { operation: 'op1', firm: 'B', feeEur: 192 },
  { operation: 'op2', firm: 'F', feeEur: 31.2 },
  { operation: 'op3', firm: 'E', feeEur: 116 },
];
const namesOf = (set: readonly StandbyOption[]) => set.map((option) => `${option.operation}+${option.firm}`);

describe('redundancy allocation (methods 5.5)', () => {
  it('finds the cheapest set of O-100 that reaches R* and the next better step', () => {
    const result = allocateRedundancy({ risk, tasks, options, requiredProbability: 0.95589 });
    expect(namesOf(result.chosen)).toEqual(['op1+E', 'op3+E']);
    expect(result).toMatchObject({ feeEur: 316, reached: true, method: 'exact' });
    expect(result.probability).toBeCloseTo(0.959477, 6);
    expect(result.probabilityWithoutStandby).toBeCloseTo(0.88091, 6);
    expect(result.nextStep?.option).toEqual({ operation: 'op2', firm: 'F', feeEur: 31.2 });
    expect(result.nextStep?.probability).toBeCloseTo(0.991072, 6);
  });

  it('takes nothing where the plan suffices as it is', () => {
    const result = allocateRedundancy({ risk, tasks, options, requiredProbability: 0.88 });
    expect(result).toMatchObject({ chosen: [], feeEur: 0, reached: true });
  });

  it('shows the best value where R* is out of reach', () => {
    const result = allocateRedundancy({ risk, tasks, options, requiredProbability: 0.999 });
    expect(result.reached).toBe(false);
    expect(result.probability).toBeCloseTo(0.992898, 6);
    expect(namesOf(result.chosen)).toHaveLength(4);
  });

  it('leaves out the primary itself, unknown operations and what changes nothing', () => {
    const useless = [
      { operation: 'op1', firm: 'A', feeEur: 1 },
      { operation: 'op9', firm: 'E', feeEur: 1 },
    ];
    const result = allocateRedundancy({ risk, tasks, options: useless, requiredProbability: 0.95 });
    expect(result.chosen).toEqual([]);
    expect(result.nextStep).toBeNull();
  });

  it('above twelve options goes greedily and drops what is not needed', () => {
    // Nine dear options of one operation beside the four of the example: the heuristic ends at the same optimum.
    const extra = Array.from({ length: 9 }, (_, i) => ({ id: `X${i}`, region: '4', successProbability: 0.5 }));
    const wide = new DeliveryRiskModel(
      [
        ...extra,
        ...['A:1:0.97', 'B:1:0.94', 'C:2:0.98', 'D:1:0.96', 'E:3:0.95', 'F:4:0.93'].map((text) => {
          const [id, region, p] = text.split(':') as [string, string, string];
          return { id, region, successProbability: Number(p) };
        }),
      ],
      ['1', '2', '3', '4'].map((id, i) => ({ id, shockProbability: i % 2 === 0 ? 0.02 : 0.015 })),
    );
    const many = [...options, ...extra.map((firm) => ({ operation: 'op2', firm: firm.id, feeEur: 5000 }))];
    const result = allocateRedundancy({ risk: wide, tasks, options: many, requiredProbability: 0.95589 });
    expect(result.method).toBe('heuristic');
    expect(namesOf(result.chosen)).toEqual(['op1+E', 'op3+E']);
  });

  it('is as cheap as the best of all subsets, and no dearer when less is required (P15)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 }),
        fc.double({ min: 0.88, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (fees, required, less) => {
          const priced = options.map((option, i) => ({ ...option, feeEur: fees[i] as number }));
          const result = allocateRedundancy({ risk, tasks, options: priced, requiredProbability: required });
          let cheapest = Number.POSITIVE_INFINITY;
          for (let mask = 0; mask < 16; mask += 1) {
            const set = priced.filter((_, i) => (mask >> i) & 1);
            const all = [...tasks].map(([id, t]) => ({
              needed: 1,
              lots: t.lots.map((lot) => [...lot, ...set.filter((option) => option.operation === id).map((option) => option.firm)]),
            }));
            const fee = set.reduce((sum, option) => sum + option.feeEur, 0);
            if (risk.estimate(all).probability >= required - 1e-9) cheapest = Math.min(cheapest, fee);
          }
          expect(result.reached).toBe(cheapest < Number.POSITIVE_INFINITY);
          if (!result.reached) return;
          expect(result.feeEur).toBeCloseTo(cheapest, 9);
          const easier = allocateRedundancy({ risk, tasks, options: priced, requiredProbability: required - less });
          expect(easier.feeEur).toBeLessThanOrEqual(result.feeEur + 1e-9);
        },
      ),
    );
  });
});
