import {
  type Exploration,
  leafNeeds,
  MATCHING_POLICY,
  type MatchingPolicy,
  type OrderProfile,
  orderDrivenWeights,
  type OrderWeights,
  type RankedCandidate,
  rankCandidates,
  shortlist,
  type StrategyVector,
} from '@gewerk/engine-matching';
import { clip, down, up } from '@gewerk/kernel';
import { EvidenceBook } from '../../partners/domain/company-evidence.js';
import { type KnockOut, knockOuts, type Operation, type Order } from '../../partners/domain/knock-outs.js';
import type { Company, NetworkRules, PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';
import { stageOneLeaves } from '../../partners/domain/stage-one-leaves.js';
import { MachineDiary } from './machine-diary.js';
import { machineFits, type Offer, offerOf } from './offers.js';
import { earliestStarts } from './order-network.js';
import { PLANNING_POLICY } from './planning-policy.js';
import { type ReferencePlan, referencePlan } from './reference-plan.js';
import { WorkingDays } from './working-days.js';

/** A company judged for an operation; knock-outs of the registry included. */
export interface JudgedCandidate extends Omit<RankedCandidate, 'gates'> {
  readonly gates: readonly KnockOut[];
  readonly offer: Offer | null;
}

/** Stage 1 of an order (methods 3.1): who can do what, how well, for how much and when. */
export interface Assessment {
  readonly calendar: WorkingDays;
  readonly dueDay: number;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
  readonly reference: ReferencePlan;
  readonly profile: OrderProfile;
  readonly weights: OrderWeights;
  /** Best first, by operation. */
  readonly judged: ReadonlyMap<string, readonly JudgedCandidate[]>;
  /** The offers that enter the consortium model, by operation. */
  readonly shortlisted: ReadonlyMap<string, readonly { readonly offer: Offer; readonly suitability: number }[]>;
  readonly evidence: EvidenceBook;
}

const EXPLORATION: Record<string, Exploration> = { expl: 'explore', expt: 'exploit' };
const NEUTRAL_PROFILE: OrderProfile = { q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5 };

export function assess(snapshot: PartnerSnapshot, order: Order, now: Date): Assessment {
  const { network } = snapshot;
  const calendar = new WorkingDays(network, now);
  const dueDay = calendar.lastArrivalDayBy(new Date(order.dueAt));
  const days = Math.min(PLANNING_POLICY.horizonDaysMax, dueDay + PLANNING_POLICY.daysBeyondDue);
  const diaries = new Map(snapshot.availability.map((machine) => [machine.machineId, MachineDiary.of(machine, calendar, days)]));
  const customer = snapshot.companies.find((company) => company.companyId === order.customerCompanyId) ?? null;
  const evidence = new EvidenceBook(snapshot.evidence, now);
  const entrants = entrantsOf(snapshot, order, { customer, diaries, dueDay });
  const offers = new Map(
    [...entrants].map(([id, list]) => [id, list.flatMap(({ offer, isOut }) => (offer === null || isOut ? [] : [offer]))]),
  );
  const sites = new Map(snapshot.companies.flatMap((company) => company.sites.map((site) => [site.siteId, site] as const)));
  const reference = referencePlan({
    order,
    offers,
    siteOf: (offer) => sites.get(offer.siteId) ?? order.deliverTo,
    maxMembers: network.limits.maxMembers,
  });
  const profile = completeProfile(order, reference, dueDay, snapshot.uncertainty.index);
  const weights = weightsOf(profile, network);
  const policy: MatchingPolicy = {
    ...MATCHING_POLICY,
    threshold: { ...MATCHING_POLICY.threshold, suitability: network.limits.minSuitability },
  };
  const context = {
    weights: weights.weights,
    needs: leafNeeds(profile, false),
    exploration: EXPLORATION[network.selections['M2']?.[0] ?? ''] ?? ('balanced' as const),
    priors: snapshot.leafMeans,
    policy,
  };
  const leafContext = {
    customer,
    customerCompanyId: order.customerCompanyId,
    network,
    securityClass: order.securityClass,
    evidence,
    leafMeans: snapshot.leafMeans,
  };
  const judged = new Map<string, readonly JudgedCandidate[]>();
  for (const operation of order.operations) {
    const list = entrants.get(operation.operationId) ?? [];
    const facts = list.map(({ company, gates, offer }) => ({
      firm: company.companyId,
      gates: gates as RankedCandidate['gates'],
      leaves: stageOneLeaves(company, machineFits(company, operation, offer?.workMinutes ?? null, diaries, dueDay), leafContext),
    }));
    const offerOfFirm = new Map(list.map(({ company, offer }) => [company.companyId, offer]));
    const ranked = rankCandidates(facts, context);
    judged.set(
      operation.operationId,
      ranked.map((candidate) => ({ ...candidate, offer: offerOfFirm.get(candidate.firm) ?? null })),
    );
  }
  return { calendar, dueDay, diaries, reference, profile, weights, judged, shortlisted: shortlisted(judged), evidence };
}

interface Entrant {
  readonly company: Company;
  readonly offer: Offer | null;
  readonly gates: readonly KnockOut[];
  readonly isOut: boolean;
}

function entrantsOf(
  snapshot: PartnerSnapshot,
  order: Order,
  known: { customer: Company | null; diaries: ReadonlyMap<string, MachineDiary>; dueDay: number },
): ReadonlyMap<string, readonly Entrant[]> {
  const starts = earliestStarts(order.operations, PLANNING_POLICY.firstWorkDay);
  const context = {
    order,
    currency: snapshot.network.currency,
    diaries: known.diaries,
    earliestStartDay: (operationId: string) => starts.get(operationId) ?? PLANNING_POLICY.firstWorkDay,
  };
  const cards = new Map(snapshot.rateCards.map((card) => [card.companyId, card]));
  const entrantOf = (company: Company, operation: Operation): Entrant => {
    const offer = offerOf(company, cards.get(company.companyId) ?? null, operation, context);
    const timing = { earliestFinishDay: offer?.finishDay ?? null, dueDay: known.dueDay };
    const gates = knockOuts(company, operation, order, known.customer, timing);
    return { company, offer, gates, isOut: gates.some((gate) => gate.state !== 'pass') };
  };
  return new Map(
    order.operations.map((operation) => {
      const able = snapshot.companies.filter(
        (company) => company.kind !== 'customer' && company.machineGroups.some((group) => group.process === operation.process),
      );
      return [operation.operationId, able.map((company) => entrantOf(company, operation))];
    }),
  );
}

function shortlisted(judged: ReadonlyMap<string, readonly JudgedCandidate[]>): Assessment['shortlisted'] {
  const chosen = shortlist(judged as ReadonlyMap<string, readonly (JudgedCandidate & RankedCandidate)[]>);
  return new Map(
    [...chosen].map(([operationId, candidates]) => [
      operationId,
      (candidates as readonly JudgedCandidate[]).flatMap(({ offer, suitability }) =>
        offer === null ? [] : [{ offer, suitability: suitability.value }],
      ),
    ]),
  );
}

/** Adds to what the part tells (q, x) what only the network can tell: cost and time pressure, uncertainty (methods 3.6). */
function completeProfile(order: Order, reference: ReferencePlan, dueDay: number, uncertainty: number): OrderProfile {
  const targetEur = order.targetPrice === null ? null : order.targetPrice.amountMinor / 100;
  return {
    q: order.profile.quality,
    c: targetEur === null || targetEur <= 0 ? 0.5 : up(reference.priceEur / targetEur, 0.7, 1.1),
    t: down(dueDay / reference.leadTimeDays, 0.5, 2),
    x: order.profile.complexity,
    u: clip(uncertainty),
  };
}

/** Box M3 says whether the order, the strategy or both drive the weights. */
function weightsOf(profile: OrderProfile, network: NetworkRules): OrderWeights {
  const { cost, time, quality, flexibility, service } = network.strategy;
  const strategy: StrategyVector = { cost, time, quality, flex: flexibility, service };
  const source = network.selections['M3']?.[0];
  if (source === 'order') return orderDrivenWeights(profile, null);
  return orderDrivenWeights(source === 'strat' ? NEUTRAL_PROFILE : profile, strategy);
}
