import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import { type AnswerPlan, CUSTOMER } from '@gewerk/engine-matching';
import { type Money, money, roundHalfEven } from '@gewerk/kernel';
import { type MachineDiary, minutesOf, type Placement, type Span } from './machine-diary.js';
import type { Offer } from './offers.js';
import { Distances, type Schedule, schedulePlan, type UsedLeg, usedLegs } from './plan-schedule.js';
import type { PlanningCase } from './planning-case.js';
import { promisedDay } from './promise.js';
import { type StandbyVariant, standbyVariant } from './standby-members.js';
import { WorkingDays } from './working-days.js';

export type ConsortiumPlan = ConsortiaProposedData['plans'][number];
export type PriceParts = ConsortiumPlan['price'];
type Leg = ConsortiumPlan['legs'][number];

/** A plan without what only a comparison with others can say. */
type PlanBody = Omit<ConsortiumPlan, 'planId' | 'labels' | 'reasons'>;

interface PlanInput {
  readonly planning: PlanningCase;
  readonly answer: AnswerPlan;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
}

export function offerFinder(planning: PlanningCase): (operationId: string, companyId: string) => Offer & { readonly suitability: number } {
  const offers = new Map(planning.offers.map((offer) => [`${offer.operationId}/${offer.companyId}`, offer]));
  return (operationId, companyId) => {
    const offer = offers.get(`${operationId}/${companyId}`);
    if (offer === undefined) throw new Error(`company ${companyId} made no offer for operation ${operationId}`);
    return offer;
  };
}

/** Turns a solved plan into what is proposed: reservable slots, prices in cents that sum exactly, dates of the network's calendar. */
export function planBody(input: PlanInput): PlanBody {
  const { planning, answer } = input;
  const { instance } = planning;
  const offerOf = offerFinder(planning);
  const schedule = schedulePlan(instance, answer, offerOf, input.diaries);
  const legs = transportLegsOf(planning, answer.assignment);
  const operations = instance.operations.map(({ id }) => plannedOperation(id, answer, offerOf, schedule, planning.currency));
  const price = priceParts(planning, operations, legs, answer.coordinationEur, null);
  const standby = standbyVariant(planning, { plan: answer, schedule, offerOf, distances: new Distances(instance) });
  return {
    memberCompanyIds: [...new Set(operations.map((operation) => operation.companyId))],
    operations,
    legs,
    price,
    ...datesOf(planning, answer.arrivalDay),
    co2eGrams: sum(operations.map((operation) => operation.processingCo2eGrams)) + sum(legs.map((leg) => leg.co2eGrams)),
    deliveryProbability: answer.probability,
    suitability: answer.suitability,
    utility: answer.utility,
    standby: standby === null ? null : standbyPart(planning, standby, price),
  };
}

export function transportLegsOf(planning: PlanningCase, assignment: AnswerPlan['assignment']): Leg[] {
  return usedLegs(planning.instance, assignment, new Distances(planning.instance)).map((leg) => transportLeg(leg, planning));
}

/** When a plan arrives in the median, and by when that is promised. */
export function datesOf(planning: PlanningCase, arrivalDay: number): { arrivesAt: string; promisedAt: string } {
  const calendar = new WorkingDays(planning, new Date(planning.countedFrom));
  return {
    arrivesAt: calendar.arrivalOn(arrivalDay).toISOString(),
    promisedAt: calendar.arrivalOn(promisedDay(arrivalDay, planning.mode)).toISOString(),
  };
}

export function priceParts(
  planning: PlanningCase,
  operations: readonly { readonly price: Money }[],
  legs: readonly { readonly cost: Money }[],
  coordinationEur: number,
  standbyFees: readonly Money[] | null,
): PriceParts {
  const production = sum(operations.map((operation) => operation.price.amountMinor));
  const transport = sum(legs.map((leg) => leg.cost.amountMinor));
  const coordination = roundHalfEven(coordinationEur * 100);
  const standby = sum((standbyFees ?? []).map((fee) => fee.amountMinor));
  const of = (amountMinor: number) => money(amountMinor, planning.currency);
  return {
    production: of(production),
    transport: of(transport),
    coordination: of(coordination),
    standby: of(standby),
    total: of(production + transport + coordination + standby),
  };
}

export function slotsOf(placement: Placement): { startsAt: string; endsAt: string }[] {
  return placement.slots.map(([start, end]) => ({ startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString() }));
}

export function spansOf(slots: readonly { readonly startsAt: string; readonly endsAt: string }[]): Span[] {
  return slots.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)]);
}

function plannedOperation(
  operationId: string,
  answer: AnswerPlan,
  offerOf: ReturnType<typeof offerFinder>,
  schedule: Schedule,
  currency: string,
): ConsortiumPlan['operations'][number] {
  const offer = offerOf(operationId, answer.assignment[operationId] as string);
  const placement = schedule.placements.get(operationId) as Placement;
  return {
    operationId,
    companyId: offer.companyId,
    machineId: offer.machineId,
    slots: slotsOf(placement),
    workMinutes: minutesOf(placement.slots),
    price: money(offer.priceMinor, currency),
    suitability: offer.suitability,
    processingCo2eGrams: offer.co2eGrams,
    energyWattHours: offer.energyWattHours,
  };
}

function transportLeg(leg: UsedLeg, { instance, currency }: PlanningCase): Leg {
  const { fixedEur, eurPerKm, kgCo2ePerTkm } = instance.transport;
  return {
    fromCompanyId: leg.from,
    toCompanyId: leg.to === CUSTOMER ? null : leg.to,
    kilometres: leg.km,
    massGrams: Math.round(leg.massTonnes * 1e6),
    co2eGrams: Math.round(leg.massTonnes * leg.km * kgCo2ePerTkm * 1000),
    cost: money(roundHalfEven((fixedEur + leg.km * eurPerKm) * 100), currency),
  };
}

function standbyPart(planning: PlanningCase, variant: StandbyVariant, price: PriceParts): NonNullable<ConsortiumPlan['standby']> {
  const fees = sum(variant.members.map((member) => member.feeMinor));
  return {
    members: variant.members.map(({ offer, placement, feeMinor }) => ({
      operationId: offer.operationId,
      companyId: offer.companyId,
      machineId: offer.machineId,
      slots: slotsOf(placement),
      workMinutes: minutesOf(placement.slots),
      price: money(offer.priceMinor, planning.currency),
      fee: money(feeMinor, planning.currency),
    })),
    price: {
      ...price,
      standby: money(fees, planning.currency),
      total: money(price.total.amountMinor + fees, planning.currency),
    },
    deliveryProbability: variant.probability,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
