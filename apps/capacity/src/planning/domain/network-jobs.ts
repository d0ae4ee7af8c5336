import { normalise } from '@gewerk/engine-scheduling';
import type { StoredReservation } from '../../holds/domain/reservation.js';
import { type Span, toSpan } from '../../machines/domain/spans.js';
import type { ModelJob, ModelOperation } from './model-job.js';
import type { Delay } from './shop.js';
import { BOOKING_PREFIX } from './shop-rules.js';
import type { ShopView } from './shop-view.js';

const MINUTE_MILLIS = 60_000;
/** A minute that the network waits counts as much as so many of an own job. */
const PROMISE_WEIGHT = 10;
const NETWORK_FAMILY = 'network';

/**
 * What a firm does for the network, as jobs of its plan: bookings and begun work stay in the hours that were promised; held work
 * may move inside the time it is held for, unless the firm publishes what its plan leaves free; booked work whose hours passed
 * without a start has to be planned anew. Work on machines that were withdrawn is left out: it stays booked, and has no place here.
 */
export function networkJobs({ reservations, planning, machines, now }: ShopView): ModelJob[] {
  const { delays, publishedPercent } = planning;
  const nowMillis = Math.floor(now.getTime() / MINUTE_MILLIS) * MINUTE_MILLIS;
  const known = new Set(machines.map(({ machineId }) => machineId));
  return reservations.flatMap((reservation): ModelJob[] => {
    if (!known.has(reservation.machineId)) return [];
    const id = `${BOOKING_PREFIX}${reservation.reservationId}`;
    const spans = normalise(reservation.slots.map(toSpan));
    const last = spans.at(-1);
    if (last === undefined) return [];
    const delay = delays.find((each) => each.jobId === id);
    const hasPassed = last[1] <= nowMillis && delay === undefined;
    // Whose free hours follow the plan sells the hours of a hold to nobody else, so that they are as good as promised.
    const isPromised = reservation.state === 'booked' || publishedPercent !== null;
    const isFrozen = reservation.state === 'running' || (isPromised && !hasPassed);
    // Whoever stands by and was not needed in time is not needed any more.
    if (!isFrozen && hasPassed && reservation.role === 'standby') return [];
    return [
      {
        id,
        releaseMillis: reservation.plannedStartsAt.getTime(),
        dueMillis: reservation.plannedEndsAt.getTime(),
        weight: PROMISE_WEIGHT,
        operations: isFrozen ? promised(reservation, spans, delay, nowMillis) : [movable(reservation)],
      },
    ];
  });
}

/** Names of the work that stands on machines which were withdrawn. */
export function strandedWork({ reservations, machines }: ShopView): string[] {
  const known = new Set(machines.map(({ machineId }) => machineId));
  return reservations.filter(({ machineId }) => !known.has(machineId)).map(({ reservationId }) => `${BOOKING_PREFIX}${reservationId}`);
}

function movable({ machineId, workMinutes }: StoredReservation): ModelOperation {
  const options = [{ machine: machineId, minutes: Math.max(1, workMinutes), setupMinutes: 0 }];
  return { id: '0', after: [], family: NETWORK_FAMILY, splittable: true, options, frozen: null };
}

/** An operation for each slot; the last one lasts until the end that the firm reported, or until now while the work goes on. */
function promised(
  { machineId, state }: StoredReservation,
  spans: readonly Span[],
  delay: Delay | undefined,
  nowMillis: number,
): ModelOperation[] {
  return spans.map(([startMillis, plannedEnd], index): ModelOperation => {
    const goesOn = state === 'running' ? nowMillis + MINUTE_MILLIS : 0;
    const isLast = index === spans.length - 1;
    const endMillis = isLast ? Math.max(plannedEnd, goesOn, delay === undefined ? 0 : Date.parse(delay.endsAt)) : plannedEnd;
    return {
      ...{ id: String(index), after: index === 0 ? [] : [String(index - 1)], family: NETWORK_FAMILY, splittable: true },
      options: [{ machine: machineId, minutes: Math.max(1, Math.round((endMillis - startMillis) / MINUTE_MILLIS)), setupMinutes: 0 }],
      frozen: { machine: machineId, startMillis, endMillis },
    };
  });
}
