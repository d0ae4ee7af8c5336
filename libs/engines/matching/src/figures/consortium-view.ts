import { DeliveryRiskModel } from '@gewerk/engine-resilience';
import type { AnswerPlan, AnswerStandby, ConsortiumAnswer, Representative } from '../consortium/answer/answer.js';
import { byCodeUnits, type ConsortiumInstance, CUSTOMER } from '../consortium/instance/instance.js';
import { compareRepresentatives, type PlanComparison } from '../consortium/answer/plan-comparison.js';
import { type GanttRow, ganttRows } from './gantt.js';
import { type TransportShare, tiersOf, transportShare } from './plan-figures.js';
import { planLegs } from './plan-legs.js';

/** What there is to see of one consortium (methods 4.13); plain JSON. */
export interface ConsortiumView {
  readonly labels: readonly Representative[];
  readonly nodes: readonly {
    readonly id: string;
    readonly role: 'active' | 'standby' | 'lead' | 'customer';
    readonly region: string | null;
    /** Mean over its operations, weighted by their value; null for a standby and the customer. */
    readonly suitability: number | null;
    /** Mean interface compatibility with the other members; null where it is alone. */
    readonly kappaMean: number | null;
  }[];
  /** Legs; those of one pair of firms stand one by one. */
  readonly edges: readonly {
    readonly operation: string;
    readonly from: string;
    readonly to: string;
    readonly flowKg: number;
    readonly km: number;
    readonly days: number;
    readonly kgCo2e: number;
    readonly eur: number;
    /** Null towards the customer. */
    readonly kappa: number | null;
  }[];
  readonly gantt: readonly GanttRow[];
  /** Parts of the price, each from where the last ended; the last row is the total. */
  readonly waterfall: readonly { readonly part: string; readonly eur: number; readonly fromEur: number; readonly toEur: number }[];
  readonly pareto: readonly (Pick<AnswerPlan, 'priceEur' | 'arrivalDay' | 'kgCo2e' | 'probability' | 'utility'> & {
    readonly plan: string;
    readonly isThis: boolean;
  })[];
  readonly risk: {
    readonly firms: readonly { readonly firm: string; readonly region: string; readonly successProbability: number }[];
    readonly shocks: readonly { readonly region: string; readonly probability: number }[];
    readonly probability: number;
    /** With each standby alone. */
    readonly standbys: readonly (AnswerStandby & { readonly probabilityWith: number })[];
  };
  /** The recommended plan against this one; null for the recommended one itself. */
  readonly againstRecommended: PlanComparison | null;
  readonly supplyChain: { readonly tiers: number; readonly legs: number; readonly transport: TransportShare };
}

/** Views of the representatives, each plan once, the recommended one first. */
export function consortiumViews(given: ConsortiumInstance, answer: ConsortiumAnswer): readonly ConsortiumView[] {
  const instance = inOrder(given);
  const { representatives } = answer;
  if (representatives === null) return [];
  const shown = [...new Set([representatives.recommended, ...Object.values(representatives)])];
  const comparisons = compareRepresentatives(instance.order, answer);
  return shown.map((index) => {
    const plan = answer.plans[index] as AnswerPlan;
    const isRecommended = index === representatives.recommended;
    const labels = (Object.keys(representatives) as Representative[]).filter((label) => representatives[label] === index);
    // The standby set is searched for the recommended plan alone.
    const standbys = isRecommended ? (answer.standby ?? []) : [];
    return {
      labels,
      nodes: nodesOf(instance, plan, standbys),
      edges: edgesOf(instance, plan),
      gantt: ganttRows(instance, plan),
      waterfall: waterfallOf(plan, standbys),
      pareto: paretoOf(answer, plan),
      risk: riskOf(instance, plan, standbys),
      againstRecommended: isRecommended ? null : (comparisons.find((comparison) => comparison.plan === index) ?? null),
      supplyChain: {
        tiers: tiersOf(instance.operations, plan.assignment),
        legs: planLegs(instance, plan.assignment).length,
        transport: transportShare(plan.transportEur, plan.priceEur),
      },
    };
  });
}

/** Every list by its ids, so that equal instances give equal views whatever the order of their lists. */
function inOrder(instance: ConsortiumInstance): ConsortiumInstance {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => [...list].sort((a, b) => byCodeUnits(a.id, b.id));
  const operations = byId(instance.operations).map((operation) => ({ ...operation, after: [...operation.after].sort(byCodeUnits) }));
  return { ...instance, operations, firms: byId(instance.firms), regions: byId(instance.regions) };
}

