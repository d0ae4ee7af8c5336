import type { InstanceCandidate } from '@gewerk/engine-matching';
import { MachineDiary, type MachineAvailability, type Span } from '../../consortia/domain/machine-diary.js';
import type { PlanningCase } from '../../consortia/domain/planning-case.js';
import { PLANNING_POLICY } from '../../consortia/domain/planning-policy.js';
import { spansOf } from '../../consortia/domain/consortium-plan.js';
import { WorkingDays } from '../../consortia/domain/working-days.js';
import type { AgreedPlan } from './agreed-plan.js';

/** Everything a replacement is computed from. */
export interface ReplacementInput {
  readonly planning: PlanningCase;
  readonly plan: AgreedPlan;
  /** Seats to be filled, by the company that leaves them. */
  readonly vacancies: readonly {
    readonly companyId: string;
    readonly role: 'primary' | 'standby';
    readonly operationIds: readonly string[];
    readonly cause: 'declined' | 'expired';
  }[];
  /** Companies that said no to this formation, or nothing; none of them is asked for anything new. */
  readonly declined: readonly string[];
  /** As it is now: free of what this formation holds already. */
  readonly availability: readonly MachineAvailability[];
  readonly now: string;
}

/** The stored problem restricted to what is open: kept operations stay with their firms, on their days or later. */
export interface ReplacementCase {
  readonly planning: PlanningCase;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
  readonly days: number;
  readonly calendar: WorkingDays;
}

/**
 * @param only `standby`: the vacant operations go to those who stand by for them (they hold hours already); `any`: to any candidate
 * of the proposal that has not refused. Null where a vacant operation has nobody.
 */
export function replacementCase(input: ReplacementInput, only: 'standby' | 'any'): ReplacementCase | null {
  const { planning, plan } = input;
  const calendar = new WorkingDays(planning, new Date(planning.countedFrom));
  const now = new Date(input.now);
  const days = Math.max(...planning.instance.candidates.map((candidate) => candidate.freeHoursByDay?.length ?? 0));
  const vacant = new Set(input.vacancies.filter(({ role }) => role === 'primary').flatMap(({ operationIds }) => operationIds));
  const leaving = new Set(input.declined);
  const standing = plan.standbys.filter((standby) => !leaving.has(standby.companyId));
  const diaries = new Map(
    input.availability.map((machine) => {
      const own = standing.filter((standby) => standby.machineId === machine.machineId && vacant.has(standby.operationId));
      return [
        machine.machineId,
        MachineDiary.of(machine, calendar, days, { now, own: own.flatMap((standby): Span[] => spansOf(standby.slots)) }),
      ];
    }),
  );
  const firstDay = calendar.dayOf(now) + PLANNING_POLICY.firstWorkDay;
  const candidates: InstanceCandidate[] = [];
  for (const { operationId, companyId } of plan.operations) {
    const stored = planning.instance.candidates.filter((candidate) => candidate.operation === operationId);
    if (!vacant.has(operationId)) {
      const kept = stored.find((candidate) => candidate.firm === companyId);
      if (kept !== undefined) candidates.push(keptCandidate(kept, daysOf(plan, operationId, calendar)));
      continue;
    }
    const willing = stored.filter(
      ({ firm }) =>
        !leaving.has(firm) &&
        (only === 'any' || standing.some((standby) => standby.operationId === operationId && standby.companyId === firm)),
    );
    candidates.push(...willing.map((candidate) => openCandidate(candidate, diaries, firstDay)));
  }
  const isComplete = plan.operations.every(({ operationId }) => candidates.some((candidate) => candidate.operation === operationId));
  if (!isComplete) return null;
  return { planning: { ...planning, instance: { ...planning.instance, candidates } }, diaries, days, calendar };
}

/** First day of an operation's hours and the day after the last, counted as in the proposal. */
export function daysOf(plan: AgreedPlan, operationId: string, calendar: WorkingDays): { startDay: number; endDay: number } {
  const slots = plan.operations.find((operation) => operation.operationId === operationId)?.slots ?? [];
  const starts = slots.map((slot) => calendar.dayOf(new Date(slot.startsAt)));
  return { startDay: Math.min(...starts), endDay: Math.max(...starts) + 1 };
}

/** Whole days instead of hours: the hours are held, and their days are what successors wait for. */
function keptCandidate(candidate: InstanceCandidate, { startDay, endDay }: { startDay: number; endDay: number }): InstanceCandidate {
  const { hours: _hours, freeHoursByDay: _free, machine: _machine, ...kept } = candidate;
  return { ...kept, earliestStartDay: startDay, durationDays: endDay - startDay };
}

function openCandidate(candidate: InstanceCandidate, diaries: ReadonlyMap<string, MachineDiary>, firstDay: number): InstanceCandidate {
  const free = diaries.get(candidate.machine ?? '')?.freeHoursByDay() ?? [];
  return { ...candidate, earliestStartDay: Math.max(firstDay, candidate.earliestStartDay), freeHoursByDay: free };
}
