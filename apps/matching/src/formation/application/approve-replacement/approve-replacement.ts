import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Formation } from '../../domain/formation.js';
import { FormationEffects } from '../formation-effects.js';

/** The customer says whether a replacement may exceed the price or date that was chosen. */
@Injectable()
export class ApproveReplacement {
  constructor(private readonly effects: FormationEffects) {}

  /** @param formation locked @throws DomainError `matching.approval-not-awaited` */
  async execute(work: UnitOfWork, formation: Formation, isApproved: boolean): Promise<void> {
    formation.approved(isApproved);
    await this.effects.commit(work, formation);
  }
}
