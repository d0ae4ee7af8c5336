import type { UnitOfWork } from '@gewerk/platform-messaging';
import { isUniqueViolation } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import { Formation } from '../domain/formation.js';
import type { FormationRecord } from '../domain/formation-record.js';
import { broken } from '../domain/formation-rules.js';
import { Invitation, type InvitationRecord } from '../domain/invitation.js';

const LIVE_FORMATION = 'formation_live';

/** One page of invitations of one company, with the order they belong to. */
export interface AddressedInvitation {
  readonly formationId: string;
  readonly orderId: string;
  readonly record: InvitationRecord;
}

@Injectable()
export class Formations {
  /** @throws DomainError `matching.formation-already-live` where another choice of the order is alive */
  async add(work: UnitOfWork, { record }: Formation): Promise<void> {
    try {
      await work.tx.query(
        `insert into formation (network_id, id, order_id, order_version, customer_company_id, proposal_id, plan_id, state, chosen_at, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          work.networkId,
          record.formationId,
          record.orderId,
          record.orderVersion,
          record.customerCompanyId,
          record.proposalId,
          record.planId,
          record.state,
          record.chosenAt,
          JSON.stringify(record),
        ],
      );
    } catch (error) {
      if (isUniqueViolation(error, LIVE_FORMATION)) throw broken('OrderMustHaveOneLiveFormation', { orderId: record.orderId });
      throw error;
    }
  }

  async save(work: UnitOfWork, { record, invitations }: Formation): Promise<void> {
    await work.tx.query('update formation set state = $3, body = $4 where network_id = $1 and id = $2', [
      work.networkId,
      record.formationId,
      record.state,
      JSON.stringify(record),
    ]);
    for (const { record: invitation } of invitations) {
      await work.tx.query(
        `insert into invitation (network_id, id, formation_id, company_id, state, sent_at, expires_at, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (network_id, id) do update set state = excluded.state, body = excluded.body where invitation.state <> excluded.state`,
        [
          work.networkId,
          invitation.invitationId,
          record.formationId,
          invitation.part.companyId,
          invitation.state,
          invitation.sentAt,
          invitation.expiresAt,
          JSON.stringify(invitation),
        ],
      );
    }
  }

  async find(work: UnitOfWork, formationId: string): Promise<Formation | null> {
    return this.#load(work, formationId, '');
  }

  /** Locked until the transaction ends: answers, facts and deadlines of one formation come one after the other. */
  async lock(work: UnitOfWork, formationId: string): Promise<Formation | null> {
    return this.#load(work, formationId, 'for update');
  }

  async lockLiveOf(work: UnitOfWork, orderId: string): Promise<Formation | null> {
    const rows: { id: string }[] = await work.tx.query(
      `select id from formation where network_id = $1 and order_id = $2 and state not in ('failed', 'dissolved')`,
      [work.networkId, orderId],
    );
    return rows[0] === undefined ? null : this.lock(work, rows[0].id);
  }

  async formationOf(work: UnitOfWork, invitationId: string): Promise<string | null> {
    const rows: { formation_id: string }[] = await work.tx.query('select formation_id from invitation where network_id = $1 and id = $2', [
      work.networkId,
      invitationId,
    ]);
    return rows[0]?.formation_id ?? null;
  }

  /** Newest first, of one company only. */
  async addressedTo(
    work: UnitOfWork,
    companyId: string,
    of: { state: string | null; before: string | null; limit: number },
  ): Promise<AddressedInvitation[]> {
    const rows: { formation_id: string; order_id: string; body: InvitationRecord }[] = await work.tx.query(
      `select invitation.formation_id, formation.order_id, invitation.body
       from invitation join formation on formation.network_id = invitation.network_id and formation.id = invitation.formation_id
       where invitation.network_id = $1 and invitation.company_id = $2 and ($3::text is null or invitation.state = $3)
         and ($4::uuid is null or invitation.id < $4)
       order by invitation.id desc limit $5`,
      [work.networkId, companyId, of.state, of.before, of.limit],
    );
    return rows.map((row) => ({ formationId: row.formation_id, orderId: row.order_id, record: row.body }));
  }

  async #load(work: UnitOfWork, formationId: string, lock: '' | 'for update'): Promise<Formation | null> {
    const rows: { body: FormationRecord }[] = await work.tx.query(`select body from formation where network_id = $1 and id = $2 ${lock}`, [
      work.networkId,
      formationId,
    ]);
    const row = rows[0];
    if (row === undefined) return null;
    const invitations: { body: InvitationRecord }[] = await work.tx.query(
      'select body from invitation where network_id = $1 and formation_id = $2 order by id',
      [work.networkId, formationId],
    );
    return new Formation(
      row.body,
      invitations.map(({ body }) => new Invitation(body)),
    );
  }
}
