import { HoldExpired } from '@gewerk/contracts/capacity';
import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { assertHoldMayBecome, type Hold, hasExpired } from '../../domain/hold.js';
import type { StoredReservation } from '../../domain/reservation.js';
import { HoldRepository } from '../../outbound/hold-repository.js';
import { ReservationRepository } from '../../outbound/reservation-repository.js';

export const HOLD_EXPIRY = 'capacity.hold-expiry';

/** Ends a hold that ran out. Whoever stumbles over one ends it; the deadline sees to those that nobody meets. */
@Injectable()
export class ExpireHold {
  constructor(
    private readonly holds: HoldRepository,
    private readonly reservations: ReservationRepository,
    private readonly calendars: CalendarRepository,
    private readonly deadlines: Deadlines,
    private readonly publishAvailability: PublishAvailability,
  ) {}

  /** At the deadline of a formation; does nothing where its hold was settled or placed anew. */
  async execute(work: UnitOfWork, formationId: string): Promise<void> {
    const { tx, networkId } = work;
    const hold = (await this.holds.lock(tx, networkId, [formationId])).get(formationId);
    if (hold?.state !== 'held') return;
    if (!hasExpired(hold, await this.holds.now(tx))) {
      await this.deadlines.set(work, { kind: HOLD_EXPIRY, subject: formationId, dueAt: hold.expiresAt });
      return;
    }
    const reservations = await this.reservations.ofFormations(tx, networkId, [formationId], ['held']);
    const machineIds = reservations.map((reservation) => reservation.machineId);
    await this.calendars.lock(tx, networkId, machineIds);
    await this.end(work, hold, reservations);
    await this.publishAvailability.execute(work, machineIds);
  }

  /** With the hold and its machines locked; the caller tells what became free. */
  async end(work: UnitOfWork, hold: Hold, reservations: readonly StoredReservation[]): Promise<void> {
    assertHoldMayBecome(hold.state, 'expired');
    const ids = reservations.map((reservation) => reservation.reservationId);
    await this.reservations.freeHours(work.tx, work.networkId, ids);
    await this.reservations.setState(work.tx, work.networkId, ids, 'expired');
    await this.holds.settle(work.tx, work.networkId, hold.formationId, 'expired', work.now);
    await this.deadlines.clear(work, HOLD_EXPIRY, hold.formationId);
    work.publish(HoldExpired, { formationId: hold.formationId, revision: hold.revision });
  }
}
