import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computedLeaf, type LeafEstimate } from './evidence.js';
import type { GateResult } from './gates.js';
import { byLeaf, LEAVES, MATCHING_POLICY } from './policy.js';
import { type CandidateFacts, rankCandidates, shortlist } from './ranking.js';
import type { ScoreContext } from './score.js';

const CONTEXT: ScoreContext = {
  weights: byLeaf((leaf) => MATCHING_POLICY.weights[leaf].base),
  needs: {},
  exploration: 'balanced',
  priors: {},
};
const gate = (state: GateResult['state']): GateResult => ({
  code: 'KO07',
  state,
  reason: 'any',
  measured: null,
  limit: null,
  unit: null,
  waivableBy: 'customer',
  nearestChange: null,
  evidence: [],
});
const leavesOf = (value: number, confidence = 0.9): Record<string, LeafEstimate> => byLeaf(() => computedLeaf(value, confidence));
const firm = (id: string, value: number, state: GateResult['state'] = 'pass', confidence = 0.9): CandidateFacts => ({
  firm: id,
  gates: [gate(state)],
  leaves: leavesOf(value, confidence),
});

describe('ranking of candidates (methods 3.7)', () => {
  it('puts the eligible first by suitability and gives the others no place', () => {
    const ranked = rankCandidates(
      [firm('low', 0.3), firm('good', 0.8), firm('out', 0.99, 'fail'), firm('asked', 0.9, 'unknown'), firm('best', 0.9)],
      CONTEXT,
    );
    expect(ranked.map(({ firm: id, standing, place }) => [id, standing, place])).toEqual([
      ['best', 'eligible', 1],
      ['good', 'eligible', 2],
      ['low', 'below-threshold', null],
      ['asked', 'question', null],
      ['out', 'knocked-out', null],
    ]);
  });

  it('a waived knock-out no longer stands in the way', () => {
    const [candidate] = rankCandidates([{ ...firm('A', 0.8, 'fail'), waivedGates: ['KO07'] }], CONTEXT);
    expect(candidate?.standing).toBe('eligible');
  });

  it('shows candidates within 0.005 as equal, the better known first', () => {
    const ranked = rankCandidates([firm('A', 0.8, 'pass', 0.6), firm('B', 0.8, 'pass', 0.9), firm('C', 0.798), firm('D', 0.79)], CONTEXT);
    expect(ranked.map(({ firm: id, place }) => [id, place])).toEqual([
      ['B', 1],
      ['A', 1],
      ['C', 1],
      ['D', 4],
    ]);
  });

  it('P03: adding a firm changes no other suitability, and the order of the input does not matter', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, extra) => {
        const firms = list.map((value, i) => firm(`F${i}`, value));
        const before = new Map(rankCandidates(firms, CONTEXT).map((candidate) => [candidate.firm, candidate.suitability]));
        const after = rankCandidates([firm('new', extra), ...firms], CONTEXT);
        for (const candidate of after) if (candidate.firm !== 'new') expect(candidate.suitability).toEqual(before.get(candidate.firm));
        expect(rankCandidates([...firms].reverse(), CONTEXT)).toEqual(rankCandidates(firms, CONTEXT));
      }),
    );
  });

  it('P06: a firm that is knocked out never reaches the consortium model', () => {
    const ranked = rankCandidates([firm('A', 0.9, 'fail'), firm('B', 0.9, 'unknown'), firm('C', 0.2), firm('D', 0.7)], CONTEXT);
    expect(
      shortlist(new Map([['op1', ranked]]))
        .get('op1')
        ?.map((candidate) => candidate.firm),
    ).toEqual(['D']);
  });

  it('the shortlist holds the best eight by lower bound and every sole provider of another operation', () => {
    const many = rankCandidates(
      Array.from({ length: 10 }, (_, i) => firm(`F${i}`, 0.95 - 0.02 * i)),
      CONTEXT,
    );
    const sole = rankCandidates([firm('F9', 0.8)], CONTEXT);
    const lists = shortlist(
      new Map([
        ['op1', many],
        ['op2', sole],
      ]),
    );
    expect(lists.get('op1')?.map((candidate) => candidate.firm)).toEqual(['F0', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F9']);
    expect(lists.get('op2')?.map((candidate) => candidate.firm)).toEqual(['F9']);
  });

  it('the policy has thirteen leaves whose base weights sum to 1', () => {
    expect(LEAVES).toHaveLength(13);
    expect(LEAVES.reduce((sum, leaf) => sum + MATCHING_POLICY.weights[leaf].base, 0)).toBeCloseTo(1, 12);
  });
});
