import { createHash } from 'node:crypto';
import { canonicalJson } from '@gewerk/kernel';
import type { Evidence, Finding, Invariant } from './invariant.js';
import { figure } from './invariant.js';

interface EntryRow {
  network_id: string;
  entry_number: string;
  kind: string;
  reference: string;
  memo: string;
  posted_at: Date;
  previous_hash: string;
  entry_hash: string;
  postings: { account: string; amount: number; currency: string }[];
}

const GENESIS = '0'.repeat(64);

/** The chain as docs/reliability.md describes it, computed here once more and not by billing's own code. */
function hashOf(previous: string, entry: EntryRow): string {
  const content = canonicalJson({
    entryNumber: Number(entry.entry_number),
    kind: entry.kind,
    reference: entry.reference,
    memo: entry.memo,
    postedAt: entry.posted_at.toISOString(),
    postings: entry.postings.map(({ account, amount, currency }) => [account, Number(amount), currency]),
  });
  return createHash('sha256').update(`${previous}\n${content}`).digest('hex');
}

async function ledger({ databases }: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  const entries = await databases.rows<EntryRow>(
    'billing',
    `select e.*, json_agg(json_build_object('account', p.account, 'amount', p.amount_minor, 'currency', p.currency) order by p.line_number) as postings
     from journal_entry e join posting p using (network_id, entry_number)
     group by e.network_id, e.entry_number order by e.network_id, e.entry_number`,
  );
  let postings = 0;
  for (const [network, ofNetwork] of Map.groupBy(entries, (entry) => entry.network_id)) {
    let previous = GENESIS;
    for (const [index, entry] of ofNetwork.entries()) {
      postings += entry.postings.length;
      if (Number(entry.entry_number) !== index + 1) breaches.push(`${network}: entry ${entry.entry_number} stands at place ${index + 1}`);
      if (entry.previous_hash !== previous || hashOf(previous, entry) !== entry.entry_hash) {
        breaches.push(`${network}: the chain breaks at entry ${entry.entry_number}`);
      }
      previous = entry.entry_hash;
      for (const [currency, lines] of Map.groupBy(entry.postings, (posting) => posting.currency)) {
        const sum = lines.reduce((total, posting) => total + Number(posting.amount), 0);
        if (sum !== 0) breaches.push(`${network}: entry ${entry.entry_number} sums to ${sum} ${currency}`);
      }
    }
    const [head] = await databases.rows<{ entry_hash: string }>('billing', 'select entry_hash from journal_head where network_id = $1', [
      network,
    ]);
    if (head?.entry_hash !== previous) breaches.push(`${network}: the head is not the last entry`);
  }
  for (const table of ['journal_entry', 'posting', 'invoice', 'invoice_line', 'payment']) {
    const [row] = await databases.rows<{ may: boolean }>(
      'billing',
      `select has_table_privilege('gewerk_app', $1, 'update') or has_table_privilege('gewerk_app', $1, 'delete') as may`,
      [table],
    );
    if (row?.may !== false) breaches.push(`the application may change or delete rows of ${table}`);
  }
  return { looked: `${figure(entries.length)} entries with ${figure(postings)} postings, their hashes computed again`, breaches };
}

export const money: readonly Invariant[] = [
  { number: 10, rule: 'postings sum to zero per entry and currency; the journal is append-only and its chain verifies', judge: ledger },
];
