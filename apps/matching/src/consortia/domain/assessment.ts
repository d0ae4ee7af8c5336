import {
  checkKnockOuts,
  type MatchingPolicy,
  type OrderProfile,
  orderProfile,
  overallState,
  type PartnerRanking,
  type RankedCandidate,
  type RankedPartner,
  type RankingCase,
  type RankingRecord,
  shortlist,
} from '@gewerk/engine-matching';
import { EvidenceBook } from '../../partners/domain/company-evidence.js';
import { knockOutDemand, knockOutFacts, type Operation, type Order } from '../../partners/domain/knock-outs.js';
import type { Company, PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';
import { roadKilometres } from './geography.js';
import { MachineDiary } from './machine-diary.js';
import { type Offer, offerOf } from './offers.js';
import { earliestStarts } from './order-network.js';
import { PLANNING_POLICY } from './planning-policy.js';
import { type Entrant, orderFacts, orderSliders, rankingCase, stageOnePolicy } from './ranking-cases.js';
import { type ReferencePlan, referencePlan } from './reference-plan.js';
import { WorkingDays } from './working-days.js';

/** What stage 1 is asked for an order (methods 3.1), with all that stage 2 needs besides the answer. */
export interface StageOneQuestion {
  readonly calendar: WorkingDays;
  readonly dueDay: number;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
  readonly reference: ReferencePlan;
  readonly profile: OrderProfile;
  readonly evidence: EvidenceBook;
  readonly policy: MatchingPolicy;
  /** One for each operation, in the order of the routing. */
  readonly cases: readonly RankingCase[];
  /** By operation and company. */
  readonly offers: ReadonlyMap<string, ReadonlyMap<string, Offer>>;
}

/** A company as it was ranked for an operation, and what it would ask. */
export interface JudgedCandidate extends RankedCandidate {
  readonly offer: Offer | null;
}

/** Stage 1 of an order: who can do what, how well, for how much and when. */
export interface Assessment extends StageOneQuestion {
  readonly records: readonly RankingRecord[];
  readonly weights: PartnerRanking['weights'];
  readonly weightReasons: PartnerRanking['weightReasons'];
  /** Best first, by operation. */
  readonly judged: ReadonlyMap<string, readonly JudgedCandidate[]>;
  /** The offers that enter the consortium model, by operation. */
  readonly shortlisted: ReadonlyMap<string, readonly { readonly offer: Offer; readonly suitability: number }[]>;
}

export function stageOneQuestion(snapshot: PartnerSnapshot, order: Order, now: Date): StageOneQuestion {
  const { network } = snapshot;
  const calendar = new WorkingDays(network, now);
  const dueDay = calendar.lastArrivalDayBy(new Date(order.dueAt));
  const days = Math.min(PLANNING_POLICY.horizonDaysMax, dueDay + PLANNING_POLICY.daysBeyondDue);
  const diaries = new Map(snapshot.availability.map((machine) => [machine.machineId, MachineDiary.of(machine, calendar, days)]));
  const customer = snapshot.companies.find((company) => company.companyId === order.customerCompanyId) ?? null;
  const policy = stageOnePolicy(snapshot);
  const entrants = entrantsOf(snapshot, order, { customer, diaries });
  const demandOf = (operation: Operation) => knockOutDemand(order, operation, customer, dueDay);
  const sites = new Map(snapshot.companies.flatMap((company) => company.sites.map((site) => [site.siteId, site] as const)));
  const reference = referencePlan({
    order,
    offers: new Map(
      order.operations.map((operation) => {
        const demand = demandOf(operation);
        const isIn = ({ company, facts }: Entrant) =>
          overallState(checkKnockOuts({ ...facts, id: company.companyId }, demand, policy)) === 'pass';
        const list = entrants.get(operation.operationId) ?? [];
        return [operation.operationId, list.flatMap((entrant) => (entrant.offer !== null && isIn(entrant) ? [entrant.offer] : []))];
      }),
    ),
    siteOf: (offer) => sites.get(offer.siteId) ?? order.deliverTo,
    maxMembers: network.limits.maxMembers,
  });
  const facts = orderFacts(order, reference, dueDay, snapshot.uncertainty.index);
  const evidence = new EvidenceBook(snapshot.evidence, now, snapshot.experiences);
  const context = { snapshot, order, now, dueDay, facts, orderValueEur: reference.priceEur, customer, evidence, diaries };
  return {
    calendar,
    dueDay,
    diaries,
    reference,
    profile: { ...orderProfile(facts), ...orderSliders(order) },
    evidence,
    policy,
    cases: order.operations.map((operation) =>
      rankingCase(operation, demandOf(operation), entrants.get(operation.operationId) ?? [], context),
    ),
    offers: new Map(
      [...entrants].map(([operationId, list]) => [
        operationId,
        new Map(list.flatMap(({ company, offer }) => (offer === null ? [] : [[company.companyId, offer] as const]))),
      ]),
    ),
  };
}

/** @param records the engine's answers to the cases of the question, in their order */
export function assessment(question: StageOneQuestion, records: readonly RankingRecord[]): Assessment {
  const judged = new Map(
    records.map(({ result }) => {
      const offers = question.offers.get(result.operation);
      return [
        result.operation,
        result.candidates.map(
          (partner): JudgedCandidate => ({ ...candidateOf(partner, result), offer: offers?.get(partner.firm) ?? null }),
        ),
      ];
    }),
  );
  const [first] = records;
  if (first === undefined) throw new Error('an order without operations cannot be assessed');
  const { weights, weightReasons } = first.result;
  return { ...question, records, weights, weightReasons, judged, shortlisted: shortlisted(judged) };
}

/** What the record keeps apart, put together as the shortlist of the engine expects it. */
function candidateOf(partner: RankedPartner, { policyVersion, exploreDraw }: PartnerRanking): RankedCandidate {
  const { firm, standing, place, suitability, leaves, floorLoss, knockOuts } = partner;
  const losses: { source: RankedCandidate['suitability']['losses'][number]['source']; loss: number }[] = leaves.map(({ leaf, loss }) => ({
    source: leaf,
    loss,
  }));
  if (floorLoss > 0) losses.push({ source: 'floor-rule', loss: floorLoss });
  losses.sort((a, b) => b.loss - a.loss);
  const scores = { ...suitability, leaves, losses, policyVersion };
  const correctionFactor = partner.fairness?.correction.factor ?? 1;
  return { firm, standing, place, suitability: scores, gates: knockOuts, correctionFactor, isExplored: exploreDraw?.explored === firm };
}

function entrantsOf(
  snapshot: PartnerSnapshot,
  order: Order,
  known: { customer: Company | null; diaries: ReadonlyMap<string, MachineDiary> },
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
    const site = company.sites.find(({ siteId }) => siteId === offer?.siteId) ?? company.sites[0] ?? null;
    const facts = knockOutFacts(company, {
      operation,
      customer: known.customer,
      earliestFinishDay: offer?.finishDay ?? null,
      region: site?.region ?? null,
      distanceKm: site === null ? null : roadKilometres(site, order.deliverTo),
    });
    return { company, facts, offer };
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
  return new Map(
    [...shortlist(judged)].map(([operationId, candidates]) => [
      operationId,
      (candidates as readonly JudgedCandidate[]).flatMap(({ offer, suitability }) =>
        offer === null ? [] : [{ offer, suitability: suitability.value }],
      ),
    ]),
  );
}
