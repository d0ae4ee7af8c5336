import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { adjustToNeeds, aggregate, leafNeeds } from './aggregation.js';
import { computedLeaf, fuseEvidence, type LeafEstimate } from './evidence.js';
import { differenceContributions, lossContributions, valueToDrawLevel } from './explanation.js';
import { pairCompatibility } from './kappa.js';
import { type ByLeaf, byLeaf, type Leaf, LEAVES } from './policy.js';
import { type ScoreContext, scoreSuitability } from './score.js';
import { orderDrivenWeights } from './weights.js';

const PROFILE = { q: 0.6210435242371479, c: 0.5, t: 2 / 3, x: 0.5730418214454629, u: 0.7 };
const STRATEGY = { cost: 0.15, time: 0.3, quality: 0.3, flex: 0.15, service: 0.1 };
const { weights } = orderDrivenWeights(PROFILE, STRATEGY);
const needs = leafNeeds(PROFILE, false);
const CONTEXT: ScoreContext = { weights, needs, exploration: 'balanced', priors: {} };
const VALUES: ByLeaf<number> = {
  CUL: 0.7413471955951483,
  COM: 0.7616666666666666,
  TEC: 0.7,
  SFI: 0.9188734668417889,
  TRU: 0.770909090909091,
  RIS: 0.7977132136959999,
  FIN: 0.7657142857142858,
  MAC: 0.8757481670843095,
  INT: 0.8079999999999999,
  EMP: 0.8666666666666667,
  TCH: 0.8779447168706651,
  MKT: 0.837398081255924,
  INN: 0.48983333333333334,
};
const certain = (values: ByLeaf<number>) => byLeaf((leaf) => computedLeaf(values[leaf], 1));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const leafValues = fc.tuple(...LEAVES.map(() => share)).map((list) => byLeaf((leaf) => list[LEAVES.indexOf(leaf)] as number));
const estimates = fc.tuple(...LEAVES.map(() => fc.option(fc.tuple(share, share)))).map((list) =>
  Object.fromEntries(
    LEAVES.flatMap((leaf, i): [Leaf, LeafEstimate][] => {
      const known = list[i];
      return known === null || known === undefined ? [] : [[leaf, computedLeaf(known[0], known[1])]];
    }),
  ),
);

