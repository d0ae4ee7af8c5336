import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsortiaProposedData, NoConsortiumFoundData } from '@gewerk/contracts/matching';
import { MatchingBench } from './matching-bench.js';
import { availability, company, idOf, order, rateCard, SHOPS } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const minutesOf = (slots: readonly { startsAt: string; endsAt: string }[]) =>
  sum(slots.map((slot) => (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000));

describe('proposing consortia', () => {
  it('proposes one to five distinct plans, each with labels of its own, the recommended one first', async () => {
    const { plans, optimal } = await bench.proposalFor(order());
    expect(plans.length).toBeGreaterThanOrEqual(2);
    expect(plans.length).toBeLessThanOrEqual(5);
    expect(new Set(plans.map((plan) => plan.planId)).size).toBe(plans.length);
    expect(plans.flatMap((plan) => plan.labels).sort()).toEqual(['cheapest', 'fastest', 'greenest', 'recommended', 'safest']);
    expect(plans[0]?.labels).toContain('recommended');
    expect(optimal).toBe(true);
  });

  it('gives each label to the plan that earns it', async () => {
    const { plans } = await bench.proposalFor(order());
    const labelled = (label: string) =>
      plans.find((plan) => (plan.labels as string[]).includes(label)) as ConsortiaProposedData['plans'][number];
    const least = (figure: (plan: (typeof plans)[number]) => number) => Math.min(...plans.map(figure));
    expect(labelled('cheapest').price.total.amountMinor).toBe(least((plan) => plan.price.total.amountMinor));
    expect(labelled('fastest').arrivesAt).toBe(plans.map((plan) => plan.arrivesAt).sort()[0]);
    expect(labelled('greenest').co2eGrams).toBe(least((plan) => plan.co2eGrams));
    expect(labelled('safest').deliveryProbability).toBe(Math.max(...plans.map((plan) => plan.deliveryProbability)));
    expect(labelled('recommended').utility).toBe(Math.max(...plans.map((plan) => plan.utility)));
  });

  it('splits every price into cents that sum exactly', async () => {
    const { plans } = await bench.proposalFor(order());
    for (const { price, operations, legs, standby } of plans) {
      const { production, transport, coordination, standby: fees, total } = price;
      expect(production.amountMinor).toBe(sum(operations.map((operation) => operation.price.amountMinor)));
      expect(transport.amountMinor).toBe(sum(legs.map((leg) => leg.cost.amountMinor)));
      expect(total.amountMinor).toBe(production.amountMinor + transport.amountMinor + coordination.amountMinor + fees.amountMinor);
      expect(fees.amountMinor).toBe(0);
      if (standby === null) continue;
      expect(standby.price.standby.amountMinor).toBe(sum(standby.members.map((member) => member.fee.amountMinor)));
      expect(standby.price.total.amountMinor).toBe(total.amountMinor + standby.price.standby.amountMinor);
    }
  });

  it('puts all work on free windows, after its predecessors, no machine twice at once', async () => {
    const placed = order();
    const { plans } = await bench.proposalFor(placed);
    const free = new Set(
      SHOPS.flatMap((shop) =>
        shop.processes.flatMap((process) => availability(shop, process).freeWindows.map((slot) => slot.startsAt.slice(0, 10))),
      ),
    );
    for (const plan of plans) {
      const work = [...plan.operations, ...(plan.standby?.members ?? [])];
      for (const { slots, workMinutes } of work) {
        expect(minutesOf(slots)).toBe(workMinutes);
        for (const slot of slots) {
          expect(free.has(slot.startsAt.slice(0, 10))).toBe(true);
          expect(slot.startsAt.slice(11, 13) >= '06' && slot.endsAt.slice(11, 16) <= '14:00').toBe(true);
        }
      }
      for (const { operationId, slots } of plan.operations) {
        const { after } = placed.operations.find(
          (operation) => operation.operationId === operationId,
        ) as (typeof placed.operations)[number];
        for (const before of after) {
          const ended = plan.operations.find((operation) => operation.operationId === before)?.slots.at(-1)?.endsAt as string;
          expect(ended.slice(0, 10) < (slots[0]?.startsAt.slice(0, 10) as string)).toBe(true);
        }
      }
      for (const machineId of new Set(work.map((one) => one.machineId))) {
        const slots = work
          .filter((one) => one.machineId === machineId)
          .flatMap((one) => one.slots)
          .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
        for (const [index, slot] of slots.entries())
          expect(index === 0 || (slots[index - 1]?.endsAt as string) <= slot.startsAt).toBe(true);
      }
    }
  });

  it('begins a standby later than its primary, and lifts the delivery probability by it', async () => {
    const { plans } = await bench.proposalFor(order());
    const withStandby = plans.filter((plan) => plan.standby !== null);
    expect(withStandby.length).toBeGreaterThan(0);
    for (const { standby, operations, deliveryProbability } of withStandby) {
      expect(standby?.deliveryProbability).toBeGreaterThan(deliveryProbability);
      for (const member of standby?.members ?? []) {
        const primary = operations.find((operation) => operation.operationId === member.operationId);
        expect(member.companyId).not.toBe(primary?.companyId);
        expect((member.slots[0]?.startsAt as string) > (primary?.slots[0]?.startsAt as string)).toBe(true);
        expect(member.fee.amountMinor).toBeCloseTo(member.price.amountMinor * 0.04, -1);
      }
    }
  });

  it('promises a later date than the median arrival', async () => {
    const { plans } = await bench.proposalFor(order());
    for (const plan of plans) expect(plan.promisedAt > plan.arrivesAt).toBe(true);
  });

  it('gives the same plans and the same digest for the same snapshot', async () => {
    const placed = order();
    const first = await bench.proposalFor(placed);
    await bench.as('orchestrator', null, (work) => bench.proposals.request(placed.orderId, work));
    await bench.runTasks();
    const [, second] = await bench.published<ConsortiaProposedData>('consortia-proposed', placed.orderId);
    expect({ ...second, proposalId: first.proposalId }).toEqual(first);
    expect(first.inputDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('names another digest once it sees other free hours', async () => {
    const placed = order();
    const first = await bench.proposalFor(placed);
    const mill = SHOPS[0] as (typeof SHOPS)[number];
    await bench.deliver('onAvailabilityChanged', [
      availability(mill, 'milling-5-axis', undefined, { availabilityVersion: 2, usualFreeMinutesPerDay: 100 }),
    ]);
    await bench.as('orchestrator', null, (work) => bench.proposals.request(placed.orderId, work));
    await bench.runTasks();
    const [, second] = await bench.published<ConsortiaProposedData>('consortia-proposed', placed.orderId);
    expect(second?.inputDigest).not.toBe(first.inputDigest);
    expect(second?.seenAvailability).toContainEqual({ machineId: availability(mill, 'milling-5-axis').machineId, availabilityVersion: 2 });
  });

  it('never puts two excluded companies into one plan', async () => {
    const pair = [idOf('A'), idOf('D')].sort();
    await bench.deliver('onExclusionChanged', [{ pairId: pair.join('~'), companyIds: pair, excluded: true, reasonClass: 'conflict' }]);
    const { plans } = await bench.proposalFor(order());
    for (const plan of plans) expect(pair.every((id) => plan.memberCompanyIds.includes(id))).toBe(false);
  });

  it('takes a new company at its value and a badly known one out', async () => {
    const newcomer = { name: 'N', processes: ['heat-treatment'] as const, ratePerHour: 20 };
    const suspended = { name: 'S', processes: ['heat-treatment'] as const, ratePerHour: 10 };
    await bench.deliver('onCompanyChanged', [company(newcomer), company(suspended, { status: 'suspended' })]);
    await bench.deliver('onRateCardPublished', [rateCard(newcomer), rateCard(suspended)]);
    await bench.deliver(
      'onAvailabilityChanged',
      [newcomer, suspended].map((shop) => availability(shop, 'heat-treatment')),
    );
    const placed = order();
    await bench.proposalFor(placed);
    const stageOne = await bench.as('orchestrator', null, (work) => bench.candidates.read(placed.orderId, work));
    const hardening = stageOne.operations.find(({ process }) => process === 'heat-treatment');
    const of = (name: string) => hardening?.candidates.find(({ companyId }) => companyId === idOf(name));
    expect(of('N')).toMatchObject({ standing: 'eligible', isShortlisted: true, threshold: { isMet: true } });
    expect(of('S')).toMatchObject({ standing: 'knocked-out', place: null, isShortlisted: false });
    expect(of('S')?.knockOuts.find(({ code }) => code === 'KO01')).toMatchObject({ state: 'fail', measured: 'suspended' });
    for (const candidate of hardening?.candidates ?? []) {
      expect(sum(candidate.losses.map((loss) => loss.loss))).toBeCloseTo(-Math.log(candidate.suitability), 9);
    }
  });

  it('says for each operation why nobody can do it', async () => {
    const placed = order();
    const wide = placed.operations.map((operation) =>
      operation.process === 'grinding' ? { ...operation, envelopeMicrometres: [620_000, 100_000, 100_000] } : operation,
    );
    await bench.submit({ ...placed, operations: wide });
    await bench.runTasks();
    const [refused] = await bench.published<NoConsortiumFoundData>('no-consortium-found', placed.orderId);
    expect(refused?.reasons).toHaveLength(1);
    expect(refused?.reasons[0]).toMatchObject({
      code: 'operation-without-candidate',
      params: { process: 'grinding', 'KO03 part-too-large': 2 },
    });
    const { state, refusal, items } = await bench.as('customer', 'customer', (work) =>
      bench.proposals.list(placed.orderId, { limit: 10 }, work),
    );
    expect({ state, items }).toEqual({ state: 'none-found', items: [] });
    expect(refusal?.reasons).toEqual(refused?.reasons);
  });

  it('says by what date it would work where the due day is too early', async () => {
    const placed = order({ dueAt: new Date(bench.now.getTime() + 9 * 86_400_000).toISOString() });
    await bench.submit(placed);
    await bench.runTasks();
    const [refused] = await bench.published<NoConsortiumFoundData>('no-consortium-found', placed.orderId);
    const later = refused?.relaxations.find(({ rule }) => rule === 'due-day');
    expect(later).toMatchObject({ from: placed.dueAt });
    expect(Date.parse(String(later?.to))).toBeGreaterThan(Date.parse(placed.dueAt));
  });

  it('proposes nothing for an order whose cancellation arrived first', async () => {
    const placed = order();
    await bench.deliver('onOrderCancelled', [
      { orderId: placed.orderId, orderVersion: 1, reason: 'gone', cancelledAt: bench.now.toISOString() },
    ]);
    await bench.submit(placed);
    expect(await bench.runTasks()).toBe(0);
  });
});

describe('who sees proposals', () => {
  it('shows a customer its own orders only, without scores that are for computation', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const own = await bench.as('customer', 'customer', (work) => bench.proposals.list(placed.orderId, { limit: 10 }, work));
    expect(own.items).toHaveLength(1);
    expect(own.items[0]?.plans[0]?.operations[0]).toHaveProperty('companyName', expect.stringMatching(/^Shop /));
    expect(JSON.stringify(own.items[0]?.plans.map((plan) => plan.operations))).not.toContain('suitability');
    const other = bench.as('customer', 'other customer', (work) => bench.proposals.list(placed.orderId, { limit: 10 }, work));
    await expect(other).rejects.toMatchObject({ kind: 'not-found', code: 'matching.order-not-found' });
  });

  it('does not find what belongs to another network', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    await bench.freshNetwork();
    const elsewhere = bench.as('orchestrator', null, (work) => bench.proposals.list(placed.orderId, { limit: 10 }, work));
    await expect(elsewhere).rejects.toMatchObject({ code: 'matching.order-not-found' });
  });
});
