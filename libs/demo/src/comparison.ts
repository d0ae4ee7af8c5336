import type { StoryResult } from './story/play.js';

/**
 * What two runs of the story must have in common, whatever carries the events: everything decided, delivered and charged. Ids, wall
 * clock times and counts of state events (which depend on how changes fall into batches) are left out.
 */
export function comparable(result: StoryResult): object {
  const plansOf = (index: number): object[] =>
    (result.consortia[index]?.proposal.plans ?? []).map((plan) => ({
      labels: plan.labels,
      members: plan.memberCompanyIds,
      price: plan.price,
      arrives: plan.arrivesAt.slice(0, 13),
      co2eGrams: plan.co2eGrams,
      deliveryProbability: plan.deliveryProbability.toFixed(6),
      standby: plan.standby?.members.map((member) => member.companyId) ?? null,
    }));
  return {
    companies: result.companies,
    machines: result.capacity.machines,
    orders: result.orders.map((order, index) => ({
      title: order.title,
      routing: order.operations.map((operation) => operation.process),
      baselineGrams: result.footprints[index]?.co2eGrams,
      plans: plansOf(index),
      declinedBy: result.consortia[index]?.declinedBy,
      replacedBy: result.consortia[index]?.replacedBy,
      outcome: result.delivered[index]?.state,
      delivery: deliveryOf(result, index),
    })),
    invoices: result.accounts.invoices.map(({ recipientName, gross, vatCategory }) => ({ recipientName, gross, vatCategory })).sort(byName),
    feeMinor: result.accounts.feeMinor,
    ledger: { sums: result.accounts.ledgerSumsMinor, entries: result.accounts.journalEntries, intact: result.accounts.journalIntact },
    facts: Object.fromEntries(
      ['orders.order', 'matching.proposal', 'billing.account', 'capacity.operation'].map((topic) => [topic, result.eventCounts[topic]]),
    ),
  };
}

function deliveryOf(result: StoryResult, index: number): object | null {
  const delivery = result.delivered[index]?.delivery;
  return delivery ? { onTime: delivery.onTime, acceptedValue: delivery.acceptedValue } : null;
}

function byName(a: { recipientName: string }, b: { recipientName: string }): number {
  return a.recipientName < b.recipientName ? -1 : 1;
}
