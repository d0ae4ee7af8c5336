import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import {
  type AnswerPlan,
  type ConsortiumAnswer,
  type ConsortiumView,
  consortiumViews,
  paretoSet,
  type Representative,
} from '@gewerk/engine-matching';
import type { PlanningCase } from './planning-case.js';
import { WorkingDays } from './working-days.js';

type Plan = ConsortiaProposedData['plans'][number];

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What there is to see of the plans of a proposal (methods 4.13), from what is stored of it. @param names of companies and operations */
export function planViews(
  planning: PlanningCase,
  { plans }: Pick<ConsortiaProposedData, 'plans'>,
  names: ReadonlyMap<string, string>,
): readonly ConsortiumView[] {
  const views = consortiumViews(planning.instance, answerOf(planning, plans));
  // Ids stand in many places of a view, in the names of plans one behind the other.
  const named = JSON.stringify(views).replace(UUID, (id) => JSON.stringify(names.get(id) ?? id).slice(1, -1));
  return JSON.parse(named) as ConsortiumView[];
}

/** The shown plans as the engine would answer them; what nobody shows is gone. */
function answerOf(planning: PlanningCase, plans: readonly Plan[]): ConsortiumAnswer {
  const calendar = new WorkingDays(planning, new Date(planning.countedFrom));
  const figures = plans.map((plan) => figuresOf(plan, calendar));
  const front = paretoSet(figures);
  const placeOf = (label: Representative) =>
    Math.max(
      0,
      plans.findIndex(({ labels }) => labels.includes(label)),
    );
  const recommended = plans[placeOf('recommended')] as Plan;
  const standby = recommended.standby?.members ?? [];
  return {
    ...{ feasibleCount: null, proven: false, utilityBound: null, gap: null, paretoComplete: false, refused: null },
    plans: figures.map((plan) => ({ ...plan, pareto: front.has(plan) })),
    representatives: {
      recommended: placeOf('recommended'),
      ...{ cheapest: placeOf('cheapest'), fastest: placeOf('fastest'), greenest: placeOf('greenest'), safest: placeOf('safest') },
    },
    standby: standby.map(({ operationId, companyId, fee }) => ({ operation: operationId, firm: companyId, feeEur: fee.amountMinor / 100 })),
    probabilityWithStandby: recommended.standby?.deliveryProbability ?? null,
    ...{ relaxations: [], reasons: [] },
  };
}

function figuresOf({ operations, price, ...plan }: Plan, calendar: WorkingDays): AnswerPlan {
  const daysOf = (slots: Plan['operations'][number]['slots']) => slots.map(({ startsAt }) => calendar.dayOf(new Date(startsAt)));
  return {
    assignment: Object.fromEntries(operations.map(({ operationId, companyId }) => [operationId, companyId])),
    startDay: Object.fromEntries(operations.map(({ operationId, slots }) => [operationId, Math.min(...daysOf(slots))])),
    endDay: Object.fromEntries(operations.map(({ operationId, slots }) => [operationId, 1 + Math.max(...daysOf(slots))])),
    arrivalDay: calendar.dayOf(new Date(plan.arrivesAt)),
    priceEur: price.total.amountMinor / 100,
    productionEur: price.production.amountMinor / 100,
    transportEur: price.transport.amountMinor / 100,
    coordinationEur: price.coordination.amountMinor / 100,
    standbyEur: 0,
    kgCo2e: plan.co2eGrams / 1000,
    probability: plan.deliveryProbability,
    suitability: plan.suitability,
    utility: plan.utility,
    pareto: false,
  };
}
