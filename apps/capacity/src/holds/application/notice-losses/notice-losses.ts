import { CapacityLost } from '@gewerk/contracts/capacity';
import { subtract } from '@gewerk/engine-scheduling';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { lostSpans, type Statement } from '../../../machines/domain/availability.js';
import { minutesIn, toSpan, toWindows } from '../../../machines/domain/spans.js';
import { ReservationRepository } from '../../outbound/reservation-repository.js';

/** Booked hours that the member's system no longer grants: never refused, but told, once for each further loss. */
@Injectable()
export class NoticeLosses {
  constructor(private readonly reservations: ReservationRepository) {}

  async execute(work: UnitOfWork, machineId: string, statement: Statement): Promise<void> {
    for (const booking of await this.reservations.bookedOn(work.tx, work.networkId, machineId)) {
      const lost = lostSpans(statement, booking.reservationId, booking.slots.map(toSpan));
      if (canonicalJson(toWindows(lost)) === canonicalJson(booking.lostWindows)) continue;
      await this.reservations.saveLoss(work.tx, work.networkId, booking.reservationId, toWindows(lost));
      if (subtract(lost, booking.lostWindows.map(toSpan)).length === 0) continue;
      work.publish(CapacityLost, {
        bookingId: booking.reservationId,
        formationId: booking.formationId,
        operationId: booking.operationId,
        companyId: booking.companyId,
        machineId,
        lostWindows: toWindows(lost),
        lostMinutes: Math.ceil(minutesIn(lost)),
        noticedAt: work.now.toISOString(),
      });
    }
  }
}
