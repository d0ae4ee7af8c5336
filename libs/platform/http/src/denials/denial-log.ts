import { createHash } from 'node:crypto';
import { canonicalJson } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import type { Database, RelayPool, Transaction } from '@gewerk/platform-persistence';
import { DenialBudget } from './denial-budget.js';

/** One refused call of a caller whose token was good. */
export interface Denial {
  readonly caller: Caller;
  /** Method and path template: an address may name what the caller was after. */
  readonly route: string;
  readonly code: string;
  readonly correlationId: string;
}

export interface DenialEntry {
  readonly entry: number;
  /** Pseudonym of the token's subject, the same within a network. */
  readonly subject: string;
  readonly companyId: string | null;
  readonly route: string;
  readonly code: string;
  readonly correlationId: string;
  readonly deniedAt: string;
  /** Further denials of the subject before this one that were not written down, one by one they were too many. */
  readonly omitted: number;
}

export interface DenialVerdict {
  /** Ever written. */
  readonly entries: number;
  /** The first so many have expired; the chain is followed from the one after them. */
  readonly forgotten: number;
  readonly intact: boolean;
  readonly brokenAtEntry: number | null;
}

const COLUMNS = `entry, subject, company_id as "companyId", route, code, correlation_id as "correlationId", denied_at as "deniedAt", omitted`;
const VERIFIED_AT_ONCE = 1_000;

/** A year and a month: who audits once a year finds all of it. The database says the same, and lets nothing younger go. */
const DENIALS_KEPT_DAYS = 400;

type StoredEntry = Omit<DenialEntry, 'deniedAt'> & { deniedAt: Date };

/** The audit of refused calls: append-only, chained by hashes per network, bounded per subject. */
export class DenialLog {
  readonly #budget = new DenialBudget();

  constructor(private readonly database: Database) {}

  /** Commits by itself: the refused call's own transaction, if it had one, is rolled back. */
  async record({ caller, route, code, correlationId }: Denial): Promise<void> {
    const { networkId, companyId } = caller;
    const subject = pseudonymOf(caller);
    const omitted = this.#budget.spend(subject, Date.now());
    if (omitted === null) return;
    await this.database.transaction([networkId], async (tx) => {
      const [head] = (await tx.query(
        `insert into app.denial_head as head (network_id, entry, hash) values ($1, 0, '')
         on conflict (network_id) do update set entry = head.entry returning entry, hash, app.now() as now`,
        [networkId],
      )) as [{ entry: number; hash: string; now: Date }];
      const deniedAt = head.now.toISOString();
      const entry: DenialEntry = { entry: head.entry + 1, subject, companyId, route, code, correlationId, deniedAt, omitted };
      const hash = chained(head.hash, entry);
      await tx.query('insert into app.denial values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        ...[networkId, entry.entry, subject, companyId, route, code, correlationId, deniedAt, omitted, hash],
      ]);
      await tx.query('update app.denial_head set entry = $2, hash = $3 where network_id = $1', [networkId, entry.entry, hash]);
    });
  }

  /** Newest first. @param before entries older than this one */
  async page(tx: Transaction, networkId: string, { before, limit }: { before: number | null; limit: number }): Promise<DenialEntry[]> {
    const rows: StoredEntry[] = await tx.query(
      `select ${COLUMNS} from app.denial where network_id = $1 and entry < coalesce($2, 2147483647) order by entry desc limit $3`,
      [networkId, before, limit],
    );
    return rows.map(toEntry);
  }

  /** Follows the chain from its first entry that has not expired to its head. */
  async verify(tx: Transaction, networkId: string): Promise<DenialVerdict> {
    const heads: { entry: number; hash: string; forgottenEntry: number; forgottenHash: string }[] = await tx.query(
      `select entry, hash, forgotten_entry as "forgottenEntry", forgotten_hash as "forgottenHash" from app.denial_head where network_id = $1`,
      [networkId],
    );
    const head = heads[0] ?? { entry: 0, hash: '', forgottenEntry: 0, forgottenHash: '' };
    const seen = { entries: head.entry, forgotten: head.forgottenEntry };
    let last = { entry: head.forgottenEntry, hash: head.forgottenHash };
    for (;;) {
      const rows: (StoredEntry & { hash: string })[] = await tx.query(
        `select ${COLUMNS}, hash from app.denial where network_id = $1 and entry > $2 and entry <= $3 order by entry limit $4`,
        [networkId, last.entry, head.entry, VERIFIED_AT_ONCE],
      );
      for (const { hash, ...stored } of rows) {
        const fits = stored.entry === last.entry + 1 && chained(last.hash, toEntry(stored)) === hash;
        if (!fits) return { ...seen, intact: false, brokenAtEntry: last.entry + 1 };
        last = { entry: stored.entry, hash };
      }
      if (rows.length === 0) break;
    }
    const intact = last.entry === head.entry && last.hash === head.hash;
    return { ...seen, intact, brokenAtEntry: intact ? null : last.entry + 1 };
  }
}

/** Deletes what has expired, in every network, and keeps where each chain begins then. @returns how many entries */
export async function forgetOldDenials(relay: RelayPool): Promise<number> {
  const [row] = await relay.query<{ count: number }>(
    `with old as (
       select network_id, max(entry) as entry from app.denial where denied_at < app.now() - make_interval(days => $1) group by network_id
     ), begins as (
       update app.denial_head as head set forgotten_entry = denial.entry, forgotten_hash = denial.hash
       from old join app.denial as denial using (network_id, entry)
       where head.network_id = old.network_id
       returning head.network_id, old.entry
     ), gone as (
       delete from app.denial as denial using begins where denial.network_id = begins.network_id and denial.entry <= begins.entry returning 1
     )
     select count(*)::integer as count from gone`,
    [DENIALS_KEPT_DAYS],
  );
  return row?.count ?? 0;
}

/** Persons are known by a pseudonym only; who may ask the identity provider can tell whose it is. */
function pseudonymOf({ networkId, subject }: Caller): string {
  return createHash('sha256').update(`${networkId}\n${subject}`).digest('hex').slice(0, 32);
}

function chained(previousHash: string, entry: DenialEntry): string {
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson(entry)}`)
    .digest('hex');
}

function toEntry({ deniedAt, ...entry }: StoredEntry): DenialEntry {
  return { ...entry, deniedAt: deniedAt.toISOString() };
}
