import type { AvailabilityChangedData } from '@gewerk/contracts/capacity';
import { intersect, subtract } from '@gewerk/engine-scheduling';
import type { Machine } from './machine.js';
import { minutesIn, type Span, toWindow, toWindows } from './spans.js';

/** What the member's system last said of one machine. */
export interface Statement {
  asOf: Date;
  horizon: Span;
  /** Sorted and joined, inside the horizon. */
  freeSpans: Span[];
  includedBookingIds: ReadonlySet<string>;
  usualFreeMinutesPerDay: number;
}

/** Hours that a hold or a booking of ours takes. */
export interface TakenSlot {
  span: Span;
  reservationId: string;
}

export type AvailabilityContent = Omit<AvailabilityChangedData, 'availabilityVersion'>;

/**
 * Stated free hours less our own reservations, except those that the member's system allowed for already (flow: capacity
 * event of a member system).
 */
export function freeSpans(statement: Statement, taken: readonly TakenSlot[]): Span[] {
  const ours = taken.filter(({ reservationId }) => !statement.includedBookingIds.has(reservationId));
  return subtract(
    statement.freeSpans,
    ours.map(({ span }) => span),
  );
}

export function availabilityContent(machine: Machine, statement: Statement, taken: readonly TakenSlot[]): AvailabilityContent {
  return {
    machineId: machine.machineId,
    machineGroupId: machine.machineGroupId,
    siteId: machine.siteId,
    companyId: machine.companyId,
    asOf: statement.asOf.toISOString(),
    horizon: toWindow(statement.horizon),
    freeWindows: toWindows(machine.retired ? [] : freeSpans(statement, taken)),
    usualFreeMinutesPerDay: Math.round(statement.usualFreeMinutesPerDay),
  };
}

/** The part of a reservation's hours that the statement no longer grants: after `asOf`, inside the horizon, not imported. */
export function lostSpans(statement: Statement, reservationId: string, slots: readonly Span[]): Span[] {
  if (statement.includedBookingIds.has(reservationId)) return [];
  const [horizonStart, horizonEnd] = statement.horizon;
  const judged: Span = [Math.max(horizonStart, statement.asOf.getTime()), horizonEnd];
  return subtract(intersect(slots, [judged]), statement.freeSpans);
}

const DAY_MILLIS = 86_400_000;
/** A report counts half against one that is two weeks older (mark A). */
const USUAL_HALF_LIFE_DAYS = 14;

/**
 * Mean free minutes a day, smoothed over the reports by the time between them: what a machine usually has free, towards which
 * stale hours are discounted (methods 9.5).
 */
export function usualFreeMinutesPerDay(
  previous: Pick<Statement, 'asOf' | 'usualFreeMinutesPerDay'> | null,
  next: Pick<Statement, 'asOf' | 'horizon' | 'freeSpans'>,
): number {
  const days = (next.horizon[1] - next.horizon[0]) / DAY_MILLIS;
  const stated = minutesIn(next.freeSpans) / Math.max(days, 1);
  if (previous === null) return stated;
  const elapsedDays = Math.max(0, next.asOf.getTime() - previous.asOf.getTime()) / DAY_MILLIS;
  const weightOfPast = 2 ** (-elapsedDays / USUAL_HALF_LIFE_DAYS);
  return previous.usualFreeMinutesPerDay * weightOfPast + stated * (1 - weightOfPast);
}
