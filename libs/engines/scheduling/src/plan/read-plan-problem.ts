import { shiftWindows, type SiteCalendar } from '../calendar.js';
import { OPERATIONS_MAX, OPTIONS_MAX } from '../formats/number-lines.js';
import { localInstant, nextDate } from '../local-time.js';
import { normalise, subtract } from '../windows.js';
import { keyOf } from './compiled-plan.js';
import { JsonReader } from './json-reader.js';
import type { Minutes, PlanJob, PlanMachine, PlannedOperation, PlanObjective, PlanOperation, PlanProblem } from './plan-problem.js';

const MINUTES_MAX = 2 ** 28;
const MINUTE_MILLIS = 60_000;
const HORIZON_DAYS_DEFAULT = 366;
const HORIZON_DAYS_MAX = 3660;
/** Minutes that a change of the plan in force has to save: a shift. */
const CHANGE_COST_DEFAULT = 480;
const OBJECTIVES: readonly PlanObjective[] = ['makespan', 'weighted-tardiness', 'levelled-load'];

/**
 * Reads a plan as JSON (docs/scheduling.md, "A plan as JSON").
 * @throws DomainError `scheduling.plan-malformed` whose errors name every wrong place by JSON pointer
 */
export function readPlanProblem(json: unknown): PlanProblem {
  const reader = new JsonReader();
  const root = reader.object(json, '');
  const objective = reader.oneOf(root, 'objective', OBJECTIVES, 'makespan');
  const calendars = readCalendars(reader, root);
  const machines = reader.list(root, 'machines', 1).map((entry, index) => readMachine(reader, entry, `/machines/${index}`, calendars));
  const machineIds = reader.distinct(
    machines.map(({ id }) => id),
    '/machines',
  );
  const budget = { operations: 0, options: 0 };
  const jobs = reader.list(root, 'jobs', 1).map((entry, index) => readJob(reader, entry, `/jobs/${index}`, machineIds, budget));
  reader.distinct(
    jobs.map(({ id }) => id),
    '/jobs',
  );
  const transport = reader.list(root, 'transport', 0, []).map((entry, index) => {
    const leg = reader.object(entry, `/transport/${index}`);
    return { from: reader.text(leg, 'from'), to: reader.text(leg, 'to'), minutes: reader.whole(leg, 'minutes', 0, MINUTES_MAX) };
  });
  checkLegs(reader, machines, transport);
  const current = readCurrent(reader, root, jobs, machineIds);
  const changeCost = reader.number(root, 'changeCost', 0, 1e9, current.length > 0 ? CHANGE_COST_DEFAULT : 0);
  reader.finish();
  return { objective, machines, jobs, transport, current, changeCost };
}

interface Calendar {
  readonly open: readonly Minutes[];
  readonly zone: string;
  readonly startsAtMillis: number;
}
type Calendars = ReadonlyMap<string, Calendar>;

/** Shifts by the wall clock of a zone become minutes from the start of the plan. */
function readCalendars(reader: JsonReader, root: Record<string, unknown>): Calendars {
  const calendars = new Map<string, Calendar>();
  const given = root['calendars'] === undefined ? {} : reader.object(root['calendars'], '/calendars');
  const names = Object.keys(given);
  if (names.length === 0) return calendars;
  const startsAt = Date.parse(reader.text(root, 'startsAt'));
  if (!Number.isFinite(startsAt)) reader.fail('/startsAt', 'give the instant of minute 0, as 2026-11-23T06:00:00Z');
  const days = reader.whole(root, 'horizonDays', 1, HORIZON_DAYS_MAX, HORIZON_DAYS_DEFAULT);
  for (const name of names) {
    const path = `/calendars/${name}`;
    const calendar = reader.object(given[name], path);
    const shifts = reader.list(calendar, 'shifts', 1, undefined, path).map((entry, index) => {
      const shift = reader.object(entry, `${path}/shifts/${index}`);
      return {
        weekdays: reader.list(shift, 'weekdays', 1).filter((day): day is number => typeof day === 'number'),
        startMinute: reader.whole(shift, 'startMinute', 0, 1439),
        endMinute: reader.whole(shift, 'endMinute', 1, 2879),
      };
    });
    const closedDates = reader.list(calendar, 'closedDates', 0, [], path).filter((date): date is string => typeof date === 'string');
    const site: SiteCalendar = { zone: reader.text(calendar, 'zone'), shifts, closedDates };
    if (reader.hasFailed) continue;
    const windows = shiftWindows(site, startsAt, startsAt + days * 24 * 60 * MINUTE_MILLIS);
    const open = normalise(windows).map(([start, end]) => [minuteOf(start - startsAt), minuteOf(end - startsAt)] as const);
    calendars.set(name, { open, zone: site.zone, startsAtMillis: startsAt });
  }
  return calendars;
}

