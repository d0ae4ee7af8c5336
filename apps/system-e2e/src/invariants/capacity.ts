import { CapacityReported, HoldConfirmed, HoldExpired, HoldPlaced, HoldReleased } from '@gewerk/contracts/capacity';
import { ConsortiumConfirmed, HoldRequested } from '@gewerk/contracts/matching';
import type { LoggedEvent } from '../world/event-log.js';
import { type Evidence, type Finding, figure, type Invariant, ofType, repeated } from './invariant.js';

interface Taken {
  readonly machine: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly by: string;
}

function overlaps(taken: readonly Taken[]): string[] {
  const breaches: string[] = [];
  for (const [machine, slots] of Map.groupBy(taken, (slot) => slot.machine)) {
    const inOrder = [...slots].sort((a, b) => a.startsAt - b.startsAt);
    let last: Taken | null = null;
    for (const slot of inOrder) {
      if (last !== null && slot.startsAt < last.endsAt) breaches.push(`machine ${machine} is taken twice: by ${last.by} and ${slot.by}`);
      if (last === null || slot.endsAt > last.endsAt) last = slot;
    }
  }
  return breaches;
}

const minutesOf = (taken: readonly Taken[]): number =>
  Math.round(taken.reduce((sum, slot) => sum + slot.endsAt - slot.startsAt, 0) / 60_000);

/** Slots of machines whose hours nobody stated at that time. */
function unstated(events: readonly LoggedEvent[]): { slots: number; breaches: string[] } {
  const stated = Map.groupBy(ofType(events, CapacityReported), (event) => `${event.networkId} ${event.data.machineId}`);
  const breaches: string[] = [];
  let slots = 0;
  for (const { networkId, data } of ofType(events, HoldPlaced)) {
    for (const { machineId, slots: ofReservation } of data.reservations) {
      const windows = (stated.get(`${networkId} ${machineId}`) ?? []).flatMap((report) => report.data.freeWindows);
      for (const { startsAt, endsAt } of ofReservation) {
        slots += 1;
        const fits = windows.some(
          (window) => Date.parse(window.startsAt) <= Date.parse(startsAt) && Date.parse(endsAt) <= Date.parse(window.endsAt),
        );
        if (!fits)
          breaches.push(`${data.formationId} holds ${startsAt} to ${endsAt} of machine ${machineId}, which nobody stated to be free`);
      }
    }
  }
  return { slots, breaches };
}

async function neverTwice({ databases, events }: Evidence): Promise<Finding> {
  const standing = await databases.rows<{ network_id: string; machine_id: string; starts_at: Date; ends_at: Date; reservation_id: string }>(
    'capacity',
    'select network_id, machine_id, starts_at, ends_at, reservation_id from reservation_slot',
  );
  const inDatabase = standing.map((row) => ({
    machine: `${row.network_id} ${row.machine_id}`,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at.getTime(),
    by: `reservation ${row.reservation_id}`,
  }));
  const booked = ofType(events, HoldConfirmed).flatMap(({ networkId, data }) =>
    (data.bookings as { bookingId: string; machineId: string; slots: { startsAt: string; endsAt: string }[] }[]).flatMap((booking) =>
      booking.slots.map((slot) => ({
        machine: `${networkId} ${booking.machineId}`,
        startsAt: Date.parse(slot.startsAt),
        endsAt: Date.parse(slot.endsAt),
        by: `booking ${booking.bookingId}`,
      })),
    ),
  );
  const without = unstated(events);
  return {
    looked: `${figure(booked.length)} booked slots of ${figure(minutesOf(booked))} minutes, ${figure(inDatabase.length)} slots that still stand, ${figure(without.slots)} held slots against stated hours`,
    breaches: [...overlaps(inDatabase), ...overlaps(booked), ...without.breaches],
  };
}

async function resolvedOnce({ databases, events }: Evidence): Promise<Finding> {
  const ends = ofType(events, HoldConfirmed, HoldReleased, HoldExpired);
  const placed = new Set(ofType(events, HoldPlaced).map(({ data }) => data.formationId as string));
  const breaches = repeated(ends, ({ data }) => `end of hold ${data.formationId} revision ${data.revision}`);
  for (const { data } of ends)
    if (!placed.has(data.formationId)) breaches.push(`hold ${data.formationId} ended without having been placed`);
  const ended = new Set(ends.map(({ data }) => data.formationId as string));
  const holds = await databases.rows<{ formation_id: string; state: string }>('capacity', 'select formation_id, state from hold');
  for (const hold of holds) {
    if (hold.state === 'held' ? ended.has(hold.formation_id) : !ended.has(hold.formation_id)) {
      breaches.push(`hold ${hold.formation_id} is ${hold.state}, which is not what was told`);
    }
  }
  const consortia = ofType(events, ConsortiumConfirmed);
  let operations = 0;
  for (const { data } of consortia) {
    const confirmed = ofType(events, HoldConfirmed).find((event) => event.data.formationId === data.formationId);
    const asked = ofType(events, HoldRequested).find(
      (event) => event.data.formationId === data.formationId && event.data.revision === confirmed?.data.revision,
    );
    const primaryOf = (reservations: { operationId: string; role: string }[] | undefined): string[] =>
      (reservations ?? [])
        .filter(({ role }) => role === 'primary')
        .map(({ operationId }) => operationId)
        .sort();
    const [wanted, booked] = [primaryOf(asked?.data.reservations), primaryOf(confirmed?.data.bookings)];
    operations += booked.length;
    if (wanted.join() !== booked.join() || new Set(booked).size !== booked.length) {
      breaches.push(`formation ${data.formationId} asked for ${wanted.length} operations and booked ${booked.length}`);
    }
  }
  return {
    looked: `${figure(placed.size)} holds, ${figure(ends.length)} ends, ${figure(consortia.length)} confirmed consortia with ${figure(operations)} operations booked once each`,
    breaches,
  };
}

export const capacity: readonly Invariant[] = [
  { number: 8, rule: 'a machine is never taken twice, and never beyond its stated hours', judge: neverTwice },
  {
    number: 9,
    rule: 'a hold resolves exactly once; a confirmed consortium has one reservation per operation, all or none',
    judge: resolvedOnce,
  },
];
