import { setTimeout as delay } from 'node:timers/promises';
import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import type { CompanyChangedData } from '@gewerk/contracts/registry';
import { CompanyScored, OrderScored, ProposalsScored } from '@gewerk/contracts/sustainability';
import { type CompanyId, type NetworkId, newId, systemClock } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { computeMigrations, type Task, type TaskHandler, Tasks } from '@gewerk/platform-compute';
import {
  type Delivery,
  type EventContract,
  messagingMigrations,
  type ReceivedEvent,
  type UnitOfWork,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sustainabilityMigrations } from '../migrations/sustainability.migrations.js';
import { ReportIndicators } from '../src/companies/application/report-indicators/report-indicators.js';
import { CompanyRepository } from '../src/companies/outbound/company-repository.js';
import { ScoreOrder } from '../src/orders/application/score-order/score-order.js';
import { ScoreProposals } from '../src/orders/application/score-proposals/score-proposals.js';
import { baselineOf, planFootprint, type ScoredFootprint } from '../src/orders/domain/footprints.js';
import { OrdersController } from '../src/orders/inbound/orders.controller.js';
import { OrderRepository } from '../src/orders/outbound/order-repository.js';
import { SustainabilitySubscriptions } from '../src/subscriptions.js';
import { makeOrder, makeProposal } from './plans.js';

const networkId = newId<NetworkId>();
const companies = new CompanyRepository();
const orders = new OrderRepository();
const tasks = new Tasks();
const scoreOrder = new ScoreOrder(orders);
const scoreProposals = new ScoreProposals(orders, companies, tasks);
const reportIndicators = new ReportIndicators(companies);
const subscriptions = new SustainabilitySubscriptions(companies, orders, scoreProposals, tasks);
const controller = new OrdersController(orders);

let test: TestDatabase;
let units: UnitsOfWork;

beforeAll(async () => {
  test = await createTestDatabase({
    migrations: [...messagingMigrations, ...computeMigrations, ...sustainabilityMigrations],
    entities: [],
  });
  units = new UnitsOfWork(test.database, systemClock, '/gewerk/sustainability');
});

afterAll(() => test.drop());

type Step = (work: UnitOfWork) => Promise<void>;

const run = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> =>
  units.run({ networkId, correlationId: newId(), causationId: null, hops: 0 }, work);
const event = <Data>(data: Data): ReceivedEvent<Data> => ({ id: newId(), networkId, data }) as ReceivedEvent<Data>;
const deliveryOf = (work: UnitOfWork): Delivery => ({ tx: work.tx, unitOf: () => work });
const submission =
  (order: OrderSubmittedData): Step =>
  (work) =>
    subscriptions.onOrderSubmitted([event(order)], deliveryOf(work));
const proposing =
  (proposal: ConsortiaProposedData): Step =>
  (work) =>
    subscriptions.onConsortiaProposed([event(proposal)], deliveryOf(work));
const submit = (order: OrderSubmittedData): Promise<void> => run(submission(order));
const propose = (proposal: ConsortiaProposedData): Promise<void> => run(proposing(proposal));
const published = async <Data>(contract: EventContract<Data>, key: string): Promise<Data[]> => {
  const rows: { payload: string }[] = await run((work) =>
    work.tx.query('select payload from messaging.outbox where type = $1 and key = $2 order by id', [contract.type, key]),
  );
  return rows.map(({ payload }) => JSON.parse(payload) as Data);
};

/** Carries out all tasks about an order as runners do at once: all are loaded before any is saved. */
async function carryOutTasks(orderId: string): Promise<string[]> {
  const kinds = await run(async (work) => {
    const [rows] = await work.tx.query<[{ kind: string }[], number]>('delete from app.task where subject = $1 returning kind', [orderId]);
    return rows.map(({ kind }) => kind).sort();
  });
  const task = { subject: orderId } as Task;
  const carryOut = async <Input, Output>(handler: TaskHandler<Input, Output>): Promise<void> => {
    const inputs = await Promise.all(kinds.filter((kind) => kind === handler.kind).map(() => run((work) => handler.load(work, task))));
    for (const input of inputs) {
      if (input === null) continue;
      const output = await handler.compute(input, task);
      await run((work) => handler.save(work, task, output, input));
    }
  };
  await carryOut(scoreOrder);
  await carryOut(scoreProposals);
  return kinds;
}

