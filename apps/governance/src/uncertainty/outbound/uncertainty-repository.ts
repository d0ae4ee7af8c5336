import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { UncertaintyState } from '../domain/uncertainty.js';

export interface StoredUncertainty extends UncertaintyState {
  asOf: Date;
}

/** All readings, the latest of which holds: the log of mode switches with their reasons (methods 5.3). */
@Injectable()
export class UncertaintyRepository {
  async latest(tx: Transaction, networkId: string): Promise<StoredUncertainty | null> {
    const [row] = (await tx.query(
      `select uncertainty_index as index, confidence, band, mode, regions, as_of as "asOf"
       from uncertainty_reading where network_id = $1 order by as_of desc, reading_id desc limit 1`,
      [networkId],
    )) as StoredUncertainty[];
    return row ?? null;
  }

  async add(tx: Transaction, networkId: string, readingId: string, state: StoredUncertainty, reportedBy: string): Promise<void> {
    await tx.query('insert into uncertainty_reading values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      networkId,
      readingId,
      state.index,
      state.confidence,
      state.band,
      state.mode,
      JSON.stringify(state.regions),
      state.asOf,
      reportedBy,
    ]);
  }
}
