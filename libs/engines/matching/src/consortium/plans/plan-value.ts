import { clip, weightedGeometricMean } from '@gewerk/kernel';
import type { PlanWeights } from '@gewerk/engine-resilience';
import type { Anchor, PlanAnchors } from '../instance/instance.js';

export interface PlanCriteria {
  readonly priceEur: number;
  readonly arrivalDay: number;
  readonly kgCo2e: number;
  readonly probability: number;
  readonly suitability: number;
}

export type Criterion = keyof PlanWeights;
export const CRITERIA: readonly Criterion[] = ['suit', 'price', 'date', 'rel', 'co2'];
/** A value of 0 would make every plan with it equal; it counts as this (methods 4.9). */
export const UTILITY_FLOOR = 0.01;

/** Values of the five criteria, each 0 to 1, by the anchors of the order (methods 4.9). */
export function planValues(plan: PlanCriteria, anchors: PlanAnchors): Readonly<Record<Criterion, number>> {
  return {
    suit: plan.suitability,
    price: fromBest(plan.priceEur, anchors.price),
    date: fromBest(plan.arrivalDay, anchors.arrival),
    rel: fromBest(plan.probability, [anchors.probability[1], anchors.probability[0]]),
    co2: fromBest(plan.kgCo2e, anchors.co2),
  };
}

/** U = weighted geometric mean of the values, floor 0.01 (methods 4.9). */
export function planUtility(plan: PlanCriteria, weights: PlanWeights, anchors: PlanAnchors): number {
  return utilityOf(planValues(plan, anchors), weights);
}

function utilityOf(values: Readonly<Record<Criterion, number>>, weights: PlanWeights): number {
  return weightedGeometricMean(
    [values.suit, values.price, values.date, values.rel, values.co2],
    [weights.suit, weights.price, weights.date, weights.rel, weights.co2],
    UTILITY_FLOOR,
  );
}

function fromBest(x: number, [best, worst]: Anchor): number {
  return clip((worst - x) / (worst - best));
}

/** Demands on a plan, each 0 to 1 with 0.5 as neutral: the order's profile and the sustainability ambition sigma. */
export interface PlanDemand {
  readonly q: number;
  readonly c: number;
  readonly t: number;
  readonly x: number;
  readonly u: number;
  readonly sustainabilityAmbition: number;
}

const BASE_WEIGHTS: PlanWeights = { suit: 0.2, price: 0.25, date: 0.2, rel: 0.2, co2: 0.15 };

/** Order-driven weights of the second stage (methods 4.9); sum 1, a neutral demand gives the base weights. */
export function planWeights(demand: PlanDemand): PlanWeights {
  const beyond = (value: number) => 2 * value - 1;
  const raw = {
    suit: BASE_WEIGHTS.suit * Math.exp(0.6 * beyond(demand.q) + 0.4 * beyond(demand.x)),
    price: BASE_WEIGHTS.price * Math.exp(0.8 * beyond(demand.c)),
    date: BASE_WEIGHTS.date * Math.exp(0.8 * beyond(demand.t)),
    rel: BASE_WEIGHTS.rel * Math.exp(0.8 * beyond(demand.u) + 0.2 * beyond(demand.q)),
    co2: BASE_WEIGHTS.co2 * Math.exp(0.8 * beyond(demand.sustainabilityAmbition)),
  };
  const sum = raw.suit + raw.price + raw.date + raw.rel + raw.co2;
  return { suit: raw.suit / sum, price: raw.price / sum, date: raw.date / sum, rel: raw.rel / sum, co2: raw.co2 / sum };
}

export interface AnchorReference {
  /** Estimate with the median rate of the candidates. */
  readonly priceEstimateEur: number;
  readonly daysUntilDue: number;
  /** Median candidate at median distance. */
  readonly referenceKgCo2e: number;
  /** R*; above 0.70. */
  readonly requiredProbability: number;
}

/** Anchors of an order's value functions, frozen and shown with it; all shares are mark A. */
export function planAnchors(reference: AnchorReference): PlanAnchors {
  const around = (value: number, best: number, worst: number): Anchor => [best * value, worst * value];
  return {
    price: around(reference.priceEstimateEur, 0.9, 1.1),
    arrival: around(reference.daysUntilDue, 0.6, 1.1),
    co2: around(reference.referenceKgCo2e, 0.5, 1.5),
    probability: [0.7, reference.requiredProbability],
  };
}