describe('footprints of an order and its proposals', () => {
  it.each(['order first', 'proposal first'])('end in a baseline and scored plans: %s', async (sequence) => {
    const order = makeOrder();
    const proposal = makeProposal(order);
    if (sequence === 'order first') await submit(order);
    await propose(proposal);
    if (sequence === 'proposal first') await submit(order);
    expect(await carryOutTasks(order.orderId)).toEqual(['score-order', 'score-proposals']);
    expect(await published(OrderScored, order.orderId)).toMatchObject([{ orderVersion: 1 }]);
    expect(await published(ProposalsScored, order.orderId)).toMatchObject([
      { proposalId: proposal.proposalId, plans: [{ planId: proposal.plans[0]?.planId, ecological: null, total: null }] },
    ]);
    const caller: Caller = { subject: 'c', networkId, companyId: order.customerCompanyId as CompanyId, roles: ['customer'] };
    const shown = await run((work) => controller.read(order.orderId, { ...work, caller }));
    expect(shown).toMatchObject({ orderId: order.orderId, proposals: [{ proposalId: proposal.proposalId }] });
    expect(shown.baseline?.co2eGrams).toBeGreaterThan(0);
  });

  it.each(['order', 'proposal'])('are asked for where both are handled at the same time, the %s a little ahead', async (ahead) => {
    const order = makeOrder();
    const steps = [submission(order), proposing(makeProposal(order))];
    const [first, second] = (ahead === 'order' ? steps : steps.reverse()) as [Step, Step];
    let other: Promise<void> = Promise.resolve();
    await run(async (work) => {
      await first(work);
      other = run(second);
      await delay(100);
    });
    await other;
    expect(await carryOutTasks(order.orderId)).toContain('score-proposals');
    expect(await published(ProposalsScored, order.orderId)).toHaveLength(1);
  });

  it('are published once for each proposal, though two tasks had both before them', async () => {
    const order = makeOrder();
    const proposals = [makeProposal(order), makeProposal(order)];
    await submit(order);
    for (const proposal of proposals) await propose(proposal);
    expect(await carryOutTasks(order.orderId)).toEqual(['score-order', 'score-proposals', 'score-proposals']);
    const scored = (await published(ProposalsScored, order.orderId)).map(({ proposalId }) => proposalId);
    expect(scored.sort()).toEqual(proposals.map(({ proposalId }) => proposalId).sort());
  });

  it('are hidden from other customers', async () => {
    const order = makeOrder();
    await submit(order);
    const caller: Caller = { subject: 'c', networkId, companyId: newId<CompanyId>(), roles: ['customer'] };
    await expect(run((work) => controller.read(order.orderId, { ...work, caller }))).rejects.toThrow('sustainability.order-unknown');
  });

  it('take the grid of the country where each company works', async () => {
    const order = makeOrder();
    const [swedish, german] = [newId(), newId()];
    const company = (companyId: string, country: string): CompanyChangedData =>
      ({ companyId, country: 'SE', sites: [{ country }] }) as never;
    await run((work) => subscriptions.onCompanyChanged([event(company(swedish, 'SE')), event(company(german, 'DE'))], deliveryOf(work)));
    await submit(order);
    const inSweden = makeProposal(order, [swedish]);
    const inGermany = makeProposal(order, [german]);
    await propose(inSweden);
    await propose(inGermany);
    await carryOutTasks(order.orderId);
    const scored = await published(ProposalsScored, order.orderId);
    const energyOf = new Map(scored.map(({ proposalId, plans }) => [proposalId, plans[0]?.energyGrams ?? 0]));
    expect(energyOf.get(inSweden.proposalId)).toBeGreaterThan(0);
    expect(energyOf.get(inGermany.proposalId)).toBeGreaterThan(3 * (energyOf.get(inSweden.proposalId) ?? Infinity));
  });
});

