import type { AnswerPlan, ConsortiumAnswer, InstanceCandidate } from '@gewerk/engine-matching';
import { money, moneyFromMajor } from '@gewerk/kernel';
import { type ConsortiumPlan, datesOf, offerFinder, priceParts, slotsOf, transportLegsOf } from '../../consortia/domain/consortium-plan.js';
import { type MachineDiary, minutesOf } from '../../consortia/domain/machine-diary.js';
import type { PlanningCase } from '../../consortia/domain/planning-case.js';
import { Distances, workOrder } from '../../consortia/domain/plan-schedule.js';
import { probabilityWith } from '../../consortia/domain/standby-members.js';
import { type AgreedPlan, type Ceilings, keepsCeilings } from './agreed-plan.js';
import type { Replacement } from './formation-record.js';
import { daysOf, type ReplacementCase, type ReplacementInput } from './replacement-case.js';

type Operation = ConsortiumPlan['operations'][number];
type Standby = AgreedPlan['standbys'][number];

export interface FoundReplacement {
  readonly plan: AgreedPlan;
  readonly replacements: readonly Replacement[];
}

/**
 * The best solved plan that keeps the ceilings, else the cheapest one, for the customer to decide; null where none of them can be put
 * on real hours.
 */
export function bestReplacement(
  input: ReplacementInput,
  restricted: ReplacementCase,
  answer: ConsortiumAnswer,
  ceilings: Ceilings,
): FoundReplacement | null {
  let cheapest: AgreedPlan | null = null;
  for (const solved of answer.plans) {
    const plan = onRealHours(input, restricted, solved);
    if (plan === null) continue;
    if (keepsCeilings(plan, ceilings)) return { plan, replacements: replacementsOf(input, plan) };
    if (cheapest === null || plan.price.total.amountMinor < cheapest.price.total.amountMinor) cheapest = plan;
  }
  return cheapest === null ? null : { plan: cheapest, replacements: replacementsOf(input, cheapest) };
}

/** Kept operations whose day did not change keep their very slots, so that their members' word holds; the others are placed anew. */
function onRealHours(input: ReplacementInput, restricted: ReplacementCase, solved: AnswerPlan): AgreedPlan | null {
  const { planning } = restricted;
  const offerOf = offerFinder(planning);
  const diaries = new Map([...restricted.diaries].map(([id, diary]) => [id, diary.copy()]));
  const placed = new Map<string, Operation>();
  for (const operationId of workOrder(planning.instance)) {
    const former = input.plan.operations.find((operation) => operation.operationId === operationId) as Operation;
    const companyId = solved.assignment[operationId] as string;
    const startDay = solved.startDay[operationId] as number;
    if (former.companyId === companyId && daysOf(input.plan, operationId, restricted.calendar).startDay === startDay) {
      placed.set(operationId, former);
      continue;
    }
    const offer = offerOf(operationId, companyId);
    const placement = diaries.get(offer.machineId)?.take(startDay, offer.workMinutes) ?? null;
    if (placement === null || placement.endDay > (solved.endDay[operationId] as number)) return null;
    placed.set(operationId, {
      operationId,
      companyId,
      machineId: offer.machineId,
      slots: slotsOf(placement),
      workMinutes: minutesOf(placement.slots),
      price: money(offer.priceMinor, planning.currency),
      suitability: offer.suitability,
      processingCo2eGrams: offer.co2eGrams,
      energyWattHours: offer.energyWattHours,
    });
  }
  const operations = input.plan.operations.map(({ operationId }) => placed.get(operationId) as Operation);
  return completed(input, restricted, solved, operations, diaries);
}

function completed(
  input: ReplacementInput,
  restricted: ReplacementCase,
  solved: AnswerPlan,
  operations: readonly Operation[],
  diaries: ReadonlyMap<string, MachineDiary>,
): AgreedPlan {
  const { planning } = restricted;
  const legs = transportLegsOf(planning, solved.assignment);
  const kept = keptStandbys(input, solved);
  const standbys = [...kept, ...newStandbys(input, restricted, solved, kept, diaries)];
  return {
    operations: [...operations],
    standbys,
    legs,
    price: priceParts(
      planning,
      operations,
      legs,
      solved.coordinationEur,
      standbys.map((standby) => standby.fee),
    ),
    ...datesOf(planning, solved.arrivalDay),
    deliveryProbability: probabilityWith(planning, solved.assignment, standbys),
    co2eGrams: [...operations.map((operation) => operation.processingCo2eGrams), ...legs.map((leg) => leg.co2eGrams)].reduce(
      (a, b) => a + b,
      0,
    ),
  };
}

