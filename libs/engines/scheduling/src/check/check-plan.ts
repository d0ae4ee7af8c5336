import type { Minutes, PlanMachine, PlannedOperation, PlanOperation, PlanProblem } from '../plan/plan-problem.js';

interface Entry {
  readonly planned: PlannedOperation;
  readonly source: PlanOperation;
  readonly machine: PlanMachine;
  readonly name: string;
}

/**
 * Checks a plan against its problem from first principles; shares nothing with the search. Every operation once and on a machine that may
 * do it, releases, precedence with transport, frozen operations, exactly the open minutes that set-up and run need, set-ups by family,
 * batches of one family that start together within the listed times, and no machine doing two things at a time.
 * @returns one sentence per broken rule
 */
export function checkPlan(problem: PlanProblem, schedule: readonly PlannedOperation[]): string[] {
  const violations: string[] = [];
  const machines = new Map(problem.machines.map((machine) => [machine.id, machine]));
  const rows = new Map<string, Entry[]>();
  const count = problem.jobs.reduce((sum, { operations }) => sum + operations.length, 0);
  if (schedule.length !== count) violations.push(`${schedule.length} operations are planned of ${count}`);
  for (const job of problem.jobs) {
    const planned = new Map(schedule.filter((entry) => entry.job === job.id).map((entry) => [entry.operation, entry]));
    for (const source of job.operations) {
      const name = `operation ${source.id} of job ${job.id}`;
      const entry = planned.get(source.id);
      const machine = entry === undefined ? undefined : machines.get(entry.machine);
      if (entry === undefined || machine === undefined) {
        violations.push(`${name} is not planned on a machine`);
        continue;
      }
      rows.set(machine.id, [...(rows.get(machine.id) ?? []), { planned: entry, source, machine, name }]);
      if (source.frozen !== null) {
        const { frozen } = source;
        const stayed = frozen.machine === entry.machine && frozen.start === entry.start && frozen.end === entry.end;
        if (!stayed) violations.push(`${name} is frozen and was moved`);
        continue;
      }
      if (entry.start < job.release) violations.push(`${name} starts at ${entry.start}, before its release at ${job.release}`);
      for (const id of source.after) {
        const before = planned.get(id);
        if (before === undefined) continue;
        const arrival = before.end + legMinutes(problem, machines.get(before.machine)?.site, machine.site);
        if (entry.start < arrival)
          violations.push(`${name} starts at ${entry.start}, before what operation ${id} made arrives at ${arrival}`);
      }
    }
  }
  for (const row of rows.values()) violations.push(...checkRow(row));
  return violations;
}

function legMinutes(problem: PlanProblem, from: string | undefined, to: string): number {
  return from === to ? 0 : (problem.transport.find((leg) => leg.from === from && leg.to === to)?.minutes ?? 0);
}

/** All operations of one machine. */
function checkRow(row: Entry[]): string[] {
  const violations: string[] = [];
  row.sort((a, b) => a.planned.start - b.planned.start || a.planned.end - b.planned.end);
  let before: Entry | null = null;
  let together = 1;
  for (const entry of row) {
    const { planned, source, machine, name } = entry;
    const batch = machine.batch;
    const joins = batch !== null && before !== null && before.planned.start === planned.start && before.planned.end === planned.end;
    if (joins && before !== null) {
      together += 1;
      if (together > batch.capacity) violations.push(`${name} is one too many in its batch of ${batch.capacity}`);
      if (before.source.family !== source.family) violations.push(`${name} shares a batch with another family`);
      continue;
    }
    together = 1;
    if (before !== null && before.planned.end > planned.start) {
      violations.push(`machine ${machine.id} does ${before.name} until ${before.planned.end} and ${name} from ${planned.start}`);
    }
    if (source.frozen === null) violations.push(...checkWork(entry, before));
    before = entry;
  }
  return violations;
}

function checkWork({ planned, source, machine, name }: Entry, before: Entry | null): string[] {
  const option = source.options.find((candidate) => candidate.machine === machine.id);
  if (option === undefined) return [`${name} is not allowed on machine ${machine.id}`];
  const setup = option.setupMinutes + (before === null ? 0 : familySetup(machine, before.source.family, source.family));
  const violations: string[] = [];
  const worked = openMinutes(machine.open, planned.start, planned.end);
  if (worked !== setup + option.minutes) {
    violations.push(
      `${name} has ${worked} open minutes between ${planned.start} and ${planned.end}; it needs ${setup} + ${option.minutes}`,
    );
  }
  const whole = source.splittable && machine.batch === null ? setup : setup + option.minutes;
  if (openMinutes(machine.open, planned.start, planned.start + whole) !== whole)
    violations.push(`${name} is cut within its first ${whole} minutes`);
  const within = machine.batch?.startWithin ?? null;
  if (within !== null && !within.some(([from, until]) => planned.start >= from && planned.start < until)) {
    violations.push(`${name} starts at ${planned.start}, outside the times listed for machine ${machine.id}`);
  }
  return violations;
}

function familySetup(machine: PlanMachine, from: string, to: string): number {
  if (from === to) return 0;
  return machine.setups.find((pair) => pair.from === from && pair.to === to)?.minutes ?? machine.setupOtherwise;
}

function openMinutes(open: readonly Minutes[] | null, start: number, end: number): number {
  if (open === null) return end - start;
  return open.reduce((sum, [from, until]) => sum + Math.max(0, Math.min(end, until) - Math.max(start, from)), 0);
}
