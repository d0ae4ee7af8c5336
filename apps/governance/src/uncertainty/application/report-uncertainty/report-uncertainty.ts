import { UncertaintyChanged } from '@gewerk/contracts/governance';
import { canonicalJson, newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { stateAfter, type UncertaintyReading } from '../../domain/uncertainty.js';
import { type StoredUncertainty, UncertaintyRepository } from '../../outbound/uncertainty-repository.js';

/** Takes a reading of the world's uncertainty; the network hears of it only if something changed. */
@Injectable()
export class ReportUncertainty {
  constructor(private readonly readings: UncertaintyRepository) {}

  async execute(work: UnitOfWork, reading: UncertaintyReading, reportedBy: string): Promise<StoredUncertainty> {
    await work.tx.query("select pg_advisory_xact_lock(hashtextextended('uncertainty ' || $1, 0))", [work.networkId]);
    const former = await this.readings.latest(work.tx, work.networkId);
    const state = stateAfter(reading, former?.mode ?? null);
    const stored = { ...state, asOf: work.now };
    await this.readings.add(work.tx, work.networkId, newId(work.now.getTime()), stored, reportedBy);
    if (former === null || canonicalJson(state) !== canonicalJson({ ...former, asOf: undefined })) {
      work.publish(UncertaintyChanged, { networkId: work.networkId, ...state, asOf: work.now.toISOString() });
    }
    return stored;
  }
}
