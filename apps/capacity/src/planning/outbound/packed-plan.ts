import type { OperationPlan, ShopPlan } from '../domain/plan.js';
import { BOOKING_PREFIX } from '../domain/shop-rules.js';

const MINUTE_MILLIS = 60_000;

/** [job, operationId, machine, start, end, frozen]: job and machine by place in their lists, times in whole minutes since 1970. */
type PackedOperation = [number, string, number, number, number, 0 | 1];

interface PackedOperations {
  jobs: [string, string | null][];
  machineIds: string[];
  rows: PackedOperation[];
}

/** A plan as it is stored: it is written often, and its operations are most of it. */
export type PackedPlan = Omit<ShopPlan, 'operations'> & { operations: PackedOperations };

export function packedPlan(plan: ShopPlan): PackedPlan {
  const jobs = new Map<string, { place: number; dueAt: string | null }>();
  const machines = new Map<string, number>();
  const rows = plan.operations.map(({ jobId, operationId, machineId, startsAt, endsAt, dueAt, isFrozen }): PackedOperation => {
    if (!jobs.has(jobId)) jobs.set(jobId, { place: jobs.size, dueAt });
    if (!machines.has(machineId)) machines.set(machineId, machines.size);
    const place = jobs.get(jobId)?.place ?? 0;
    return [place, operationId, machines.get(machineId) ?? 0, minuteOf(startsAt), minuteOf(endsAt), isFrozen ? 1 : 0];
  });
  return {
    ...plan,
    operations: { jobs: [...jobs].map(([jobId, { dueAt }]) => [jobId, dueAt]), machineIds: [...machines.keys()], rows },
  };
}

/** @param stored plans of the first release stand unpacked in their rows */
export function unpackedPlan(stored: PackedPlan | ShopPlan | null): ShopPlan | null {
  if (stored === null || isUnpacked(stored)) return stored;
  const { jobs, machineIds, rows } = stored.operations;
  const operations = rows.map(([job, operationId, machine, start, end, frozen]): OperationPlan => {
    const [jobId, dueAt] = jobs[job] as [string, string | null];
    return {
      ...{ jobId, operationId, machineId: machineIds[machine] as string, startsAt: instantOf(start), endsAt: instantOf(end), dueAt },
      origin: jobId.startsWith(BOOKING_PREFIX) ? 'network' : 'own',
      isFrozen: frozen === 1,
    };
  });
  return { ...stored, operations };
}

function isUnpacked(stored: PackedPlan | ShopPlan): stored is ShopPlan {
  return Array.isArray(stored.operations);
}

function minuteOf(instant: string): number {
  return Date.parse(instant) / MINUTE_MILLIS;
}

function instantOf(minute: number): string {
  return new Date(minute * MINUTE_MILLIS).toISOString();
}
