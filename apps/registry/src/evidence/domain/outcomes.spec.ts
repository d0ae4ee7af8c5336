import { describe, expect, it } from '@jest/globals';
import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import { isUuid, newId } from '@gewerk/kernel';
import { evidenceOfAnswer, evidenceOfFinishedOperation, evidenceOfRatings, evidenceOfSilence } from './outcomes.js';

const [eventId, companyId, customerCompanyId] = [newId(), newId(), newId()];
const plannedEndsAt = '2026-12-01T12:00:00.000Z';

function finished(change: Partial<OperationFinishedData> = {}): OperationFinishedData {
  const ids = { bookingId: newId(), formationId: newId(), operationId: newId(), companyId, machineId: newId() };
  return { ...ids, finishedAt: plannedEndsAt, plannedEndsAt, goodPieces: 100, scrapPieces: 0, ...change };
}

const valueOf = (subject: string, data: OperationFinishedData): number | undefined =>
  evidenceOfFinishedOperation(eventId, data).find((item) => item.subject === subject)?.value;

describe('a finished operation', () => {
  it('is a kept delivery with good pieces, little scrap and at most two days of delay', () => {
    expect(valueOf('delivery', finished())).toBe(1);
    expect(valueOf('delivery', finished({ finishedAt: '2026-12-03T12:00:00.000Z', scrapPieces: 5 }))).toBe(1);
    expect(valueOf('delivery', finished({ finishedAt: '2026-12-03T12:00:00.001Z' }))).toBe(0);
    expect(valueOf('delivery', finished({ scrapPieces: 6 }))).toBe(0);
    expect(valueOf('delivery', finished({ goodPieces: 0, scrapPieces: 1 }))).toBe(0);
  });

  it('tells the first pass yield', () => {
    expect(valueOf('TCH', finished({ goodPieces: 90, scrapPieces: 10 }))).toBe(0.9);
  });

  it('counts one transaction each, with ids that follow from the event', () => {
    const evidence = evidenceOfFinishedOperation(eventId, finished());
    expect(evidence.map(({ evidenceClass, amount }) => [evidenceClass, amount])).toEqual([
      ['platform-transaction', 1],
      ['platform-transaction', 1],
    ]);
    expect(evidence.every(({ evidenceId }) => isUuid(evidenceId))).toBe(true);
    expect(new Set(evidence.map(({ evidenceId }) => evidenceId)).size).toBe(2);
    expect(evidenceOfFinishedOperation(eventId, finished()).map(({ evidenceId }) => evidenceId)).toEqual(
      evidence.map(({ evidenceId }) => evidenceId),
    );
    expect(evidenceOfFinishedOperation(newId(), finished())[0]?.evidenceId).not.toBe(evidence[0]?.evidenceId);
  });
});

describe('ratings of a customer', () => {
  const rating = { companyId, quality: 0.9, punctuality: 0.7, communication: 0.6, satisfaction: 0.5 };
  const rated = { orderId: newId(), formationId: newId(), customerCompanyId, ratedAt: plannedEndsAt };

  it('become satisfaction, communication, and trust of this customer', () => {
    const evidence = evidenceOfRatings(eventId, { ...rated, ratings: [rating] });
    expect(evidence.map(({ subject, value, counterpartCompanyId }) => [subject, value, counterpartCompanyId])).toEqual([
      ['MKT', 0.5, null],
      ['COM', 0.6, null],
      ['TRU', 0.8, customerCompanyId],
    ]);
    expect(new Set(evidence.map(({ evidenceClass }) => evidenceClass))).toEqual(new Set(['rating']));
  });

  it('are not counted where the customer rates itself', () => {
    expect(evidenceOfRatings(eventId, { ...rated, ratings: [{ ...rating, companyId: customerCompanyId }] })).toEqual([]);
  });
});

describe('an answer to an invitation', () => {
  it('is worth half after eight hours, and nothing where it never came', () => {
    const ids = { formationId: newId(), invitationId: newId(), companyId };
    const after = (hours: number): number | undefined =>
      evidenceOfAnswer(eventId, {
        ...ids,
        answer: 'declined',
        reason: null,
        sentAt: plannedEndsAt,
        answeredAt: new Date(Date.parse(plannedEndsAt) + hours * 3_600_000).toISOString(),
      })[0]?.value;
    expect([after(0), after(8), after(24)]).toEqual([1, 0.5, 0.25]);
    expect(evidenceOfSilence(eventId, { ...ids, expiredAt: plannedEndsAt })).toMatchObject([{ subject: 'COM', value: 0 }]);
  });
});
