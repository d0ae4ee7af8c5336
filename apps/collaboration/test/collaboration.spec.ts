import { ConsortiumClosed, ConsortiumOpened, PhaseEntered } from '@gewerk/contracts/collaboration';
import type { ConsortiumConfirmedData } from '@gewerk/contracts/matching';
import { type CompanyId, money, type NetworkId, newId, systemClock } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { PageQuery } from '@gewerk/platform-http';
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
import { collaborationMigrations } from '../migrations/collaboration.migrations.js';
import { NoteProgress } from '../src/consortia/application/note-progress/note-progress.js';
import { ConsortiaController } from '../src/consortia/inbound/consortia.controller.js';
import type { ConsortiumDetailResponse, ConsortiumResponse } from '../src/consortia/inbound/consortium.dto.js';
import { RecordRepository } from '../src/consortia/outbound/record-repository.js';
import { CollaborationSubscriptions } from '../src/subscriptions.js';

type Method = Exclude<keyof CollaborationSubscriptions, symbol>;

interface Fact {
  method: Method;
  event: ReceivedEvent<never>;
}

/** All facts of one formation, each with the id it keeps when it is delivered again. */
interface Story {
  confirmed: ConsortiumConfirmedData;
  facts: Record<'confirmed' | 'started' | 'finished' | 'announced' | 'complaint' | 'accepted' | 'rated' | 'dissolved', Fact>;
}

const networkId = newId<NetworkId>();
const at = '2026-03-02T08:00:00.000Z';

function story(): Story {
  const [formationId, consortiumId, orderId, customerCompanyId] = [newId(), newId(), newId(), newId()];
  const [lead, second, standby] = [newId(), newId(), newId()];
  const [sawing, grinding] = [newId(), newId()];
  const zero = money(0);
  const confirmed: ConsortiumConfirmedData = {
    ...{ formationId, consortiumId, orderId, orderVersion: 1, customerCompanyId, leadCompanyId: lead },
    members: [
      { companyId: lead, role: 'primary', operationIds: [sawing], price: money(600_000) },
      { companyId: second, role: 'primary', operationIds: [grinding], price: money(300_000) },
      { companyId: standby, role: 'standby', operationIds: [sawing], price: money(10_000) },
    ],
    bookings: [],
    price: { production: money(900_000), transport: zero, coordination: zero, standby: money(10_000), total: money(910_000) },
    ...{ arrivesAt: at, promisedAt: at, deliveryProbability: 0.93, co2eGrams: 1, confirmedAt: at },
  };
  const fact = (method: Method, data: object): Fact => ({
    method,
    event: { id: newId(), networkId, data: { formationId, orderId, ...data } } as never,
  });
  const operation = { operationId: sawing, companyId: lead };
  return {
    confirmed,
    facts: {
      confirmed: fact('onConfirmed', confirmed),
      started: fact('onStarted', { ...operation, startedAt: at }),
      finished: fact('onFinished', { ...operation, finishedAt: at, plannedEndsAt: at, goodPieces: 24, scrapPieces: 1 }),
      announced: fact('onAnnounced', { announcedAt: at, expectedAt: at }),
      complaint: fact('onComplaint', { reason: 'scratched', affectedPieces: 2, raisedAt: at }),
      accepted: fact('onAccepted', { onTime: true, acceptedPieces: 24, acceptedAt: at }),
      rated: fact('onRated', { ratings: [{}], ratedAt: at }),
      dissolved: fact('onDissolved', { consortiumId, reason: 'the customer withdrew', dissolvedAt: at }),
    },
  };
}

