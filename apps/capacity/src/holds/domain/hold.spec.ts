import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@gewerk/kernel';
import { answerToRequest, answerToSettlement, assertHoldMayBecome, type Hold, type HoldState } from './hold.js';

const now = new Date('2026-12-01T10:00:00Z');

function hold(change: Partial<Hold> = {}): Hold {
  return { formationId: 'f', revision: 2, state: 'held', expiresAt: new Date(now.getTime() + 1), ...change };
}

describe('a hold', () => {
  it('resolves once: what is confirmed, released or expired is not settled again', () => {
    for (const from of ['confirmed', 'released', 'expired'] as const) {
      for (const to of ['confirmed', 'released', 'expired'] as const) {
        expect(() => assertHoldMayBecome(from, to)).toThrow('capacity.hold-transition-illegal');
      }
    }
    expect(() => assertHoldMayBecome('held', 'confirmed')).not.toThrow();
    expect(() => assertHoldMayBecome('given-back', 'held')).toThrow(DomainError);
  });

  it('gives way to a newer revision only', () => {
    expect(answerToRequest(null, 1)).toBe('place');
    expect(answerToRequest(hold(), 3)).toBe('place');
    expect(answerToRequest(hold(), 2)).toBe('repeat-placed');
    expect(answerToRequest(hold(), 1)).toBe('refuse-superseded');
  });

  it('is not replaced after it was confirmed, but may be asked for anew after it was released or ran out', () => {
    const answer = (state: HoldState): string => answerToRequest(hold({ state }), 3);
    expect([answer('confirmed'), answer('given-back'), answer('released'), answer('expired')]).toEqual([
      'refuse-superseded',
      'refuse-superseded',
      'place',
      'place',
    ]);
  });
});

describe('settling a hold', () => {
  const confirm = (of: Hold | null, revision = 2): string => answerToSettlement(of, { revision, settlement: 'confirm' }, now);
  const release = (of: Hold | null, revision = 2): string => answerToSettlement(of, { revision, settlement: 'release' }, now);

  it('confirms the revision that stands, as long as it has not run out', () => {
    expect(confirm(hold())).toBe('confirm');
    expect(confirm(hold({ expiresAt: now }))).toBe('expire');
  });

  it('confirms no other revision: its hours are not held', () => {
    expect(confirm(hold(), 1)).toBe('tell-expired');
    expect(confirm(hold(), 3)).toBe('tell-expired');
    expect(confirm(null)).toBe('tell-expired');
  });

  it('tells again what was settled before', () => {
    expect(confirm(hold({ state: 'confirmed' }))).toBe('repeat-confirmed');
    expect(release(hold({ state: 'confirmed' }))).toBe('repeat-confirmed');
    expect(confirm(hold({ state: 'released' }))).toBe('tell-expired');
    expect(release(hold({ state: 'expired' }))).toBe('tell-released');
  });

  it('releases every revision up to its own, and leaves a newer one alone', () => {
    expect(release(hold())).toBe('release');
    expect(release(hold(), 3)).toBe('release');
    expect(release(hold(), 1)).toBe('tell-released');
  });
});
