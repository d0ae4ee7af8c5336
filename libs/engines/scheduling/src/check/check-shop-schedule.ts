import type { FlexibleShop, ScheduledOperation } from '../shop/flexible-shop.js';

export interface ScheduleCheck {
  readonly makespan: number;
  /** One sentence per broken rule; empty for a valid schedule. */
  readonly violations: readonly string[];
}

/**
 * Checks a schedule against the shop from first principles; shares nothing with the search. Every operation once, on a machine that may
 * do it, for exactly its duration, after its predecessors; no machine does two things at a time.
 */
export function checkShopSchedule(shop: FlexibleShop, schedule: readonly ScheduledOperation[]): ScheduleCheck {
  const violations: string[] = [];
  const byName = new Map(shop.operations.map((operation, index) => [`${operation.job}/${operation.number}`, index]));
  const found = new Map<number, ScheduledOperation>();
  for (const entry of schedule) {
    const index = byName.get(`${entry.job}/${entry.operation}`);
    if (index === undefined) violations.push(`${nameOf(entry)} does not exist`);
    else if (found.has(index)) violations.push(`${nameOf(entry)} is scheduled twice`);
    else found.set(index, entry);
  }
  for (const [index, operation] of shop.operations.entries()) {
    const entry = found.get(index);
    if (entry === undefined) {
      violations.push(`operation ${operation.number} of job ${operation.job} is missing`);
      continue;
    }
    const option = operation.options.find(({ machine }) => machine + shop.firstMachine === entry.machine);
    if (option === undefined) violations.push(`${nameOf(entry)} is not allowed on machine ${entry.machine}`);
    else if (entry.end - entry.start !== option.duration) {
      violations.push(
        `${nameOf(entry)} takes ${entry.end - entry.start} on machine ${entry.machine}; its duration there is ${option.duration}`,
      );
    }
    if (!(entry.start >= 0)) violations.push(`${nameOf(entry)} starts at ${entry.start}, before 0`);
    for (const before of operation.after) {
      const earlier = found.get(before);
      if (earlier !== undefined && earlier.end > entry.start) {
        violations.push(`${nameOf(entry)} starts at ${entry.start}, before ${nameOf(earlier)} ends at ${earlier.end}`);
      }
    }
  }
  const rows = Map.groupBy(found.values(), ({ machine }) => machine);
  for (const [machine, row] of rows) {
    row.sort((a, b) => a.start - b.start || a.end - b.end);
    for (let i = 1; i < row.length; i += 1) {
      if (row[i - 1]!.end <= row[i]!.start) continue;
      violations.push(
        `machine ${machine} does ${nameOf(row[i - 1]!)} until ${row[i - 1]!.end} and ${nameOf(row[i]!)} from ${row[i]!.start}`,
      );
    }
  }
  return { makespan: schedule.reduce((latest, { end }) => Math.max(latest, end), 0), violations };
}

function nameOf({ job, operation }: ScheduledOperation): string {
  return `operation ${operation} of job ${job}`;
}
