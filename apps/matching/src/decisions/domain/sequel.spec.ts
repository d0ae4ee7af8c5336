import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Sequel, type SequelContent, standingOf } from './sequel.js';

const at = (content: SequelContent, day: number): Sequel => ({
  decisionId: 'decision',
  orderId: 'order',
  operationId: 'operation',
  happenedAt: new Date(Date.UTC(2026, 2, day)).toISOString(),
  content,
});
const chosen = (formationId: string, companyId: string, day = 1) =>
  at({ kind: 'chosen', formationId, proposalId: 'proposal', planId: 'plan', companyId, place: 1 }, day);
const finished = (companyId: string, day: number, goodPieces = 10, scrapPieces = 0) =>
  at({ kind: 'finished', formationId: 'f1', companyId, plannedEndsAt: '2026-03-10T00:00:00.000Z', goodPieces, scrapPieces }, day);
const delivered = at({ kind: 'delivered', formationId: 'f1', onTime: true }, 20);
const complained = at({ kind: 'complained', formationId: 'f1', affectedPieces: 1 }, 19);

describe('what became of a decision', () => {
  it('is the same in whatever order the facts after the choice arrive', () => {
    const facts = [finished('A', 9, 8, 2), finished('A', 13), complained, delivered];
    const expected = { onTime: 0.5, rightFirstTime: 0.9, withoutConflict: 0 };
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(standingOf([chosen('f1', 'A'), ...shuffled]).outcome).toMatchObject(expected);
      }),
    );
  });

  it('counts what the member did that was in charge at the end, not what one did before it', () => {
    const replaced = at({ kind: 'replaced', formationId: 'f1', fromCompanyId: 'A', cause: 'declined', companyId: 'B', place: 2 }, 2);
    const { companyId, outcome } = standingOf([chosen('f1', 'A'), replaced, finished('A', 30), finished('B', 9), delivered]);
    expect(companyId).toBe('B');
    expect(outcome).toMatchObject({ onTime: 1, label: 1 });
  });

  it('is open again after a formation that failed, and follows the next one', () => {
    const ended = at({ kind: 'ended', formationId: 'f1', how: 'failed', reason: 'hold-refused' }, 2);
    expect(standingOf([chosen('f1', 'A'), ended]).companyId).toBeNull();
    expect(standingOf([chosen('f1', 'A'), ended, chosen('f2', 'B', 3)])).toMatchObject({
      companyId: 'B',
      formationId: 'f2',
      outcome: null,
    });
    expect(standingOf([])).toEqual({ companyId: null, formationId: null, isDisputed: false, outcome: null });
  });

  it('takes the word of the order where the shop said nothing', () => {
    const late = at({ kind: 'delivered', formationId: 'f1', onTime: false }, 20);
    expect(standingOf([chosen('f1', 'A'), late]).outcome).toMatchObject({ onTime: 0, rightFirstTime: 1, label: 0.6000000000000001 });
  });
});
