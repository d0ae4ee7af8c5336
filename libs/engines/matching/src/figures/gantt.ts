import type { AnswerPlan } from '../consortium/answer/answer.js';
import { compileInstance } from '../consortium/instance/compiled.js';
import { byCodeUnits, type ConsortiumInstance, type InstanceCandidate } from '../consortium/instance/instance.js';

/** P80 of actual / planned lead time, exp(mu + z sigma) with the published priors (methods 7.3). */
const P80_FACTOR = Math.exp(0.05 + 0.841621 * 0.15);
const NO_HOURS = 1e-9;

export interface GanttRow {
  readonly firm: string;
  /** Null where the candidate names none: then it has the operation to itself. */
  readonly machine: string | null;
  readonly operation: string;
  readonly startDay: number;
  readonly endDay: number;
  /** By then it is done with 80 %, counted from today. */
  readonly p80EndDay: number;
  /** When the machine works on it, in parts of days: hours of one day stand one after the other, in the order in which they are taken. */
  readonly spans: readonly (readonly [number, number])[];
}

/** Rows of a plan's Gantt chart by firm, then start (methods 4.13); spans of one machine never overlap. */
export function ganttRows(instance: ConsortiumInstance, plan: Pick<AnswerPlan, 'assignment' | 'startDay' | 'endDay'>): readonly GanttRow[] {
  const compiled = compileInstance(instance);
  const left = new Map<string, number[]>();
  const rows = compiled.sequence.map((index): GanttRow => {
    const operation = compiled.operations[index]?.id as string;
    const firm = plan.assignment[operation] as string;
    const candidate = instance.candidates.find((one) => one.operation === operation && one.firm === firm) as InstanceCandidate;
    const [startDay, endDay] = [plan.startDay[operation] as number, plan.endDay[operation] as number];
    const key = JSON.stringify([firm, candidate.machine ?? ['alone', operation]]);
    const spans = candidate.durationDays === undefined ? taken(candidate, startDay, left, key) : [[startDay, endDay] as const];
    return { firm, machine: candidate.machine ?? null, operation, startDay, endDay, p80EndDay: endDay * P80_FACTOR, spans };
  });
  return rows.sort((a, b) => byCodeUnits(a.firm, b.firm) || a.startDay - b.startDay || byCodeUnits(a.operation, b.operation));
}

function taken({ hours = 0, freeHoursByDay = [] }: InstanceCandidate, startDay: number, left: Map<string, number[]>, key: string) {
  const free = left.get(key) ?? [...freeHoursByDay];
  left.set(key, free);
  const spans: [number, number][] = [];
  let open = hours;
  for (let day = startDay; day < free.length && open > NO_HOURS; day += 1) {
    const [whole, rest] = [freeHoursByDay[day] as number, free[day] as number];
    if (rest <= NO_HOURS) continue;
    const used = Math.min(rest, open);
    const [from, to] = [day + (whole - rest) / whole, day + (whole - rest + used) / whole];
    const before = spans.at(-1);
    if (before !== undefined && Math.abs(before[1] - from) < NO_HOURS) before[1] = to;
    else spans.push([from, to]);
    free[day] = rest - used;
    open -= used;
  }
  return spans;
}
