import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { ProposalsScored, type ProposalsScoredData } from '@gewerk/contracts/sustainability';
import { FACTORS_2026_1 } from '@gewerk/engine-footprint';
import { type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { CompanyScore } from '../../../companies/domain/three-pillars.js';
import { CompanyRepository } from '../../../companies/outbound/company-repository.js';
import { planFootprint } from '../../domain/footprints.js';
import { planPillars } from '../../domain/plan-pillars.js';
import { OrderRepository } from '../../outbound/order-repository.js';

interface ProposalInput {
  order: OrderSubmittedData;
  proposals: ConsortiaProposedData[];
  countries: Map<string, string>;
  scores: Map<string, CompanyScore>;
}

/** Task `score-proposals`, subject the order: footprint and pillars of every plan that is not scored yet. */
@Injectable()
export class ScoreProposals implements TaskHandler<ProposalInput, ProposalsScoredData[]> {
  readonly kind = 'score-proposals';

  constructor(
    private readonly orders: OrderRepository,
    private readonly companies: CompanyRepository,
    private readonly tasks: Tasks,
  ) {}

  /** Order and proposal come on different topics; whichever arrives second asks for the task. */
  async requestWhenComplete(work: UnitOfWork, orderId: string): Promise<void> {
    await this.orders.takeTurn(work.tx, work.networkId, orderId);
    const order = await this.orders.order(work.tx, work.networkId, orderId);
    const proposals = await this.orders.proposals(work.tx, work.networkId, orderId);
    const complete = order?.submitted !== undefined && order.submitted !== null;
    if (complete && proposals.some((proposal) => proposal.scored === null))
      await this.tasks.enqueue(work, { kind: this.kind, subject: orderId });
  }

  async load(work: UnitOfWork, task: Task): Promise<ProposalInput | null> {
    const order = (await this.orders.order(work.tx, work.networkId, task.subject))?.submitted ?? null;
    const cases = await this.orders.proposals(work.tx, work.networkId, task.subject);
    const proposals = cases.filter((each) => each.scored === null).map((each) => each.proposed);
    if (order === null || proposals.length === 0) return null;
    const companyIds = [...new Set(proposals.flatMap((proposal) => proposal.plans.flatMap((plan) => plan.memberCompanyIds)))];
    const stored = await this.companies.scores(work.tx, work.networkId, companyIds);
    const scores = new Map([...stored].map(([companyId, { score }]) => [companyId, score]));
    return { order, proposals, countries: await this.companies.countries(work.tx, work.networkId, companyIds), scores };
  }

  async compute({ order, proposals, countries, scores }: ProposalInput): Promise<ProposalsScoredData[]> {
    return proposals.map((proposal) => ({
      orderId: proposal.orderId,
      proposalId: proposal.proposalId,
      factorVersion: FACTORS_2026_1.version,
      plans: proposal.plans.map((plan) => {
        const {
          flags: _flags,
          perPieceGrams: _perPiece,
          energyWattHours: _energy,
          ...footprint
        } = planFootprint(order, plan, (companyId) => countries.get(companyId) ?? 'unknown');
        return { planId: plan.planId, ...footprint, ...planPillars(plan, (companyId) => scores.get(companyId) ?? null) };
      }),
    }));
  }

  async save(work: UnitOfWork, _task: Task, scored: ProposalsScoredData[]): Promise<void> {
    for (const proposal of scored) {
      if (await this.orders.saveScored(work.tx, work.networkId, proposal)) work.publish(ProposalsScored, proposal);
    }
  }
}
