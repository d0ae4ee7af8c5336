import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { benefitParity, type ClassBenefit } from './benefit-parity.js';
import { correctForFairness } from './correction.js';
import { addExposure, type ExposureLedger, exposureReport, positionValue } from './exposure.js';
import { gini } from './gini.js';

const worked = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'))['3.11'];
const withCorrection = (correction: number): MatchingPolicy => ({
  ...MATCHING_POLICY,
  fairness: { ...MATCHING_POLICY.fairness, correction },
});
const ORDERS: Record<string, number>[] = [
  { A: 0.83, B: 0.8, C: 0.79, D: 0.6 },
  { A: 0.9, B: 0.88, C: 0.7 },
  { A: 0.75, C: 0.74, D: 0.73 },
];
const byMerit = (order: Record<string, number>) =>
  Object.entries(order)
    .map(([firm, suitability]) => ({ firm, suitability }))
    .sort((a, b) => b.suitability - a.suitability);

function play(policy: MatchingPolicy) {
  let ledger: ExposureLedger = {};
  const ranks = ORDERS.map((order) => {
    const shown = correctForFairness(byMerit(order), ledger, {}, policy);
    ledger = addExposure(ledger, shown, policy);
    return shown.map(({ firm }) => firm);
  });
  return { ledger, ranks, report: exposureReport(ledger, ['A', 'B', 'C', 'D', 'E']) };
}

const share = fc.double({ min: 0.01, max: 1, noNaN: true });
const exposure = fc.record({ target: fc.double({ min: 0, max: 50, noNaN: true }), real: fc.double({ min: 0, max: 50, noNaN: true }) });
const field = fc.array(fc.record({ suitability: share, exposure, boost: fc.double({ min: 0, max: 3, noNaN: true }) }), {
  minLength: 1,
  maxLength: 12,
});
const listOf = (firms: readonly { suitability: number }[]) =>
  firms.map(({ suitability }, i) => ({ firm: `F${i}`, suitability })).sort((a, b) => b.suitability - a.suitability);

describe('Gini coefficient (methods 3.11)', () => {
  it('gives the worked numbers', () => {
    expect(gini([3, 3, 3])).toBeCloseTo(worked.gini.equal, 12);
    expect(gini([0, 10, 20, 70])).toBeCloseTo(worked.gini.example, 12);
    expect(gini([0, 0, 0, 1])).toBeCloseTo(worked.gini.one, 12);
    expect(gini([])).toBe(0);
  });
});

describe('exposure (methods 3.11)', () => {
  it.each([
    ['without correction', 0, worked.withoutCorrection],
    ['with a correction of 0.10', 0.1, worked.withCorrection],
  ])('the three orders of the example %s give the worked places, ratios and Gini', (_name, correction, expected) => {
    const { ledger, ranks, report } = play(withCorrection(correction));
    expect(ranks).toEqual(expected.ranks);
    for (const firm of ['A', 'B', 'C', 'D']) {
      expect(ledger[firm]?.real).toBeCloseTo(expected.E[firm], 9);
      expect(ledger[firm]?.target).toBeCloseTo(expected.T[firm], 9);
      expect(report.ratios[firm]).toBeCloseTo(expected.ratio[firm], 9);
    }
    expect(report.giniOfRatios).toBeCloseTo(expected.gini_ratio, 9);
    expect(report.lowestToHighest).toBeCloseTo(expected.minmax, 9);
  });

  it('the correction of the example makes exposure fairer', () => {
    expect(play(withCorrection(0.1)).report.giniOfRatios).toBeLessThan(play(withCorrection(0)).report.giniOfRatios);
  });

  it('names members that were never eligible', () => {
    expect(play(MATCHING_POLICY).report.neverEligible).toEqual(['E']);
    expect(exposureReport({}, ['A'])).toEqual({ ratios: {}, giniOfRatios: 0, lowestToHighest: null, neverEligible: ['A'] });
  });

  it('gives away exactly the value of all places, and the first place is worth 1', () => {
    expect(positionValue(1)).toBe(1);
    fc.assert(
      fc.property(field, (firms) => {
        const ledger = Object.values(addExposure({}, listOf(firms)));
        const sum = (key: 'target' | 'real') => ledger.reduce((total, entry) => total + entry[key], 0);
        expect(sum('target')).toBeCloseTo(sum('real'), 9);
      }),
    );
  });
});

describe('benefit parity (methods 3.11)', () => {
  const CLASSES: ClassBenefit[] = [
    { className: 'micro', firms: 9, netBenefitEur: 18_000, eligibleHours: 1500 },
    { className: 'small', firms: 12, netBenefitEur: 64_000, eligibleHours: 4700 },
    { className: 'medium', firms: 7, netBenefitEur: 99_000, eligibleHours: 6300 },
  ];

  it('gives the worked rates, ratio, alarm and boosts', () => {
    const report = benefitParity(CLASSES);
    expect(report.classes.map(({ eurPerHour }) => eurPerHour)).toEqual(Object.values(worked.benefit));
    expect(report.meanEurPerHour).toBeCloseTo(worked.benefitMean, 12);
    expect(report.ratio).toBeCloseTo(worked.benefitRatio, 12);
    expect(report.isAlarm).toBe(true);
    for (const name of ['micro', 'small', 'medium']) expect(report.boosts[name]).toBeCloseTo(worked.boost[name], 12);
  });

  it('raises no alarm at four fifths', () => {
    const even = CLASSES.map((entry) => ({ ...entry, netBenefitEur: entry.eligibleHours * (entry.className === 'micro' ? 8 : 10) }));
    expect(benefitParity(even)).toMatchObject({ ratio: 0.8, isAlarm: false });
  });

  it('joins a class of fewer than five firms with its smaller neighbour and reports nothing where all are too few', () => {
    const few = CLASSES.map((entry) => ({ ...entry, firms: entry.className === 'small' ? 4 : entry.firms }));
    const report = benefitParity(few);
    expect(report.classes.map(({ classNames }) => classNames)).toEqual([['micro'], ['small', 'medium']]);
    expect(report.boosts['small']).toBe(report.boosts['medium']);
    expect(benefitParity(CLASSES.map((entry) => ({ ...entry, firms: 1 })))).toMatchObject({
      classes: [],
      ratio: null,
      isAlarm: false,
      boosts: { micro: 1, small: 1, medium: 1 },
    });
  });

  it('a class without eligible hours is not compared', () => {
    const idle = CLASSES.map((entry) => (entry.className === 'micro' ? { ...entry, eligibleHours: 0 } : entry));
    expect(benefitParity(idle).classes).toHaveLength(2);
    expect(benefitParity(idle).boosts['micro']).toBe(1);
  });
});