describe('the figures of a footprint', () => {
  const consistent = (figures: ScoredFootprint, pieces: number): void => {
    expect(figures.co2eGrams).toBe(figures.materialGrams + figures.energyGrams + figures.transportGrams);
    expect(Math.abs(figures.perPieceGrams * pieces - figures.co2eGrams)).toBeLessThanOrEqual(pieces / 2 + 2);
    expect(figures.p10Grams).toBeLessThanOrEqual(figures.co2eGrams + 1);
    expect(figures.p90Grams).toBeGreaterThanOrEqual(figures.co2eGrams - 1);
    expect(figures.dataQualityRating).toBeGreaterThanOrEqual(1);
    expect(figures.dataQualityRating).toBeLessThanOrEqual(5);
  };
  const orderArbitrary = fc
    .record({
      pieces: fc.integer({ min: 1, max: 500 }),
      grossMassGrams: fc.integer({ min: 1, max: 60_000 }),
      unitMinutes: fc.double({ min: 0, max: 400, noNaN: true }),
    })
    .map(makeOrder);

  it('add up to the total, to the gram, in baselines and plans', () => {
    fc.assert(
      fc.property(orderArbitrary, (order) => {
        const pieces = order.parts[0]?.pieces ?? 0;
        consistent(baselineOf(order), pieces);
        for (const plan of makeProposal(order).plans) {
          const figures = planFootprint(order, plan, () => 'DE');
          consistent(figures, pieces);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have the same material in the baseline and in every plan', () => {
    fc.assert(
      fc.property(orderArbitrary, (order) => {
        const material = baselineOf(order).materialGrams;
        for (const plan of makeProposal(order).plans) expect(planFootprint(order, plan, () => 'SE').materialGrams).toBe(material);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the three pillars of a company', () => {
  const reportOf = (companyId: string, values: [string, number][], byCompanyItself = true) => ({
    ...{ companyId, year: 2025, byCompanyItself },
    values: values.map(([code, value]) => ({ code, value })),
  });
  const report = (companyId: string, ...values: [string, number][]): Promise<unknown> =>
    run((work) => reportIndicators.execute(work, reportOf(companyId, values)));

  it('are published when they change, and only then', async () => {
    const companyId = newId();
    await report(companyId, ['E3', 0.5]);
    await report(companyId, ['E3', 0.5]);
    expect(await published(CompanyScored, companyId)).toMatchObject([
      { ecological: 0.5, economic: null, social: null, total: null, confidence: 1 / 12 },
    ]);
    await report(companyId, ['E3', 0.5], ['C2', 0.45], ['S1', 0]);
    const [, full, none] = await published(CompanyScored, companyId);
    expect(full).toMatchObject({ ecological: 0.5, economic: 1, social: 1 });
    expect(full?.total).toBeCloseTo(0.5 ** (1 / 3), 12);
    expect(none).toBeUndefined();
  });

  it('weigh into the plans of its consortia, by what each member is paid', async () => {
    const [good, poor, unknown] = [newId(), newId(), newId()];
    await report(good, ['E3', 0.9]);
    await report(poor, ['E3', 0.3]);
    const order = makeOrder();
    await submit(order);
    const proposal = makeProposal(order, [good, poor, unknown]);
    const [cheap, dear] = proposal.plans[0]?.operations ?? [];
    if (cheap !== undefined && dear !== undefined)
      Object.assign(dear, { price: { ...cheap.price, amountMinor: 2 * cheap.price.amountMinor } });
    await propose(proposal);
    await carryOutTasks(order.orderId);
    const [scored] = await published(ProposalsScored, order.orderId);
    expect(scored?.plans[0]?.ecological).toBeCloseTo((0.9 + 2 * 0.3) / 3, 9);
    expect(scored?.plans[0]?.total).toBeNull();
  });

  it('are reported by others only of companies that the network knows', async () => {
    const companyId = newId();
    const byOrchestrator = (): Promise<unknown> => run((work) => reportIndicators.execute(work, reportOf(companyId, [['E3', 0.5]], false)));
    await expect(byOrchestrator()).rejects.toMatchObject({ kind: 'not-found', code: 'sustainability.company-unknown' });
    expect(await published(CompanyScored, companyId)).toEqual([]);
    await run((work) => companies.saveCountry(work.tx, work.networkId, companyId, 'DE'));
    await byOrchestrator();
    expect(await published(CompanyScored, companyId)).toHaveLength(1);
  });

  it('refuse unknown and repeated indicators, naming the place', async () => {
    const pointer = (index: number): object => ({ kind: 'invalid', errors: [{ pointer: `/values/${index}/code` }] });
    await expect(report(newId(), ['E3', 0.5], ['X9', 1])).rejects.toMatchObject(pointer(1));
    await expect(report(newId(), ['E3', 0.5], ['E3', 0.6])).rejects.toMatchObject(pointer(1));
  });
});
