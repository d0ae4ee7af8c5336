import { DomainError } from '@gewerk/kernel';
import type { Machine, SiteHours } from '../../machines/domain/machine.js';
import type { ModelJob, ModelOperation } from './model-job.js';
import { networkJobs, strandedWork } from './network-jobs.js';
import { keyOfOperation, type OperationPlan, type PlanFrame } from './plan.js';
import type { Delay, OwnJob, Shop } from './shop.js';
import type { ShopView } from './shop-view.js';

const MINUTE_MILLIS = 60_000;
const DAY_MINUTES = 1440;
/** Beyond the last date known there must be room for what is late. */
const SPARE_DAYS = 90;
const HORIZON_DAYS_MAX = 1000;
/** Minutes late that a change of the plan in force has to save: a shift. */
const CHANGE_COST_MINUTES = 480;

/**
 * The plan model of a firm (docs/scheduling.md, "A plan as JSON"): its own jobs, movable until they have begun, and what it does for
 * the network; booked and begun work is frozen, held work may move inside the time it is held for. Null where there is nothing to plan.
 */
export function planModel(view: ShopView): { model: object; frame: PlanFrame } | null {
  const { now, planning, sites, machines } = view;
  const nowMillis = floorMinute(now.getTime());
  const before = planning.plan?.operations ?? [];
  const jobs = [...ownJobs(view), ...networkJobs(view)].filter((job) => !isDone(job, nowMillis));
  if (jobs.length === 0) return null;
  assertMachines(jobs);
  const frozen = jobs.flatMap((job) => job.operations.flatMap((operation) => operation.frozen ?? []));
  const originMillis = Math.min(nowMillis, ...frozen.map(({ startMillis }) => floorMinute(startMillis)));
  const minuteOf = (millis: number): number => Math.max(0, Math.ceil((millis - originMillis) / MINUTE_MILLIS));
  const last = Math.max(
    nowMillis,
    ...frozen.map(({ endMillis }) => endMillis),
    ...jobs.map(({ dueMillis, releaseMillis }) => Math.max(dueMillis ?? 0, releaseMillis ?? 0)),
  );
  const model = {
    objective: planning.shop.objective ?? 'weighted-tardiness',
    startsAt: new Date(originMillis).toISOString(),
    horizonDays: Math.min(HORIZON_DAYS_MAX, Math.ceil(minuteOf(last) / DAY_MINUTES) + SPARE_DAYS),
    calendars: Object.fromEntries(
      [...sites.values()].filter(({ shifts }) => shifts.length > 0).map((site) => [site.siteId, calendarOf(site)]),
    ),
    machines: machines.map((machine) => modelMachine(machine, view, minuteOf)),
    transport: legsBetween(new Set(machines.map(({ siteId }) => siteId)), planning.shop),
    jobs: jobs.map((job) => modelJob(job, nowMillis, minuteOf)),
    current: before
      .filter(({ startsAt }) => Date.parse(startsAt) >= originMillis)
      .map((entry) => ({
        ...{ job: entry.jobId, operation: entry.operationId, machine: entry.machineId },
        ...{ start: minuteOf(Date.parse(entry.startsAt)), end: minuteOf(Date.parse(entry.endsAt)) },
      })),
    changeCost: before.length > 0 ? CHANGE_COST_MINUTES : 0,
  };
  return { model, frame: { originMillis, machines: machines.length, before, stranded: strandedWork(view), ...facts(jobs) } };
}

/** Jobs of the firm that are done by the plan in force: they do not come back in the next one. */
export function jobsDone(view: ShopView): string[] {
  const nowMillis = floorMinute(view.now.getTime());
  const done = ownJobs(view).filter((job) => isDone(job, nowMillis));
  return done.map(({ id }) => id);
}

function ownJobs({ now, planning, machines }: ShopView): ModelJob[] {
  const known = new Set(machines.map(({ machineId }) => machineId));
  const done = new Set(planning.doneJobs);
  const progress = { known, now: now.getTime(), before: byKey(planning.plan?.operations ?? []), delays: planning.delays };
  return planning.shop.jobs.filter(({ jobId }) => !done.has(jobId)).map((job) => ownJob(job, progress));
}

/** @throws DomainError `capacity.operation-without-machine` where all machines that may do it were withdrawn */
function assertMachines(jobs: readonly ModelJob[]): void {
  for (const { id, operations } of jobs) {
    const stranded = operations.find(({ options, frozen }) => options.length === 0 && frozen === null);
    if (stranded === undefined) continue;
    const detail = `No machine is left for operation ${stranded.id} of job ${id}; state it with machines that you have.`;
    throw new DomainError('unprocessable', 'capacity.operation-without-machine', detail, [], { jobId: id, operationId: stranded.id });
  }
}

function facts(jobs: readonly ModelJob[]): Pick<PlanFrame, 'dueAt' | 'frozen'> {
  return {
    dueAt: new Map(jobs.flatMap(({ id, dueMillis }) => (dueMillis === null ? [] : [[id, new Date(dueMillis).toISOString()]]))),
    frozen: new Set(
      jobs.flatMap((job) => job.operations.filter(({ frozen }) => frozen !== null).map(({ id }) => keyOfOperation(job.id, id))),
    ),
  };
}

