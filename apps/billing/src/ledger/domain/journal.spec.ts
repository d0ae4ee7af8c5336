import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import { assertEntryBalances, entryHash, GENESIS, type JournalEntry } from './journal.js';

const entry: JournalEntry = {
  entryNumber: 1,
  kind: 'charge',
  reference: 'c1',
  memo: 'membership plus 2026-12',
  postedAt: new Date('2026-12-01T00:00:00Z'),
  postings: [
    { account: 'accrued:a', amount: money(4_900) },
    { account: 'revenue:membership', amount: money(-4_900) },
  ],
};

describe('the journal', () => {
  it('refuses an entry whose postings do not sum to zero in each currency', () => {
    expect(() => assertEntryBalances(entry.postings)).not.toThrow();
    expect(() =>
      assertEntryBalances([
        { account: 'a', amount: money(1) },
        { account: 'b', amount: money(-1, 'SEK') },
      ]),
    ).toThrow('billing.entry-does-not-balance');
    expect(() => assertEntryBalances([{ account: 'a', amount: money(0) }])).toThrow('billing.entry-does-not-balance');
  });

  it('chains entries so that every detail of an entry and its place matter', () => {
    const hash = entryHash(GENESIS, entry);
    expect(entryHash(GENESIS, { ...entry })).toBe(hash);
    expect(entryHash(GENESIS, { ...entry, memo: 'membership plus 2026-11' })).not.toBe(hash);
    expect(entryHash(hash, entry)).not.toBe(hash);
  });
});
