import type { Window } from '@gewerk/contracts';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { AvailabilityContent, Statement, TakenSlot } from '../domain/availability.js';
import { toSpan, toWindow, toWindows } from '../domain/spans.js';

interface PublishedAvailability {
  version: number;
  content: AvailabilityContent | null;
}

interface CalendarRow {
  machine_id: string;
  as_of: Date | null;
  horizon: Window | null;
  stated_windows: Window[];
  included_booking_ids: string[];
  usual_free_minutes_per_day: number;
  availability_version: number;
  availability: AvailabilityContent | null;
}

export interface MachineCalendar {
  machineId: string;
  /** Null before the first report. */
  statement: Statement | null;
  published: PublishedAvailability;
}

/** Hours of machines: what was stated, what we published, what our reservations take. */
@Injectable()
export class CalendarRepository {
  /**
   * Locks the calendars of machines, in the order of their ids as everyone must, and creates those that are missing. From here to
   * the commit nobody else changes the hours or reservations of these machines.
   */
  async lock(tx: Transaction, networkId: string, machineIds: readonly string[]): Promise<Map<string, MachineCalendar>> {
    const sorted = [...new Set(machineIds)].sort();
    await tx.query(
      `insert into machine_calendar (network_id, machine_id) select $1, id from unnest($2::uuid[]) with ordinality as m(id, place) order by place
       on conflict (network_id, machine_id) do nothing`,
      [networkId, sorted],
    );
    const rows: CalendarRow[] = await tx.query(
      'select * from machine_calendar where network_id = $1 and machine_id = any ($2::uuid[]) order by machine_id for update',
      [networkId, sorted],
    );
    return calendars(rows);
  }

  /** Without a lock, to show. */
  async read(tx: Transaction, networkId: string, machineIds: readonly string[]): Promise<Map<string, MachineCalendar>> {
    const rows: CalendarRow[] = await tx.query('select * from machine_calendar where network_id = $1 and machine_id = any ($2::uuid[])', [
      networkId,
      machineIds,
    ]);
    return calendars(rows);
  }

  async saveStatement(tx: Transaction, networkId: string, machineId: string, statement: Statement): Promise<void> {
    await tx.query(
      `update machine_calendar set as_of = $3, horizon = $4, stated_windows = $5, included_booking_ids = $6, usual_free_minutes_per_day = $7
       where network_id = $1 and machine_id = $2`,
      [
        networkId,
        machineId,
        statement.asOf,
        JSON.stringify(toWindow(statement.horizon)),
        JSON.stringify(toWindows(statement.freeSpans)),
        [...statement.includedBookingIds],
        statement.usualFreeMinutesPerDay,
      ],
    );
  }

  async savePublished(tx: Transaction, networkId: string, machineId: string, version: number, content: AvailabilityContent): Promise<void> {
    await tx.query('update machine_calendar set availability_version = $3, availability = $4 where network_id = $1 and machine_id = $2', [
      networkId,
      machineId,
      version,
      JSON.stringify(content),
    ]);
  }

  /** Hours that live reservations take, by machine; those that ended before `since` are left out. */
  async taken(tx: Transaction, networkId: string, machineIds: readonly string[], since: Date): Promise<Map<string, TakenSlot[]>> {
    const rows: { machine_id: string; reservation_id: string; starts_at: Date; ends_at: Date }[] = await tx.query(
      `select machine_id, reservation_id, starts_at, ends_at from reservation_slot
       where network_id = $1 and machine_id = any ($2::uuid[]) and ends_at > $3 order by machine_id, starts_at`,
      [networkId, machineIds, since],
    );
    const byMachine = new Map<string, TakenSlot[]>(machineIds.map((id) => [id, []]));
    for (const row of rows) {
      byMachine.get(row.machine_id)?.push({ span: [row.starts_at.getTime(), row.ends_at.getTime()], reservationId: row.reservation_id });
    }
    return byMachine;
  }
}

function calendars(rows: readonly CalendarRow[]): Map<string, MachineCalendar> {
  return new Map(
    rows.map((row) => [
      row.machine_id,
      {
        machineId: row.machine_id,
        statement: statementOf(row),
        published: { version: row.availability_version, content: row.availability },
      },
    ]),
  );
}

function statementOf(row: CalendarRow): Statement | null {
  if (row.as_of === null || row.horizon === null) return null;
  return {
    asOf: row.as_of,
    horizon: toSpan(row.horizon),
    freeSpans: row.stated_windows.map(toSpan),
    includedBookingIds: new Set(row.included_booking_ids),
    usualFreeMinutesPerDay: row.usual_free_minutes_per_day,
  };
}
