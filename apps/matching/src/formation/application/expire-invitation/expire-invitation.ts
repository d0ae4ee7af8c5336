import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects } from '../formation-effects.js';

/** A company did not answer in time. */
@Injectable()
export class ExpireInvitation {
  constructor(
    private readonly formations: Formations,
    private readonly effects: FormationEffects,
  ) {}

  async execute(work: UnitOfWork, invitationId: string): Promise<void> {
    const formationId = await this.formations.formationOf(work, invitationId);
    const formation = formationId === null ? null : await this.formations.lock(work, formationId);
    if (formation === null) return;
    formation.invitationExpired(invitationId, work.now);
    await this.effects.commit(work, formation);
  }
}
