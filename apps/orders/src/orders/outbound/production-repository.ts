import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import type { ConsortiumChosenData, ConsortiumConfirmedData } from '@gewerk/contracts/matching';
import { money } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Formation } from '../domain/order.js';

interface FormationRow {
  formation_id: string;
  order_id: string;
  chosen_at: Date | null;
  confirmed_at: Date | null;
  ended_at: Date | null;
  consortium_id: string | null;
  lead_company_id: string | null;
  member_company_ids: string[];
  price_minor: string | null;
  currency: string | null;
  promised_at: Date | null;
  arrives_at: Date | null;
  announced_at: Date | null;
  expected_at: Date | null;
  primary_bookings: number;
  finished_primary_bookings: number;
  last_planned_end_at: Date | null;
}

/** What matching and capacity told of the making of orders; every row is made by whichever event comes first. */
@Injectable()
export class ProductionRepository {
  async saveChosen(tx: Transaction, networkId: string, chosen: ConsortiumChosenData): Promise<void> {
    await tx.query(
      `insert into order_formation (network_id, formation_id, order_id, chosen_at) values ($1, $2, $3, $4)
       on conflict (network_id, formation_id) do update set chosen_at = excluded.chosen_at`,
      [networkId, chosen.formationId, chosen.orderId, chosen.chosenAt],
    );
  }

  async saveConfirmed(tx: Transaction, networkId: string, confirmed: ConsortiumConfirmedData): Promise<void> {
    const members = [...new Set(confirmed.members.filter((member) => member.role === 'primary').map((member) => member.companyId))];
    const { total } = confirmed.price;
    await tx.query(
      `insert into order_formation (network_id, formation_id, order_id, confirmed_at, consortium_id, lead_company_id, member_company_ids,
         price_minor, currency, promised_at, arrives_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (network_id, formation_id) do update set confirmed_at = excluded.confirmed_at, consortium_id = excluded.consortium_id,
         lead_company_id = excluded.lead_company_id, member_company_ids = excluded.member_company_ids, price_minor = excluded.price_minor,
         currency = excluded.currency, promised_at = excluded.promised_at, arrives_at = excluded.arrives_at`,
      [
        networkId,
        confirmed.formationId,
        confirmed.orderId,
        confirmed.confirmedAt,
        confirmed.consortiumId,
        confirmed.leadCompanyId,
        members,
        total.amountMinor,
        total.currency,
        confirmed.promisedAt,
        confirmed.arrivesAt,
      ],
    );
    for (const booking of confirmed.bookings) {
      const endsAt = booking.slots.reduce((latest, slot) => (slot.endsAt > latest ? slot.endsAt : latest), booking.slots[0]?.endsAt ?? '');
      await tx.query('insert into formation_booking values ($1, $2, $3, $4, $5, $6, $7) on conflict (network_id, booking_id) do nothing', [
        networkId,
        booking.bookingId,
        confirmed.formationId,
        booking.operationId,
        booking.companyId,
        booking.role,
        endsAt,
      ]);
    }
  }

  /** A formation that failed, or a consortium that was dissolved. */
  async saveEnded(
    tx: Transaction,
    networkId: string,
    end: { formationId: string; orderId: string; at: string; reason: string },
  ): Promise<void> {
    await tx.query(
      `insert into order_formation (network_id, formation_id, order_id, ended_at, end_reason) values ($1, $2, $3, $4, $5)
       on conflict (network_id, formation_id) do update set ended_at = excluded.ended_at, end_reason = excluded.end_reason`,
      [networkId, end.formationId, end.orderId, end.at, end.reason],
    );
  }

  async saveFinished(tx: Transaction, networkId: string, finished: OperationFinishedData): Promise<void> {
    await tx.query(
      'insert into finished_operation values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (network_id, booking_id) do nothing',
      [
        networkId,
        finished.bookingId,
        finished.formationId,
        finished.operationId,
        finished.companyId,
        finished.finishedAt,
        finished.goodPieces,
        finished.scrapPieces,
      ],
    );
  }

  async saveAnnounced(tx: Transaction, networkId: string, formationId: string, announcedAt: Date, expectedAt: Date): Promise<void> {
    await tx.query('update order_formation set announced_at = $3, expected_at = $4 where network_id = $1 and formation_id = $2', [
      networkId,
      formationId,
      announcedAt,
      expectedAt,
    ]);
  }

  /** Null while no formation of that id is known. */
  async orderOfFormation(tx: Transaction, networkId: string, formationId: string): Promise<string | null> {
    const [row] = (await tx.query('select order_id from order_formation where network_id = $1 and formation_id = $2', [
      networkId,
      formationId,
    ])) as { order_id: string }[];
    return row?.order_id ?? null;
  }

  async formationsOf(tx: Transaction, networkId: string, orderId: string): Promise<Formation[]> {
    const rows: FormationRow[] = await tx.query(
      `select f.*, coalesce(b.bookings, 0)::int as primary_bookings, coalesce(b.finished, 0)::int as finished_primary_bookings,
         b.last_planned_end_at
       from order_formation f
       left join lateral (
         select count(*) as bookings, count(d.booking_id) as finished, max(k.planned_ends_at) as last_planned_end_at
         from formation_booking k
         left join finished_operation d on d.network_id = k.network_id and d.booking_id = k.booking_id
         where k.network_id = f.network_id and k.formation_id = f.formation_id and k.role = 'primary'
       ) b on true
       where f.network_id = $1 and f.order_id = $2 order by f.formation_id`,
      [networkId, orderId],
    );
    return rows.map(formationOf);
  }
}

function formationOf(row: FormationRow): Formation {
  return {
    formationId: row.formation_id,
    orderId: row.order_id,
    chosenAt: row.chosen_at,
    confirmedAt: row.confirmed_at,
    endedAt: row.ended_at,
    consortiumId: row.consortium_id,
    leadCompanyId: row.lead_company_id,
    memberCompanyIds: row.member_company_ids,
    price: row.price_minor === null ? null : money(Number(row.price_minor), row.currency ?? undefined),
    promisedAt: row.promised_at,
    arrivesAt: row.arrives_at,
    announcedAt: row.announced_at,
    expectedAt: row.expected_at,
    primaryBookings: row.primary_bookings,
    finishedPrimaryBookings: row.finished_primary_bookings,
    lastPlannedEndAt: row.last_planned_end_at,
  };
}
