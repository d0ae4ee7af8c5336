import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Exclusion, ExclusionReason } from '../domain/exclusion.js';

interface ExclusionRow {
  pair_id: string;
  first_company_id: string;
  second_company_id: string;
  excluded: boolean;
  reason_class: ExclusionReason;
}

@Injectable()
export class ExclusionRepository {
  async lock(tx: Transaction, networkId: string, pairId: string): Promise<Exclusion | null> {
    const rows: ExclusionRow[] = await tx.query('select * from exclusion where network_id = $1 and pair_id = $2 for update', [
      networkId,
      pairId,
    ]);
    return rows[0] === undefined ? null : exclusionOf(rows[0]);
  }

  async save(tx: Transaction, networkId: string, exclusion: Exclusion, changedAt: Date): Promise<void> {
    await tx.query(
      `insert into exclusion (network_id, pair_id, first_company_id, second_company_id, excluded, reason_class, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (network_id, pair_id) do update
         set excluded = excluded.excluded, reason_class = excluded.reason_class, changed_at = excluded.changed_at`,
      [networkId, exclusion.pairId, ...exclusion.companyIds, exclusion.excluded, exclusion.reasonClass, changedAt],
    );
  }

  async page(tx: Transaction, networkId: string, of: { after: string | null; limit: number }): Promise<Exclusion[]> {
    const rows: ExclusionRow[] = await tx.query(
      'select * from exclusion where network_id = $1 and excluded and ($2::text is null or pair_id > $2) order by pair_id limit $3',
      [networkId, of.after, of.limit],
    );
    return rows.map(exclusionOf);
  }
}

function exclusionOf(row: ExclusionRow): Exclusion {
  return {
    pairId: row.pair_id,
    companyIds: [row.first_company_id, row.second_company_id],
    excluded: row.excluded,
    reasonClass: row.reason_class,
  };
}
