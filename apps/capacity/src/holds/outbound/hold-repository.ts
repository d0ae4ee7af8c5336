import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Hold, HoldState } from '../domain/hold.js';

interface HoldRow {
  formation_id: string;
  revision: number;
  state: HoldState;
  expires_at: Date;
}

@Injectable()
export class HoldRepository {
  /** The database's time, by which holds expire. */
  async now(tx: Transaction): Promise<Date> {
    const [row] = (await tx.query('select app.now() as now')) as { now: Date }[];
    if (row === undefined) throw new Error('app.now() gave no row');
    return row.now;
  }

  /**
   * Locks holds in the order of their formations, as everyone must, and before any machine.
   * @returns those that exist
   */
  async lock(tx: Transaction, networkId: string, formationIds: readonly string[]): Promise<Map<string, Hold>> {
    const rows: HoldRow[] = await tx.query(
      `select formation_id, revision, state, expires_at from hold where network_id = $1 and formation_id = any ($2::uuid[])
       order by formation_id for update`,
      [networkId, formationIds],
    );
    return new Map(
      rows.map((row) => [
        row.formation_id,
        { formationId: row.formation_id, revision: row.revision, state: row.state, expiresAt: row.expires_at },
      ]),
    );
  }

  /** Formations whose hold has run out but still takes hours of these machines. */
  async expiredOn(tx: Transaction, networkId: string, machineIds: readonly string[]): Promise<string[]> {
    const rows: { formation_id: string }[] = await tx.query(
      `select formation_id from hold h where network_id = $1 and state = 'held' and expires_at <= app.now() and exists (
         select 1 from reservation r where r.network_id = h.network_id and r.formation_id = h.formation_id
           and r.revision = h.revision and r.state = 'held' and r.machine_id = any ($2::uuid[]))`,
      [networkId, machineIds],
    );
    return rows.map((row) => row.formation_id);
  }

  async place(tx: Transaction, networkId: string, hold: Omit<Hold, 'state'>, placedAt: Date): Promise<void> {
    await tx.query(
      `insert into hold (network_id, formation_id, state, revision, placed_at, expires_at) values ($1, $2, 'held', $3, $4, $5)
       on conflict (network_id, formation_id) do update
         set state = 'held', revision = excluded.revision, placed_at = excluded.placed_at, expires_at = excluded.expires_at, settled_at = null`,
      [networkId, hold.formationId, hold.revision, placedAt, hold.expiresAt],
    );
  }

  async settle(tx: Transaction, networkId: string, formationId: string, state: HoldState, settledAt: Date): Promise<void> {
    await tx.query('update hold set state = $3, settled_at = $4 where network_id = $1 and formation_id = $2', [
      networkId,
      formationId,
      state,
      settledAt,
    ]);
  }
}