/** Whoever stands by for an operation and now does it stands by no longer. */
function keptStandbys(input: ReplacementInput, solved: AnswerPlan): Standby[] {
  const left = input.vacancies.filter(({ role }) => role === 'standby');
  const isLeft = (standby: Standby) =>
    left.some(({ companyId, operationIds }) => companyId === standby.companyId && operationIds.includes(standby.operationId));
  return input.plan.standbys.filter(
    (standby) =>
      !isLeft(standby) && !input.declined.includes(standby.companyId) && solved.assignment[standby.operationId] !== standby.companyId,
  );
}

/** For each standby that left, the cheapest other one for the same operation that has the hours; none is no reason to fail. */
function newStandbys(
  input: ReplacementInput,
  restricted: ReplacementCase,
  solved: AnswerPlan,
  kept: readonly Standby[],
  diaries: ReadonlyMap<string, MachineDiary>,
): Standby[] {
  const added: Standby[] = [];
  const left = input.vacancies.filter(({ role }) => role === 'standby').flatMap(({ operationIds }) => operationIds);
  for (const operationId of left) {
    const standing = [...kept, ...added].filter((standby) => standby.operationId === operationId).map((standby) => standby.companyId);
    const taken = new Set([solved.assignment[operationId], ...input.declined, ...standing]);
    const options = input.planning.instance.candidates.filter(
      (candidate) => candidate.operation === operationId && !taken.has(candidate.firm),
    );
    options.sort((a, b) => (a.standbyFeeEur ?? 0) - (b.standbyFeeEur ?? 0) || (a.firm < b.firm ? -1 : 1));
    for (const option of options) {
      const standby = standbyOn(restricted.planning, solved, option, diaries);
      if (standby === null) continue;
      added.push(standby);
      break;
    }
  }
  return added;
}

function standbyOn(
  planning: PlanningCase,
  solved: AnswerPlan,
  option: InstanceCandidate,
  diaries: ReadonlyMap<string, MachineDiary>,
): Standby | null {
  const { operation: operationId, firm } = option;
  const distances = new Distances(planning.instance);
  const offer = offerFinder(planning)(operationId, firm);
  const after = planning.instance.operations.find(({ id }) => id === operationId)?.after ?? [];
  const arrivals = after.map((before) => (solved.endDay[before] as number) + distances.days(solved.assignment[before] as string, firm));
  const diary = diaries.get(offer.machineId);
  const placement = diary?.copy().take(Math.max((solved.startDay[operationId] as number) + 1, ...arrivals), offer.workMinutes) ?? null;
  if (diary === undefined || placement === null || placement.endDay > planning.instance.order.dueDay) return null;
  diary.block(placement.slots);
  return {
    operationId,
    companyId: firm,
    machineId: offer.machineId,
    slots: slotsOf(placement),
    workMinutes: minutesOf(placement.slots),
    price: money(offer.priceMinor, planning.currency),
    fee: moneyFromMajor(option.standbyFeeEur ?? 0, planning.currency),
  };
}

/** Who came for whom, one entry for each seat that somebody took. */
function replacementsOf(input: ReplacementInput, plan: AgreedPlan): Replacement[] {
  return input.vacancies.flatMap(({ companyId, role, operationIds, cause }) => {
    const list: readonly { operationId: string; companyId: string }[] = role === 'primary' ? plan.operations : plan.standbys;
    const before = new Set((role === 'primary' ? [] : input.plan.standbys).map((standby) => `${standby.operationId}/${standby.companyId}`));
    const taken = list.filter((work) => operationIds.includes(work.operationId) && !before.has(`${work.operationId}/${work.companyId}`));
    if (taken.length === 0) return [];
    return [
      {
        operationIds: [...new Set(taken.map((work) => work.operationId))],
        fromCompanyId: companyId,
        toCompanyIds: [...new Set(taken.map((work) => work.companyId))],
        cause,
      },
    ];
  });
}
