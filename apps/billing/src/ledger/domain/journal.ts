import { createHash } from 'node:crypto';
import { canonicalJson, DomainError, type Money } from '@gewerk/kernel';

/** One side of an entry: positive amounts are debits, negative ones credits. */
export interface Posting {
  account: string;
  amount: Money;
}

export interface JournalEntry {
  entryNumber: number;
  kind: 'charge' | 'invoice' | 'payment';
  /** What it books; unique per kind, so that nothing is booked twice. */
  reference: string;
  memo: string;
  postedAt: Date;
  postings: readonly Posting[];
}

/** Chart of accounts; receivables and accruals are kept per company. */
export const account = {
  accrued: (companyId: string): string => `accrued:${companyId}`,
  receivable: (companyId: string): string => `receivable:${companyId}`,
  revenue: (kind: 'membership' | 'transaction-fee'): string => `revenue:${kind}`,
  vatPayable: (country: string): string => `vat-payable:${country}`,
  bank: 'bank',
} as const;

/** Hash of the entry before the first. */
export const GENESIS = '0'.repeat(64);

/**
 * The entry's place in the chain: SHA-256 over the hash before it and its own content, so that a change of any old entry
 * breaks every later one (reliability: invariant 10).
 */
export function entryHash(previousHash: string, entry: JournalEntry): string {
  const content = canonicalJson({
    entryNumber: entry.entryNumber,
    kind: entry.kind,
    reference: entry.reference,
    memo: entry.memo,
    postedAt: entry.postedAt.toISOString(),
    postings: entry.postings.map((posting) => [posting.account, posting.amount.amountMinor, posting.amount.currency]),
  });
  return createHash('sha256').update(previousHash).update('\n').update(content).digest('hex');
}

/** Rule: an entry has at least two postings, none of them zero, and they sum to zero in every currency. */
export function assertEntryBalances(postings: readonly Posting[]): void {
  const sums = new Map<string, number>();
  for (const { amount } of postings) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.amountMinor);
  const unbalanced = [...sums].filter(([, sum]) => sum !== 0);
  if (postings.length < 2 || unbalanced.length > 0 || postings.some(({ amount }) => amount.amountMinor === 0)) {
    throw new DomainError(
      'unprocessable',
      'billing.entry-does-not-balance',
      'debits and credits of an entry must sum to zero in every currency',
    );
  }
}
