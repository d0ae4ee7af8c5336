import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import fc from 'fast-check';
import type { ConsortiumInstance } from '../instance/instance.js';
import { solveConsortium } from '../solve.js';
import { randomInstance } from '../testing/random-instance.js';
import { contributionWeights, shapleyShares, shareSurplus } from './benefit-sharing.js';
import { reviewJointBid, reviewPlan } from './joint-bid.js';
import { cheapestSplit, earliestCommonDay, LOT_POLICY, type LotFirm } from './lot-splitting.js';
import { resilienceBreaches } from './resilience-rules.js';

const A: LotFirm = { firm: 'A', setupHours: 4, hoursPerPiece: 1, hoursPerDay: 8, transportDays: 1, eurPerHour: 60 };
const B: LotFirm = { firm: 'B', setupHours: 3, hoursPerPiece: 1.25, hoursPerDay: 12, transportDays: 1, eurPerHour: 55 };
const E: LotFirm = { firm: 'E', setupHours: 5, hoursPerPiece: 0.9, hoursPerDay: 6, transportDays: 2, eurPerHour: 58 };

describe('lot splitting for rush orders (methods 4.7)', () => {
  it.each([
    ['A', [A], 9],
    ['B', [B], 8],
    ['E', [E], 12],
    ['AB', [A, B], 5],
    ['AE', [A, E], 7],
    ['BE', [B, E], 6],
    ['ABE', [A, B, E], 5],
  ] as const)('%s delivers 60 pieces on its worked day', (_, firms, day) => {
    expect(earliestCommonDay(firms, 60)).toBe(day);
  });

  it.each([
    [4, null, Number.NaN],
    [5, { A: 28, B: 32 }, 4405],
    [6, { A: 36, B: 24 }, 4335],
    [7, { A: 33, E: 27 }, 4039.4],
    [8, { A: 26, E: 34 }, 3984.8],
    [9, { A: 60 }, 3840],
    [10, { A: 60 }, 3840],
    [11, { B: 6, E: 54 }, 3806.3],
    [12, { E: 60 }, 3422],
  ])('the cheapest split for day %i is the worked one', (day, lots, costEur) => {
    const plan = cheapestSplit([A, B, E], 60, day);
    expect(plan === null ? null : Object.fromEntries(plan.lots.map(({ firm, pieces }) => [firm, pieces]))).toEqual(lots);
    if (plan !== null) expect(plan.costEur).toBeCloseTo(costEur, 6);
  });

  it('with lots of ten pieces at least, day 11 is again A alone', () => {
    expect(cheapestSplit([A, B, E], 60, 11, { ...LOT_POLICY, minLot: 10 })?.lots).toEqual([{ firm: 'A', pieces: 60, costEur: 3840 }]);
  });

  it('another firm never delays the common day, a later day never costs more, every piece is made', () => {
    const firm = fc.record({
      setupHours: fc.integer({ min: 0, max: 6 }),
      hoursPerPiece: fc.integer({ min: 1, max: 8 }).map((n) => n / 4),
      hoursPerDay: fc.integer({ min: 2, max: 16 }),
      transportDays: fc.integer({ min: 0, max: 3 }),
      eurPerHour: fc.integer({ min: 40, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(firm, { minLength: 2, maxLength: 4 }), fc.integer({ min: 1, max: 80 }), (list, pieces) => {
        const firms = list.map((each, index) => ({ ...each, firm: `F${index}` }));
        const day = earliestCommonDay(firms, pieces) as number;
        expect(day).toBeLessThanOrEqual(earliestCommonDay(firms.slice(1), pieces) as number);
        let former = Number.POSITIVE_INFINITY;
        for (let later = day; later < day + 6; later += 1) {
          const plan = cheapestSplit(firms, pieces, later, { ...LOT_POLICY, firmsMax: 4 });
          // The day counts all firms; a lot of zero pieces is no lot.
          if (plan === null) continue;
          expect(plan.costEur).toBeLessThanOrEqual(former + 1e-9);
          expect(plan.lots.reduce((sum, lot) => sum + lot.pieces, 0)).toBe(pieces);
          former = plan.costEur;
        }
        expect(former).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 200 },
    );
  });
});

describe('joint-bid review (methods 4.4)', () => {
  const review = (dueDay: number) =>
    reviewJointBid(['A', 'B'], [['B', 'A']], (firms) => {
      const day = earliestCommonDay(
        [A, B].filter(({ firm }) => firms.includes(firm)),
        60,
      );
      return day !== null && day <= dueDay;
    });

  it('flags competitors for day 9, which A keeps alone, and not for day 5, which neither does', () => {
    expect(review(5)).toEqual({ flag: null, grounds: [] });
    expect(review(9).flag).toBe('JOINT_BID_REVIEW');
    expect(review(9).grounds.map(({ ableWithout }) => ableWithout)).toEqual(['A', 'B']);
  });

  it('asks of a plan exactly whether a competitor and the other members have a feasible plan', () => {
    let flagged = 0;
    for (let seed = 1; seed <= 250; seed += 1) {
      const instance = randomInstance(seed, { operations: 4, firms: 4, candidates: 4 });
      const plan = solveConsortium(instance).plans[0];
      const members = [...new Set(Object.values(plan?.assignment ?? {}))].sort();
      if (plan === undefined || members.length < 2) continue;
      const [a, b] = members as [string, string];
      const without = (out: string): ConsortiumInstance => ({
        ...instance,
        candidates: instance.candidates.filter(({ firm }) => firm !== out && members.includes(firm)),
      });
      const expected = [b, a].filter((out) => solveConsortium(without(out)).plans.length > 0).map((out) => (out === b ? a : b));
      expect(reviewPlan(instance, plan.assignment, [[a, b]]).grounds.map(({ ableWithout }) => ableWithout)).toEqual(expected);
      expect(reviewPlan(instance, plan.assignment, []).flag).toBeNull();
      flagged += expected.length > 0 ? 1 : 0;
    }
    expect(flagged).toBeGreaterThan(5);
  });
});

describe('benefit sharing (methods 4.11)', () => {
  const worked: Record<string, number> = { A: 100, C: 0, D: 60, AC: 300, AD: 220, CD: 160, ACD: 600 };
  const valueOf = (members: readonly string[]) => worked[members.join('')] as number;

  it('gives the worked Shapley values and finds them in the core', () => {
    const result = shapleyShares(['D', 'A', 'C'], valueOf);
    expect(result.shares['A']).toBeCloseTo(256.666667, 6);
    expect(result.shares['C']).toBeCloseTo(176.666667, 6);
    expect(result.shares['D']).toBeCloseTo(166.666667, 6);
    const excess = Object.fromEntries((result.excess ?? []).map((each) => [each.coalition.join(''), each.excess]));
    for (const [coalition, expected] of Object.entries({ A: 156.67, C: 176.67, D: 106.67, AC: 133.33, AD: 203.33, CD: 183.33, ACD: 0 }))
      expect(excess[coalition]).toBeCloseTo(expected, 2);
    expect(result).toMatchObject({ isInCore: true, leastCore: null });
  });

  it('shares sum to the surplus, equal members get equal shares, a null player its own value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }), (bySize) => {
        const real = (members: readonly string[]) => members.filter((id) => id !== 'null').length;
        const value = (members: readonly string[]) =>
          (bySize[real(members)] as number) + (members.includes('null') ? 7 : 0) - (bySize[0] as number);
        const { shares } = shapleyShares(['a', 'b', 'c', 'null'], value);
        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(value(['a', 'b', 'c', 'null']), 9);
        expect(shares['a']).toBeCloseTo(shares['b'] as number, 9);
        expect(shares['null']).toBeCloseTo(7, 9);
      }),
    );
  });

  it('outside the core the fix has the smallest possible largest deficit', () => {
    // Any two of three can earn all: the best that can be done leaves each pair short by a third.
    const majority = (members: readonly string[]) => (members.length >= 2 ? 300 : 0);
    const result = shapleyShares(['a', 'b', 'c'], majority);
    expect(result.isInCore).toBe(false);
    expect(result.leastCore?.largestDeficit).toBeCloseTo(100, 9);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 16, maxLength: 16 }), (values) => {
        const ids = ['a', 'b', 'c', 'd'];
        const value = (members: readonly string[]) => values[members.reduce((mask, id) => mask | (1 << ids.indexOf(id)), 0)] as number;
        const { leastCore, shares } = shapleyShares(ids, value);
        if (leastCore === null) return;
        const deficitOf = (given: Readonly<Record<string, number>>) =>
          Math.max(
            ...Array.from({ length: 14 }, (_, index) => ids.filter((__, bit) => ((index + 1) >> bit) & 1)).map(
              (group) => value(group) - group.reduce((sum, id) => sum + (given[id] as number), 0),
            ),
          );
        expect(Object.values(leastCore.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(value(ids), 6);
        expect(deficitOf(leastCore.shares)).toBeCloseTo(leastCore.largestDeficit, 6);
        expect(leastCore.largestDeficit).toBeLessThanOrEqual(deficitOf(shares) + 1e-6);
        for (const id of ids)
          for (const other of ids) {
            const moved = {
              ...leastCore.shares,
              [id]: (leastCore.shares[id] as number) + 1,
              [other]: (leastCore.shares[other] as number) - 1,
            };
            if (id !== other) expect(deficitOf(moved)).toBeGreaterThanOrEqual(leastCore.largestDeficit - 1e-6);
          }
      }),
      { numRuns: 200 },
    );
  });

  it('above eight members sampled orders come near to the additive truth', () => {
    const ids = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const { shares, method } = shapleyShares(ids, (members) => members.reduce((sum, id) => sum + Number(id.slice(1)), 0));
    expect(method).toBe('sampled');
    for (const id of ids) expect(shares[id]).toBeCloseTo(Number(id.slice(1)), 9);
  });

  it('amounts sum to the surplus to the cent', () => {
    const { shares } = shareSurplus(money(10_000, 'EUR'), [1, 1, 1]);
    expect(shares.map(({ amountMinor }) => amountMinor)).toEqual([3334, 3333, 3333]);
    const weights = contributionWeights([
      { hours: 60, valueAtRiskEur: 1000, coordinationHours: 0 },
      { hours: 40, valueAtRiskEur: 3000, coordinationHours: 10 },
    ]);
    expect(weights[0]).toBeCloseTo(0.5 * 0.6 + 0.3 * 0.25, 12);
    expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(1, 12);
  });

  it('nobody bears more of a loss than the risk accepted; the rest stays uncovered', () => {
    const { shares, uncovered } = shareSurplus(money(-900, 'EUR'), [1, 1, 1], [100, 1000, 250]);
    expect(shares.map(({ amountMinor }) => amountMinor)).toEqual([-100, -550, -250]);
    expect(uncovered.amountMinor).toBe(0);
    expect(shareSurplus(money(-900, 'EUR'), [1, 1], [100, 200]).uncovered.amountMinor).toBe(-600);
  });
});

