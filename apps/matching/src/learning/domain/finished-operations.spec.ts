import type { RankingRecord } from '@gewerk/engine-matching';
import { describe, expect, it } from '@jest/globals';
import { type FinishedCase, type OperationFeatures, similarities } from './finished-operations.js';

const BASE: OperationFeatures = {
  process: 'milling-5-axis',
  material: 'steel',
  pieceMassGrams: 6_000,
  accuracyIt: 7,
  processes: ['sawing', 'turning', 'milling-5-axis', 'heat-treatment', 'grinding', 'inspection'],
  dueAt: '2026-03-10T00:00:00Z',
};
const caseOf = (decisionId: string, change: Partial<OperationFeatures> = {}): FinishedCase => ({
  decisionId,
  record: {} as RankingRecord,
  features: { ...BASE, ...change },
  standing: { companyId: null, formationId: null, isDisputed: false, outcome: null },
});
const between = (change: Partial<OperationFeatures>) => similarities([caseOf('a'), caseOf('b', change)])[0]?.value;

describe('how alike two operations are (methods 7.6)', () => {
  it('gives the worked number: 5 of 6 processes, 6 and 4.5 kg, IT7 and IT8, four days apart', () => {
    const fewer = BASE.processes.slice(0, 5);
    expect(between({ processes: fewer, pieceMassGrams: 4_500, accuracyIt: 8, dueAt: '2026-03-14T00:00:00Z' })).toBeCloseTo(0.854596, 6);
  });

  it('is 1 for the same, half the share of material within a group, and nothing of it outside', () => {
    expect(between({})).toBeCloseTo(1, 12);
    expect(between({ material: 'tool-steel' })).toBeCloseTo(0.875, 12);
    expect(between({ material: 'aluminium' })).toBeCloseTo(0.75, 12);
  });

  it('is asked of each pair of one process once, and never across processes', () => {
    const cases = [caseOf('a'), caseOf('b'), caseOf('c', { process: 'grinding' }), caseOf('d')];
    expect(similarities(cases).map(({ a, b }) => a + b)).toEqual(['ab', 'ad', 'bd']);
  });
});
