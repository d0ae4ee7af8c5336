import type { AnswerPlan } from '@gewerk/engine-matching';
import { allocateRedundancy, DeliveryRiskModel, type StandbyOption } from '@gewerk/engine-resilience';
import type { MachineDiary, Placement } from './machine-diary.js';
import type { Offer } from './offers.js';
import type { Distances, Schedule } from './plan-schedule.js';
import type { PlanningCase } from './planning-case.js';

interface StandbyMember {
  readonly offer: Offer;
  readonly placement: Placement;
  readonly feeMinor: number;
}

export interface StandbyVariant {
  readonly members: readonly StandbyMember[];
  readonly probability: number;
}

interface StandbyRequest {
  readonly plan: Pick<AnswerPlan, 'assignment' | 'startDay' | 'endDay'>;
  readonly schedule: Schedule;
  readonly offerOf: (operationId: string, companyId: string) => Offer;
  readonly distances: Distances;
}

/** Options of a plan that are weighed against each other; the search for the cheapest set grows with each of them. */
const OPTIONS_MAX = 24;

/**
 * Standbys with the smallest fee that lift a plan to the required probability (methods 5.5), each with hours of its own: they begin
 * at least a day after the primary, when its milestone may have been missed, and when the work before could have reached them. An
 * option that finds no such hours is left out and the choice made again. Null where no standby is needed or none can be had.
 */
export function standbyVariant(planning: PlanningCase, request: StandbyRequest): StandbyVariant | null {
  const { instance } = planning;
  const risk = new DeliveryRiskModel(instance.firms, instance.regions);
  const tasks = new Map(instance.operations.map(({ id }) => [id, { lots: [[request.plan.assignment[id] as string]], needed: 1 }]));
  let options = standbyOptions(planning, request);
  while (options.length > 0) {
    const { chosen, probability } = allocateRedundancy({
      risk,
      tasks,
      options,
      requiredProbability: instance.order.requiredProbability ?? 0,
    });
    if (chosen.length === 0) return null;
    const placed = placeAll(planning, request, chosen);
    if (placed.every((entry) => entry.member !== null)) {
      return { members: placed.flatMap(({ member }) => (member === null ? [] : [member])), probability };
    }
    const failed = new Set(placed.filter((entry) => entry.member === null).map(({ option }) => option));
    options = options.filter((option) => ![...failed].some((other) => other.operation === option.operation && other.firm === option.firm));
  }
  return null;
}

/**
 * Who could stand by: for each operation the cheapest that have the hours, those of another region than the primary's first, since
 * redundancy in the same region is worth little (methods 5.4).
 */
function standbyOptions(planning: PlanningCase, request: StandbyRequest): StandbyOption[] {
  const { operations, candidates, firms } = planning.instance;
  const regionOf = new Map(firms.map((firm) => [firm.id, firm.region]));
  const perOperation = Math.max(1, Math.floor(OPTIONS_MAX / operations.length));
  return operations.flatMap(({ id }) => {
    const primary = request.plan.assignment[id] as string;
    const isNear = (option: StandbyOption) => Number(regionOf.get(option.firm) === regionOf.get(primary));
    const options = candidates.flatMap((candidate): StandbyOption[] =>
      candidate.operation !== id || candidate.firm === primary || candidate.standbyFeeEur === undefined
        ? []
        : [{ operation: id, firm: candidate.firm, feeEur: candidate.standbyFeeEur }],
    );
    const able = options.filter((option) => placeAll(planning, request, [option]).every(({ member }) => member !== null));
    able.sort((a, b) => isNear(a) - isNear(b) || a.feeEur - b.feeEur || (a.firm < b.firm ? -1 : 1));
    return able.slice(0, perOperation);
  });
}

/** The delivery probability of an assignment with given standbys (methods 5.4). */
export function probabilityWith(
  planning: PlanningCase,
  assignment: AnswerPlan['assignment'],
  standbys: readonly { readonly operationId: string; readonly companyId: string }[],
): number {
  const { instance } = planning;
  const tasks = instance.operations.map(({ id }) => ({
    lots: [[assignment[id] as string, ...standbys.filter((standby) => standby.operationId === id).map((standby) => standby.companyId)]],
    needed: 1,
  }));
  return new DeliveryRiskModel(instance.firms, instance.regions).estimate(tasks).probability;
}

function placeAll(planning: PlanningCase, request: StandbyRequest, chosen: readonly StandbyOption[]) {
  const diaries = new Map<string, MachineDiary>();
  const { distances } = request;
  return chosen.map((option) => {
    const offer = request.offerOf(option.operation, option.firm);
    const diary = diaries.get(offer.machineId) ?? request.schedule.diaries.get(offer.machineId)?.copy();
    if (diary !== undefined) diaries.set(offer.machineId, diary);
    const placement = diary?.take(standbyStart(planning, request, option, distances), offer.workMinutes) ?? null;
    const isInTime = placement !== null && placement.endDay <= planning.instance.order.dueDay;
    return { option, member: isInTime ? { offer, placement, feeMinor: Math.round(option.feeEur * 100) } : null };
  });
}

function standbyStart(planning: PlanningCase, { plan }: StandbyRequest, option: StandbyOption, distances: Distances): number {
  const operation = planning.instance.operations.find(({ id }) => id === option.operation);
  const arrivals = (operation?.after ?? []).map(
    (before) => (plan.endDay[before] as number) + distances.days(plan.assignment[before] as string, option.firm),
  );
  return Math.max((plan.startDay[option.operation] as number) + 1, ...arrivals);
}
