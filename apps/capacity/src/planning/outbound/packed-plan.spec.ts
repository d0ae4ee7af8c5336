import { describe, expect, it } from '@jest/globals';
import type { OperationPlan, ShopPlan } from '../domain/plan.js';
import { packedPlan, unpackedPlan } from './packed-plan.js';

const operation = (change: Partial<OperationPlan>): OperationPlan => ({
  ...{ jobId: '4711', operationId: 'turn', machineId: 'm1', startsAt: '2026-11-23T05:00:00.000Z', endsAt: '2026-11-23T07:30:00.000Z' },
  ...{ dueAt: '2026-11-24T12:00:30.500Z', origin: 'own', isFrozen: false },
  ...change,
});

const plan: ShopPlan = {
  ...{ revision: 3, because: 'order-in', plannedAt: '2026-11-23T04:59:12.345Z', machines: 2, weightedMinutesLate: 0, loadSpreadMinutes: 0 },
  ...{ endsAt: '2026-11-24T07:30:00.000Z', objective: 0, lowerBound: 0, movedOperations: 1, reassignedOperations: 0, iterations: 300 },
  ...{ engineMillis: 12, late: [], conflicts: ['two things at once'] },
  operations: [
    operation({}),
    operation({ operationId: 'mill', machineId: 'm2', isFrozen: true }),
    operation({ jobId: 'booking 1', dueAt: null, origin: 'network' }),
  ],
};

describe('a plan as it is stored', () => {
  it('comes back as it was, and a long one takes a quarter of the room', () => {
    const stored = JSON.stringify(packedPlan(plan));
    expect(unpackedPlan(JSON.parse(stored))).toEqual(plan);
    const long = { ...plan, operations: Array.from({ length: 300 }, (_, index) => operation({ operationId: String(index) })) };
    expect(JSON.stringify(packedPlan(long)).length).toBeLessThan(JSON.stringify(long).length / 4);
  });

  it('is read as it is where it was stored before plans were packed', () => {
    expect(unpackedPlan(plan)).toEqual(plan);
    expect(unpackedPlan(null)).toBeNull();
  });
});
