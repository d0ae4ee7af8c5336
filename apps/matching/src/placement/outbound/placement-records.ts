import type { PlacementRecord } from '@gewerk/engine-matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';

/** Decision records of placements, one for each proposal that firms made themselves: written once, never changed. */
@Injectable()
export class PlacementRecords {
  async add(work: UnitOfWork, proposalId: string, record: PlacementRecord): Promise<void> {
    await work.tx.query('insert into placement_record (network_id, proposal_id, placed_at, digest, content) values ($1, $2, $3, $4, $5)', [
      work.networkId,
      proposalId,
      work.now,
      record.digest,
      JSON.stringify(record),
    ]);
  }

  async find(work: UnitOfWork, proposalId: string): Promise<PlacementRecord | null> {
    const rows: { content: string }[] = await work.tx.query(
      'select content from placement_record where network_id = $1 and proposal_id = $2',
      [work.networkId, proposalId],
    );
    return rows[0] === undefined ? null : (JSON.parse(rows[0].content) as PlacementRecord);
  }
}
