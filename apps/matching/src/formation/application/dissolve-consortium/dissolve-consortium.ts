import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Formation } from '../../domain/formation.js';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects } from '../formation-effects.js';

/** A consortium ends before delivery: by decision, or because its order was cancelled. */
@Injectable()
export class DissolveConsortium {
  constructor(
    private readonly formations: Formations,
    private readonly effects: FormationEffects,
  ) {}

  /** @param formation locked @throws DomainError `matching.formation-not-confirmed` */
  async execute(work: UnitOfWork, formation: Formation, reason: string): Promise<void> {
    formation.dissolved(reason);
    await this.effects.commit(work, formation);
  }

  async orderCancelled(work: UnitOfWork, orderId: string, reason: string): Promise<void> {
    const formation = await this.formations.lockLiveOf(work, orderId);
    if (formation === null) return;
    formation.orderCancelled(reason);
    await this.effects.commit(work, formation);
  }
}
