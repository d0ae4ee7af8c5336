import { DomainError } from '@gewerk/kernel';
import type { StoredReservation } from '../../holds/domain/reservation.js';

/** Rule: a standby steps in only where the primary has not begun. */
export function assertStandbyIsNeeded(booking: StoredReservation, others: readonly StoredReservation[]): void {
  if (booking.role !== 'standby') return;
  const primary = others.find((other) => other.operationId === booking.operationId && other.role === 'primary');
  if (primary?.state !== 'running' && primary?.state !== 'finished') return;
  throw new DomainError(
    'conflict',
    'capacity.only-one-company-works-on-an-operation',
    `The primary of this operation is ${primary.state} already.`,
    [],
    {
      primaryBookingId: primary.reservationId,
    },
  );
}

/** Rule: what is finished has pieces, good or scrap. */
export function assertPiecesWereMade(goodPieces: number, scrapPieces: number): void {
  if (goodPieces + scrapPieces > 0) return;
  throw new DomainError(
    'unprocessable',
    'capacity.finished-work-has-pieces',
    'Say how many pieces came out, good or scrap; an operation without any is not finished.',
    [{ pointer: '/goodPieces', code: 'capacity.finished-work-has-pieces' }],
  );
}

export function unknownBooking(): DomainError {
  return new DomainError('not-found', 'capacity.booking-unknown', 'Your company has no such booking; list them under /bookings.');
}
