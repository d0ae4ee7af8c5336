import { denied } from '@gewerk/platform-auth';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Invitation } from '../../domain/invitation.js';
import { invitationNotFound } from '../../domain/formation-rules.js';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects } from '../formation-effects.js';

interface Answer {
  readonly invitationId: string;
  /** Who answers; an invitation to another company is not found. */
  readonly companyId: string | null;
  readonly answer: 'accepted' | 'declined';
  readonly reason: string | null;
}

@Injectable()
export class AnswerInvitation {
  constructor(
    private readonly formations: Formations,
    private readonly effects: FormationEffects,
  ) {}

  /** @throws DomainError `matching.invitation-not-found`, `matching.invitation-not-open` */
  async execute(
    work: UnitOfWork,
    { invitationId, companyId, answer, reason }: Answer,
  ): Promise<{ orderId: string; formationId: string; invitation: Invitation }> {
    const formationId = await this.formations.formationOf(work, invitationId);
    const formation = formationId === null ? null : await this.formations.lock(work, formationId);
    const invitation = formation?.invitations.find((candidate) => candidate.invitationId === invitationId);
    if (formation === null || invitation === undefined) throw invitationNotFound(invitationId);
    if (invitation.part.companyId !== companyId) throw denied(invitationNotFound(invitationId));
    formation.answered(invitationId, answer, reason, work.now);
    await this.effects.commit(work, formation);
    return { orderId: formation.record.orderId, formationId: formation.record.formationId, invitation };
  }
}
