import type { Reservation, Window } from '@gewerk/contracts';
import { newId } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { ReservationState, StoredReservation } from '../domain/reservation.js';

const COLUMNS = `reservation_id as "reservationId", formation_id as "formationId", revision, operation_id as "operationId", role,
  company_id as "companyId", machine_id as "machineId", state, slots, work_minutes as "workMinutes",
  planned_starts_at as "plannedStartsAt", planned_ends_at as "plannedEndsAt", lost_windows as "lostWindows",
  started_at as "startedAt", finished_at as "finishedAt", good_pieces as "goodPieces", scrap_pieces as "scrapPieces"`;

@Injectable()
export class ReservationRepository {
  async ofFormations(
    tx: Transaction,
    networkId: string,
    formationIds: readonly string[],
    states: readonly ReservationState[],
  ): Promise<StoredReservation[]> {
    return tx.query(
      `select ${COLUMNS} from reservation where network_id = $1 and formation_id = any ($2::uuid[]) and state = any ($3::text[]) order by reservation_id`,
      [networkId, formationIds, states],
    );
  }

  async ofRevision(tx: Transaction, networkId: string, formationId: string, revision: number): Promise<StoredReservation[]> {
    return tx.query(
      `select ${COLUMNS} from reservation where network_id = $1 and formation_id = $2 and revision = $3 order by reservation_id`,
      [networkId, formationId, revision],
    );
  }

  async find(tx: Transaction, networkId: string, reservationId: string): Promise<StoredReservation | null> {
    const rows: StoredReservation[] = await tx.query(`select ${COLUMNS} from reservation where network_id = $1 and reservation_id = $2`, [
      networkId,
      reservationId,
    ]);
    return rows[0] ?? null;
  }

  /** What takes hours of a company's machines now or later. */
  async liveOf(tx: Transaction, networkId: string, companyId: string): Promise<StoredReservation[]> {
    return tx.query(
      `select ${COLUMNS} from reservation where network_id = $1 and company_id = $2 and state in ('held', 'booked', 'running')
       order by reservation_id`,
      [networkId, companyId],
    );
  }

  /** Companies that have or had a part in formations. */
  async companiesOf(tx: Transaction, networkId: string, formationIds: readonly string[]): Promise<string[]> {
    const rows: { companyId: string }[] = await tx.query(
      'select distinct company_id as "companyId" from reservation where network_id = $1 and formation_id = any ($2::uuid[])',
      [networkId, formationIds],
    );
    return rows.map(({ companyId }) => companyId);
  }

  /** Bookings whose hours must be there: planned or under way. */
  async bookedOn(tx: Transaction, networkId: string, machineId: string): Promise<StoredReservation[]> {
    return tx.query(
      `select ${COLUMNS} from reservation where network_id = $1 and machine_id = $2 and state in ('booked', 'running') order by reservation_id`,
      [networkId, machineId],
    );
  }

  /** Bookings of one company, whatever became of them; holds are not bookings yet. */
  async bookingsOf(
    tx: Transaction,
    networkId: string,
    of: { companyId: string; formationId: string | null; after: string | null; limit: number },
  ): Promise<StoredReservation[]> {
    return tx.query(
      `select ${COLUMNS} from reservation
       where network_id = $1 and company_id = $2 and state in ('booked', 'running', 'finished', 'given-back')
         and ($3::uuid is null or formation_id = $3) and ($4::uuid is null or reservation_id > $4)
       order by reservation_id limit $5`,
      [networkId, of.companyId, of.formationId, of.after, of.limit],
    );
  }

  /** Inserts the whole set with its hours. @throws the database's exclusion violation where hours are taken */
  async hold(
    tx: Transaction,
    networkId: string,
    formation: { formationId: string; revision: number; now: Date },
    reservations: readonly Reservation[],
  ): Promise<void> {
    const ids = reservations.map(() => newId(formation.now.getTime()));
    const starts = reservations.map(({ slots }) => new Date(Math.min(...slots.map((slot) => Date.parse(slot.startsAt)))));
    const ends = reservations.map(({ slots }) => new Date(Math.max(...slots.map((slot) => Date.parse(slot.endsAt)))));
    await tx.query(
      `insert into reservation (network_id, formation_id, revision, state, reservation_id, operation_id, role, company_id, machine_id,
         slots, work_minutes, planned_starts_at, planned_ends_at)
       select $1, $2, $3, 'held', * from unnest($4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::jsonb[], $10::integer[],
         $11::timestamptz[], $12::timestamptz[])`,
      [
        networkId,
        formation.formationId,
        formation.revision,
        ids,
        reservations.map((reservation) => reservation.operationId),
        reservations.map((reservation) => reservation.role),
        reservations.map((reservation) => reservation.companyId),
        reservations.map((reservation) => reservation.machineId),
        reservations.map((reservation) => JSON.stringify(reservation.slots)),
        reservations.map((reservation) => reservation.workMinutes),
        starts,
        ends,
      ],
    );
    const slots = reservations.flatMap(({ machineId, slots: windows }, index) =>
      windows.map((window) => ({ id: ids[index], machineId, window })),
    );
    await tx.query(
      `insert into reservation_slot (network_id, reservation_id, machine_id, starts_at, ends_at)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])`,
      [
        networkId,
        slots.map((slot) => slot.id),
        slots.map((slot) => slot.machineId),
        slots.map((slot) => slot.window.startsAt),
        slots.map((slot) => slot.window.endsAt),
      ],
    );
  }

  async setState(tx: Transaction, networkId: string, reservationIds: readonly string[], state: ReservationState): Promise<void> {
    await tx.query('update reservation set state = $3 where network_id = $1 and reservation_id = any ($2::uuid[])', [
      networkId,
      reservationIds,
      state,
    ]);
  }

  /** Gives back the hours from an instant on (all of them without one); what lies before it was used. */
  async freeHours(tx: Transaction, networkId: string, reservationIds: readonly string[], from: Date | null = null): Promise<void> {
    await tx.query(
      'delete from reservation_slot where network_id = $1 and reservation_id = any ($2::uuid[]) and ($3::timestamptz is null or starts_at >= $3)',
      [networkId, reservationIds, from],
    );
    if (from === null) return;
    await tx.query(
      'update reservation_slot set ends_at = $3 where network_id = $1 and reservation_id = any ($2::uuid[]) and ends_at > $3',
      [networkId, reservationIds, from],
    );
  }

  async saveLoss(tx: Transaction, networkId: string, reservationId: string, lostWindows: readonly Window[]): Promise<void> {
    await tx.query('update reservation set lost_windows = $3 where network_id = $1 and reservation_id = $2', [
      networkId,
      reservationId,
      JSON.stringify(lostWindows),
    ]);
  }

  async saveStart(tx: Transaction, networkId: string, reservationId: string, startedAt: Date): Promise<void> {
    await tx.query("update reservation set state = 'running', started_at = $3 where network_id = $1 and reservation_id = $2", [
      networkId,
      reservationId,
      startedAt,
    ]);
  }

  async saveFinish(
    tx: Transaction,
    networkId: string,
    reservationId: string,
    result: { finishedAt: Date; goodPieces: number; scrapPieces: number },
  ): Promise<void> {
    await tx.query(
      `update reservation set state = 'finished', finished_at = $3, good_pieces = $4, scrap_pieces = $5
       where network_id = $1 and reservation_id = $2`,
      [networkId, reservationId, result.finishedAt, result.goodPieces, result.scrapPieces],
    );
  }
}
