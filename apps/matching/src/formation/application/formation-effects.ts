import {
  ConsortiumChosen,
  ConsortiumConfirmed,
  ConsortiumDissolved,
  FormationFailed,
  HoldRequested,
  HoldSettlementRequested,
  InvitationAnswered,
  InvitationExpired,
  InvitationSent,
  MemberReplaced,
} from '@gewerk/contracts/matching';
import { Tasks } from '@gewerk/platform-compute';
import { Deadlines } from '@gewerk/platform-deadlines';
import { continueStream, type UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { FollowOutcome } from '../../decisions/application/follow-outcome/follow-outcome.js';
import { WorkingDays } from '../../consortia/domain/working-days.js';
import { RequestProposal } from '../../consortia/application/request-proposal/request-proposal.js';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { leadCompanyOf, partsOf, reservationsOf } from '../domain/agreed-plan.js';
import type { Formation } from '../domain/formation.js';
import type { Effect } from '../domain/formation-record.js';
import type { Invitation } from '../domain/invitation.js';
import { Formations } from '../outbound/formations.js';

export const INVITATION_EXPIRY = 'invitation-expiry';
export const REPLACE_MEMBER = 'replace-member';

const MILLIS_PER_MINUTE = 60_000;
/** One working day to answer, one for a replacement (flow, Deadlines). */
const WORKING_DAYS_OF_A_HOLD = 2;
const SPARE_MINUTES = 60;

/** Saves a formation and does what its transitions ask for, all in the transaction of the transition. */
@Injectable()
export class FormationEffects {
  constructor(
    private readonly formations: Formations,
    private readonly deadlines: Deadlines,
    private readonly tasks: Tasks,
    private readonly partners: PartnerSnapshots,
    private readonly proposing: RequestProposal,
    private readonly outcomes: FollowOutcome,
  ) {}

  async commit(work: UnitOfWork, formation: Formation): Promise<void> {
    await continueStream(work, ConsortiumChosen.topic, formation.record.formationId);
    await this.formations.save(work, formation);
    for (const effect of formation.effects.splice(0)) await this.#carryOut(work, formation, effect);
  }

  async calendar(work: UnitOfWork): Promise<WorkingDays> {
    return new WorkingDays(await this.partners.rules(work), work.now);
  }

  async #carryOut(work: UnitOfWork, formation: Formation, effect: Effect): Promise<void> {
    const { formationId, orderId, revision } = formation.record;
    switch (effect.kind) {
      case 'request-hold':
        return this.#requestHold(work, formation);
      case 'invite':
        return this.#invite(work, formation, effect.invitation);
      case 'close-invitation':
        return this.#closeInvitation(work, formationId, effect.invitation);
      case 'find-replacement':
        return this.tasks.enqueue(work, { kind: REPLACE_MEMBER, subject: formationId });
      case 'replaced': {
        const { price, promisedAt } = formation.record.plan;
        await this.outcomes.replaced(work, formationId, effect.replacement);
        return work.publish(MemberReplaced, { formationId, revision, ...effect.replacement, price: price.total, promisedAt });
      }
      case 'settle':
        return work.publish(HoldSettlementRequested, { formationId, revision: effect.revision, settlement: effect.settlement });
      case 'confirmed':
        await this.outcomes.confirmed(work, formationId, formation.record.consortiumId as string);
        return work.publish(ConsortiumConfirmed, confirmedData(formation, work.now));
      case 'failed': {
        work.publish(FormationFailed, {
          formationId,
          orderId,
          reason: effect.reason,
          detail: effect.detail.slice(0, 500),
          failedAt: work.now.toISOString(),
        });
        await this.outcomes.ended(work, formationId, 'failed', effect.reason);
        return effect.reason === 'hold-refused' ? this.proposing.forSubmitted(work, orderId) : undefined;
      }
      case 'dissolved': {
        const consortiumId = formation.record.consortiumId as string;
        await this.outcomes.ended(work, formationId, 'dissolved', effect.reason);
        return work.publish(ConsortiumDissolved, {
          formationId,
          consortiumId,
          orderId,
          reason: effect.reason,
          dissolvedAt: work.now.toISOString(),
        });
      }
    }
  }

  async #requestHold(work: UnitOfWork, { record }: Formation): Promise<void> {
    const until = (await this.calendar(work)).sameHourAfter(WORKING_DAYS_OF_A_HOLD);
    work.publish(HoldRequested, {
      formationId: record.formationId,
      revision: record.revision,
      holdMinutes: Math.ceil((until.getTime() - work.now.getTime()) / MILLIS_PER_MINUTE) + SPARE_MINUTES,
      reservations: reservationsOf(record.plan),
    });
  }

  async #invite(work: UnitOfWork, { record }: Formation, { record: sent }: Invitation): Promise<void> {
    const { formationId, orderId } = record;
    work.publish(InvitationSent, {
      formationId,
      invitationId: sent.invitationId,
      orderId,
      companyId: sent.part.companyId,
      revision: sent.revision,
      role: sent.part.role,
      operationIds: sent.part.reservations.map((reservation) => reservation.operationId),
      price: sent.part.price,
      expiresAt: sent.expiresAt,
    });
    await this.deadlines.set(work, { kind: INVITATION_EXPIRY, subject: sent.invitationId, dueAt: new Date(sent.expiresAt) });
  }

  async #closeInvitation(work: UnitOfWork, formationId: string, { record }: Invitation): Promise<void> {
    const { invitationId, part, state, answeredAt } = record;
    const named = { formationId, invitationId, companyId: part.companyId };
    await this.deadlines.clear(work, INVITATION_EXPIRY, invitationId);
    if (state === 'expired') work.publish(InvitationExpired, { ...named, expiredAt: work.now.toISOString() });
    if (state !== 'accepted' && state !== 'declined') return;
    const at = answeredAt ?? work.now.toISOString();
    work.publish(InvitationAnswered, { ...named, answer: state, reason: record.reason, sentAt: record.sentAt, answeredAt: at });
  }
}

function confirmedData({ record }: Formation, now: Date) {
  const { plan } = record;
  return {
    formationId: record.formationId,
    consortiumId: record.consortiumId as string,
    orderId: record.orderId,
    orderVersion: record.orderVersion,
    customerCompanyId: record.customerCompanyId,
    leadCompanyId: leadCompanyOf(plan),
    members: partsOf(plan).map(({ companyId, role, reservations, price }) => ({
      companyId,
      role,
      operationIds: reservations.map((reservation) => reservation.operationId),
      price,
    })),
    bookings: record.bookings,
    price: plan.price,
    arrivesAt: plan.arrivesAt,
    promisedAt: plan.promisedAt,
    deliveryProbability: plan.deliveryProbability,
    co2eGrams: plan.co2eGrams,
    confirmedAt: now.toISOString(),
  };
}