function minuteOf(millis: number): number {
  return Math.round(millis / MINUTE_MILLIS);
}

function readMachine(reader: JsonReader, entry: unknown, path: string, calendars: Calendars): PlanMachine {
  const machine = reader.object(entry, path);
  const id = reader.text(machine, 'id');
  const named = machine['calendar'] === undefined ? null : reader.text(machine, 'calendar');
  if (named !== null && !calendars.has(named)) reader.fail(`${path}/calendar`, `calendar "${named}" is not in calendars`);
  const given = machine['open'] === undefined ? null : readWindows(reader, machine, 'open', path);
  const outages = readWindows(reader, machine, 'outages', path);
  const hours = given ?? (named === null ? null : (calendars.get(named)?.open ?? []));
  const open = hours === null && outages.length === 0 ? null : subtract(hours ?? [[0, MINUTES_MAX]], outages);
  const setups = reader.list(machine, 'setups', 0, [], path).map((pair, index) => {
    const setup = reader.object(pair, `${path}/setups/${index}`);
    return { from: reader.text(setup, 'from'), to: reader.text(setup, 'to'), minutes: reader.whole(setup, 'minutes', 0, MINUTES_MAX) };
  });
  return {
    id,
    site: reader.text(machine, 'site', ''),
    open,
    setups,
    setupOtherwise: reader.whole(machine, 'setupOtherwise', 0, MINUTES_MAX, 0),
    batch: readBatch(reader, machine['batch'], `${path}/batch`, named === null ? undefined : calendars.get(named)),
  };
}

/** Starts as windows of minutes, or as the dates of the machine's calendar on which it may be lit. */
function readBatch(reader: JsonReader, given: unknown, path: string, calendar: Calendar | undefined): PlanMachine['batch'] {
  if (given === undefined) return null;
  const batch = reader.object(given, path);
  const windows = batch['startWithin'] === undefined ? null : readWindows(reader, batch, 'startWithin', path);
  const days = batch['startDates'] === undefined ? null : readDates(reader, batch, path, calendar);
  const startWithin = windows === null && days === null ? null : (normalise([...(windows ?? []), ...(days ?? [])]) as Minutes[]);
  return { capacity: reader.whole(batch, 'capacity', 1, 1_000_000, 1), startWithin };
}

function readDates(reader: JsonReader, batch: Record<string, unknown>, path: string, calendar: Calendar | undefined): Minutes[] {
  const dates = reader.list(batch, 'startDates', 0, [], path);
  if (calendar === undefined) {
    reader.fail(`${path}/startDates`, 'days need the calendar of the machine, which names the zone');
    return [];
  }
  return dates.flatMap((date, index): Minutes[] => {
    if (typeof date !== 'string' || !isDate(date)) {
      reader.fail(`${path}/startDates/${index}`, 'give a day as 2026-11-24');
      return [];
    }
    const minuteAt = (day: string): number => Math.max(0, minuteOf(localInstant(calendar.zone, day, 0) - calendar.startsAtMillis));
    const [start, end] = [minuteAt(date), minuteAt(nextDate(date))];
    return start < end ? [[start, end]] : [];
  });
}

function isDate(text: string): boolean {
  const millis = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(millis) && new Date(millis).toISOString().startsWith(text) && text.length === 10;
}

function readWindows(reader: JsonReader, from: Record<string, unknown>, name: string, path: string): Minutes[] {
  const windows = reader.list(from, name, 0, [], path).map((entry, index): Minutes => {
    const [start, end, more] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const isWhole = (value: unknown): value is number =>
      Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MINUTES_MAX;
    if (isWhole(start) && isWhole(end) && start < end && more === undefined) return [start, end];
    reader.fail(`${path}/${name}/${index}`, 'give two whole minutes from the start of the plan, the first below the second');
    return [0, 0];
  });
  return normalise(windows) as Minutes[];
}