describe('collaboration', () => {
  const records = new RecordRepository();
  const subscriptions = new CollaborationSubscriptions(new NoteProgress(records));
  const controller = new ConsortiaController(records);
  let test: TestDatabase;
  let units: UnitsOfWork;

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [...messagingMigrations, ...collaborationMigrations], entities: [] });
    units = new UnitsOfWork(test.database, systemClock, '/gewerk/collaboration');
  });

  afterAll(() => test.drop());

  const run = <T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> =>
    units.run({ networkId, correlationId: newId(), causationId: null, hops: 0 }, work);
  const deliver = (...facts: Fact[]): Promise<void> =>
    run(async (work) => {
      const delivery: Delivery = { tx: work.tx, unitOf: () => work };
      for (const { method, event } of facts) await subscriptions[method]([event], delivery);
    });
  const deliverEach = async (...facts: Fact[]): Promise<void> => {
    for (const fact of facts) await deliver(fact);
  };
  const published = async <Data>(contract: EventContract<Data>, consortiumId: string): Promise<Data[]> => {
    const rows: { payload: string }[] = await run((work) =>
      work.tx.query('select payload from messaging.outbox where type = $1 and key = $2 order by id', [contract.type, consortiumId]),
    );
    return rows.map(({ payload }) => JSON.parse(payload) as Data);
  };
  const as = (role: Caller['roles'][number], companyId: string | null = null): Caller => ({
    ...{ subject: 'someone', networkId, companyId: companyId as CompanyId | null, roles: [role] },
  });
  const read = (caller: Caller, consortiumId: string): Promise<ConsortiumDetailResponse> =>
    run((work) => controller.one(consortiumId, { ...work, caller }));
  const list = (caller: Caller, query: Partial<PageQuery> = {}): Promise<{ items: ConsortiumResponse[]; nextCursor: string | null }> =>
    run((work) => controller.list(Object.assign(new PageQuery(), { limit: 50, ...query }), { ...work, caller }));

  it('ends in one record and publishes each step once, whatever the order in which facts arrive and however often', async () => {
    const kinds = ['confirmed', 'started', 'finished', 'announced', 'complaint', 'accepted', 'rated'] as const;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...kinds, ...kinds], { minLength: 2 * kinds.length }), async (order) => {
        const { confirmed, facts } = story();
        await deliverEach(...order.map((kind) => facts[kind]));
        const { consortiumId, orderId } = confirmed;
        const record = await read(as('orchestrator'), consortiumId);
        expect(record).toMatchObject({ orderId, phase: 'closed', outcome: 'fulfilled' });
        expect(record.log.map(({ kind }) => kind).sort()).toEqual([
          ...[
            'complaint-raised',
            'confirmed',
            'delivery-accepted',
            'delivery-announced',
            'operation-finished',
            'operation-started',
            'order-rated',
          ],
        ]);
        expect(await published(ConsortiumOpened, consortiumId)).toHaveLength(1);
        expect(await published(ConsortiumClosed, consortiumId)).toMatchObject([
          { outcome: 'fulfilled', reason: 'delivered, accepted and rated' },
        ]);
        const phases = (await published(PhaseEntered, consortiumId)).map(({ phase }) => phase);
        expect(phases).toEqual(
          ['action', 'delivery', 'resolution', 'review', 'evolution'].filter((phase) => phases.includes(phase as never)),
        );
        expect(phases[0]).toBe('action');
        expect(phases.at(-1)).toBe('evolution');
      }),
      { numRuns: 12 },
    );
  });

  it('loses nothing where facts of one formation are handled at the same time', async () => {
    const { confirmed, facts } = story();
    const { dissolved: _never, ...all } = facts;
    await Promise.all(Object.values(all).map((fact) => deliver(fact)));
    expect(await read(as('orchestrator'), confirmed.consortiumId)).toMatchObject({ phase: 'closed', outcome: 'fulfilled' });
    expect(await published(ConsortiumOpened, confirmed.consortiumId)).toHaveLength(1);
    expect(await published(ConsortiumClosed, confirmed.consortiumId)).toHaveLength(1);
  });

  it('publishes nothing and shows no record before the confirmation', async () => {
    const { confirmed, facts } = story();
    await deliverEach(facts.started, facts.finished, facts.announced);
    await expect(read(as('orchestrator'), confirmed.consortiumId)).rejects.toThrow('collaboration.consortium-unknown');
    const rows = await run((work) => work.tx.query('select 1 from messaging.outbox where payload like $1', [`%${confirmed.formationId}%`]));
    expect(rows).toEqual([]);
  });

  it.each([
    'confirmed',
    'dissolved',
  ] as const)('closes as dissolved with the reason that was given, where %s arrives last', async (last) => {
    const { confirmed, facts } = story();
    await deliverEach(...(last === 'dissolved' ? [facts.confirmed, facts.dissolved] : [facts.dissolved, facts.confirmed]));
    expect(await published(ConsortiumClosed, confirmed.consortiumId)).toMatchObject([
      { outcome: 'dissolved', reason: 'the customer withdrew' },
    ]);
    expect(await read(as('orchestrator'), confirmed.consortiumId)).toMatchObject({ phase: 'closed', outcome: 'dissolved' });
  });

  it('stays in resolution until the delivery is accepted after all', async () => {
    const { confirmed, facts } = story();
    await deliverEach(facts.confirmed, facts.announced, facts.complaint);
    expect(await read(as('orchestrator'), confirmed.consortiumId)).toMatchObject({ phase: 'resolution', outcome: null, closedAt: null });
    await deliver(facts.accepted);
    expect(await read(as('orchestrator'), confirmed.consortiumId)).toMatchObject({ phase: 'review' });
  });

  it('shows a price to the member whose it is, to the orchestrator and the auditor, and to nobody else', async () => {
    const { confirmed, facts } = story();
    await deliver(facts.confirmed);
    const pricesFor = async (caller: Caller): Promise<(number | null)[]> =>
      (await read(caller, confirmed.consortiumId)).members.map(({ price }) => price?.amountMinor ?? null);
    expect(await pricesFor(as('orchestrator'))).toEqual([600_000, 300_000, 10_000]);
    expect(await pricesFor(as('auditor'))).toEqual([600_000, 300_000, 10_000]);
    expect(await pricesFor(as('member', confirmed.leadCompanyId))).toEqual([600_000, null, null]);
    expect(await pricesFor(as('customer', confirmed.customerCompanyId))).toEqual([null, null, null]);
  });

  it('hides a consortium from companies that take no part, as if there were none', async () => {
    const { confirmed, facts } = story();
    await deliver(facts.confirmed);
    await expect(read(as('member', newId()), confirmed.consortiumId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(read(as('customer', newId()), confirmed.consortiumId)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(list(as('member'))).rejects.toMatchObject({ code: 'collaboration.no-company' });
  });

  it('lists to each company the consortia it takes part in, page by page', async () => {
    const [first, second] = [story(), story()];
    await deliver(first.facts.confirmed, second.facts.confirmed);
    for (const { confirmed } of [first, second]) {
      const takingPart = [
        ...confirmed.members.map(({ companyId }) => as('member', companyId)),
        as('customer', confirmed.customerCompanyId),
      ];
      for (const caller of takingPart) {
        expect((await list(caller)).items.map(({ consortiumId }) => consortiumId)).toEqual([confirmed.consortiumId]);
      }
    }
    const all = (await list(as('orchestrator'))).items.map(({ consortiumId }) => consortiumId);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(as('orchestrator'), { limit: 3, ...(cursor === null ? {} : { cursor }) });
      paged.push(...page.items.map(({ consortiumId }) => consortiumId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    expect(all).toEqual(expect.arrayContaining([first.confirmed.consortiumId, second.confirmed.consortiumId]));
  });
});
