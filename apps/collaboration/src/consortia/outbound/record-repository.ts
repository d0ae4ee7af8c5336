import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Phase, Step } from '../domain/life.js';

export interface RecordMember {
  companyId: string;
  role: 'primary' | 'standby';
  operationIds: string[];
  price: { amountMinor: number; currency: string };
}

export interface ConsortiumRecord {
  formationId: string;
  consortiumId: string | null;
  orderId: string | null;
  customerCompanyId: string | null;
  leadCompanyId: string | null;
  members: RecordMember[] | null;
  phase: Phase;
  openedAt: Date | null;
  closedAt: Date | null;
  outcome: 'fulfilled' | 'dissolved' | null;
}

export interface LogEntry {
  eventId: string;
  /** A step of the life, or a milestone such as `operation-finished`. */
  kind: Step | 'operation-started' | 'operation-finished';
  detail: Record<string, unknown>;
  happenedAt: Date;
}

const COLUMNS = `formation_id as "formationId", consortium_id as "consortiumId", order_id as "orderId", customer_company_id as "customerCompanyId",
  lead_company_id as "leadCompanyId", members, phase, opened_at as "openedAt", closed_at as "closedAt", outcome`;

@Injectable()
export class RecordRepository {
  /** The record of a formation under lock; begun by whichever fact comes first. */
  async lock(tx: Transaction, networkId: string, formationId: string): Promise<ConsortiumRecord> {
    await tx.query("insert into consortium_record (network_id, formation_id, phase) values ($1, $2, 'awaited') on conflict do nothing", [
      networkId,
      formationId,
    ]);
    const [record] = (await tx.query(`select ${COLUMNS} from consortium_record where network_id = $1 and formation_id = $2 for update`, [
      networkId,
      formationId,
    ])) as ConsortiumRecord[];
    if (record === undefined) throw new Error(`the record of formation ${formationId} is not visible in its own network`);
    return record;
  }

  async save(tx: Transaction, networkId: string, record: ConsortiumRecord): Promise<void> {
    await tx.query(
      `update consortium_record set consortium_id = $3, order_id = $4, customer_company_id = $5, lead_company_id = $6, members = $7, phase = $8,
         opened_at = $9, closed_at = $10, outcome = $11 where network_id = $1 and formation_id = $2`,
      [
        networkId,
        record.formationId,
        record.consortiumId,
        record.orderId,
        record.customerCompanyId,
        record.leadCompanyId,
        record.members === null ? null : JSON.stringify(record.members),
        record.phase,
        record.openedAt,
        record.closedAt,
        record.outcome,
      ],
    );
  }

  async note(tx: Transaction, networkId: string, formationId: string, entry: LogEntry): Promise<void> {
    await tx.query('insert into consortium_log values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
      networkId,
      formationId,
      entry.eventId,
      entry.kind,
      JSON.stringify(entry.detail),
      entry.happenedAt,
    ]);
  }

  async log(tx: Transaction, networkId: string, formationId: string): Promise<LogEntry[]> {
    return tx.query(
      `select event_id as "eventId", kind, detail, happened_at as "happenedAt" from consortium_log
       where network_id = $1 and formation_id = $2 order by happened_at, event_id`,
      [networkId, formationId],
    );
  }

  /** Opened records after a cursor (a consortium id), of one company (member or customer) or of all. */
  async page(
    tx: Transaction,
    networkId: string,
    query: { companyId: string | null; after: string | null; limit: number },
  ): Promise<ConsortiumRecord[]> {
    return tx.query(
      `select ${COLUMNS} from consortium_record
       where network_id = $1 and consortium_id is not null and ($3::uuid is null or consortium_id > $3)
         and ($2::uuid is null or customer_company_id = $2 or members @> jsonb_build_array(jsonb_build_object('companyId', $2::text)))
       order by consortium_id limit $4`,
      [networkId, query.companyId, query.after, query.limit],
    );
  }

  async find(tx: Transaction, networkId: string, consortiumId: string): Promise<ConsortiumRecord | null> {
    const [record] = (await tx.query(`select ${COLUMNS} from consortium_record where network_id = $1 and consortium_id = $2`, [
      networkId,
      consortiumId,
    ])) as ConsortiumRecord[];
    return record ?? null;
  }
}
