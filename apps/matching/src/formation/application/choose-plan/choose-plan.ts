import { ConsortiaProposed, ConsortiumChosen } from '@gewerk/contracts/matching';
import { newId } from '@gewerk/kernel';
import { continueStream, type UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { FollowOutcome } from '../../../decisions/application/follow-outcome/follow-outcome.js';
import { PlacedOrders } from '../../../consortia/outbound/placed-orders.js';
import type { StoredProposal } from '../../../consortia/outbound/proposals.js';
import { agreedPlan } from '../../domain/agreed-plan.js';
import { Formation } from '../../domain/formation.js';
import { broken } from '../../domain/formation-rules.js';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects } from '../formation-effects.js';

interface Choice {
  readonly proposal: StoredProposal['body'];
  readonly planId: string;
  readonly withStandby: boolean;
  readonly orderVersion: number;
}

/** The customer takes a plan; the hours of all its members are asked for in the same transaction. */
@Injectable()
export class ChoosePlan {
  constructor(
    private readonly orders: PlacedOrders,
    private readonly formations: Formations,
    private readonly effects: FormationEffects,
    private readonly outcomes: FollowOutcome,
  ) {}

  /** @throws DomainError by the rules of formation: expired proposal, outdated version, another live formation */
  async execute(work: UnitOfWork, { proposal, planId, withStandby, orderVersion }: Choice): Promise<Formation> {
    const plan = proposal.plans.find((candidate) => candidate.planId === planId);
    if (plan === undefined) throw broken('PlanMustBelongToProposal', { planId });
    if (work.now >= new Date(proposal.validUntil)) throw broken('ProposalMustBeValidWhenChosen', { validUntil: proposal.validUntil });
    const placed = await this.orders.find(work, proposal.orderId);
    if (placed === null || placed.isCancelled) throw broken('CancelledOrderMustNotBeFormed', { orderId: proposal.orderId });
    const current = placed.order.orderVersion;
    if (orderVersion !== current || proposal.orderVersion !== current) {
      throw broken('ChoiceMustNameTheCurrentOrderVersion', { chosen: orderVersion, proposed: proposal.orderVersion, current });
    }
    if (withStandby && plan.standby === null) throw broken('StandbyMustBeOfferedWhenChosen', { planId });
    const agreed = agreedPlan(plan, withStandby);
    const formation = Formation.choose({
      formationId: newId(work.now.getTime()),
      orderId: proposal.orderId,
      orderVersion,
      customerCompanyId: proposal.customerCompanyId,
      proposalId: proposal.proposalId,
      planId,
      withStandby,
      chosenAt: work.now.toISOString(),
      plan: agreed,
    });
    await continueStream(work, ConsortiaProposed.topic, proposal.orderId);
    await this.formations.add(work, formation);
    await this.outcomes.chosen(work, formation.record.formationId);
    const { formationId, customerCompanyId, proposalId, chosenAt } = formation.record;
    work.publish(ConsortiumChosen, {
      formationId,
      orderId: proposal.orderId,
      orderVersion,
      customerCompanyId,
      proposalId,
      planId,
      withStandby,
      price: agreed.price.total,
      promisedAt: agreed.promisedAt,
      chosenAt,
    });
    await this.effects.commit(work, formation);
    return formation;
  }
}
