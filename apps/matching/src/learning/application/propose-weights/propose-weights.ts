import { isDeepStrictEqual } from 'node:util';
import type { FinishedOperation, Similarity, WeightProposal } from '@gewerk/engine-matching';
import { newId } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { EngineWorkers } from '@gewerk/platform-compute';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { stageOnePolicy } from '../../../consortia/domain/ranking-cases.js';
import { PartnerSnapshots } from '../../../partners/outbound/partner-snapshots.js';
import { finishedOperation, similarities } from '../../domain/finished-operations.js';
import type { ProposedWeights } from '../../domain/proposed-weights.js';
import { FinishedCases } from '../../outbound/finished-cases.js';
import { WeightProposals } from '../../outbound/weight-proposals.js';

/** Pairs grow with its square; what is older has said its part in weights that were learnt before. */
const OPERATIONS_MAX = 200;
const TIMEOUT_MILLIS = 60_000;

/** Learns base weights from outcomes and keeps what came out, the guards' refusal too (methods 3.12). Nothing takes effect by it. */
@Injectable()
export class ProposeWeights {
  constructor(
    private readonly units: UnitsOfWork,
    private readonly cases: FinishedCases,
    private readonly partners: PartnerSnapshots,
    private readonly proposals: WeightProposals,
    private readonly workers: EngineWorkers,
  ) {}

  /** No transaction waits for the engine. Asked again with nothing new to learn from, it answers the proposal that is there. */
  async execute({ networkId }: Caller): Promise<ProposedWeights> {
    const origin = { networkId, correlationId: newId(), causationId: null, hops: 0 };
    const known = await this.units.run(
      origin,
      async (work) => {
        const learntWeights = await this.proposals.inForce(work);
        return { cases: await this.cases.latest(work, OPERATIONS_MAX), network: await this.partners.rules(work), learntWeights };
      },
      { readOnly: true },
    );
    const finished = known.cases.map(finishedOperation).filter((one) => one !== null);
    const verdict = await this.#learn(finished, similarities(known.cases), stageOnePolicy(known));
    return this.units.run(origin, async (work) => {
      await this.proposals.lockNetwork(work);
      const [last] = await this.proposals.list(work, null, 1);
      if (last?.operations === finished.length && isDeepStrictEqual(last.verdict, verdict)) return last;
      const proposed: ProposedWeights = {
        proposalId: newId(work.now.getTime()),
        version: (last?.version ?? 0) + 1,
        state: verdict.status,
        proposedAt: work.now.toISOString(),
        operations: finished.length,
        verdict,
        decidedAt: null,
        decidedBy: null,
      };
      await this.proposals.add(work, proposed);
      return proposed;
    });
  }

  async #learn(operations: readonly FinishedOperation[], alike: readonly Similarity[], policy: ReturnType<typeof stageOnePolicy>) {
    const { policy: _, ...verdict } = await this.workers.run<WeightProposal & { policy?: unknown }>({
      module: '@gewerk/engine-matching',
      function: 'learnWeights',
      args: [operations, alike, policy],
      timeoutMillis: TIMEOUT_MILLIS,
    });
    return verdict as ProposedWeights['verdict'];
  }
}
