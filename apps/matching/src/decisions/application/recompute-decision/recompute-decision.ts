import type { Recomputation, RankingRecord } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { EngineWorkers } from '@gewerk/platform-compute';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { decisionNotFound } from '../../domain/decision-rules.js';
import { RankingDecisions } from '../../outbound/ranking-decisions.js';

const TIMEOUT_MILLIS = 30_000;

export interface RecomputedDecision extends Recomputation {
  readonly decisionId: string;
  readonly digest: string;
}

/** Computes a ranking again from its record (P19). The record is read first: no transaction waits for the engine. */
@Injectable()
export class RecomputeDecision {
  constructor(
    private readonly units: UnitsOfWork,
    private readonly decisions: RankingDecisions,
    private readonly workers: EngineWorkers,
  ) {}

  /** @throws DomainError `matching.decision-not-found`, `compute.timeout` */
  async execute({ networkId }: Caller, decisionId: string): Promise<RecomputedDecision> {
    const origin = { networkId, correlationId: newId(), causationId: null, hops: 0 };
    const found = await this.units.run(origin, (work) => this.decisions.find(work, decisionId), { readOnly: true });
    if (found === null) throw decisionNotFound(decisionId);
    const recomputation = await this.#recompute(found.record);
    return { decisionId, digest: found.decision.digest, ...recomputation };
  }

  #recompute(record: RankingRecord): Promise<Recomputation> {
    return this.workers.run<Recomputation>({
      module: '@gewerk/engine-matching',
      function: 'recompute',
      args: [record],
      timeoutMillis: TIMEOUT_MILLIS,
    });
  }
}