describe('rules of the resilient mode (methods 5.3, constraint 19)', () => {
  const instance = randomInstance(3, { operations: 4, firms: 4, candidates: 4 });
  const [first, second] = instance.firms.map(({ id }) => id) as [string, string];
  const candidates = ['x', 'y'].flatMap((operation, index) => [
    {
      operation,
      firm: index === 0 ? first : second,
      priceEur: index === 0 ? 700 : 300,
      earliestStartDay: 0,
      durationDays: 1,
      suitability: 1,
    },
  ]);
  const firms = instance.firms.map((firm, index) => ({ ...firm, region: `R${index % 3}` }));
  const small = { ...instance, candidates, firms };
  const plan = { assignment: { x: first, y: second }, productionEur: 1000 };

  it('names the firm whose share of the value is too large', () => {
    const rules = { valueShareMax: 0.6, criticalOperations: [] };
    expect(resilienceBreaches(small, plan, [], rules)).toEqual([{ rule: 'value-share', firm: first, share: 0.7, limit: 0.6 }]);
    expect(resilienceBreaches(small, plan, [], { ...rules, valueShareMax: 0.7 })).toEqual([]);
  });

  it('names a critical operation whose firms all lie in one region, until a standby lies in another', () => {
    const rules = { valueShareMax: 1, criticalOperations: ['x'] };
    expect(resilienceBreaches(small, plan, [], rules)).toEqual([{ rule: 'two-regions', operation: 'x', region: 'R0' }]);
    expect(resilienceBreaches(small, plan, [{ operation: 'x', firm: second }], rules)).toEqual([]);
  });
});
