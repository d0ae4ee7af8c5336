import { HoldPlaced, HoldRefused } from '@gewerk/contracts/capacity';
import type { HoldRequestedData } from '@gewerk/contracts/matching';
import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PublishAvailability } from '../../../machines/application/publish-availability/publish-availability.js';
import { CalendarRepository, type MachineCalendar } from '../../../machines/outbound/calendar-repository.js';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { answerToRequest, assertHoldMayBecome, type Hold, hasExpired } from '../../domain/hold.js';
import { type Blocking, blockingSlots, slotKey } from '../../domain/placement.js';
import { reservationData, type StoredReservation } from '../../domain/reservation.js';
import { HoldRepository } from '../../outbound/hold-repository.js';
import { ReservationRepository } from '../../outbound/reservation-repository.js';
import { ExpireHold, HOLD_EXPIRY } from '../expire-hold/expire-hold.js';

export interface HoldRequest {
  work: UnitOfWork;
  data: HoldRequestedData;
}

/** What is locked for one batch: no other transaction changes these holds, nor the hours of these machines. */
interface Locked {
  now: Date;
  holds: Map<string, Hold>;
  calendars: Map<string, MachineCalendar>;
}

class SlotsBlocked extends Error {
  constructor(readonly blocking: Blocking[]) {
    super('slots are blocked');
  }
}

/** Places all reservations of a formation's revision, or none, in one local transaction (flow: hold). */
@Injectable()
export class PlaceHolds {
  constructor(
    private readonly machines: MachineRepository,
    private readonly calendars: CalendarRepository,
    private readonly holds: HoldRepository,
    private readonly reservations: ReservationRepository,
    private readonly deadlines: Deadlines,
    private readonly expireHold: ExpireHold,
    private readonly publishAvailability: PublishAvailability,
  ) {}

  /** @param requests of one network, in the order they were received; all locks are taken before the first is answered */
  async execute(requests: readonly HoldRequest[]): Promise<void> {
    const [first] = requests;
    if (first === undefined) return;
    const locked = await this.lockAll(first.work, requests);
    for (const request of requests) await this.answer(request, locked);
  }

  private async lockAll(work: UnitOfWork, requests: readonly HoldRequest[]): Promise<Locked> {
    const { tx, networkId } = work;
    const requested = requests.flatMap(({ data }) => data.reservations.map((reservation) => reservation.machineId));
    const expired = await this.holds.expiredOn(tx, networkId, requested);
    const formationIds = [...new Set([...requests.map(({ data }) => data.formationId), ...expired])];
    const holds = await this.holds.lock(tx, networkId, formationIds);
    const live = await this.reservations.ofFormations(tx, networkId, formationIds, ['held', 'booked', 'running']);
    const calendars = await this.calendars.lock(tx, networkId, [...requested, ...live.map((reservation) => reservation.machineId)]);
    const now = await this.holds.now(tx);
    const freed: string[] = [];
    for (const hold of holds.values()) {
      if (!hasExpired(hold, now)) continue;
      const reservations = live.filter((reservation) => reservation.formationId === hold.formationId);
      await this.expireHold.end(work, hold, reservations);
      holds.set(hold.formationId, { ...hold, state: 'expired' });
      freed.push(...reservations.map((reservation) => reservation.machineId));
    }
    await this.publishAvailability.execute(work, freed);
    return { now, holds, calendars };
  }

  private async answer({ work, data }: HoldRequest, locked: Locked): Promise<void> {
    const hold = locked.holds.get(data.formationId) ?? null;
    const answer = answerToRequest(hold, data.revision);
    if (answer === 'repeat-placed' && hold !== null) {
      const placed = await this.reservations.ofRevision(work.tx, work.networkId, data.formationId, data.revision);
      this.tellPlaced(work, hold, placed.map(reservationData));
    } else if (answer === 'refuse-superseded') {
      this.tellRefused(work, data, hold, supersededSlots(data));
    } else {
      await this.place(work, data, hold, locked);
    }
  }

  private async place(work: UnitOfWork, data: HoldRequestedData, former: Hold | null, locked: Locked): Promise<void> {
    const { tx, networkId } = work;
    const { formationId, revision } = data;
    if (former !== null) assertHoldMayBecome(former.state, 'held');
    const live = await this.reservations.ofFormations(tx, networkId, [formationId], ['held']);
    const placed: Hold = { formationId, revision, state: 'held', expiresAt: new Date(locked.now.getTime() + data.holdMinutes * 60_000) };
    try {
      // A savepoint: a refusal puts the former revision back as if nothing had been tried.
      await tx.transaction(async () => {
        const formerIds = live.map((reservation) => reservation.reservationId);
        await this.reservations.freeHours(tx, networkId, formerIds);
        await this.reservations.setState(tx, networkId, formerIds, 'superseded');
        const blocking = await this.blockingSlots(work, data, live, locked);
        if (blocking.length > 0) throw new SlotsBlocked(blocking);
        await this.holds.place(tx, networkId, placed, locked.now);
        await this.reservations.hold(tx, networkId, { formationId, revision, now: work.now }, data.reservations);
      });
    } catch (error) {
      if (!(error instanceof SlotsBlocked)) throw error;
      this.tellRefused(work, data, former, error.blocking);
      return;
    }
    locked.holds.set(formationId, placed);
    await this.deadlines.set(work, { kind: HOLD_EXPIRY, subject: formationId, dueAt: placed.expiresAt });
    this.tellPlaced(work, placed, data.reservations);
    await this.publishAvailability.execute(
      work,
      [...data.reservations, ...live].map((reservation) => reservation.machineId),
    );
  }

  private async blockingSlots(
    work: UnitOfWork,
    data: HoldRequestedData,
    former: readonly StoredReservation[],
    locked: Locked,
  ): Promise<Blocking[]> {
    const machineIds = [...new Set(data.reservations.map((reservation) => reservation.machineId))];
    const earliest = Math.min(...data.reservations.flatMap(({ slots }) => slots.map((slot) => Date.parse(slot.startsAt))));
    const taken = await this.calendars.taken(work.tx, work.networkId, machineIds, new Date(earliest));
    return blockingSlots(data.reservations, {
      now: locked.now,
      machines: await this.machines.byIds(work.tx, work.networkId, machineIds),
      stated: new Map(machineIds.map((id) => [id, locked.calendars.get(id)?.statement?.freeSpans ?? []])),
      taken: new Map([...taken].map(([id, slots]) => [id, slots.map(({ span }) => span)])),
      formerSlots: new Set(former.flatMap(({ machineId, slots }) => slots.map((slot) => slotKey(machineId, slot)))),
    });
  }

  private tellPlaced(work: UnitOfWork, hold: Hold, reservations: HoldRequestedData['reservations']): void {
    const { formationId, revision, expiresAt } = hold;
    work.publish(HoldPlaced, { formationId, revision, expiresAt: expiresAt.toISOString(), reservations });
  }

  private tellRefused(work: UnitOfWork, data: HoldRequestedData, hold: Hold | null, blocking: Blocking[]): void {
    const stands = hold?.state === 'held' || hold?.state === 'confirmed';
    work.publish(HoldRefused, {
      formationId: data.formationId,
      revision: data.revision,
      keptRevision: stands ? hold.revision : null,
      blocking,
    });
  }
}

function supersededSlots(data: HoldRequestedData): Blocking[] {
  return data.reservations.flatMap(({ operationId, companyId, machineId, slots }) =>
    slots.slice(0, 1).map((slot) => ({ operationId, companyId, machineId, slot, reason: 'superseded' as const })),
  );
}