function nodesOf(instance: ConsortiumInstance, plan: AnswerPlan, standbys: readonly AnswerStandby[]): ConsortiumView['nodes'] {
  const members = [...new Set(Object.values(plan.assignment))].sort(byCodeUnits);
  const kappaOf = kappas(instance);
  const regionOf = new Map(instance.firms.map(({ id, region }) => [id, region]));
  const workOf = (firm: string) =>
    instance.candidates.filter((candidate) => candidate.firm === firm && plan.assignment[candidate.operation] === firm);
  const valueOf = (firm: string) => workOf(firm).reduce((sum, { priceEur }) => sum + priceEur, 0);
  const lead = members.reduce((best, firm) => (valueOf(firm) > valueOf(best) ? firm : best));
  const kappaMean = (firm: string) => mean(members.filter((other) => other !== firm).flatMap((other) => kappaOf(firm, other) ?? []));
  const suitabilityOf = (firm: string) => {
    const value = valueOf(firm);
    const work = workOf(firm);
    return value > 0
      ? work.reduce((sum, one) => sum + one.suitability * one.priceEur, 0) / value
      : mean(work.map((one) => one.suitability));
  };
  const reserves = [...new Set(standbys.map(({ firm }) => firm))].filter((firm) => !members.includes(firm)).sort(byCodeUnits);
  const node = (id: string, role: 'active' | 'lead' | 'standby', suitability: number | null) => ({
    ...{ id, role, region: regionOf.get(id) ?? null, suitability, kappaMean: kappaMean(id) },
  });
  return [
    ...members.map((firm) => node(firm, firm === lead ? 'lead' : 'active', suitabilityOf(firm))),
    ...reserves.map((firm) => node(firm, 'standby', null)),
    { id: CUSTOMER, role: 'customer', region: null, suitability: null, kappaMean: null },
  ];
}

function edgesOf(instance: ConsortiumInstance, { assignment }: AnswerPlan): ConsortiumView['edges'] {
  const kappaOf = kappas(instance);
  return planLegs(instance, assignment).map(({ operation, from, to, massTonnes, km, days, kgCo2e, eur }) => {
    const kappa = to === CUSTOMER ? null : kappaOf(from, to);
    return { operation, from, to, flowKg: massTonnes * 1000, km, days, kgCo2e, eur, kappa };
  });
}

function waterfallOf(plan: AnswerPlan, standbys: readonly AnswerStandby[]): ConsortiumView['waterfall'] {
  const standby = standbys.reduce((sum, { feeEur }) => sum + feeEur, 0);
  let reached = 0;
  const parts = (
    [
      ['production', plan.productionEur],
      ['transport', plan.transportEur],
      ['coordination', plan.coordinationEur],
      ['standby', standby],
    ] as const
  ).map(([part, eur]) => {
    const fromEur = reached;
    reached += eur;
    return { part, eur, fromEur, toEur: reached };
  });
  return [...parts, { part: 'total', eur: reached, fromEur: 0, toEur: reached }];
}

function paretoOf({ plans }: ConsortiumAnswer, shown: AnswerPlan): ConsortiumView['pareto'] {
  return plans
    .filter((plan) => plan.pareto || plan === shown)
    .map((plan) => {
      const { assignment, priceEur, arrivalDay, kgCo2e, probability, utility } = plan;
      return { plan: Object.values(assignment).join('-'), isThis: plan === shown, priceEur, arrivalDay, kgCo2e, probability, utility };
    });
}

function riskOf(instance: ConsortiumInstance, { assignment }: AnswerPlan, standbys: readonly AnswerStandby[]): ConsortiumView['risk'] {
  const members = new Set(Object.values(assignment));
  const firms = instance.firms.filter(({ id }) => members.has(id));
  const regions = new Set(firms.map(({ region }) => region));
  const model = new DeliveryRiskModel(instance.firms, instance.regions);
  const probabilityWith = (extra: AnswerStandby | null) => {
    const lotOf = (operation: string, firm: string) => (extra?.operation === operation ? [firm, extra.firm] : [firm]);
    return model.estimate(Object.entries(assignment).map(([operation, firm]) => ({ lots: [lotOf(operation, firm)], needed: 1 })))
      .probability;
  };
  return {
    firms: firms.map(({ id, region, successProbability }) => ({ firm: id, region, successProbability })),
    shocks: instance.regions
      .filter(({ id }) => regions.has(id))
      .map(({ id, shockProbability }) => ({ region: id, probability: shockProbability })),
    probability: probabilityWith(null),
    standbys: standbys.map((standby) => ({ ...standby, probabilityWith: probabilityWith(standby) })),
  };
}

function kappas({ kappa }: ConsortiumInstance): (a: string, b: string) => number | null {
  const known = new Map(kappa.flatMap(({ a, b, value }) => [[`${a}>${b}`, value] as const, [`${b}>${a}`, value] as const]));
  return (a, b) => (a === b ? 1 : (known.get(`${a}>${b}`) ?? null));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
