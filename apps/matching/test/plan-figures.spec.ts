import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsortiumView } from '@gewerk/engine-matching';
import { MatchingBench } from './matching-bench.js';
import { network, order } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

type Selections = Record<string, string[]>;

async function shownFor(selections: Selections, query: object = {}, placed = order()) {
  await bench.deliver('onNetworkConfigured', [network(bench.networkId, { selections, parameterVersion: 4 })]);
  await bench.proposalFor(placed);
  const { items } = await bench.as('customer', 'customer', (work) => bench.proposals.list(placed.orderId, { limit: 10, ...query }, work));
  return items[0] as NonNullable<(typeof items)[number]>;
}

describe('figures of a proposed plan', () => {
  it('say the share of transport, tiers, legs and the local value share', async () => {
    const { plans } = await shownFor({ C6: ['local'] });
    for (const { figures, price, legs, operations, memberCompanyIds } of plans) {
      expect(figures.transport.share).toBeCloseTo(price.transport.amountMinor / price.total.amountMinor, 12);
      expect(figures.transport.againstUsual).toBe(
        figures.transport.share < 0.12 ? 'below' : figures.transport.share > 0.21 ? 'above' : 'within',
      );
      expect(figures.legs).toBe(legs.length);
      expect(figures.tiers).toBe(1 + [1, 2].filter((at) => operations[at]?.companyId !== operations[at - 1]?.companyId).length);
      expect(figures.tiers).toBeGreaterThanOrEqual(memberCompanyIds.length);
      expect(figures.local?.withinKm).toBe(50);
    }
    expect(plans.some(({ figures }) => (figures.local?.valueShare ?? 0) > 0)).toBe(true);
  });

  it('know a wider class as more local, and none where the box names none in km', async () => {
    const shares = async (c6: string) => (await shownFor({ C6: [c6] })).plans.map(({ figures }) => figures.local?.valueShare ?? null);
    const [local, region] = [await shares('local'), await shares('region')];
    for (const [index, share] of local.entries()) expect(region[index]).toBeGreaterThanOrEqual(share as number);
    expect(await shares('eu')).toContain(null);
  });

  it('ship by the lead member where the box says so, with other legs where an order has two ends', async () => {
    const placed = order();
    const branched = { ...placed, operations: placed.operations.map((operation) => ({ ...operation, after: [] })) };
    const direct = await shownFor({ C8: ['direct'] }, {}, branched);
    for (const { figures } of direct.plans)
      expect(figures.distribution).toMatchObject({ form: 'direct', legs: figures.legs, daysLater: 0 });
    const lead = await shownFor({ C8: ['lead'] }, {}, { ...branched, orderId: order().orderId });
    const [plan] = lead.plans;
    expect(plan?.figures.distribution.form).toBe('lead');
    expect(plan?.figures.distribution.transport.amountMinor).not.toBe(plan?.price.transport.amountMinor);
    expect(plan?.figures.distribution.daysLater).toBeGreaterThanOrEqual(0);
  });
});

describe('questions to the plans that are shown', () => {
  it('names the best plan within 3 % of the least price, and nothing unasked', async () => {
    const { plans, answer } = await shownFor({}, { greenerWithinPercent: 3 });
    const cheapest = Math.min(...plans.map(({ price }) => price.total.amountMinor));
    const within = plans.filter(({ price }) => price.total.amountMinor <= cheapest * 1.03);
    const named = plans.find(({ planId }) => planId === answer?.greenerWithin?.planId);
    expect(within).toContain(named);
    expect(named?.co2eGrams).toBe(Math.min(...within.map(({ co2eGrams }) => co2eGrams)));
    expect(answer).not.toHaveProperty('nearest');
    expect(await shownFor({})).not.toHaveProperty('answer');
  });

  it('names a plan that is at least as local the more distance weighs', async () => {
    const shares: number[] = [];
    for (const distanceWeight of [0, 0.5, 1]) {
      const { plans, answer } = await shownFor({ C6: ['local'] }, { distanceWeight });
      shares.push(plans.find(({ planId }) => planId === answer?.nearest?.planId)?.figures.local?.valueShare as number);
    }
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
});

describe('charts of a proposal (N137)', () => {
  it('draws each shown plan by the names of firms and operations, its edges summing to the transport of the plan', async () => {
    const placed = order();
    const { plans, proposalId } = await bench.proposalFor(placed);
    const { items } = await bench.as('orchestrator', null, (work) => bench.charts.read(proposalId, work));
    expect(items).toHaveLength(plans.length);
    for (const { labels, view, charts } of items) {
      const plan = plans.find((one) => labels.every((label) => (one.labels as string[]).includes(label)));
      const { edges, gantt, waterfall } = view as ConsortiumView;
      expect(edges.reduce((sum, { eur }) => sum + eur, 0)).toBeCloseTo((plan?.price.transport.amountMinor as number) / 100, 1);
      expect(gantt.map(({ operation }) => operation).sort()).toEqual(placed.operations.map(({ name }) => name).sort());
      expect(waterfall[0]?.eur).toBe((plan?.price.production.amountMinor as number) / 100);
      expect(charts.map(({ name }) => name)).toEqual(['graph', 'gantt', 'waterfall', 'pareto']);
      expect(charts.map(({ svg }) => svg).join()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    }
  });

  it('knows no proposal of another network', async () => {
    const { proposalId } = await bench.proposalFor(order());
    await bench.freshNetwork();
    const elsewhere = bench.as('orchestrator', null, (work) => bench.charts.read(proposalId, work));
    await expect(elsewhere).rejects.toMatchObject({ code: 'matching.proposal-not-found' });
  });
});
