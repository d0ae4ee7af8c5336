import type { Reservation, Window } from '@gewerk/contracts';
import type { HoldRefusedData } from '@gewerk/contracts/capacity';
import { subtract } from '@gewerk/engine-scheduling';
import type { Machine } from '../../machines/domain/machine.js';
import { overlap, type Span, toSpan } from '../../machines/domain/spans.js';

export type Blocking = HoldRefusedData['blocking'][number];
type BlockingReason = Blocking['reason'];

/** What stands against a placement, seen while the machines are locked and the formation's own former hours are given up. */
export interface PlacementView {
  now: Date;
  machines: ReadonlyMap<string, Machine>;
  /** Stated free hours by machine. */
  stated: ReadonlyMap<string, readonly Span[]>;
  /** Hours of live reservations by machine. */
  taken: ReadonlyMap<string, readonly Span[]>;
  /** Slots that the formation held until now: what has begun meanwhile may stay as it was accepted. */
  formerSlots: ReadonlySet<string>;
}

/** Every slot of the set that cannot be placed, with its reason; none: the whole set can be placed. */
export function blockingSlots(reservations: readonly Reservation[], view: PlacementView): Blocking[] {
  const blocking: Blocking[] = [];
  const placed = new Map<string, Span[]>();
  const seen = new Set<string>();
  for (const reservation of reservations) {
    const { operationId, companyId, machineId, role } = reservation;
    const block = (slot: Window, reason: BlockingReason): unknown => blocking.push({ operationId, companyId, machineId, slot, reason });
    const [firstSlot] = reservation.slots;
    // One firm does an operation; several may stand by for it.
    const part = role === 'primary' ? operationId : `${operationId} ${companyId}`;
    if (seen.has(part) && firstSlot !== undefined) block(firstSlot, 'overlaps-itself');
    seen.add(part);
    const machine = view.machines.get(machineId);
    const unknown = machine === undefined || machine.retired || machine.companyId !== companyId;
    for (const slot of reservation.slots) {
      const span = toSpan(slot);
      const own = placed.get(machineId) ?? [];
      const reason = unknown
        ? 'unknown-machine'
        : own.some((other) => overlap(other, span))
          ? 'overlaps-itself'
          : blockedBy(machineId, slot, span, view);
      if (reason !== null) block(slot, reason);
      placed.set(machineId, [...own, span]);
    }
  }
  return blocking;
}

function blockedBy(machineId: string, slot: Window, span: Span, view: PlacementView): BlockingReason | null {
  if (!(span[0] < span[1])) return 'not-free';
  if (view.taken.get(machineId)?.some((other) => overlap(other, span))) return 'held-by-another';
  if (subtract([span], view.stated.get(machineId) ?? []).length > 0) return 'not-free';
  return span[0] < view.now.getTime() && !view.formerSlots.has(slotKey(machineId, slot)) ? 'in-the-past' : null;
}

export function slotKey(machineId: string, slot: Window): string {
  return `${machineId} ${Date.parse(slot.startsAt)} ${Date.parse(slot.endsAt)}`;
}
