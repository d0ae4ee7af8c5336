import { HoldPlaced, OperationStarted } from '@gewerk/contracts/capacity';
import { denied } from '@gewerk/platform-auth';
import { continueStream, type UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { assertReservationMayBecome, type StoredReservation } from '../../../holds/domain/reservation.js';
import { ReservationRepository } from '../../../holds/outbound/reservation-repository.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { assertStandbyIsNeeded, unknownBooking } from '../../domain/work-rules.js';

/** The booking's company began the work. */
@Injectable()
export class StartOperation {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly calendars: CalendarRepository,
  ) {}

  /** @throws DomainError `capacity.booking-unknown` also for another company's booking */
  async execute(work: UnitOfWork, input: { companyId: string; bookingId: string }): Promise<StoredReservation> {
    const { tx, networkId, now } = work;
    const seen = await this.reservations.find(tx, networkId, input.bookingId);
    if (seen !== null && seen.companyId !== input.companyId) throw denied(unknownBooking());
    if (seen === null || seen.state === 'held') throw unknownBooking();
    const others = await this.reservations.ofRevision(tx, networkId, seen.formationId, seen.revision);
    await this.calendars.lock(
      tx,
      networkId,
      [seen, ...others].map((reservation) => reservation.machineId),
    );
    const current = await this.reservations.ofRevision(tx, networkId, seen.formationId, seen.revision);
    const booking = current.find((reservation) => reservation.reservationId === seen.reservationId) ?? seen;
    await continueStream(work, HoldPlaced.topic, booking.formationId);
    assertReservationMayBecome(booking.state, 'running');
    assertStandbyIsNeeded(booking, current);
    await this.reservations.saveStart(tx, networkId, booking.reservationId, now);
    const { reservationId: bookingId, formationId, operationId, companyId, machineId } = booking;
    work.publish(OperationStarted, { bookingId, formationId, operationId, companyId, machineId, startedAt: now.toISOString() });
    return { ...booking, state: 'running', startedAt: now };
  }
}
