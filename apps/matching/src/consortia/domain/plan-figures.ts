import {
  CUSTOMER,
  DISTANCE_CLASS_KM,
  distributionOf,
  greenestWithin,
  localValueShare,
  nearestBy,
  tiersOf,
  transportShare,
} from '@gewerk/engine-matching';
import { roundHalfEven } from '@gewerk/kernel';
import type { ConsortiumPlan } from './consortium-plan.js';
import { Distances } from './plan-schedule.js';
import type { PlanningCase } from './planning-case.js';
import { WorkingDays } from './working-days.js';

/** Chosen options of the morphological box by dimension, as they were when the proposal was made. */
export type Selections = Readonly<Record<string, readonly string[]>>;

/** What a plan says of the supply chain behind it; computed from the stored problem, so that older proposals have it, too. */
export interface PlanFigures {
  readonly transport: { readonly share: number; readonly againstUsual: 'below' | 'within' | 'above' };
  readonly tiers: number;
  readonly legs: number;
  /** Null where the box names no distance class in km (C6). */
  readonly local: { readonly withinKm: number; readonly valueShare: number } | null;
  /** What the network's form of distribution makes of the last legs (C8); the price above counts direct legs. */
  readonly distribution: {
    readonly form: 'direct' | 'lead';
    readonly legs: number;
    readonly transportMinor: number;
    readonly daysLater: number;
  };
}

export function planFigures(planning: PlanningCase, plan: ConsortiumPlan, selections: Selections): PlanFigures {
  const { instance } = planning;
  const assignment = Object.fromEntries(plan.operations.map(({ operationId, companyId }) => [operationId, companyId]));
  const kmMax = DISTANCE_CLASS_KM[selections['C6']?.[0] ?? ''];
  const form = selections['C8']?.[0] === 'lead' ? 'lead' : 'direct';
  const solved = { assignment, endDay: endDays(planning, plan) };
  const [direct, shipped] = [distributionOf(instance, solved, { kind: 'direct' }), distributionOf(instance, solved, { kind: form })];
  return {
    transport: transportShare(plan.price.transport.amountMinor, plan.price.total.amountMinor),
    tiers: tiersOf(instance.operations, assignment),
    legs: plan.legs.length,
    local: kmMax === undefined ? null : { withinKm: kmMax, valueShare: valueShareWithin(planning, plan, kmMax) },
    distribution: {
      ...{ form, legs: shipped.legs.length, transportMinor: roundHalfEven(shipped.transportEur * 100) },
      daysLater: shipped.arrivalDay - direct.arrivalDay,
    },
  };
}

function valueShareWithin(planning: PlanningCase, { operations }: ConsortiumPlan, kmMax: number): number {
  const distances = new Distances(planning.instance);
  return localValueShare(
    operations.map(({ companyId, price }) => ({ value: price.amountMinor, km: distances.kilometres(companyId, CUSTOMER) })),
    kmMax,
  );
}

function endDays(planning: PlanningCase, { operations }: ConsortiumPlan): Readonly<Record<string, number>> {
  const calendar = new WorkingDays(planning, new Date(planning.countedFrom));
  return Object.fromEntries(
    operations.map(({ operationId, slots }) => [
      operationId,
      1 + Math.max(...slots.map(({ startsAt }) => calendar.dayOf(new Date(startsAt)))),
    ]),
  );
}

/** What a customer may ask of the plans that are shown; undefined: not asked. */
export interface PlanQuestion {
  readonly greenerWithinPercent?: number | undefined;
  readonly distanceWeight?: number | undefined;
}

export interface PlanAnswer {
  /** The greenest plan that costs at most so much more than the cheapest (N246). */
  readonly greenerWithin?: { readonly percent: number; readonly planId: string };
  /** The best plan where nearness weighs so much beside the utility (N007). */
  readonly nearest?: { readonly weight: number; readonly planId: string };
}

/** @param kmMax limit of nearness @returns null where nothing was asked */
export function answerTo(
  question: PlanQuestion,
  planning: PlanningCase,
  plans: readonly ConsortiumPlan[],
  kmMax: number,
): PlanAnswer | null {
  const { greenerWithinPercent: percent, distanceWeight: weight } = question;
  if (percent === undefined && weight === undefined) return null;
  const idOf = (index: number | null) => (plans[index ?? 0] as ConsortiumPlan).planId;
  const priced = plans.map(({ price, co2eGrams }) => ({ priceEur: price.total.amountMinor / 100, kgCo2e: co2eGrams / 1000 }));
  const near = plans.map((plan) => ({ utility: plan.utility, localShare: valueShareWithin(planning, plan, kmMax) }));
  return {
    ...(percent === undefined ? {} : { greenerWithin: { percent, planId: idOf(greenestWithin(priced, percent)) } }),
    ...(weight === undefined ? {} : { nearest: { weight, planId: idOf(nearestBy(near, weight)) } }),
  };
}

/** Limit of nearness of the box, regional where it names none in km. */
export function nearnessKm(selections: Selections): number {
  return DISTANCE_CLASS_KM[selections['C6']?.[0] ?? ''] ?? (DISTANCE_CLASS_KM['region'] as number);
}
