import type { Reservation, Window } from '@gewerk/contracts';
import { DomainError } from '@gewerk/kernel';

/** `held`, `booked` and `running` are live: their hours are taken. */
export type ReservationState = 'held' | 'booked' | 'running' | 'finished' | 'superseded' | 'released' | 'expired' | 'given-back';

export interface StoredReservation extends Reservation {
  /** The booking's id, once it is booked. */
  reservationId: string;
  formationId: string;
  revision: number;
  state: ReservationState;
  plannedStartsAt: Date;
  plannedEndsAt: Date;
  lostWindows: Window[];
  startedAt: Date | null;
  finishedAt: Date | null;
  goodPieces: number | null;
  scrapPieces: number | null;
}

const NEXT: Readonly<Record<ReservationState, readonly ReservationState[]>> = {
  held: ['booked', 'superseded', 'released', 'expired'],
  booked: ['running', 'given-back'],
  running: ['finished', 'given-back'],
  finished: [],
  superseded: [],
  released: [],
  expired: [],
  'given-back': [],
};

const RULE: Readonly<Partial<Record<ReservationState, { code: string; detail: string }>>> = {
  running: { code: 'capacity.only-booked-operations-start', detail: 'Work starts once, on an operation that is booked.' },
  finished: { code: 'capacity.only-running-operations-finish', detail: 'Work finishes once, after it was started.' },
};

/** @throws DomainError that names the broken rule */
export function assertReservationMayBecome(from: ReservationState, to: ReservationState): void {
  if (NEXT[from].includes(to)) return;
  const rule = RULE[to] ?? { code: 'capacity.reservation-transition-illegal', detail: 'The reservation is settled already.' };
  throw new DomainError('conflict', rule.code, `${rule.detail} This one is ${from}.`, [], { state: from });
}

/** The reservation as the contracts carry it. */
export function reservationData(stored: StoredReservation): Reservation {
  const { operationId, companyId, machineId, role, slots, workMinutes } = stored;
  return { operationId, companyId, machineId, role, slots, workMinutes };
}
