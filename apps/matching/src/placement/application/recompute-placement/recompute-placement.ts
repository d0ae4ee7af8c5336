import type { PlacementRecord, Recomputation } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { EngineWorkers } from '@gewerk/platform-compute';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { placementNotFound } from '../../domain/placement-rules.js';
import { PlacementRecords } from '../../outbound/placement-records.js';

const TIMEOUT_MILLIS = 30_000;

export interface RecomputedPlacement extends Recomputation {
  readonly proposalId: string;
  readonly digest: string;
}

/** Places an order again from its record and seed (P19). The record is read first: no transaction waits for the engine. */
@Injectable()
export class RecomputePlacement {
  constructor(
    private readonly units: UnitsOfWork,
    private readonly records: PlacementRecords,
    private readonly workers: EngineWorkers,
  ) {}

  /** @throws DomainError `matching.placement-not-found`, `compute.timeout` */
  async execute({ networkId }: Caller, proposalId: string): Promise<RecomputedPlacement> {
    const origin = { networkId, correlationId: newId(), causationId: null, hops: 0 };
    const record = await this.units.run(origin, (work) => this.records.find(work, proposalId), { readOnly: true });
    if (record === null) throw placementNotFound(proposalId);
    const recomputation = await this.#recompute(record);
    return { proposalId, digest: record.digest, ...recomputation };
  }

  #recompute(record: PlacementRecord): Promise<Recomputation> {
    const call = { module: '@gewerk/engine-matching', function: 'recomputePlacement', args: [record], timeoutMillis: TIMEOUT_MILLIS };
    return this.workers.run<Recomputation>(call);
  }
}
