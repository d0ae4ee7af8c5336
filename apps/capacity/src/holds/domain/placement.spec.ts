import { describe, expect, it } from '@jest/globals';
import type { Reservation } from '@gewerk/contracts';
import type { Machine } from '../../machines/domain/machine.js';
import type { Span } from '../../machines/domain/spans.js';
import { blockingSlots, type PlacementView, slotKey } from './placement.js';

const day = (hour: number): string => new Date(Date.UTC(2026, 11, 1, hour)).toISOString();
const span = (from: number, to: number): Span => [Date.parse(day(from)), Date.parse(day(to))];
const machine: Machine = {
  ...{ machineId: 'm', companyId: 'c', machineGroupId: 'g', siteId: 's', process: 'turning', model: 'L', label: 'L1' },
  retired: false,
};

function reservation(from: number, to: number, change: Partial<Reservation> = {}): Reservation {
  const slots = [{ startsAt: day(from), endsAt: day(to) }];
  return { operationId: 'o', companyId: 'c', machineId: 'm', role: 'primary', slots, workMinutes: (to - from) * 60, ...change };
}

function view(change: Partial<PlacementView> = {}): PlacementView {
  return {
    now: new Date(day(0)),
    machines: new Map([['m', machine]]),
    stated: new Map([['m', [span(8, 16)]]]),
    taken: new Map(),
    formerSlots: new Set(),
    ...change,
  };
}

const reasons = (reservations: Reservation[], seen: PlacementView): string[] => blockingSlots(reservations, seen).map((one) => one.reason);

describe('placing a set of reservations', () => {
  it('is free of objections inside the stated hours', () => {
    expect(reasons([reservation(8, 12), reservation(12, 16, { operationId: 'p' })], view())).toEqual([]);
  });

  it('names each slot that is outside the stated hours, taken by another, past or of an unknown machine', () => {
    expect(reasons([reservation(15, 17)], view())).toEqual(['not-free']);
    expect(reasons([reservation(9, 11)], view({ taken: new Map([['m', [span(10, 12)]]]) }))).toEqual(['held-by-another']);
    expect(reasons([reservation(9, 11)], view({ now: new Date(day(10)) }))).toEqual(['in-the-past']);
    expect(reasons([reservation(9, 11, { companyId: 'd' })], view())).toEqual(['unknown-machine']);
    expect(reasons([reservation(9, 11)], view({ machines: new Map([['m', { ...machine, retired: true }]]) }))).toEqual(['unknown-machine']);
    expect(reasons([reservation(11, 9)], view())).toEqual(['not-free']);
  });

  it('refuses a set that overlaps itself or names an operation twice', () => {
    expect(reasons([reservation(8, 12), reservation(11, 13, { operationId: 'p' })], view())).toEqual(['overlaps-itself']);
    expect(reasons([reservation(8, 9), reservation(10, 11)], view())).toEqual(['overlaps-itself']);
  });

  it('keeps slots that the formation held before, though they have begun', () => {
    const formerSlots = new Set([slotKey('m', { startsAt: day(9), endsAt: day(11) })]);
    expect(reasons([reservation(9, 11)], view({ now: new Date(day(10)), formerSlots }))).toEqual([]);
  });
});
