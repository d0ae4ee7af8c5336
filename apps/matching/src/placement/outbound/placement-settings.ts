import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';

/** Whether an orchestrator switched the optimiser off. */
@Injectable()
export class PlacementSettings {
  async isOptimiserOff(work: UnitOfWork): Promise<boolean> {
    const rows: { optimiser_off: boolean }[] = await work.tx.query('select optimiser_off from placement_setting where network_id = $1', [
      work.networkId,
    ]);
    return rows[0]?.optimiser_off ?? false;
  }

  async save(work: UnitOfWork, isOff: boolean, by: string): Promise<void> {
    await work.tx.query(
      `insert into placement_setting (network_id, optimiser_off, set_at, set_by) values ($1, $2, $3, $4)
       on conflict (network_id) do update set optimiser_off = excluded.optimiser_off, set_at = excluded.set_at, set_by = excluded.set_by`,
      [work.networkId, isOff, work.now, by],
    );
  }
}
