import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ageInMonths, computedLeaf, type EvidenceItem, fuseEvidence, missingLeaf, valueAt } from './evidence.js';

const classes = ['transaction', 'certificate', 'register', 'rating', 'document', 'self-declaration'] as const;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const item = fc.record({
  class: fc.constantFrom(...classes),
  value: share,
  count: fc.integer({ min: 1, max: 40 }),
  ageMonths: fc.integer({ min: 0, max: 60 }),
});
const items = fc.array(item, { maxLength: 8 });

describe('evidence fusion (methods 3.4)', () => {
  const worked: EvidenceItem[] = [
    { class: 'transaction', value: 0.9, count: 12, ageMonths: 6 },
    { class: 'certificate', value: 1, ageMonths: 12 },
    { class: 'self-declaration', value: 1, ageMonths: 0 },
  ];

  it('gives the worked numbers', () => {
    const fused = fuseEvidence(worked, 0.6);
    [8.571966, 3.770077, 0.3].forEach((weight, i) => expect(fused.itemWeights[i]).toBeCloseTo(weight, 6));
    expect(fused.weight).toBeCloseTo(12.642043, 6);
    expect(fused.value).toBeCloseTo(0.85235, 6);
    expect(fused.confidence).toBeCloseTo(0.759645, 6);
    expect(fused.standardDeviation).toBeCloseTo(0.08446, 6);
    expect(fused.lowerBound).toBeCloseTo(0.781404, 6);
    expect(fused.upperBound).toBeCloseTo(0.923296, 6);
  });

  it('exploits the known firm and explores the new one', () => {
    const known = { ...missingLeaf(0.84), standardDeviation: Math.sqrt((0.84 * 0.16) / 30) };
    const unknown = { ...missingLeaf(0.6), standardDeviation: Math.sqrt((0.6 * 0.4) / 6) };
    const at = (z: number) => [valueAt(known, z), valueAt(unknown, z)];
    const expected: [number, number, number][] = [
      [-0.84, 0.783776, 0.432],
      [0.84, 0.896224, 0.768],
      [2, 0.973866, 1],
    ];
    for (const [z, ofKnown, ofUnknown] of expected) {
      expect(at(z)[0]).toBeCloseTo(ofKnown, 6);
      expect(at(z)[1]).toBeCloseTo(ofUnknown, 6);
    }
  });

  it('without evidence is the prior with confidence 0, without a prior one half', () => {
    expect(fuseEvidence([], 0.7)).toMatchObject({ value: 0.7, confidence: 0, weight: 0 });
    expect(missingLeaf()).toMatchObject({ value: 0.5, confidence: 0 });
  });

  it('never claims certainty: a value of 1 keeps a spread', () => {
    expect(fuseEvidence([{ class: 'transaction', value: 1, count: 30, ageMonths: 0 }], 1).standardDeviation).toBeGreaterThan(0);
  });

  it('an expired certificate weighs nothing', () => {
    const expired = fuseEvidence([{ class: 'certificate', value: 1, ageMonths: 1, isExpired: true }], 0.5);
    expect(expired).toMatchObject({ value: 0.5, confidence: 0 });
  });

  it('a capped class counts its newest events only', () => {
    const fresh = fuseEvidence([{ class: 'transaction', value: 0.9, count: 30, ageMonths: 0 }], 0.5);
    const withOld = fuseEvidence(
      [
        { class: 'transaction', value: 0.2, count: 50, ageMonths: 30 },
        { class: 'transaction', value: 0.9, count: 30, ageMonths: 0 },
      ],
      0.5,
    );
    expect(withOld.value).toBeCloseTo(fresh.value, 12);
    expect(withOld.itemWeights[0]).toBe(0);
  });

  it('a self-declaration alone moves a leaf by at most 7 % of the distance to 1', () => {
    expect(fuseEvidence([{ class: 'self-declaration', value: 1, ageMonths: 0 }], 0).value).toBeCloseTo(0.3 / 4.3, 12);
  });

  it('a self-declaration far above what was measured is a contradiction, and may be counted half', () => {
    const contradicted: EvidenceItem[] = [
      { class: 'self-declaration', value: 1, ageMonths: 0, reliabilityFactor: 0.5 },
      { class: 'transaction', value: 0.3, count: 5, ageMonths: 0 },
    ];
    const fused = fuseEvidence(contradicted);
    expect(fused.isContradicted).toBe(true);
    expect(fused.itemWeights[0]).toBeCloseTo(0.15, 12);
    expect(fuseEvidence(worked).isContradicted).toBe(false);
    expect(fuseEvidence([{ class: 'self-declaration', value: 1, ageMonths: 0 }]).isContradicted).toBe(false);
  });

  it('P01, P02: values and bounds lie in [0, 1] with lower bound <= value <= upper bound', () => {
    fc.assert(
      fc.property(items, share, (list, prior) => {
        const { value, lowerBound, upperBound, confidence } = fuseEvidence(list, prior);
        expect(lowerBound).toBeGreaterThanOrEqual(0);
        expect(lowerBound).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(upperBound);
        expect(upperBound).toBeLessThanOrEqual(1);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThan(1);
      }),
    );
  });

  it('P02: more good evidence never lowers the value, whatever its class, amount and age', () => {
    fc.assert(
      fc.property(items, item, share, (list, good, prior) => {
        const before = fuseEvidence(list, prior).value;
        expect(fuseEvidence([...list, { ...good, value: 1 }], prior).value).toBeGreaterThanOrEqual(before - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(items, (list) => {
        expect(fuseEvidence([...list].reverse(), 0.5).value).toBeCloseTo(fuseEvidence(list, 0.5).value, 12);
      }),
    );
  });
});

describe('leaves that are computed from records', () => {
  it('spread as evidence of the same confidence, and not at all where the records are certain', () => {
    const fused = fuseEvidence([{ class: 'transaction', value: 0.8, count: 10, ageMonths: 0 }], 0.8);
    expect(computedLeaf(0.8, fused.confidence).standardDeviation).toBeCloseTo(fused.standardDeviation, 12);
    expect(computedLeaf(0.8, 1)).toMatchObject({ value: 0.8, confidence: 1, standardDeviation: 0, lowerBound: 0.8, upperBound: 0.8 });
  });
});

describe('age of evidence', () => {
  it('is counted in months and never negative', () => {
    const now = new Date('2026-07-01T00:00:00Z');
    expect(ageInMonths(new Date('2025-07-01T00:00:00Z'), now)).toBeCloseTo(12, 1);
    expect(ageInMonths(new Date('2026-08-01T00:00:00Z'), now)).toBe(0);
  });

  it('counts full days, so that the same question has the same answer all day', () => {
    const now = new Date('2026-07-01T12:00:00Z');
    expect(ageInMonths(new Date('2026-06-30T12:00:01Z'), now)).toBe(0);
    expect(ageInMonths(new Date('2026-06-29T18:00:00Z'), now)).toBe(12 / 365.25);
    expect(ageInMonths(new Date('2026-06-29T13:00:00Z'), now)).toBe(12 / 365.25);
  });
});