describe('fairness correction (methods 3.11)', () => {
  it('P07: whoever comes first has at least 95 % of the best suitability, and nobody is lost', () => {
    fc.assert(
      fc.property(field, fc.double({ min: 0, max: 1, noNaN: true }), (firms, lambda) => {
        const ledger = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.exposure]));
        const boosts = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.boost]));
        const corrected = correctForFairness(listOf(firms), ledger, boosts, withCorrection(lambda));
        const best = Math.max(...firms.map(({ suitability }) => suitability));
        expect(corrected[0]?.suitability).toBeGreaterThanOrEqual(0.95 * best);
        expect(corrected.map(({ firm }) => firm).sort()).toEqual(firms.map((_, i) => `F${i}`).sort());
      }),
    );
  });

  it('stays within its limits, whatever the ledger and the boosts say', () => {
    fc.assert(
      fc.property(field, (firms) => {
        const ledger = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.exposure]));
        const boosts = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.boost]));
        for (const { correction, key, suitability } of correctForFairness(listOf(firms), ledger, boosts)) {
          expect(correction.factor).toBeGreaterThanOrEqual(0.95 * 0.95 - 1e-12);
          expect(correction.factor).toBeLessThanOrEqual(1.05 * 1.05 + 1e-12);
          expect(key).toBeCloseTo(suitability * correction.factor, 12);
        }
      }),
    );
  });

  it('with lambda 0 and without boosts the order is that of the suitabilities', () => {
    fc.assert(
      fc.property(field, (firms) => {
        const ledger = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.exposure]));
        const list = listOf(firms);
        const corrected = correctForFairness(list, ledger, {}, withCorrection(0));
        expect(corrected.map(({ firm }) => firm)).toEqual(list.map(({ firm }) => firm));
      }),
    );
  });

  it('holds back a firm that would win by correction alone, and says so', () => {
    const eligible = [
      { firm: 'A', suitability: 0.9 },
      { firm: 'B', suitability: 0.84 },
      { firm: 'C', suitability: 0.5 },
    ];
    const ledger = { A: { target: 1, real: 3 }, B: { target: 3, real: 0 } };
    const corrected = correctForFairness(eligible, ledger, { B: 1.05 });
    expect(corrected.map(({ firm, isHeldBack }) => [firm, isHeldBack])).toEqual([
      ['A', false],
      ['B', true],
      ['C', false],
    ]);
    expect(corrected[1]?.key).toBeGreaterThan(corrected[0]?.key ?? 1);
  });

  it('P07 with preferences: the first has 95 % of the best suitability, and a preference raises a key by its limit at most (N146)', () => {
    fc.assert(
      fc.property(field, fc.double({ min: 0, max: 1, noNaN: true }), (firms, degree) => {
        const ledger = Object.fromEntries(firms.map((firm, i) => [`F${i}`, firm.exposure]));
        const without = new Map(correctForFairness(listOf(firms), ledger, {}).map((entry) => [entry.firm, entry.key]));
        const preferred = correctForFairness(listOf(firms), ledger, {}, MATCHING_POLICY, { F0: degree });
        const best = Math.max(...firms.map(({ suitability }) => suitability));
        expect(preferred[0]?.suitability).toBeGreaterThanOrEqual(0.95 * best);
        for (const { firm, key } of preferred) {
          const limit = firm === 'F0' ? 1 + MATCHING_POLICY.preference.boostMax : 1;
          expect(key).toBeLessThanOrEqual((without.get(firm) as number) * limit + 1e-12);
          expect(key).toBeGreaterThanOrEqual((without.get(firm) as number) - 1e-12);
        }
      }),
    );
  });

  it('knows firms that are called like members of every object', () => {
    const odd = ['constructor', 'toString', '__proto__'].map((firm) => ({ firm, suitability: 0.8 }));
    const ledger = addExposure({}, odd);
    expect(Object.keys(ledger)).toEqual(['constructor', 'toString', '__proto__']);
    for (const { key } of correctForFairness(odd, {}, {}, MATCHING_POLICY, {})) expect(key).toBe(0.8);
    for (const { key } of correctForFairness(odd, ledger, {})) expect(Number.isFinite(key)).toBe(true);
  });

  it('is neutral for a firm that was never eligible and for one whose exposure is what it deserved', () => {
    const [fresh, fair] = correctForFairness(
      [
        { firm: 'fresh', suitability: 0.8 },
        { firm: 'fair', suitability: 0.7 },
      ],
      { fair: { target: 2, real: 2 } },
      {},
    );
    expect(fresh?.correction).toEqual({ factor: 1, exposureFactor: 1, classFactor: 1 });
    expect(fair?.correction.factor).toBe(1);
    expect(correctForFairness([], {}, {})).toEqual([]);
  });
});
