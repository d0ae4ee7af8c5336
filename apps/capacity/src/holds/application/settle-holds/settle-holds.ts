import { HoldConfirmed, HoldExpired, HoldReleased } from '@gewerk/contracts/capacity';
import type { HoldSettlementRequestedData } from '@gewerk/contracts/matching';
import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { CalendarRepository, type MachineCalendar } from '../../../machines/outbound/calendar-repository.js';
import { answerToSettlement, assertHoldMayBecome, type Hold } from '../../domain/hold.js';
import { reservationData, type StoredReservation } from '../../domain/reservation.js';
import { HoldRepository } from '../../outbound/hold-repository.js';
import { ReservationRepository } from '../../outbound/reservation-repository.js';
import { ExpireHold, HOLD_EXPIRY } from '../expire-hold/expire-hold.js';
import { NoticeLosses } from '../notice-losses/notice-losses.js';

export interface SettlementRequest {
  work: UnitOfWork;
  data: HoldSettlementRequestedData;
}

/** Confirms or releases holds, each exactly once; what was settled before is told again as it is. */
@Injectable()
export class SettleHolds {
  constructor(
    private readonly holds: HoldRepository,
    private readonly reservations: ReservationRepository,
    private readonly calendars: CalendarRepository,
    private readonly deadlines: Deadlines,
    private readonly expireHold: ExpireHold,
    private readonly noticeLosses: NoticeLosses,
    private readonly publishAvailability: PublishAvailability,
  ) {}

  /** @param requests of one network, in the order they were received; all locks are taken before the first is answered */
  async execute(requests: readonly SettlementRequest[]): Promise<void> {
    const [first] = requests;
    if (first === undefined) return;
    const { tx, networkId } = first.work;
    const formationIds = [...new Set(requests.map(({ data }) => data.formationId))];
    const holds = await this.holds.lock(tx, networkId, formationIds);
    const live = await this.reservations.ofFormations(tx, networkId, formationIds, ['held']);
    const calendars = await this.calendars.lock(
      tx,
      networkId,
      live.map((reservation) => reservation.machineId),
    );
    const now = await this.holds.now(tx);
    for (const request of requests) {
      const { formationId } = request.data;
      const reservations = live.filter((reservation) => reservation.formationId === formationId);
      const settled = await this.settle(request, holds.get(formationId) ?? null, reservations, { now, calendars });
      if (settled !== null) holds.set(formationId, settled);
    }
  }

  private async settle(
    { work, data }: SettlementRequest,
    hold: Hold | null,
    live: readonly StoredReservation[],
    locked: { now: Date; calendars: ReadonlyMap<string, MachineCalendar> },
  ): Promise<Hold | null> {
    const { formationId, revision } = data;
    const answer = answerToSettlement(hold, data, locked.now);
    const machineIds = live.map((reservation) => reservation.machineId);
    if (hold === null || answer === 'tell-expired' || answer === 'tell-released') {
      work.publish(answer === 'tell-released' ? HoldReleased : HoldExpired, { formationId, revision });
      return hold;
    }
    if (answer === 'repeat-confirmed') {
      this.tellConfirmed(work, hold, await this.reservations.ofRevision(work.tx, work.networkId, formationId, hold.revision));
      return hold;
    }
    if (answer === 'expire') {
      await this.expireHold.end(work, hold, live);
      await this.publishAvailability.execute(work, machineIds);
      return { ...hold, state: 'expired' };
    }
    return answer === 'confirm' ? this.confirm(work, hold, live, locked.calendars) : this.release(work, hold, live, revision);
  }

  private async confirm(
    work: UnitOfWork,
    hold: Hold,
    live: readonly StoredReservation[],
    calendars: ReadonlyMap<string, MachineCalendar>,
  ): Promise<Hold> {
    assertHoldMayBecome(hold.state, 'confirmed');
    const ids = live.map((reservation) => reservation.reservationId);
    await this.reservations.setState(work.tx, work.networkId, ids, 'booked');
    await this.holds.settle(work.tx, work.networkId, hold.formationId, 'confirmed', work.now);
    await this.deadlines.clear(work, HOLD_EXPIRY, hold.formationId);
    this.tellConfirmed(work, hold, live);
    // Hours may have gone while they were only held; a hold is not refused for it, but the booking says so at once.
    for (const machineId of [...new Set(live.map((reservation) => reservation.machineId))].sort()) {
      const statement = calendars.get(machineId)?.statement ?? null;
      if (statement !== null) await this.noticeLosses.execute(work, machineId, statement);
    }
    return { ...hold, state: 'confirmed' };
  }

  private async release(work: UnitOfWork, hold: Hold, live: readonly StoredReservation[], revision: number): Promise<Hold> {
    assertHoldMayBecome(hold.state, 'released');
    const ids = live.map((reservation) => reservation.reservationId);
    await this.reservations.freeHours(work.tx, work.networkId, ids);
    await this.reservations.setState(work.tx, work.networkId, ids, 'released');
    await this.holds.settle(work.tx, work.networkId, hold.formationId, 'released', work.now);
    await this.deadlines.clear(work, HOLD_EXPIRY, hold.formationId);
    work.publish(HoldReleased, { formationId: hold.formationId, revision });
    await this.publishAvailability.execute(
      work,
      live.map((reservation) => reservation.machineId),
    );
    return { ...hold, state: 'released' };
  }

  private tellConfirmed(work: UnitOfWork, hold: Hold, reservations: readonly StoredReservation[]): void {
    work.publish(HoldConfirmed, {
      formationId: hold.formationId,
      revision: hold.revision,
      bookings: reservations.map((stored) => ({ bookingId: stored.reservationId, ...reservationData(stored) })),
    });
  }
}
