import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { GENESIS } from '../domain/ranking-decision.js';
import { type Sequel, type SequelContent, sequelHash, type StoredSequel } from '../domain/sequel.js';

/** A line of the chain as it is stored. */
export interface SequelLink {
  readonly sequel: StoredSequel;
  readonly content: string;
  readonly hash: string;
}

interface SequelRow {
  entry: string;
  decisionId: string;
  orderId: string;
  operationId: string;
  happenedAt: Date;
  content: string;
  hash: string;
}

const COLUMNS = `entry, decision_id as "decisionId", order_id as "orderId", operation_id as "operationId", happened_at as "happenedAt",
  content, hash`;

/** Choices and outcomes of decisions: written once, never changed, chained by hashes in each network (methods 0.6, 10.4). */
@Injectable()
export class DecisionSequels {
  async append(work: UnitOfWork, sequels: readonly Sequel[]): Promise<void> {
    if (sequels.length === 0) return;
    let head = await this.#lockHead(work);
    for (const sequel of sequels) {
      const stored: StoredSequel = { ...sequel, happenedAt: new Date(sequel.happenedAt).toISOString(), entry: head.entry + 1 };
      const content = JSON.stringify(sequel.content);
      head = { entry: stored.entry, hash: sequelHash(head.hash, stored, content) };
      await work.tx.query(
        `insert into decision_sequel (network_id, entry, decision_id, order_id, operation_id, kind, happened_at, content, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          ...[work.networkId, stored.entry, stored.decisionId, stored.orderId, stored.operationId, stored.content.kind],
          ...[stored.happenedAt, content, head.hash],
        ],
      );
    }
    await work.tx.query('update decision_sequel_head set entry = $2, hash = $3 where network_id = $1', [
      ...[work.networkId, head.entry, head.hash],
    ]);
  }

  /** Oldest first. */
  async ofDecisions(work: UnitOfWork, decisionIds: readonly string[]): Promise<StoredSequel[]> {
    const rows: SequelRow[] = await work.tx.query(
      `select ${COLUMNS} from decision_sequel where network_id = $1 and decision_id = any ($2::uuid[]) order by entry`,
      [work.networkId, decisionIds],
    );
    return rows.map((row) => linkOf(row).sequel);
  }

  /** Ids of the decisions whose orders were delivered last. */
  async latestDelivered(work: UnitOfWork, limit: number): Promise<string[]> {
    const rows: { decision_id: string }[] = await work.tx.query(
      `select decision_id from decision_sequel where network_id = $1 and kind = 'delivered'
       group by decision_id order by max(entry) desc limit $2`,
      [work.networkId, limit],
    );
    return rows.map(({ decision_id }) => decision_id);
  }

  async head(work: UnitOfWork): Promise<{ entry: number; hash: string }> {
    const rows: { entry: string; hash: string }[] = await work.tx.query(
      'select entry, hash from decision_sequel_head where network_id = $1',
      [work.networkId],
    );
    return rows[0] === undefined ? { entry: 0, hash: GENESIS } : { entry: Number(rows[0].entry), hash: rows[0].hash };
  }

  /** Links after the given entry and up to another, ascending. */
  async chain(work: UnitOfWork, { after, upTo, limit }: { after: number; upTo: number; limit: number }): Promise<SequelLink[]> {
    const rows: SequelRow[] = await work.tx.query(
      `select ${COLUMNS} from decision_sequel where network_id = $1 and entry > $2 and entry <= $3 order by entry limit $4`,
      [work.networkId, after, upTo, limit],
    );
    return rows.map(linkOf);
  }

  async #lockHead(work: UnitOfWork): Promise<{ entry: number; hash: string }> {
    await work.tx.query('insert into decision_sequel_head values ($1, 0, $2) on conflict do nothing', [work.networkId, GENESIS]);
    const [head] = (await work.tx.query('select entry, hash from decision_sequel_head where network_id = $1 for update', [
      work.networkId,
    ])) as [{ entry: string; hash: string }];
    return { entry: Number(head.entry), hash: head.hash };
  }
}

function linkOf({ entry, happenedAt, content, hash, ...named }: SequelRow): SequelLink {
  const sequel = { ...named, entry: Number(entry), happenedAt: happenedAt.toISOString(), content: JSON.parse(content) as SequelContent };
  return { sequel, content, hash };
}
