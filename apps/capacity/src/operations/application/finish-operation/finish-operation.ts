import { HoldPlaced, BookingReleased, OperationFinished } from '@gewerk/contracts/capacity';
import { denied } from '@gewerk/platform-auth';
import { continueStream, type UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { assertReservationMayBecome, type StoredReservation } from '../../../holds/domain/reservation.js';
import { ReservationRepository } from '../../../holds/outbound/reservation-repository.js';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { CalendarRepository } from '../../../machines/outbound/calendar-repository.js';
import { assertPiecesWereMade, unknownBooking } from '../../domain/work-rules.js';

export interface FinishedWork {
  companyId: string;
  bookingId: string;
  goodPieces: number;
  scrapPieces: number;
}

/**
 * The booking's company finished the work: hours it did not need are free again, and whoever stood by (or was replaced by a
 * standby) for this operation is no longer needed.
 */
@Injectable()
export class FinishOperation {
  constructor(
    private readonly reservations: ReservationRepository,
    private readonly calendars: CalendarRepository,
    private readonly publishAvailability: PublishAvailability,
  ) {}

  /** @throws DomainError `capacity.booking-unknown` also for another company's booking */
  async execute(work: UnitOfWork, input: FinishedWork): Promise<StoredReservation> {
    const { tx, networkId, now } = work;
    const { goodPieces, scrapPieces } = input;
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
    assertReservationMayBecome(booking.state, 'finished');
    assertPiecesWereMade(goodPieces, scrapPieces);
    await this.reservations.saveFinish(tx, networkId, booking.reservationId, { finishedAt: now, goodPieces, scrapPieces });
    await this.reservations.freeHours(tx, networkId, [booking.reservationId], now);
    const { reservationId: bookingId, formationId, operationId, companyId, machineId } = booking;
    work.publish(OperationFinished, {
      ...{ bookingId, formationId, operationId, companyId, machineId },
      finishedAt: now.toISOString(),
      plannedEndsAt: booking.plannedEndsAt.toISOString(),
      goodPieces,
      scrapPieces,
    });
    const spare = current.filter(
      (other) => other.operationId === operationId && other.reservationId !== bookingId && other.state === 'booked',
    );
    await this.giveBack(work, formationId, spare);
    await this.publishAvailability.execute(work, [machineId, ...spare.map((other) => other.machineId)]);
    return { ...booking, state: 'finished', finishedAt: now, goodPieces, scrapPieces };
  }

  private async giveBack(work: UnitOfWork, formationId: string, spare: readonly StoredReservation[]): Promise<void> {
    if (spare.length === 0) return;
    const bookingIds = spare.map((other) => other.reservationId);
    await this.reservations.freeHours(work.tx, work.networkId, bookingIds, work.now);
    await this.reservations.setState(work.tx, work.networkId, bookingIds, 'given-back');
    work.publish(BookingReleased, { formationId, bookingIds, reason: 'the operation was finished by another member' });
  }
}