function readJob(
  reader: JsonReader,
  entry: unknown,
  path: string,
  machines: ReadonlySet<string>,
  budget: { operations: number; options: number },
): PlanJob {
  const job = reader.object(entry, path);
  const operations = reader
    .list(job, 'operations', 1, undefined, path)
    .map((operation, index) => readOperation(reader, operation, `${path}/operations/${index}`, machines, budget));
  const ids = reader.distinct(
    operations.map(({ id }) => id),
    `${path}/operations`,
  );
  for (const [index, { after }] of operations.entries()) {
    for (const id of after) if (!ids.has(id)) reader.fail(`${path}/operations/${index}/after`, `operation "${id}" is not in this job`);
  }
  return {
    id: reader.text(job, 'id'),
    release: reader.whole(job, 'release', 0, MINUTES_MAX, 0),
    due: job['due'] === undefined ? null : reader.whole(job, 'due', 0, MINUTES_MAX),
    weight: reader.number(job, 'weight', 0, 1e6, 1),
    operations,
  };
}

function readOperation(
  reader: JsonReader,
  entry: unknown,
  path: string,
  machines: ReadonlySet<string>,
  budget: { operations: number; options: number },
): PlanOperation {
  const operation = reader.object(entry, path);
  budget.operations += 1;
  if (budget.operations > OPERATIONS_MAX) reader.refuse(path, `more than ${OPERATIONS_MAX} operations cannot be planned`);
  const options = reader.list(operation, 'options', 1, undefined, path).map((given, index) => {
    const option = reader.object(given, `${path}/options/${index}`);
    budget.options += 1;
    if (budget.options > OPTIONS_MAX) reader.refuse(path, `more than ${OPTIONS_MAX} options cannot be planned`);
    const machine = reader.text(option, 'machine');
    if (!machines.has(machine)) reader.fail(`${path}/options/${index}/machine`, `machine "${machine}" is not in machines`);
    const minutes = reader.whole(option, 'minutes', 1, MINUTES_MAX);
    return { machine, minutes, setupMinutes: reader.whole(option, 'setupMinutes', 0, MINUTES_MAX, 0) };
  });
  reader.distinct(
    options.map(({ machine }) => machine),
    `${path}/options`,
  );
  const splittable = operation['splittable'] ?? true;
  if (typeof splittable !== 'boolean') reader.fail(`${path}/splittable`, 'it is true or false');
  return {
    id: reader.text(operation, 'id'),
    after: reader.list(operation, 'after', 0, [], path).filter((id): id is string => typeof id === 'string'),
    family: reader.text(operation, 'family', ''),
    splittable: splittable === true,
    options,
    frozen: operation['frozen'] === undefined ? null : readFrozen(reader, operation['frozen'], `${path}/frozen`, options),
  };
}

function readFrozen(reader: JsonReader, given: unknown, path: string, options: PlanOperation['options']): PlanOperation['frozen'] {
  const frozen = reader.object(given, path);
  const machine = reader.text(frozen, 'machine');
  if (!options.some((option) => option.machine === machine))
    reader.fail(`${path}/machine`, `machine "${machine}" is no option of the operation`);
  const start = reader.whole(frozen, 'start', 0, MINUTES_MAX);
  return { machine, start, end: reader.whole(frozen, 'end', start + 1, MINUTES_MAX) };
}

function readCurrent(
  reader: JsonReader,
  root: Record<string, unknown>,
  jobs: readonly PlanJob[],
  machines: ReadonlySet<string>,
): PlannedOperation[] {
  const known = new Set(jobs.flatMap((job) => job.operations.map((operation) => keyOf(job.id, operation.id))));
  return reader.list(root, 'current', 0, []).flatMap((entry, index) => {
    const planned = reader.object(entry, `/current/${index}`);
    const [job, operation, machine] = [reader.text(planned, 'job'), reader.text(planned, 'operation'), reader.text(planned, 'machine')];
    const start = reader.whole(planned, 'start', 0, MINUTES_MAX);
    const end = reader.whole(planned, 'end', start, MINUTES_MAX);
    // What was cancelled or sold since then is no longer planned.
    return known.has(keyOf(job, operation)) && machines.has(machine) ? [{ job, operation, machine, start, end }] : [];
  });
}

function checkLegs(reader: JsonReader, machines: readonly PlanMachine[], transport: PlanProblem['transport']): void {
  const legs = new Set(transport.map(({ from, to }) => keyOf(from, to)));
  const sites = [...new Set(machines.map(({ site }) => site))];
  for (const from of sites) {
    for (const to of sites) {
      if (from !== to && !legs.has(keyOf(from, to))) reader.fail('/transport', `give the minutes from site "${from}" to site "${to}"`);
    }
  }
}
