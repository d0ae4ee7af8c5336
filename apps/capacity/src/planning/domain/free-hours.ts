import { intersect, normalise, shiftWindows, subtract } from '@gewerk/engine-scheduling';
import type { Statement } from '../../machines/domain/availability.js';
import type { Machine, SiteHours } from '../../machines/domain/machine.js';
import { type Span, toSpan } from '../../machines/domain/spans.js';
import type { OperationPlan } from './plan.js';
import type { Outage } from './shop.js';

const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 3_600_000;
/** As far as members' own systems report (mark A). */
const HORIZON_DAYS = 90;
/** Holds and bookings cut windows in two; with them a machine stays below what one event may carry. */
const WINDOWS_MAX = 1000;
/** Hours that stay as they are are stated anew after so long, before they count as stale. */
const FRESH_MILLIS = 12 * HOUR_MILLIS;

type StatedHours = Pick<Statement, 'asOf' | 'horizon' | 'freeSpans' | 'includedBookingIds'>;

export interface PlannedMachine {
  now: Date;
  machine: Machine;
  sites: ReadonlyMap<string, SiteHours>;
  outages: readonly Outage[];
  /** Of the firm's plan. */
  operations: readonly OperationPlan[];
  /** Hours that are held or booked. */
  taken: readonly Span[];
  /** 1 to 100. */
  percent: number;
}

/**
 * What a firm states of a machine by its plan: the share of the hours that the plan leaves to the network, and never less than is
 * held or booked, except where the machine is down. The share of each stretch between own work counts what is held or booked of it.
 */
export function hoursByPlan({ now, machine, sites, outages, operations, taken, percent }: PlannedMachine): StatedHours {
  const start = Math.ceil(now.getTime() / MINUTE_MILLIS) * MINUTE_MILLIS;
  const horizon: Span = [start, start + HORIZON_DAYS * 24 * HOUR_MILLIS];
  const onMachine = ({ machineId }: { machineId: string }): boolean => machineId === machine.machineId;
  const down = outages.filter(onMachine).map(toSpan);
  const promised = subtract(intersect(taken, [horizon]), down);
  const busy = [...operations.filter(onMachine).map(toSpan), ...down];
  const left = subtract(openHours(sites.get(machine.siteId), horizon), busy);
  const shared = normalise([...left, ...promised]).flatMap((stretch) => shareOf(stretch, promised, percent));
  const firstBeyond = shared[WINDOWS_MAX];
  const reach: Span = firstBeyond === undefined ? horizon : [start, firstBeyond[0]];
  return { asOf: now, horizon: reach, freeSpans: intersect(shared, [reach]), includedBookingIds: new Set() };
}

/** Whether the hours need not be stated again: ahead of them nothing changed, and they are fresh. */
export function areStatedAlready(before: Statement | null, next: StatedHours): boolean {
  if (before === null || before.includedBookingIds.size > 0) return false;
  const ageMillis = next.asOf.getTime() - before.asOf.getTime();
  if (ageMillis < 0 || ageMillis > FRESH_MILLIS) return false;
  const both: Span = [next.horizon[0], Math.min(before.horizon[1], next.horizon[1])];
  const [was, is] = [intersect(before.freeSpans, [both]), intersect(next.freeSpans, [both])];
  return was.length === is.length && was.every(([from, to], index) => from === is[index]?.[0] && to === is[index]?.[1]);
}

function openHours(site: SiteHours | undefined, [from, to]: Span): Span[] {
  if (site === undefined) return [];
  const shifts = site.shifts.map(({ weekday, startMinute, endMinute }) => ({ weekdays: [weekday], startMinute, endMinute }));
  return shiftWindows({ zone: site.timeZone, shifts, closedDates: site.closedDays }, from, to);
}

/** What is promised of a stretch, and of the rest its beginning, until the share is full. */
function shareOf(stretch: Span, promised: readonly Span[], percent: number): Span[] {
  const inside = intersect(promised, [stretch]);
  const allowed = (millisOf([stretch]) * percent) / 100;
  let open = Math.floor(Math.max(0, allowed - millisOf(inside)) / MINUTE_MILLIS) * MINUTE_MILLIS;
  const beginning = subtract([stretch], inside).flatMap(([from, to]): Span[] => {
    const end = Math.min(to, from + open);
    open -= end - from;
    return end > from ? [[from, end]] : [];
  });
  return normalise([...inside, ...beginning]);
}

function millisOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0);
}
