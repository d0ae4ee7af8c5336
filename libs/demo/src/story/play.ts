import { Cast, inParallel } from './cast.js';
import { explainRankings, type Rankings } from './explain-rankings.js';
import { awaitProposals, type FormedConsortium, formConsortium, type ProposalAnswer } from './form-consortia.js';
import { foundNetwork } from './found-network.js';
import { type PlacedOrder, placeOrder, sendParts } from './place-orders.js';
import { type PlannedShops, planShops, stateShops } from './plan-shops.js';
import { type OrderAnswer, produceAndDeliver } from './produce.js';
import { type CapacityPublished, publishCapacity } from './publish-capacity.js';
import { type Accounts, settleAccounts } from './settle-accounts.js';
import type { StoryStage } from './stage.js';

interface SustainabilityAnswer {
  baseline: { co2eGrams: number; p10Grams: number; p90Grams: number } | null;
}

export interface StoryResult {
  companies: number;
  capacity: CapacityPublished;
  planned: PlannedShops;
  orders: PlacedOrder[];
  consortia: FormedConsortium[];
  rankings: Rankings;
  delivered: OrderAnswer[];
  footprints: { orderId: string; co2eGrams: number }[];
  accounts: Accounts;
  eventCounts: Record<string, number>;
  seconds: number;
}

/** Plays the whole story through the public HTTP interfaces, from the founding of a network to its invoices. */
export async function playStory(stage: StoryStage): Promise<StoryResult> {
  const startedAt = Date.now();
  const cast = new Cast(stage);
  const chapter = (title: string): void => stage.progress(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${title}`);

  await cast.waitUntil(nextMondayMorning(new Date()));
  chapter(`1  The network is configured and admits ${cast.companies.length} companies and ${cast.customers.length} customers`);
  await cast.takes({ name: 'network', round: 0 });
  await foundNetwork(cast);
  chapter('2  Member systems publish their free capacity');
  await cast.takes({ name: 'capacity', round: 0 });
  const capacity = await publishCapacity(cast);
  await stateShops(cast);
  await matchingKnowsCapacity(cast, capacity.machines);
  chapter('3  Customers send STEP parts, which are measured');
  const measured = await sendParts(cast);
  chapter('4  Customers order; matching proposes consortia, sustainability scores the orders from the same events');
  await cast.takes({ name: 'orders', round: 0 });
  const orders: PlacedOrder[] = [];
  const proposals: ProposalAnswer[] = [];
  // One after the other: what the rankings of an order show counts in those of the next, and the story tells the same each time.
  for (const each of measured) {
    const order = await placeOrder(cast, each);
    proposals.push(await awaitProposals(cast, order));
    orders.push(order);
  }
  const footprints = await inParallel(orders, 3, (order) => baselineOf(cast, order));
  chapter('5  Customers choose, capacity is held, members answer; one declines and is replaced');
  const consortia: FormedConsortium[] = [];
  for (const [index, order] of orders.entries()) {
    const proposal = proposals[index];
    if (proposal === undefined) throw new Error(`no proposal for ${order.title}`);
    await cast.takes({ name: 'formation', round: index });
    consortia.push(await formConsortium(cast, order, proposal, index === 0));
    cast.say(`  "${order.title}": confirmed`);
  }
  const rankings = await explainRankings(cast, orders);
  const planned = await planShops(cast);
  chapter('6  Members produce (weeks pass in seconds), customers accept and rate');
  const delivered = await produceAndDeliver(cast, consortia);
  chapter('7  Billing charges memberships and fees and issues invoices');
  const accounts = await settleAccounts(cast, consortia);
  const eventCounts = await finalCounts(cast, stage, accounts);
  const seconds = (Date.now() - startedAt) / 1000;
  return {
    companies: cast.companies.length,
    ...{ capacity, planned, orders, consortia, rankings, delivered, footprints, accounts, eventCounts, seconds },
  };
}

/** Once what billing did last is in the log, too: each charge and each invoice is a fact. */
async function finalCounts(cast: Cast, stage: StoryStage, { membershipsCharged, invoices }: Accounts): Promise<Record<string, number>> {
  const facts = membershipsCharged + invoices.reduce((sum, invoice) => sum + 1 + invoice.fees, 0);
  return cast.eventually('what billing did is in the log', async () => {
    const counts = await stage.eventCounts?.();
    return counts === undefined || (counts['billing.account'] ?? 0) >= facts ? (counts ?? {}) : null;
  });
}

/** The story begins at a fixed hour of the week, so that two runs on different days or transports tell the same. */
function nextMondayMorning(now: Date): Date {
  const daysAhead = ((8 - now.getUTCDay()) % 7) + (now.getUTCDay() === 1 ? 7 : 0);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + daysAhead, 5));
}

/** Orders are answered by what matching knows; the story waits until it knows every machine. */
async function matchingKnowsCapacity(cast: Cast, machines: number): Promise<void> {
  await cast.eventually('matching knows all machines', async () => {
    const known = await cast.orchestrator.get<{ machines: number }>('matching', '/partners/summary');
    return known.machines >= machines ? true : null;
  });
}

async function baselineOf(cast: Cast, order: PlacedOrder): Promise<{ orderId: string; co2eGrams: number }> {
  const baseline = await cast.eventually(`baseline footprint of "${order.title}"`, async () => {
    const answer = await cast.customer(order.customer).get<SustainabilityAnswer>('sustainability', `/orders/${order.orderId}`);
    return answer.baseline;
  });
  return { orderId: order.orderId, co2eGrams: baseline.co2eGrams };
}
