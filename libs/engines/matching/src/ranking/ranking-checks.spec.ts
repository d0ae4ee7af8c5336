import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregate, listed } from '../suitability/aggregation.js';
import { computedLeaf, type LeafEstimate } from '../suitability/evidence.js';
import { valueToDrawLevel } from '../suitability/explanation.js';
import { type ByLeaf, byLeaf, LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import { completeLeaves, type ScoreContext, scoreSuitability } from '../suitability/score.js';
import { changesToReach } from './counterfactual.js';
import { drawExploration, type ExplorationCase } from './exploration-quota.js';
import { arithmeticMean, secondOpinion, topsis } from './second-opinion.js';
import { rankStability } from './stability.js';
import { Variates } from './variates.js';
import { weightTornado } from './weight-tornado.js';

const examples = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'));
const worked = examples['3.8'];
const WEIGHTS = byLeaf((leaf) => MATCHING_POLICY.weights[leaf].base);
const CONTEXT: ScoreContext = { weights: WEIGHTS, needs: {}, exploration: 'balanced', priors: {} };
const NEEDS = { FIN: 0.5, MAC: 0.6, INT: 0.55, EMP: 0.7, TCH: 0.7, MKT: 0.5, INN: 0.5 };
const GROUP_WEIGHTS = [0.2, 0.2, 0.25, 0.35];
const FOUR = [
  [0.8, 0.75, 0.9, 0.85],
  [0.95, 0.9, 0.6, 0.7],
  [0.3, 0.95, 0.95, 0.95],
];
const firmOf = (firm: string, value: number, confidence = 0.8) => ({ firm, leaves: byLeaf(() => computedLeaf(value, confidence)) });

const share = fc.double({ min: 0, max: 1, noNaN: true });
const estimates: fc.Arbitrary<ByLeaf<LeafEstimate>> = fc
  .array(fc.tuple(share, share), { minLength: 13, maxLength: 13 })
  .map((list) => byLeaf((leaf) => computedLeaf(...(list[LEAVES.indexOf(leaf)] as [number, number]))));
const contexts = fc.record({
  weights: fc.constant(WEIGHTS),
  needs: fc.constantFrom({}, NEEDS),
  exploration: fc.constantFrom('exploit' as const, 'balanced' as const, 'explore' as const),
  priors: fc.constant({}),
});

describe('random numbers', () => {
  const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, value) => sum + value, 0) / 20_000;

  it('have the means and spreads of their distributions', () => {
    const variates = new Variates(1, 'test');
    expect(mean(() => variates.normal())).toBeCloseTo(0, 1);
    expect(mean(() => variates.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => variates.gamma(0.4))).toBeCloseTo(0.4, 1);
    expect(mean(() => variates.gamma(7)) / 7).toBeCloseTo(1, 1);
    expect(mean(() => variates.beta(3, 1))).toBeCloseTo(0.75, 2);
    const [a, b] = [mean(() => variates.beta(2, 6)), mean(() => (variates.beta(2, 6) - 0.25) ** 2)];
    expect(a).toBeCloseTo(0.25, 2);
    expect(b).toBeCloseTo((0.25 * 0.75) / 9, 3);
    expect(mean(() => variates.dirichlet([2, 1, 1])[0] as number)).toBeCloseTo(0.5, 2);
  });
});

describe('random numbers of impossible distributions', () => {
  it('are refused instead of searched for ever', () => {
    for (const shape of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => new Variates(1, 'test').gamma(shape)).toThrow(RangeError);
  });
});

describe('rank stability (methods 3.8)', () => {
  it('identical firms are first equally often', () => {
    const stability = rankStability([firmOf('A', 0.7), firmOf('B', 0.7)], CONTEXT, 42);
    expect(stability?.draws).toBe(500);
    for (const firm of ['A', 'B']) {
      expect(Math.abs((stability?.firms[firm]?.firstPlaceShare ?? 0) - 0.5)).toBeLessThanOrEqual(0.05);
      expect(Math.abs((stability?.firms[firm]?.expectedPlace ?? 0) - 1.5)).toBeLessThanOrEqual(0.05);
    }
    expect(stability?.verdict).toBe('open');
  });

  it('one candidate is first in every draw; certain and equal firms share each draw; none gives nothing', () => {
    expect(rankStability([firmOf('A', 0.2)], CONTEXT, 1)).toMatchObject({
      firms: { A: { firstPlaceShare: 1, expectedPlace: 1 } },
      verdict: 'clear',
    });
    expect(rankStability([firmOf('A', 0.5, 1), firmOf('B', 0.5, 1)], CONTEXT, 1)?.firms['B']).toEqual({
      firstPlaceShare: 0.5,
      expectedPlace: 1.5,
    });
    expect(rankStability([], CONTEXT, 1)).toBeNull();
  });

  it('a firm that is far better and well known is a clear leader', () => {
    expect(rankStability([firmOf('A', 0.9, 0.95), firmOf('B', 0.6, 0.95)], CONTEXT, 5)?.verdict).toBe('clear');
  });

  it('the same seed gives the same shares, whatever the order of the candidates, another seed others', () => {
    const field = [firmOf('A', 0.7), firmOf('B', 0.72), firmOf('C', 0.69, 0.3)];
    expect(rankStability([...field].reverse(), CONTEXT, 9)?.firms).toEqual(rankStability(field, CONTEXT, 9)?.firms);
    expect(rankStability(field, CONTEXT, 10)?.firms).not.toEqual(rankStability(field, CONTEXT, 9)?.firms);
  });
});

