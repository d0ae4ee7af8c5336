import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Part, PartState } from '../domain/part.js';

interface PartRow {
  part_id: string;
  owner_company_id: string;
  name: string;
  sha256: string;
  byte_length: number;
  state: PartState;
  volume_mm3: number | null;
  area_mm2: number | null;
  box_micrometres: number[] | null;
  solids: number | null;
  failure_code: string | null;
  failure_reason: string | null;
  received_at: Date;
  measured_at: Date | null;
}

@Injectable()
export class PartRepository {
  async add(tx: Transaction, networkId: string, part: Part): Promise<void> {
    await tx.query(
      `insert into part (network_id, part_id, owner_company_id, name, sha256, byte_length, state, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [networkId, part.partId, part.ownerCompanyId, part.name, part.sha256, part.byteLength, part.state, part.receivedAt],
    );
  }

  async find(tx: Transaction, networkId: string, partId: string): Promise<Part | null> {
    const [part] = await this.findAll(tx, networkId, [partId]);
    return part ?? null;
  }

  async findAll(tx: Transaction, networkId: string, partIds: readonly string[]): Promise<Part[]> {
    const rows: PartRow[] = await tx.query('select * from part where network_id = $1 and part_id = any ($2)', [networkId, partIds]);
    return rows.map(partOf);
  }

  /** Newest first, of one company or of all. */
  async page(
    tx: Transaction,
    networkId: string,
    filter: { ownerCompanyId: string | null; before: string | null; limit: number },
  ): Promise<Part[]> {
    const rows: PartRow[] = await tx.query(
      `select * from part where network_id = $1 and ($2::uuid is null or owner_company_id = $2) and ($3::uuid is null or part_id < $3)
       order by part_id desc limit $4`,
      [networkId, filter.ownerCompanyId, filter.before, filter.limit],
    );
    return rows.map(partOf);
  }

  async saveOutcome(tx: Transaction, networkId: string, part: Part): Promise<void> {
    const { figures, failure } = part;
    await tx.query(
      `update part set state = $3, measured_at = $4, volume_mm3 = $5, area_mm2 = $6, box_micrometres = $7, solids = $8,
         failure_code = $9, failure_reason = $10
       where network_id = $1 and part_id = $2`,
      [
        networkId,
        part.partId,
        part.state,
        part.measuredAt,
        figures?.volumeCubicMillimetres ?? null,
        figures?.areaSquareMillimetres ?? null,
        figures === null ? null : [...figures.boundingBoxMicrometres],
        figures?.solids ?? null,
        failure?.code ?? null,
        failure?.reason ?? null,
      ],
    );
  }
}

function partOf(row: PartRow): Part {
  const { volume_mm3: volume, area_mm2: area, box_micrometres: box, solids } = row;
  return {
    partId: row.part_id,
    ownerCompanyId: row.owner_company_id,
    name: row.name,
    sha256: row.sha256,
    byteLength: row.byte_length,
    state: row.state,
    figures:
      volume === null || area === null || box === null || solids === null
        ? null
        : { volumeCubicMillimetres: volume, areaSquareMillimetres: area, boundingBoxMicrometres: box as [number, number, number], solids },
    failure: row.failure_code === null ? null : { code: row.failure_code, reason: row.failure_reason ?? '' },
    receivedAt: row.received_at,
    measuredAt: row.measured_at,
  };
}
