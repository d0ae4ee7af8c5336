import { FACTORS_2026_1, vehicleFor } from '@gewerk/engine-footprint';
import {
  type ConsortiumInstance,
  CUSTOMER,
  type InstanceCandidate,
  type PlacementCase,
  planAnchors,
  planWeights,
} from '@gewerk/engine-matching';
import { firmSuccessProbability, regionShockProbability, requiredProbability } from '@gewerk/engine-resilience';
import { roundHalfEven } from '@gewerk/kernel';
import type { EvidenceBook } from '../../partners/domain/company-evidence.js';
import type { Order } from '../../partners/domain/knock-outs.js';
import { interfaceCompatibility } from '../../partners/domain/pair-fit.js';
import type { Company, PartnerSnapshot, Site } from '../../partners/domain/partner-snapshot.js';
import type { Assessment } from './assessment.js';
import { roadKilometres } from './geography.js';
import type { Offer } from './offers.js';
import { PLANNING_POLICY } from './planning-policy.js';
import { instanceTransport } from './reference-plan.js';

const MILLIS_PER_DAY = 86_400_000;

/** The consortium problem of an order with what turns its answer into reservations: kept with the proposal for replacements. */
export interface PlanningCase {
  readonly instance: ConsortiumInstance;
  /** One per candidate of the instance. */
  readonly offers: readonly (Offer & { readonly suitability: number })[];
  /** Where "today" was: day n counts from here. */
  readonly countedFrom: string;
  readonly mode: 'efficient' | 'balanced' | 'resilient';
  readonly currency: string;
  readonly timeZone: string;
  readonly closedDays: readonly string[];
  /** Where firms take the work themselves: how they are asked, in a replacement, too. Absent: the optimiser proposes. */
  readonly placement?: Omit<PlacementCase, 'instance'>;
}

export function planningCase(snapshot: PartnerSnapshot, order: Order, assessment: Assessment): PlanningCase {
  const offers = [...assessment.shortlisted.values()].flat().map(({ offer, suitability }) => ({ ...offer, suitability }));
  const companies = new Map(snapshot.companies.map((company) => [company.companyId, company]));
  const firms = [...new Set(offers.map((offer) => offer.companyId))].sort();
  const members = firms.map((id) => companies.get(id) as Company);
  const places = new Map(members.map((company) => [company.companyId, mainSite(company, offers)]));
  const { profile, reference, dueDay } = assessment;
  const demanded = requiredProbability(profile.u, order.criticality);
  const sustainabilityAmbition = order.sustainabilityAmbition ?? snapshot.network.sustainabilityAmbition;
  const heaviestTonnes = Math.max(...order.operations.map((operation) => operation.massAfterGrams)) / 1e6;
  const vehicle = FACTORS_2026_1.vehicles[vehicleFor(heaviestTonnes, FACTORS_2026_1)];
  const instance: ConsortiumInstance = {
    order: {
      pieces: order.parts.reduce((sum, part) => sum + part.pieces, 0),
      dueDay,
      maxMembers: snapshot.network.limits.maxMembers,
      minKappa: snapshot.network.limits.minInterfaceCompatibility,
      requiredProbability: demanded,
      weights: planWeights({ ...profile, sustainabilityAmbition }),
      anchors: planAnchors({
        priceEstimateEur: reference.priceEur,
        daysUntilDue: dueDay,
        // An order without mass and power has no footprint to compare; any positive reference makes all plans equal in it.
        referenceKgCo2e: Math.max(reference.kgCo2e, 0.001),
        requiredProbability: demanded,
      }),
    },
    operations: order.operations.map(({ operationId, after, massAfterGrams }) => ({
      id: operationId,
      after,
      massAfterTonnes: massAfterGrams / 1e6,
      valueExponent: reference.valueShares.get(operationId) ?? 0,
    })),
    firms: members.map(({ companyId }) => ({
      id: companyId,
      region: regionId(places.get(companyId) as Site),
      successProbability: successOf(companyId, assessment.evidence),
    })),
    regions: regionsOf([...places.values()], snapshot, order, assessment.calendar.now),
    candidates: offers.map((offer) => candidateOf(offer, assessment)),
    legs: legsOf(members, places, order),
    transport: instanceTransport(vehicle?.kgCo2ePerTonneKm ?? 0),
    kappa: pairsOf(members).map(([a, b]) => ({
      a: a.companyId,
      b: b.companyId,
      value: interfaceCompatibility(a, b, assessment.evidence, snapshot.leafMeans.COM),
    })),
    excludedPairs: snapshot.excludedPairs.filter((pair) => pair.every((id) => firms.includes(id))),
    coordination: coordinationOf(snapshot),
  };
  const { currency, timeZone, closedDays } = snapshot.network;
  return {
    instance,
    offers,
    countedFrom: assessment.calendar.now.toISOString(),
    mode: snapshot.uncertainty.mode,
    currency,
    timeZone,
    closedDays,
  };
}

