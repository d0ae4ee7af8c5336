import { describe, expect, it } from '@jest/globals';
import { DomainError, newId } from '@gewerk/kernel';
import { assertMayRecord, type EvidenceInput, evidenceOf } from './evidence.js';

const now = new Date('2026-12-01T10:00:00Z');

function item(change: Partial<EvidenceInput> = {}): EvidenceInput {
  return { subject: 'TCH', value: 0.8, evidenceClass: 'checked-document', observedAt: now, ...change };
}

function refusals(recorder: 'orchestrator' | 'company', ...evidence: EvidenceInput[]): Record<string, string> {
  try {
    assertMayRecord(recorder, evidence, now);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Object.fromEntries(error.errors.map(({ pointer, code }) => [pointer, code.replace('registry.', '')]));
  }
  return {};
}

describe('evidence', () => {
  it('of a company about itself is a declaration that counts once', () => {
    expect(refusals('company', item({ evidenceClass: 'self-declaration' }))).toEqual({});
    expect(refusals('company', item({ evidenceClass: 'checked-document' }))).toEqual({
      '/evidence/0/evidenceClass': 'class-not-yours-to-record',
    });
    expect(
      refusals('company', item({ evidenceClass: 'self-declaration', subject: 'delivery', amount: 50, counterpartCompanyId: newId() })),
    ).toEqual({
      '/evidence/0/subject': 'deliveries-are-not-declared',
      '/evidence/0/amount': 'self-declaration-counts-once',
      '/evidence/0/counterpartCompanyId': 'self-declaration-has-no-counterpart',
    });
  });

  it('of the orchestrator is what it checked; what happened on the platform is observed by the platform alone', () => {
    expect(refusals('orchestrator', item(), item({ evidenceClass: 'third-party-register' }))).toEqual({});
    for (const evidenceClass of ['self-declaration', 'rating', 'platform-transaction'] as const) {
      expect(refusals('orchestrator', item(), item({ evidenceClass }))).toEqual({
        '/evidence/1/evidenceClass': 'class-not-yours-to-record',
      });
    }
  });

  it('from a certificate states when it ends, unless it is seeded', () => {
    const certificate = item({ evidenceClass: 'audited-certificate' });
    expect(refusals('orchestrator', certificate)).toEqual({ '/evidence/0/expiresAt': 'certificate-states-its-expiry' });
    expect(refusals('orchestrator', { ...certificate, derived: true }, { ...certificate, expiresAt: new Date('2028-12-31') })).toEqual({});
    expect(refusals('orchestrator', { ...certificate, expiresAt: now })).toEqual({
      '/evidence/0/expiresAt': 'expires-before-it-was-observed',
    });
  });

  it('is not observed in the future', () => {
    expect(refusals('orchestrator', item({ observedAt: new Date('2026-12-01T10:06:00Z') }))).toEqual({
      '/evidence/0/observedAt': 'observed-in-the-future',
    });
  });

  it('counts by its class where no amount is given (methods 3.4)', () => {
    const amount = (evidenceClass: EvidenceInput['evidenceClass']): number => evidenceOf('c', 'e', item({ evidenceClass })).amount;
    expect([amount('audited-certificate'), amount('third-party-register'), amount('checked-document'), amount('self-declaration')]).toEqual(
      [5, 4, 2, 1],
    );
  });
});
