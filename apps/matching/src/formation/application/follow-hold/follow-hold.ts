import type { HoldConfirmedData, HoldExpiredData, HoldPlacedData, HoldRefusedData } from '@gewerk/contracts/capacity';
import { HoldSettlementRequested } from '@gewerk/contracts/matching';
import { newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Formation } from '../../domain/formation.js';
import { Formations } from '../../outbound/formations.js';
import { FormationEffects } from '../formation-effects.js';

/** What capacity answers about the hours of a formation. Answers to what was replaced meanwhile change nothing. */
@Injectable()
export class FollowHold {
  constructor(
    private readonly formations: Formations,
    private readonly effects: FormationEffects,
  ) {}

  async placed(work: UnitOfWork, { formationId, revision, expiresAt }: HoldPlacedData): Promise<void> {
    const formation = await this.#current(work, formationId, revision);
    if (formation === null) return;
    const answerBy = (await this.effects.calendar(work)).sameHourAfter(1);
    formation.holdPlaced(expiresAt, work.now, answerBy);
    await this.effects.commit(work, formation);
  }

  async refused(work: UnitOfWork, { formationId, revision, blocking, keptRevision }: HoldRefusedData): Promise<void> {
    const formation = await this.formations.lock(work, formationId);
    if (formation === null) return;
    if (formation.isStale(revision)) {
      // A formation that ended meanwhile released the revision it had asked for; the one that capacity kept is still held.
      const isOver = formation.record.state === 'failed' && keptRevision !== null;
      if (isOver) work.publish(HoldSettlementRequested, { formationId, revision: keptRevision, settlement: 'release' });
      return;
    }
    const reasons = [...new Set(blocking.map(({ reason }) => reason))].join(', ');
    formation.holdRefused(`hours of ${blocking.length} slots are no longer free: ${reasons}`, keptRevision);
    await this.effects.commit(work, formation);
  }

  async confirmed(work: UnitOfWork, { formationId, revision, bookings }: HoldConfirmedData): Promise<void> {
    const formation = await this.#current(work, formationId, revision);
    if (formation === null) return;
    formation.confirmed(bookings, newId(work.now.getTime()));
    await this.effects.commit(work, formation);
  }

  /** A release that was not asked for ends a formation under way just as an expiry does. */
  async ended(work: UnitOfWork, { formationId, revision }: HoldExpiredData): Promise<void> {
    const formation = await this.#current(work, formationId, revision);
    if (formation === null) return;
    formation.holdExpired();
    await this.effects.commit(work, formation);
  }

  async #current(work: UnitOfWork, formationId: string, revision: number): Promise<Formation | null> {
    const formation = await this.formations.lock(work, formationId);
    return formation === null || formation.isStale(revision) ? null : formation;
  }
}