interface Progress {
  known: ReadonlySet<string>;
  now: number;
  before: ReadonlyMap<string, OperationPlan>;
  delays: readonly Delay[];
}

function ownJob({ jobId, releaseAt, dueAt, weight, operations }: OwnJob, progress: Progress): ModelJob {
  return {
    id: jobId,
    releaseMillis: releaseAt === undefined ? null : Date.parse(releaseAt),
    dueMillis: dueAt === undefined ? null : Date.parse(dueAt),
    weight: weight ?? 1,
    operations: operations.map(({ operationId, after = [], family = '', splittable = true, options }) => ({
      ...{ id: operationId, after, family, splittable },
      options: options
        .filter(({ machineId }) => progress.known.has(machineId))
        .map(({ machineId, minutes, setupMinutes = 0 }) => ({ machine: machineId, minutes, setupMinutes })),
      frozen: begun(jobId, operationId, progress),
    })),
  };
}

/** By the plan in force it has begun, or its firm said when it will end: it stays where it is. */
function begun(jobId: string, operationId: string, { known, now, before, delays }: Progress): ModelOperation['frozen'] {
  const planned = before.get(keyOfOperation(jobId, operationId));
  const delay = delays.find((each) => each.jobId === jobId && each.operationId === operationId);
  if (planned === undefined || !known.has(planned.machineId)) return null;
  const startMillis = Date.parse(planned.startsAt);
  if (startMillis > now && delay === undefined) return null;
  const endMillis = delay === undefined ? Date.parse(planned.endsAt) : Math.max(startMillis + MINUTE_MILLIS, Date.parse(delay.endsAt));
  return { machine: planned.machineId, startMillis, endMillis };
}

function isDone({ operations }: ModelJob, nowMillis: number): boolean {
  return operations.every(({ frozen }) => frozen !== null && frozen.endMillis <= nowMillis);
}

function modelJob(job: ModelJob, nowMillis: number, minuteOf: (millis: number) => number): object {
  return {
    id: job.id,
    release: minuteOf(Math.max(nowMillis, job.releaseMillis ?? 0)),
    ...(job.dueMillis === null ? {} : { due: Math.max(0, minuteOf(floorMinute(job.dueMillis))) }),
    weight: job.weight,
    operations: job.operations.map(({ frozen, ...operation }) => {
      if (frozen === null) return operation;
      const { machine, startMillis, endMillis } = frozen;
      const place = { machine, start: minuteOf(floorMinute(startMillis)), end: minuteOf(endMillis) };
      const isOption = operation.options.some((option) => option.machine === machine);
      const itself = { machine, minutes: Math.max(1, place.end - place.start), setupMinutes: 0 };
      return { ...operation, options: isOption ? operation.options : [...operation.options, itself], frozen: place };
    }),
  };
}

function modelMachine({ machineId, siteId }: Machine, { planning, sites }: ShopView, minuteOf: (millis: number) => number): object {
  const rules = planning.shop.machines?.find((each) => each.machineId === machineId);
  const minutesOf = (window: { startsAt: string; endsAt: string }): [number, number][] => {
    const [start, end] = [minuteOf(Date.parse(window.startsAt)), minuteOf(Date.parse(window.endsAt))];
    return start < end ? [[start, end]] : [];
  };
  const hasShifts = (sites.get(siteId)?.shifts.length ?? 0) > 0;
  return {
    ...{ id: machineId, site: siteId },
    ...(hasShifts ? { calendar: siteId } : { open: [] }),
    outages: planning.outages.filter((outage) => outage.machineId === machineId).flatMap(minutesOf),
    setups: rules?.setups ?? [],
    setupOtherwise: rules?.setupOtherwiseMinutes ?? 0,
    ...(rules?.batch === undefined
      ? {}
      : {
          batch: {
            capacity: rules.batch.capacity,
            ...(rules.batch.startWindows === undefined ? {} : { startWithin: rules.batch.startWindows.flatMap(minutesOf) }),
          },
        }),
  };
}

/** Legs that the firm did not name take no time: its sites stand side by side until it says otherwise. */
function legsBetween(siteIds: ReadonlySet<string>, { transport = [] }: Shop): object[] {
  const pairs = [...siteIds].flatMap((from) => [...siteIds].filter((to) => to !== from).map((to) => ({ from, to })));
  return pairs.map(({ from, to }) => ({
    ...{ from, to },
    minutes: transport.find((leg) => leg.fromSiteId === from && leg.toSiteId === to)?.minutes ?? 0,
  }));
}

function calendarOf({ timeZone, shifts, closedDays }: SiteHours): object {
  return {
    zone: timeZone,
    closedDates: closedDays,
    shifts: shifts.map(({ weekday, startMinute, endMinute }) => ({ weekdays: [weekday], startMinute, endMinute })),
  };
}

function byKey(operations: readonly OperationPlan[]): Map<string, OperationPlan> {
  return new Map(operations.map((entry) => [keyOfOperation(entry.jobId, entry.operationId), entry]));
}

function floorMinute(millis: number): number {
  return Math.floor(millis / MINUTE_MILLIS) * MINUTE_MILLIS;
}
