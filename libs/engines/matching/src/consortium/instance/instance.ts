import type { PlanWeights } from '@gewerk/engine-resilience';

/** The consortium instance: a self-contained problem that any solver can be checked with. Days are working days of the network. */
export interface ConsortiumInstance {
  readonly order: InstanceOrder;
  readonly operations: readonly InstanceOperation[];
  readonly firms: readonly InstanceFirm[];
  readonly regions: readonly InstanceRegion[];
  readonly candidates: readonly InstanceCandidate[];
  readonly legs: readonly InstanceLeg[];
  readonly transport: InstanceTransport;
  readonly kappa: readonly InstanceKappa[];
  readonly excludedPairs: readonly (readonly [string, string])[];
  /** EUR of K(N) = k0 + k1 (n - 1) + k2 * friction (methods 4.5). */
  readonly coordination: { readonly k0: number; readonly k1: number; readonly k2: number };
}

export interface InstanceOrder {
  readonly pieces: number;
  /** Latest arrival at the customer. */
  readonly dueDay: number;
  /** 6 if absent. */
  readonly maxMembers?: number;
  /** 0.5 if absent. */
  readonly minKappa?: number;
  /** R*; absent: no standby search. */
  readonly requiredProbability?: number;
  readonly weights: PlanWeights;
  readonly anchors: PlanAnchors;
}

/** Value functions of the utility, frozen per order: price, arrival and CO2e as [best, worst], probability as [worst, best]. */
export interface PlanAnchors {
  readonly price: Anchor;
  readonly arrival: Anchor;
  readonly co2: Anchor;
  readonly probability: Anchor;
}
export type Anchor = readonly [number, number];

export interface InstanceOperation {
  readonly id: string;
  /** Operations that must be done before. */
  readonly after: readonly string[];
  readonly massAfterTonnes: number;
  /** Share in the plan suitability; sum over operations 1. */
  readonly valueExponent: number;
}

export interface InstanceFirm {
  readonly id: string;
  readonly region: string;
  readonly successProbability: number;
}

export interface InstanceRegion {
  readonly id: string;
  readonly shockProbability: number;
}

/** A firm's offer for an operation: with `durationDays`, or with `hours` that are taken from `freeHoursByDay` (index 0 = day 0). */
export interface InstanceCandidate {
  readonly operation: string;
  readonly firm: string;
  readonly priceEur: number;
  readonly earliestStartDay: number;
  readonly durationDays?: number;
  readonly hours?: number;
  readonly freeHoursByDay?: readonly number[];
  /** With `hours`: operations of one firm on one machine share its free hours; absent: each its own. */
  readonly machine?: string;
  readonly suitability: number;
  /** Absent: the candidate offers no standby. */
  readonly standbyFeeEur?: number;
  /** Processing; 0 if absent. */
  readonly kgCo2e?: number;
}

/** Symmetric; the customer's node is `customer`. */
export interface InstanceLeg {
  readonly from: string;
  readonly to: string;
  readonly km: number;
}

export interface InstanceTransport {
  readonly fixedEur: number;
  readonly eurPerKm: number;
  readonly kgCo2ePerTkm: number;
  /** Days of a leg: a number, or 1 up to `upToKm` and 1 more for each further `then` km begun. */
  readonly days: number | { readonly upToKm: number; readonly then: number };
}

/** Interface compatibility of two firms, symmetric (methods 3.10). */
export interface InstanceKappa {
  readonly a: string;
  readonly b: string;
  readonly value: number;
}

export const CUSTOMER = 'customer';
export const DEFAULT_MAX_MEMBERS = 6;
export const DEFAULT_MIN_KAPPA = 0.5;

/** Days of a leg of some length (methods 4.3). */
export function legDays(transport: InstanceTransport, km: number): number {
  if (typeof transport.days === 'number') return transport.days;
  const { upToKm, then } = transport.days;
  return km <= upToKm ? 1 : 1 + Math.ceil((km - upToKm) / then - 1e-9);
}

/** Order by code units: the same on every machine and in every locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What could be read of each list; an entry that could not is undefined, so that indices keep their meaning. */
export interface PartialInstance {
  readonly order: Partial<InstanceOrder>;
  readonly operations: readonly (Partial<InstanceOperation> | undefined)[];
  readonly firms: readonly (Partial<InstanceFirm> | undefined)[];
  readonly regions: readonly (Partial<InstanceRegion> | undefined)[];
  readonly candidates: readonly (Partial<InstanceCandidate> | undefined)[];
  readonly legs: readonly (Partial<InstanceLeg> | undefined)[];
  readonly transport: Partial<InstanceTransport>;
  readonly kappa: readonly (Partial<InstanceKappa> | undefined)[];
  readonly excludedPairs: readonly (readonly [string, string] | undefined)[];
  readonly coordination: Partial<ConsortiumInstance['coordination']>;
}
