import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scoreCompany, totalOf } from './company-score.js';
import { indicatorOf, indicatorsFromCertificates, type IndicatorValue, normalise, STATED_CODES } from './indicators.js';

/** Example values of methods 6.6. */
const EXAMPLE: Readonly<Record<string, number>> = {
  E1: 3.53,
  E2: 0.08,
  E3: 0.55,
  E4: 0.3,
  E5: 0.111,
  E6: 0.12,
  C1: 0.52,
  C2: 0.32,
  C3: 0.3,
  S1: 12,
  S2: 22,
  S3: 0.04,
};
const values: IndicatorValue[] = Object.entries(EXAMPLE).map(([code, value]) => ({ code, value, source: 'metered' }));

describe('the three-by-three score (methods 6.6)', () => {
  it('gives the worked scores of the indicators', () => {
    expect(normalise(indicatorOf('E1'), 3.53)).toBeCloseTo(0.745, 6);
    expect(normalise(indicatorOf('C1'), 0.52)).toBeCloseTo(0.391304, 6);
    expect(normalise(indicatorOf('S3'), 0.04)).toBeCloseTo(0.733333, 6);
  });

  it('gives the worked pillars and total', () => {
    const score = scoreCompany(values);
    expect(score.ecological).toBeCloseTo(0.581, 3);
    expect(score.economic).toBeCloseTo(0.554244, 6);
    expect(score.social).toBeCloseTo(0.627778, 6);
    expect(score.total).toBeCloseTo(0.586896, 4);
    expect(score.confidence).toBeCloseTo(1, 12);
  });

  it('lets no two strong pillars hide a weak one', () => {
    expect(totalOf([0.9, 0.9, 0.1])).toBeCloseTo(0.432675, 6);
  });

  it('has no total where a pillar is missing, and names the missing cells', () => {
    const score = scoreCompany(values.filter((value) => !value.code.startsWith('C') && value.code !== 'S3'));
    expect(score).toMatchObject({ economic: null, total: null });
    expect(score.social).toBeCloseTo((0.6 + 0.55) / 2, 6);
    expect(score.missingCells).toEqual(['economic/efficiency', 'economic/consistency', 'economic/sufficiency', 'social/sufficiency']);
  });

  it('knows nothing of a company without indicators', () => {
    expect(scoreCompany([])).toMatchObject({ ecological: null, economic: null, social: null, total: null, confidence: 0, indicators: [] });
  });

  it('believes a self-declaration less than a meter', () => {
    const declared = values.map((value) => ({ ...value, source: 'self-declaration' as const }));
    expect(scoreCompany(declared).confidence).toBeLessThan(scoreCompany(values).confidence);
  });

  it('reads policies from certificates, and nothing from their absence', () => {
    expect(indicatorsFromCertificates(['ISO 9001:2015'])).toEqual([]);
    expect(indicatorsFromCertificates(['ISO 14001:2015', 'ISO 45001'])).toEqual([
      { code: 'B2E', value: 0.5, source: 'audited-certificate' },
      { code: 'B2S', value: 0.5, source: 'audited-certificate' },
    ]);
    expect(indicatorsFromCertificates(['EMAS', 'DIN EN ISO 50001'])).toEqual([{ code: 'B2E', value: 1, source: 'audited-certificate' }]);
  });

  it('keeps every pillar between 0 and 1, and confidence never falls by one more indicator of the same source', () => {
    const any = fc.uniqueArray(fc.constantFrom(...STATED_CODES), { minLength: 1 });
    fc.assert(
      fc.property(any, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (codes, value) => {
        const all = codes.map((code): IndicatorValue => ({ code, value, source: 'checked-document' }));
        const score = scoreCompany(all);
        for (const pillar of [score.ecological, score.economic, score.social]) {
          if (pillar !== null) expect(pillar >= 0 && pillar <= 1).toBe(true);
        }
        expect(scoreCompany(all.slice(1)).confidence).toBeLessThanOrEqual(score.confidence + 1e-12);
      }),
    );
  });
});