describe('second opinions (methods 3.7, 3.8)', () => {
  it('the geometric mean, the arithmetic mean and TOPSIS give the worked numbers of the four groups', () => {
    const expected = examples['3.7'].fourGroups;
    FOUR.forEach((row, i) => {
      const name = ['A', 'B', 'C'][i] as string;
      expect(arithmeticMean(row, GROUP_WEIGHTS)).toBeCloseTo(expected[name].wsm, 9);
      if (name !== 'C') expect(aggregate(row, GROUP_WEIGHTS)).toBeCloseTo(expected[name].wgm, 9);
    });
    const withoutFloor = { ...MATCHING_POLICY, aggregation: { epsilon: 0.01, floor: 0 } };
    expect(aggregate(FOUR[2] as number[], GROUP_WEIGHTS, withoutFloor)).toBeCloseTo(expected.C.wgm, 9);
    expect(aggregate(FOUR[2] as number[], GROUP_WEIGHTS)).toBeCloseTo(examples['3.7'].floorOfC, 9);
    topsis(FOUR, GROUP_WEIGHTS).forEach((value, i) => expect(value).toBeCloseTo(worked.topsisFourGroups[['A', 'B', 'C'][i] as string], 9));
  });

  it('a third, clearly worse firm turns the TOPSIS order of two others, and not that of the geometric mean', () => {
    const [firms, added, before, after] = worked.reversal;
    topsis(firms, [0.5, 0.5]).forEach((value, i) => expect(value).toBeCloseTo(before[i], 9));
    topsis([...firms, ...added], [0.5, 0.5]).forEach((value, i) => expect(value).toBeCloseTo(after[i], 9));
    expect(before[0]).toBeGreaterThan(before[1]);
    expect(after[0]).toBeLessThan(after[1]);
    worked.reversalGeometricMeans
      .slice(0, 3)
      .forEach((value: number, i: number) => expect(aggregate(firms[i], [0.5, 0.5])).toBeCloseTo(value, 9));
  });

  it('say which firm another method would put first', () => {
    const hidden = byLeaf((leaf) => (leaf === 'MAC' ? 0.2 : 0.99));
    const even = byLeaf(() => 0.8);
    const opinion = secondOpinion(
      [
        { firm: 'even', adjusted: even },
        { firm: 'hidden', adjusted: hidden },
      ],
      WEIGHTS,
    );
    expect(opinion.otherLeaders).toContainEqual({ method: 'arithmetic-mean', firm: 'hidden' });
    expect(secondOpinion([{ firm: 'even', adjusted: even }], WEIGHTS)).toMatchObject({ topsis: { even: 0.5 }, otherLeaders: [] });
  });
});

