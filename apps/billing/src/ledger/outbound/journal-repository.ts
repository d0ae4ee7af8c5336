import { type Money, money } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import { GENESIS, type JournalEntry, type Posting } from '../domain/journal.js';

export interface StoredEntry extends JournalEntry {
  previousHash: string;
  hash: string;
}

interface EntryRow {
  entry_number: string;
  kind: JournalEntry['kind'];
  reference: string;
  memo: string;
  posted_at: Date;
  previous_hash: string;
  entry_hash: string;
  postings: { account: string; amount_minor: number; currency: string }[];
}

/** The journal's tables; entries of a network are numbered under the lock of its head. */
@Injectable()
export class JournalRepository {
  async lockHead(tx: Transaction, networkId: string): Promise<{ entryNumber: number; hash: string }> {
    await tx.query('insert into journal_head values ($1, 0, $2) on conflict do nothing', [networkId, GENESIS]);
    const [head] = (await tx.query('select entry_number, entry_hash from journal_head where network_id = $1 for update', [networkId])) as {
      entry_number: string;
      entry_hash: string;
    }[];
    return { entryNumber: Number(head?.entry_number ?? 0), hash: head?.entry_hash ?? GENESIS };
  }

  async isBooked(tx: Transaction, networkId: string, kind: string, reference: string): Promise<boolean> {
    const rows: unknown[] = await tx.query('select 1 from journal_entry where network_id = $1 and kind = $2 and reference = $3', [
      networkId,
      kind,
      reference,
    ]);
    return rows.length > 0;
  }

  async append(tx: Transaction, networkId: string, entry: StoredEntry): Promise<void> {
    await tx.query('insert into journal_entry values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      networkId,
      entry.entryNumber,
      entry.kind,
      entry.reference,
      entry.memo,
      entry.postedAt,
      entry.previousHash,
      entry.hash,
    ]);
    const of = <T>(pick: (posting: Posting) => T): T[] => entry.postings.map(pick);
    await tx.query(
      `insert into posting
       select $1, $2, line, account, amount, currency
       from unnest($3::text[], $4::bigint[], $5::text[]) with ordinality as posted (account, amount, currency, line)`,
      [networkId, entry.entryNumber, of((p) => p.account), of((p) => p.amount.amountMinor), of((p) => p.amount.currency)],
    );
    await tx.query('update journal_head set entry_number = $2, entry_hash = $3 where network_id = $1', [
      networkId,
      entry.entryNumber,
      entry.hash,
    ]);
  }

  /** Entries after the given number, ascending, a page at a time. */
  async page(tx: Transaction, networkId: string, afterEntryNumber: number, limit: number): Promise<StoredEntry[]> {
    const rows = (await tx.query(
      `select e.entry_number, e.kind, e.reference, e.memo, e.posted_at, e.previous_hash, e.entry_hash,
              json_agg(json_build_object('account', p.account, 'amount_minor', p.amount_minor, 'currency', p.currency) order by p.line_number) as postings
       from journal_entry e join posting p using (network_id, entry_number)
       where e.network_id = $1 and e.entry_number > $2
       group by e.network_id, e.entry_number order by e.entry_number limit $3`,
      [networkId, afterEntryNumber, limit],
    )) as EntryRow[];
    return rows.map((row) => ({
      entryNumber: Number(row.entry_number),
      kind: row.kind,
      reference: row.reference,
      memo: row.memo,
      postedAt: row.posted_at,
      postings: row.postings.map((posting) => ({
        account: posting.account,
        amount: money(Number(posting.amount_minor), posting.currency),
      })),
      previousHash: row.previous_hash,
      hash: row.entry_hash,
    }));
  }

  async balances(tx: Transaction, networkId: string): Promise<{ account: string; balance: Money }[]> {
    const rows = (await tx.query(
      `select account, currency, sum(amount_minor) as balance from posting where network_id = $1
       group by account, currency order by account, currency`,
      [networkId],
    )) as { account: string; currency: string; balance: string }[];
    return rows.map((row) => ({ account: row.account, balance: money(Number(row.balance), row.currency) }));
  }
}
