import { BookingReleased, HoldReleased } from '@gewerk/contracts/capacity';
import type { ConsortiumDissolvedData } from '@gewerk/contracts/matching';
import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { assertHoldMayBecome } from '../../domain/hold.js';
import { HoldRepository } from '../../outbound/hold-repository.js';
import { ReservationRepository } from '../../outbound/reservation-repository.js';
import { HOLD_EXPIRY } from '../expire-hold/expire-hold.js';

const REASON_LENGTH_MAX = 200;

/** A consortium was dissolved: what is not finished is given back, from now on. */
@Injectable()
export class GiveBackBookings {
  constructor(
    private readonly holds: HoldRepository,
    private readonly reservations: ReservationRepository,
    private readonly calendars: CalendarRepository,
    private readonly deadlines: Deadlines,
    private readonly publishAvailability: PublishAvailability,
  ) {}

  /** @param dissolved of one network; all locks are taken before the first is answered */
  async execute(dissolved: readonly { work: UnitOfWork; data: ConsortiumDissolvedData }[]): Promise<void> {
    const [first] = dissolved;
    if (first === undefined) return;
    const { tx, networkId } = first.work;
    const formationIds = [...new Set(dissolved.map(({ data }) => data.formationId))];
    const holds = await this.holds.lock(tx, networkId, formationIds);
    const live = await this.reservations.ofFormations(tx, networkId, formationIds, ['held', 'booked', 'running']);
    await this.calendars.lock(
      tx,
      networkId,
      live.map((reservation) => reservation.machineId),
    );
    const now = await this.holds.now(tx);
    for (const { work, data } of dissolved) {
      const hold = holds.get(data.formationId);
      if (hold?.state !== 'held' && hold?.state !== 'confirmed') continue;
      const own = live.filter((reservation) => reservation.formationId === data.formationId);
      const ids = own.map((reservation) => reservation.reservationId);
      const wasHeld = hold.state === 'held';
      const ended = wasHeld ? 'released' : 'given-back';
      assertHoldMayBecome(hold.state, ended);
      await this.reservations.freeHours(tx, networkId, ids, wasHeld ? null : now);
      await this.reservations.setState(tx, networkId, ids, ended);
      await this.holds.settle(tx, networkId, hold.formationId, ended, now);
      await this.deadlines.clear(work, HOLD_EXPIRY, hold.formationId);
      holds.set(hold.formationId, { ...hold, state: ended });
      if (wasHeld) work.publish(HoldReleased, { formationId: hold.formationId, revision: hold.revision });
      else if (ids.length > 0) {
        work.publish(BookingReleased, { formationId: hold.formationId, bookingIds: ids, reason: data.reason.slice(0, REASON_LENGTH_MAX) });
      }
      await this.publishAvailability.execute(
        work,
        own.map((reservation) => reservation.machineId),
      );
    }
  }
}