describe('counterfactual (methods 3.9)', () => {
  it('really flips: with the one leaf changed the firm reaches the target, and a little less does not do', () => {
    fc.assert(
      fc.property(estimates, contexts, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (known, context, target) => {
        const rankingOf = (leaves: ByLeaf<LeafEstimate>) => scoreSuitability(leaves, context).rankingValue;
        const before = rankingOf(known);
        for (const { leaf, from, to } of changesToReach(target, known, context)) {
          const at = (value: number) => rankingOf({ ...known, [leaf]: computedLeaf(value, known[leaf].confidence) });
          expect(before).toBeLessThan(target);
          expect(at(to)).toBeGreaterThanOrEqual(target);
          expect(at(from + (to - from) * (1 - 1e-6))).toBeLessThan(target);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out exactly those leaves that cannot reach the target alone', () => {
    fc.assert(
      fc.property(estimates, contexts, fc.double({ min: 0.3, max: 0.9, noNaN: true }), share, (known, context, target, tried) => {
        const before = scoreSuitability(known, context).rankingValue;
        const reachable = changesToReach(target, known, context).map(({ leaf }) => leaf);
        for (const leaf of LEAVES) {
          const changed = { ...known, [leaf]: computedLeaf(tried, known[leaf].confidence) };
          const reaches = scoreSuitability(changed, context).rankingValue >= target;
          // Nobody is told to bring less, unless it is more than the order needs even then.
          const isLess = tried < known[leaf].value;
          if (before < target && reaches && !isLess) expect(reachable).toContain(leaf);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the formula where no need, floor or exploration is at work', () => {
    const known = byLeaf((leaf) => computedLeaf(leaf === 'MAC' ? 0.6 : 0.8, 1));
    const own = scoreSuitability(known, CONTEXT).value;
    const change = changesToReach(own * 1.02, known, CONTEXT).find(({ leaf }) => leaf === 'MAC');
    expect(change?.to).toBeCloseTo(valueToDrawLevel(0.6, WEIGHTS.MAC, own * 1.02, own) ?? 0, 9);
  });

  it('gives the worked values for the firm of the four groups', () => {
    const [a, b] = [examples['3.7'].fourGroups.A.wgm, examples['3.7'].fourGroups.B.wgm];
    expect(valueToDrawLevel(0.6, 0.25, a, b)).toBeCloseTo(examples['3.9'].counterfactualResource, 9);
    expect(valueToDrawLevel(0.7, 0.35, a, b)).toBeCloseTo(examples['3.9'].counterfactualCompetence, 9);
  });

  it('tells a firm that has more than the order needs to bring less', () => {
    const known = completeLeaves(
      byLeaf((leaf) => computedLeaf(leaf === 'FIN' ? 1 : 0.6, 1)),
      CONTEXT,
    );
    const context = { ...CONTEXT, needs: NEEDS };
    const own = scoreSuitability(known, context).value;
    const change = changesToReach(own * 1.0001, known, context).find(({ leaf }) => leaf === 'FIN');
    expect(change?.to).toBeLessThan(1);
    expect(change?.to).toBeGreaterThanOrEqual(0.5);
  });
});

describe('weight tornado (methods 3.13)', () => {
  it('shows how the lead moves with each weight, and which weight would turn it', () => {
    const [first, second] = [byLeaf((leaf) => (leaf === 'TRU' ? 0.95 : 0.8)), byLeaf((leaf) => (leaf === 'MAC' ? 0.9 : 0.8))];
    const effects = weightTornado(first, second, WEIGHTS);
    const lead = Math.log(aggregate(listed(first), listed(WEIGHTS)) / aggregate(listed(second), listed(WEIGHTS)));
    const trust = effects.find(({ leaf }) => leaf === 'TRU');
    expect(trust?.leadWithLess).toBeLessThan(lead);
    expect(trust?.leadWithMore).toBeGreaterThan(lead);
    expect(
      effects
        .filter(({ turnsOrder }) => turnsOrder)
        .map(({ leaf }) => leaf)
        .sort(),
    ).toEqual(['MAC', 'TRU']);
    expect(effects).toHaveLength(13);
  });
});

describe('explore quota (methods 8.5)', () => {
  const harmless: ExplorationCase = {
    operation: 'op',
    criticality: 0.2,
    orderValueEur: 400,
    monthValueEur: 10_000,
    reachesRequiredProbability: true,
  };
  const field = [
    { firm: 'known', suitability: 0.8, jointOrders: 12 },
    { firm: 'new', suitability: 0.75, jointOrders: 1 },
    { firm: 'weak', suitability: 0.5, jointOrders: 0 },
  ];
  const draw = (change: Partial<ExplorationCase> = {}, seed = 1) => drawExploration({ ...harmless, ...change }, field, 'balanced', seed);

  it('of 1000 eligible operations between 80 and 120 are explored at a quota of 0.10', () => {
    const explored = Array.from({ length: 1000 }, (_, i) => draw({ operation: `op${i}` })).filter((result) => result.explored !== null);
    expect(explored.length).toBeGreaterThanOrEqual(80);
    expect(explored.length).toBeLessThanOrEqual(120);
    expect(new Set(explored.map((result) => result.explored))).toEqual(new Set(['new']));
  });

  it('explorative networks explore more, exploitative ones less', () => {
    const count = (exploration: 'exploit' | 'explore') =>
      Array.from({ length: 1000 }, (_, i) => drawExploration({ ...harmless, operation: `op${i}` }, field, exploration, 1)).filter(
        (result) => result.explored !== null,
      ).length;
    expect(Math.abs(count('explore') - 250)).toBeLessThan(45);
    expect(Math.abs(count('exploit') - 50)).toBeLessThan(25);
  });

  it('names what stands against it, and then the leader is chosen for certain', () => {
    expect(draw({ criticality: 0.5 }).obstacles).toEqual(['too-critical']);
    expect(draw({ orderValueEur: 500 }).obstacles).toEqual(['too-valuable']);
    expect(draw({ reachesRequiredProbability: false })).toMatchObject({
      obstacles: ['not-safe-enough'],
      drawn: null,
      explored: null,
      chosenProbability: { known: 1 },
    });
    expect(drawExploration(harmless, field.slice(0, 1), 'explore', 1).obstacles).toEqual(['no-new-candidate']);
    expect(drawExploration(harmless, [], 'explore', 1)).toMatchObject({ obstacles: ['no-new-candidate'], chosenProbability: {} });
  });

  it('the same seed gives the same draw, and the probabilities of being chosen sum to 1', () => {
    expect(draw({}, 77)).toEqual(draw({}, 77));
    expect(draw().chosenProbability).toEqual({ known: 0.9, new: 0.1 });
  });
});