function standbyFeeMinor(priceMinor: number): number {
  return roundHalfEven((priceMinor * PLANNING_POLICY.standbyFeeBasisPoints) / 10_000);
}

function candidateOf(offer: Offer & { readonly suitability: number }, assessment: Assessment): InstanceCandidate {
  return {
    operation: offer.operationId,
    firm: offer.companyId,
    machine: offer.machineId,
    priceEur: offer.priceMinor / 100,
    earliestStartDay: offer.earliestStartDay,
    hours: offer.workMinutes / 60,
    freeHoursByDay: assessment.diaries.get(offer.machineId)?.freeHoursByDay() ?? [],
    suitability: offer.suitability,
    standbyFeeEur: standbyFeeMinor(offer.priceMinor) / 100,
    kgCo2e: offer.co2eGrams / 1000,
  };
}

/** The site of most of a company's offers: the model knows one place for each firm. */
function mainSite(company: Company, offers: readonly Offer[]): Site {
  const counts = new Map<string, number>();
  for (const offer of offers) if (offer.companyId === company.companyId) counts.set(offer.siteId, (counts.get(offer.siteId) ?? 0) + 1);
  const sites = [...company.sites].filter((site) => counts.has(site.siteId));
  sites.sort((a, b) => (counts.get(b.siteId) ?? 0) - (counts.get(a.siteId) ?? 0) || (a.siteId < b.siteId ? -1 : 1));
  return sites[0] as Site;
}

function regionId(site: Site): string {
  return `${site.country}/${site.region}`;
}

function successOf(companyId: string, evidence: EvidenceBook): number {
  const { eventRatesPerYear, exposureDays } = PLANNING_POLICY;
  return firmSuccessProbability({ ...evidence.deliveries(companyId), eventRatesPerYear, exposureDays });
}

function regionsOf(sites: readonly Site[], snapshot: PartnerSnapshot, order: Order, now: Date) {
  const days = Math.max(1, (Date.parse(order.dueAt) - now.getTime()) / MILLIS_PER_DAY);
  const rates = new Map(snapshot.uncertainty.regions.map(({ region, shocksPerYear }) => [region, shocksPerYear]));
  const named = new Map(sites.map((site) => [regionId(site), site.region]));
  return [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, region]) => ({ id, shockProbability: regionShockProbability(rates.get(region) ?? PLANNING_POLICY.shocksPerYear, days) }));
}

function legsOf(members: readonly Company[], places: ReadonlyMap<string, Site>, order: Order) {
  const placeOf = (company: Company) => places.get(company.companyId) as Site;
  const between = pairsOf(members).map(([a, b]) => ({ from: a.companyId, to: b.companyId, km: roadKilometres(placeOf(a), placeOf(b)) }));
  const toCustomer = members.map((company) => ({
    from: company.companyId,
    to: CUSTOMER,
    km: roadKilometres(placeOf(company), order.deliverTo),
  }));
  return [...between, ...toCustomer];
}

/** Box K1 *collective* costs more, since nobody is paid to coordinate (methods 4.5). */
function coordinationOf(snapshot: PartnerSnapshot): ConsortiumInstance['coordination'] {
  const { k0, k1, k2, collectiveFactor } = PLANNING_POLICY.coordination;
  return { k0, k1: snapshot.network.selections['K1']?.[0] === 'coll' ? k1 * collectiveFactor : k1, k2 };
}

function pairsOf<T>(list: readonly T[]): (readonly [T, T])[] {
  return list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b] as const));
}