describe('suitability of a firm (methods 3.7)', () => {
  it('gives the worked needs, adjusted leaves, value and groups', () => {
    expect(needs).toMatchObject({ FIN: 0.5, MAC: 0.6, MKT: 0.5 });
    expect(needs.INT).toBeCloseTo(0.586521, 6);
    expect(needs.EMP).toBeCloseTo(0.710522, 6);
    expect(needs.INN).toBeCloseTo(0.543825, 6);
    const adjusted = adjustToNeeds(VALUES, needs);
    expect(adjusted.MAC).toBeCloseTo(0.958638, 6);
    expect(adjusted.TCH).toBeCloseTo(0.974887, 6);
    expect(adjusted.INN).toBeCloseTo(0.900719, 6);
    const score = scoreSuitability(certain(VALUES), CONTEXT);
    expect(score.value).toBeCloseTo(0.881349, 6);
    expect(scoreSuitability(certain(VALUES), { ...CONTEXT, needs: {} }).value).toBeCloseTo(0.805335, 6);
    expect(score.groups.coordination).toBeCloseTo(0.731283, 6);
    expect(score.groups.collaboration).toBeCloseTo(0.807461, 6);
    expect(score.groups.resource).toBeCloseTo(0.960325, 6);
    expect(score.groups.competence).toBeCloseTo(0.964408, 6);
    expect(score).toMatchObject({ confidence: 1, policyVersion: 'matching-3' });
    expect(leafNeeds(PROFILE, true).MKT).toBe(0.9);
  });

  it('the four largest losses of the example are TRU, TEC, RIS and COM', () => {
    const { losses } = scoreSuitability(certain(VALUES), CONTEXT);
    expect(losses.slice(0, 4).map(({ source }) => source)).toEqual(['TRU', 'TEC', 'RIS', 'COM']);
    [0.026926, 0.024566, 0.021458, 0.017124].forEach((loss, i) => expect(losses[i]?.loss).toBeCloseTo(loss, 6));
  });

  it('the floor rule keeps a weakness from being hidden by strengths', () => {
    const w = [0.2, 0.2, 0.25, 0.35];
    expect(aggregate([0.8, 0.75, 0.9, 0.85], w)).toBeCloseTo(0.830783, 6);
    expect(aggregate([0.95, 0.9, 0.6, 0.7], w)).toBeCloseTo(0.752862, 6);
    expect(aggregate([0.3, 0.95, 0.95, 0.95], w)).toBeCloseTo(0.646631, 6);
  });

  it('a missing leaf takes its prior with confidence 0', () => {
    const { TRU, ...others } = certain(VALUES);
    const score = scoreSuitability(others, { ...CONTEXT, priors: { TRU: 0.7 } });
    expect(score.leaves.find(({ leaf }) => leaf === 'TRU')).toMatchObject({ value: 0.7, confidence: 0, isMissing: true });
    expect(score.confidence).toBeCloseTo(1 - weights.TRU, 12);
    expect(TRU.value).toBeGreaterThan(0.7);
  });

  it('tests the threshold on the lower bound where enough is known, else on the value', () => {
    const uncertain = byLeaf(() => computedLeaf(0.55, 0.29));
    const known = byLeaf(() => computedLeaf(0.55, 0.31));
    expect(scoreSuitability(uncertain, { ...CONTEXT, needs: {} }).threshold).toMatchObject({ tested: 'value', isMet: true, limit: 0.5 });
    expect(scoreSuitability(known, { ...CONTEXT, needs: {} }).threshold).toMatchObject({ tested: 'lower-bound', isMet: false });
  });

  it('exploration ranks at the upper end, exploitation at the lower end, and changes no fact', () => {
    const leaves = byLeaf(() => fuseEvidence([{ class: 'transaction', value: 0.5, count: 5, ageMonths: 0 }], 0.5));
    const at = (exploration: ScoreContext['exploration']) => scoreSuitability(leaves, { ...CONTEXT, needs: {}, exploration });
    expect(at('exploit').rankingValue).toBeCloseTo(at('balanced').lowerBound, 12);
    expect(at('explore').rankingValue).toBeCloseTo(at('balanced').upperBound, 12);
    expect(at('explore').value).toBe(at('exploit').value);
  });

  it('P01, P02: all scores lie in [0, 1] and the bounds enclose the value', () => {
    fc.assert(
      fc.property(estimates, (leaves) => {
        const { value, lowerBound, upperBound, rankingValue, confidence, groups } = scoreSuitability(leaves, {
          ...CONTEXT,
          exploration: 'explore',
        });
        for (const score of [value, lowerBound, upperBound, rankingValue, confidence, ...Object.values(groups)]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(lowerBound).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(upperBound);
      }),
    );
  });
});

describe('explanation (methods 3.9)', () => {
  it('P05: losses sum to -ln S, and contributions of a comparison to ln(S_A / S_B)', () => {
    fc.assert(
      fc.property(leafValues, leafValues, (a, b) => {
        const scores = [a, b].map((values) =>
          aggregate(
            LEAVES.map((leaf) => values[leaf]),
            LEAVES.map((leaf) => weights[leaf]),
          ),
        );
        const losses = [a, b].map((values) => lossContributions(values, weights));
        const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
        expect(sum((losses[0] ?? []).map(({ loss }) => loss))).toBeCloseTo(-Math.log(scores[0] as number), 9);
        const contributions = differenceContributions(losses[0] ?? [], losses[1] ?? []);
        expect(sum(contributions.map(({ contribution }) => contribution))).toBeCloseTo(
          Math.log((scores[0] as number) / (scores[1] as number)),
          9,
        );
      }),
    );
  });

  it('says to which value a leaf must rise, or that it cannot', () => {
    const [a, b] = [0.8307828092545391, 0.7528619522541118];
    expect(valueToDrawLevel(0.6, 0.25, a, b)).toBeCloseTo(0.889692, 6);
    expect(valueToDrawLevel(0.7, 0.35, a, b)).toBeCloseTo(0.927479, 6);
    expect(valueToDrawLevel(0.95, 0.2, a, b)).toBeNull();
  });
});

describe('compatibility of two members (methods 3.10)', () => {
  const leaves = {
    cul: VALUES.CUL,
    comOfFirst: VALUES.COM,
    comOfSecond: VALUES.COM,
    tec: VALUES.TEC,
    truFirstToSecond: VALUES.TRU,
    truSecondToFirst: VALUES.TRU,
  };

  it('gives the worked number, and the weaker side counts', () => {
    expect(pairCompatibility(leaves).kappa).toBeCloseTo(0.744425, 6);
    expect(pairCompatibility({ ...leaves, comOfSecond: 1, truSecondToFirst: 1 }).kappa).toBeCloseTo(0.744425, 6);
    expect(pairCompatibility({ ...leaves, comOfSecond: 0.2 }).kappa).toBeLessThan(0.744425);
  });

  it('an unknown pair has priors and says so', () => {
    const unknown = { cul: null, comOfFirst: null, comOfSecond: null, tec: null, truFirstToSecond: null, truSecondToFirst: null };
    expect(pairCompatibility(unknown).kappa).toBeCloseTo(0.5, 12);
    expect(pairCompatibility(unknown).assumed).toHaveLength(6);
    expect(pairCompatibility({ ...leaves, tec: null }).assumed).toEqual(['tec']);
  });
});
