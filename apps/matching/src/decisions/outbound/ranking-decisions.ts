import type { RankingRecord } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { chainedHash, GENESIS, type OwnRanking, type RankingDecision, type StoredDecision } from '../domain/ranking-decision.js';

/** One firm's own view of a decision it was judged in. */
export interface FirmRanking {
  readonly entry: number;
  readonly decisionId: string;
  readonly process: string;
  readonly decidedAt: string;
  readonly policyVersion: string;
  readonly view: OwnRanking;
}

/** A link of the chain as it is stored, and whether the record still has the hash that was noted. */
export interface ChainLink {
  readonly decision: StoredDecision;
  readonly hash: string;
  readonly isContentIntact: boolean;
}

type Numbered<T extends { readonly entry: number; readonly decidedAt: string }> = Omit<T, 'entry' | 'decidedAt'> & {
  entry: string;
  decidedAt: Date;
};

const COLUMNS = `entry, id as "decisionId", order_id as "orderId", order_version as "orderVersion", operation_id as "operationId",
  operation_name as "operationName", process, decided_at as "decidedAt", policy_version as "policyVersion", digest,
  input_digest as "inputDigest", summary, content_hash as "contentHash"`;

/** What a cursor of these lists is made from. */
export const isEntry = (key: string): boolean => /^\d{1,15}$/.test(key);

/** Decision records of stage 1: written once, never changed, chained by hashes in each network (methods 0.6, 10.4). */
@Injectable()
export class RankingDecisions {
  /** @returns ids of the stored decisions by operation */
  async append(
    work: UnitOfWork,
    order: { readonly orderId: string; readonly orderVersion: number },
    decisions: readonly RankingDecision[],
  ): Promise<ReadonlyMap<string, string>> {
    let head = await this.#lockHead(work);
    const ids = new Map<string, string>();
    for (const { content, views, ...decision } of decisions) {
      const { orderId, orderVersion } = order;
      const stored: StoredDecision = { ...decision, entry: head.entry + 1, decisionId: newId(work.now.getTime()), orderId, orderVersion };
      head = { entry: stored.entry, hash: chainedHash(head.hash, stored) };
      await this.#insert(work, stored, content, head.hash);
      await this.#insertViews(work, stored, views);
      ids.set(stored.operationId, stored.decisionId);
    }
    await work.tx.query('update ranking_decision_head set entry = $2, hash = $3 where network_id = $1', [
      ...[work.networkId, head.entry, head.hash],
    ]);
    return ids;
  }

  async head(work: UnitOfWork): Promise<{ entry: number; hash: string }> {
    const rows: { entry: string; hash: string }[] = await work.tx.query(
      'select entry, hash from ranking_decision_head where network_id = $1',
      [work.networkId],
    );
    return rows[0] === undefined ? { entry: 0, hash: GENESIS } : { entry: Number(rows[0].entry), hash: rows[0].hash };
  }

  /** Newest first. @param before entry of the last decision of the page before */
  async ofOrder(work: UnitOfWork, orderId: string, before: string | null, limit: number): Promise<StoredDecision[]> {
    const rows: Numbered<StoredDecision>[] = await work.tx.query(
      `select ${COLUMNS} from ranking_decision
       where network_id = $1 and order_id = $2 and ($3::bigint is null or entry < $3::bigint) order by entry desc limit $4`,
      [work.networkId, orderId, before, limit],
    );
    return rows.map(numbered);
  }

  async find(work: UnitOfWork, decisionId: string): Promise<{ readonly decision: StoredDecision; readonly record: RankingRecord } | null> {
    const rows: (Numbered<StoredDecision> & { content: string })[] = await work.tx.query(
      `select ${COLUMNS}, content from ranking_decision where network_id = $1 and id = $2`,
      [work.networkId, decisionId],
    );
    if (rows[0] === undefined) return null;
    const { content, ...row } = rows[0];
    return { decision: numbered(row), record: JSON.parse(content) as RankingRecord };
  }

  /** Newest first. @param before entry of the last one of the page before */
  async ofFirm(work: UnitOfWork, companyId: string, before: string | null, limit: number): Promise<FirmRanking[]> {
    const rows: Numbered<FirmRanking>[] = await work.tx.query(
      `select entry, decision_id as "decisionId", process, decided_at as "decidedAt", policy_version as "policyVersion", view
       from firm_ranking where network_id = $1 and company_id = $2 and ($3::bigint is null or entry < $3::bigint)
       order by entry desc limit $4`,
      [work.networkId, companyId, before, limit],
    );
    return rows.map(numbered);
  }

  /** Links after the given entry and up to another, ascending. */
  async chain(work: UnitOfWork, { after, upTo, limit }: { after: number; upTo: number; limit: number }): Promise<ChainLink[]> {
    const rows: (Numbered<StoredDecision> & { hash: string; isContentIntact: boolean })[] = await work.tx.query(
      `select ${COLUMNS}, hash, encode(sha256(convert_to(content, 'UTF8')), 'hex') = content_hash as "isContentIntact"
       from ranking_decision where network_id = $1 and entry > $2 and entry <= $3 order by entry limit $4`,
      [work.networkId, after, upTo, limit],
    );
    return rows.map(({ hash, isContentIntact, ...row }) => ({ decision: numbered(row), hash, isContentIntact }));
  }

  async #lockHead(work: UnitOfWork): Promise<{ entry: number; hash: string }> {
    await work.tx.query('insert into ranking_decision_head values ($1, 0, $2) on conflict do nothing', [work.networkId, GENESIS]);
    const [head] = (await work.tx.query('select entry, hash from ranking_decision_head where network_id = $1 for update', [
      work.networkId,
    ])) as [{ entry: string; hash: string }];
    return { entry: Number(head.entry), hash: head.hash };
  }

  async #insert(work: UnitOfWork, stored: StoredDecision, content: string, hash: string): Promise<void> {
    const { entry, decisionId, orderId, orderVersion, operationId, operationName, process } = stored;
    await work.tx.query(
      `insert into ranking_decision (network_id, entry, id, order_id, order_version, operation_id, operation_name, process,
         decided_at, policy_version, digest, input_digest, summary, content, content_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        ...[work.networkId, entry, decisionId, orderId, orderVersion, operationId, operationName, process],
        ...[stored.decidedAt, stored.policyVersion, stored.digest, stored.inputDigest, JSON.stringify(stored.summary)],
        ...[content, stored.contentHash, hash],
      ],
    );
  }

  async #insertViews(work: UnitOfWork, stored: StoredDecision, views: RankingDecision['views']): Promise<void> {
    await work.tx.query(
      `insert into firm_ranking (network_id, company_id, entry, decision_id, process, decided_at, policy_version, view)
       select $1, company_id, $2, $3, $4, $5, $6, view from unnest($7::uuid[], $8::jsonb[]) as seen (company_id, view)`,
      [
        ...[work.networkId, stored.entry, stored.decisionId, stored.process, stored.decidedAt, stored.policyVersion],
        ...[views.map(({ companyId }) => companyId), views.map(({ view }) => JSON.stringify(view))],
      ],
    );
  }
}

function numbered<T extends { entry: string; decidedAt: Date }>(
  row: T,
): Omit<T, 'entry' | 'decidedAt'> & { entry: number; decidedAt: string } {
  return { ...row, entry: Number(row.entry), decidedAt: row.decidedAt.toISOString() };
}
