import { describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { isRefusal, type Report, type ReportRefusal } from '../../domain/report.js';
import { judgeReport } from './judge-report.js';

const companyId = newId();
const now = new Date('2026-12-01T10:00:00Z');

function event(data: object = {}, envelope: object = {}): object {
  return {
    specversion: '1.0',
    id: 'event-1',
    source: 'urn:anything',
    type: 'capacity.capacity-reported.v1',
    time: now.toISOString(),
    data: {
      companyId,
      machineId: newId(),
      asOf: '2026-12-01T10:00:00Z',
      horizon: { startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-08T00:00:00Z' },
      freeWindows: [{ startsAt: '2026-12-01T12:00:00Z', endsAt: '2026-12-01T14:00:00Z' }],
      includedBookingIds: [],
      ...data,
    },
    ...envelope,
  };
}

const judge = (of: unknown): Report | ReportRefusal => judgeReport(of, { companyId, now });

function refusal(of: unknown): ReportRefusal {
  const judged = judge(of);
  if (!isRefusal(judged)) throw new Error('was not refused');
  return judged;
}

describe('a capacity report at the gateway', () => {
  it('comes back in UTC, its windows joined, without members that the contract does not know', () => {
    const judged = judge(
      event({
        asOf: '2026-12-01T11:00:00+01:00',
        freeWindows: [
          { startsAt: '2026-12-01T14:00:00Z', endsAt: '2026-12-01T15:00:00Z' },
          { startsAt: '2026-12-01T12:00:00Z', endsAt: '2026-12-01T14:00:00Z' },
        ],
        shoeSize: 43,
      }),
    );
    expect(judged).toMatchObject({
      eventId: 'event-1',
      data: {
        asOf: '2026-12-01T10:00:00.000Z',
        freeWindows: [{ startsAt: '2026-12-01T12:00:00.000Z', endsAt: '2026-12-01T15:00:00.000Z' }],
      },
    });
    expect(JSON.stringify(judged)).not.toContain('shoeSize');
  });

  it('is refused with the field that breaks the contract', () => {
    expect(refusal(event({ machineId: 7 }))).toMatchObject({ id: 'event-1', code: 'capacity.report-invalid' });
    expect(refusal(event({ machineId: 7 })).errors.map((error) => error.pointer)).toContain('/data/machineId');
    expect(refusal(event({ freeWindows: [{ startsAt: 'soon', endsAt: 'later' }] })).errors.map((error) => error.pointer)).toEqual([
      '/data/freeWindows/0/startsAt',
      '/data/freeWindows/0/endsAt',
    ]);
    expect(refusal(event({ asOf: undefined })).errors.map((error) => error.pointer)).toContain('/data/asOf');
    expect(refusal({ ...event(), type: 'capacity.capacity-reported.v2' }).errors.map((error) => error.pointer)).toContain('/type');
  });

  it('is refused where it is no event at all', () => {
    for (const nonsense of [null, 7, 'report', [], {}])
      expect(refusal(nonsense)).toMatchObject({ id: null, code: 'capacity.report-invalid' });
    expect(refusal(event({}, { id: 'a\u0000b' }))).toMatchObject({ id: null });
  });

  it('speaks for the sender only', () => {
    expect(refusal(event({ companyId: newId() })).code).toBe('capacity.report-of-another-company');
  });

  it('may lie five minutes ahead, not more', () => {
    expect(isRefusal(judge(event({ asOf: '2026-12-01T10:05:00Z' })))).toBe(false);
    expect(refusal(event({ asOf: '2026-12-01T10:05:01Z' })).code).toBe('capacity.report-ahead-of-time');
  });

  it('has windows that end after they start and lie inside its horizon', () => {
    const window = (startsAt: string, endsAt: string): object => event({ freeWindows: [{ startsAt, endsAt }] });
    expect(refusal(window('2026-12-01T14:00:00Z', '2026-12-01T14:00:00Z')).code).toBe('capacity.window-empty');
    expect(refusal(window('2026-12-07T22:00:00Z', '2026-12-08T01:00:00Z'))).toMatchObject({
      code: 'capacity.window-outside-horizon',
      errors: [{ pointer: '/data/freeWindows/0' }],
    });
    expect(refusal(event({ horizon: { startsAt: '2026-12-08T00:00:00Z', endsAt: '2026-12-01T00:00:00Z' } })).code).toBe(
      'capacity.horizon-invalid',
    );
  });
});
