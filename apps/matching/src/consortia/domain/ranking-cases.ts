import { createHash } from 'node:crypto';
import {
  type Exploration,
  type KnockOutDemand,
  type KnockOutFirm,
  MATCHING_POLICY,
  type MatchingPolicy,
  type OrderFacts,
  type RankingCandidate,
  type RankingCase,
  withBaseWeights,
} from '@gewerk/engine-matching';
import { clip } from '@gewerk/kernel';
import type { EvidenceBook } from '../../partners/domain/company-evidence.js';
import type { Operation, Order } from '../../partners/domain/knock-outs.js';
import type { Company, PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';
import { historyWith } from '../../partners/domain/pair-fit.js';
import { leafSources } from '../../partners/domain/stage-one-leaves.js';
import type { MachineDiary } from './machine-diary.js';
import { machineFits, type Offer } from './offers.js';
import { stageOnePolicyVersion } from './planning-policy.js';
import type { ReferencePlan } from './reference-plan.js';

const EXPLORATION: Record<string, Exploration> = { expl: 'explore', expt: 'exploit' };
const WEIGHTING: Record<string, RankingCase['weighting']> = { order: 'order', strat: 'strategy' };

/** A company that offers the process of an operation, before it is ranked. */
export interface Entrant {
  readonly company: Company;
  readonly facts: Omit<KnockOutFirm, 'id'>;
  readonly offer: Offer | null;
}

/** The engine's policy with what the network set itself. */
export function stageOnePolicy(known: Pick<PartnerSnapshot, 'network' | 'learntWeights'>): MatchingPolicy {
  const version = stageOnePolicyVersion(known);
  const threshold = { ...MATCHING_POLICY.threshold, suitability: known.network.limits.minSuitability };
  const policy = { ...MATCHING_POLICY, version, threshold };
  return known.learntWeights === null ? policy : withBaseWeights(policy, known.learntWeights.weights, version);
}

/** What is known of the order here: cost and time pressure come from the reference plan, uncertainty from the network (methods 3.6). */
export function orderFacts(order: Order, reference: ReferencePlan, dueDay: number, uncertainty: number): OrderFacts {
  const roughness = order.parts.flatMap(({ roughnessRaNanometres }) => (roughnessRaNanometres ? [roughnessRaNanometres / 1000] : []));
  return {
    toleranceGrade: Math.min(...order.parts.map(({ toleranceIt }) => toleranceIt)),
    roughnessRaMicrometres: roughness.length === 0 ? null : Math.min(...roughness),
    inspection: null,
    isSafetyCritical: null,
    priceEstimateEur: reference.priceEur,
    targetPriceEur: order.targetPrice === null ? null : order.targetPrice.amountMinor / 100,
    requestedLeadTimeDays: Math.max(0, dueDay),
    normalLeadTimeDays: reference.leadTimeDays,
    operations: order.operations.length,
    distinctParts: order.parts.length,
    machineAxes: null,
    maxKnownSimilarity: null,
    uncertainty: clip(uncertainty),
  };
}

/** Quality and complexity are judged where the parts are known: orders computes them, or the customer sets them. */
export function orderSliders({ profile }: Order): { readonly q: number; readonly x: number } {
  return { q: profile.quality, x: profile.complexity };
}

interface CaseContext {
  readonly snapshot: PartnerSnapshot;
  readonly order: Order;
  readonly now: Date;
  readonly dueDay: number;
  readonly facts: OrderFacts;
  /** Of the order, by its reference plan. */
  readonly orderValueEur: number;
  readonly customer: Company | null;
  readonly evidence: EvidenceBook;
  readonly diaries: ReadonlyMap<string, MachineDiary>;
}

/**
 * The question of stage 1 for one operation: everything its ranking depends on, to be stored with the answer (methods 0.6). That the
 * plan stays safe with a firm that the explore quota draws is assumed here and checked where one is drawn.
 */
export function rankingCase(
  operation: Operation,
  demand: KnockOutDemand,
  entrants: readonly Entrant[],
  { snapshot, order, now, facts, orderValueEur, ...context }: CaseContext,
): RankingCase {
  const { network } = snapshot;
  const { flexibility: flex, ...strategy } = network.strategy;
  const leafContext = {
    customer: context.customer,
    customerCompanyId: order.customerCompanyId,
    network,
    securityClass: order.securityClass,
    evidence: context.evidence,
  };
  return {
    operation: operation.operationId,
    asOf: now.toISOString(),
    seed: seedOf(order, operation),
    order: { facts, sliders: orderSliders(order), isRegulated: false },
    weighting: WEIGHTING[network.selections['M3']?.[0] ?? ''] ?? 'order-and-strategy',
    strategy: { ...strategy, flex },
    exploration: EXPLORATION[network.selections['M2']?.[0] ?? ''] ?? 'balanced',
    priors: snapshot.leafMeans,
    demand,
    fairness: { ledger: of(entrants, snapshot.exposure), boosts: {} },
    ...preferencesIn(entrants, snapshot),
    exploreQuota: {
      criticality: order.criticality,
      orderValueEur,
      monthValueEur: snapshot.monthValueEur + orderValueEur,
      reachesRequiredProbability: true,
    },
    candidates: entrants.map(({ company, facts: ofFirm, offer }): RankingCandidate => {
      const machines = machineFits(company, operation, offer?.workMinutes ?? null, context.diaries, context.dueDay);
      const { jointOrders } = historyWith(company, order.customerCompanyId, context.evidence);
      return {
        firm: company.companyId,
        facts: ofFirm,
        leaves: leafSources(company, machines, leafContext),
        jointOrders: Math.round(jointOrders),
      };
    }),
  };
}

/** The entries of those who are ranked: a record holds nothing of others. */
function of<T>(entrants: readonly Entrant[], byCompany: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    entrants.flatMap(({ company: { companyId } }) => {
      const entry = byCompany[companyId];
      return entry === undefined ? [] : [[companyId, entry] as const];
    }),
  );
}

function preferencesIn(entrants: readonly Entrant[], { preferences }: PartnerSnapshot): Pick<RankingCase, 'preferences'> {
  const named = of(entrants, preferences);
  return Object.keys(named).length === 0 ? {} : { preferences: named };
}

/** The same for the same operation, so that a proposal asked for again draws the same. */
function seedOf({ orderId, orderVersion }: Order, { operationId }: Operation): number {
  return createHash('sha256').update(`${orderId}/${orderVersion}/${operationId}`).digest().readUInt32BE(0);
}
