import { type CompiledShop, compileShop, type FlexibleShop } from '../shop/flexible-shop.js';
import type { PlanJob, PlanMachine, PlanOperation, PlanProblem } from './plan-problem.js';

/** Beyond all times of a plan. */
export const NEVER = 2 ** 30;

export interface Frozen {
  readonly operation: number;
  readonly start: number;
  readonly end: number;
  readonly family: number;
}

export interface CompiledMachine {
  readonly source: PlanMachine;
  readonly site: number;
  readonly openStart: Int32Array;
  readonly openEnd: Int32Array;
  readonly batchCapacity: number;
  readonly startWithin: PlanMachine['open'];
  /** By family before times number of families, plus family after. */
  readonly setups: Int32Array;
  readonly frozen: readonly Frozen[];
}

export interface CompiledPlan {
  readonly problem: PlanProblem;
  /** The same operations and durations without calendars, set-ups by sequence, transport and dates. */
  readonly shop: CompiledShop;
  readonly relaxed: FlexibleShop;
  readonly operations: readonly { readonly job: number; readonly source: PlanOperation }[];
  readonly jobs: readonly PlanJob[];
  readonly machines: readonly CompiledMachine[];
  readonly jobOf: Int32Array;
  readonly release: Int32Array;
  /** By job; infinite without a due date. */
  readonly due: Float64Array;
  readonly weight: Float64Array;
  readonly siteOf: Int32Array;
  readonly optionSetup: Int32Array;
  readonly family: Int32Array;
  readonly familyCount: number;
  readonly isSplittable: Uint8Array;
  readonly frozenStart: Int32Array;
  readonly frozenEnd: Int32Array;
  readonly transport: Int32Array;
  readonly siteCount: number;
  /** Option and start of the plan in force; option -1 where it has none. */
  readonly currentOption: Int32Array;
  readonly currentStart: Int32Array;
}

/** @param problem as checked by `readPlanProblem` @throws DomainError for cycles and durations beyond what can be added up */
export function compilePlan(problem: PlanProblem): CompiledPlan {
  const { jobs } = problem;
  const operations = jobs.flatMap((job, index) => job.operations.map((source) => ({ job: index, source })));
  const indexOf = new Map(operations.map(({ job, source }, index) => [keyOf(jobs[job]!.id, source.id), index]));
  const machineIndex = new Map(problem.machines.map(({ id }, index) => [id, index]));
  const families = indexes(operations.map(({ source }) => source.family));
  const sites = indexes(problem.machines.map(({ site }) => site));
  const n = operations.length;
  const relaxed: FlexibleShop = {
    jobs: jobs.length,
    machines: problem.machines.length,
    firstMachine: 0,
    operations: operations.map(({ job, source }, number) => ({
      job,
      number,
      options: source.options.map(({ machine, minutes, setupMinutes }) => ({
        machine: machineIndex.get(machine) as number,
        duration: minutes + setupMinutes,
      })),
      after: source.after.map((id) => indexOf.get(keyOf(jobs[job]!.id, id)) as number),
    })),
  };
  const frozenStart = new Int32Array(n).fill(-1);
  const frozenEnd = new Int32Array(n).fill(-1);
  const frozenOn: Frozen[][] = problem.machines.map(() => []);
  for (const [index, { source }] of operations.entries()) {
    if (source.frozen === null) continue;
    const { machine, start, end } = source.frozen;
    frozenStart[index] = start;
    frozenEnd[index] = end;
    frozenOn[machineIndex.get(machine) as number]!.push({ operation: index, start, end, family: families.get(source.family) as number });
  }
  for (const row of frozenOn) row.sort((a, b) => a.start - b.start);
  const transport = new Int32Array(sites.size ** 2);
  for (const { from, to, minutes } of problem.transport) {
    const [a, b] = [sites.get(from), sites.get(to)];
    if (a !== undefined && b !== undefined) transport[a * sites.size + b] = minutes;
  }
  const currentOption = new Int32Array(n).fill(-1);
  const currentStart = new Int32Array(n).fill(NEVER);
  for (const { job, operation, machine, start } of problem.current) {
    const index = indexOf.get(keyOf(job, operation));
    if (index === undefined) continue;
    currentOption[index] = operations[index]!.source.options.findIndex((option) => option.machine === machine);
    currentStart[index] = start;
  }
  const machines = problem.machines.map((source, k) => compileMachine(source, families, sites, frozenOn[k]!));
  return {
    problem,
    shop: compileShop(relaxed),
    relaxed,
    operations,
    jobs,
    machines,
    jobOf: Int32Array.from(operations, ({ job }) => job),
    release: Int32Array.from(operations, ({ job }) => jobs[job]!.release),
    due: Float64Array.from(jobs, ({ due }) => due ?? Number.POSITIVE_INFINITY),
    weight: Float64Array.from(jobs, ({ weight }) => weight),
    siteOf: Int32Array.from(machines, ({ site }) => site),
    optionSetup: Int32Array.from(operations.flatMap(({ source }) => source.options.map(({ setupMinutes }) => setupMinutes))),
    family: Int32Array.from(operations, ({ source }) => families.get(source.family) as number),
    familyCount: families.size,
    isSplittable: Uint8Array.from(operations, ({ source }) => (source.splittable ? 1 : 0)),
    frozenStart,
    frozenEnd,
    transport,
    siteCount: sites.size,
    currentOption,
    currentStart,
  };
}

/** The plan as a shop of numbers, where nothing is asked for that only plans know; else null. */
export function plainShopOf(problem: PlanProblem): FlexibleShop | null {
  const isPlain =
    problem.objective === 'makespan' &&
    problem.current.length === 0 &&
    problem.transport.every(({ minutes }) => minutes === 0) &&
    problem.machines.every(
      ({ open, batch, setups, setupOtherwise }) => open === null && batch === null && setups.length === 0 && setupOtherwise === 0,
    ) &&
    problem.jobs.every(({ release, operations }) => release === 0 && operations.every(({ frozen }) => frozen === null));
  return isPlain ? compilePlan(problem).relaxed : null;
}

/** Job and operation ids may hold any character; their JSON form cannot be confused. */
export function keyOf(job: string, operation: string): string {
  return JSON.stringify([job, operation]);
}

function compileMachine(
  source: PlanMachine,
  families: ReadonlyMap<string, number>,
  sites: ReadonlyMap<string, number>,
  frozen: readonly Frozen[],
): CompiledMachine {
  const open = source.open ?? [[0, NEVER] as const];
  const count = families.size;
  const setups = new Int32Array(count * count).fill(source.setupOtherwise);
  for (let family = 0; family < count; family += 1) setups[family * count + family] = 0;
  for (const { from, to, minutes } of source.setups) {
    const [a, b] = [families.get(from), families.get(to)];
    if (a !== undefined && b !== undefined) setups[a * count + b] = minutes;
  }
  return {
    source,
    site: sites.get(source.site) as number,
    openStart: Int32Array.from(open, ([start]) => start),
    openEnd: Int32Array.from(open, ([, end]) => end),
    batchCapacity: source.batch?.capacity ?? 1,
    startWithin: source.batch?.startWithin ?? null,
    setups,
    frozen,
  };
}

function indexes(names: readonly string[]): Map<string, number> {
  const map = new Map<string, number>();
  for (const name of names) if (!map.has(name)) map.set(name, map.size);
  return map;
}
