import { newId, type NetworkId, systemClock } from '@gewerk/kernel';
import {
  type BatchHandler,
  type Consumption,
  type EventContract,
  type EventHandlers,
  KafkaTransport,
  messagingMigrations,
  Pipeline,
  type ReceivedEvent,
  Relay,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { tenantTable } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import pg from 'pg';
import { until } from '../infrastructure.js';
import type { Competitor } from './competitor.js';
import { BATCH, newestPerOffer, type SlotOffered, type Workload } from './workload.js';

export class Offers1710000000000 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      create table offer (network_id uuid not null, offer_id uuid not null, machine_id uuid not null, opens_at timestamptz not null,
        closes_at timestamptz not null, free_minutes integer not null, rate_minor bigint not null, primary key (network_id, offer_id));
      ${tenantTable('offer')}`);
  }

  async down(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('drop table offer');
  }
}

/** The messaging of the platform, as services run it. */
export class PlatformMessaging implements Competitor {
  readonly #network = newId<NetworkId>();

  private constructor(
    private readonly transport: KafkaTransport,
    private readonly publisher: TestDatabase,
    private readonly consumer: TestDatabase,
  ) {}

  static async open(brokers: readonly string[]): Promise<PlatformMessaging> {
    const migrations = [...messagingMigrations, Offers1710000000000];
    const publisher = await createTestDatabase({ migrations, entities: [] });
    const consumer = await createTestDatabase({ migrations, entities: [] });
    const transport = new KafkaTransport({ brokers, clientId: 'bench-platform', batchSize: BATCH, concurrency: 1 });
    return new PlatformMessaging(transport, publisher, consumer);
  }

  async relay(workload: Workload): Promise<number> {
    await this.transport.ensureTopics([workload.incoming]);
    const relay = await this.#runningRelay(workload);
    const already = relay.counters.published;
    try {
      await this.#publish(workload, workload.events);
      const startedAt = performance.now();
      await until(() => relay.counters.published - already >= workload.events.length, 'publishing');
      return performance.now() - startedAt;
    } finally {
      await relay.stop();
    }
  }

  async pipeline(workload: Workload): Promise<number> {
    let firstAt: number | null = null;
    const { pipeline, consumption } = await this.#consume(workload, () => (firstAt ??= performance.now()));
    try {
      await until(() => pipeline.counters.total.handled >= workload.events.length, 'consuming');
      return performance.now() - (firstAt ?? 0);
    } finally {
      await consumption.close();
    }
  }

  async together(workload: Workload): Promise<number> {
    const relay = await this.#runningRelay(workload);
    const { pipeline, consumption } = await this.#consume(workload, () => undefined);
    try {
      await until(() => pipeline.counters.total.handled >= 1, 'the first event');
      await this.#publish(workload, workload.events);
      const startedAt = performance.now();
      await until(() => pipeline.counters.total.handled > workload.events.length, 'publishing and consuming');
      return performance.now() - startedAt;
    } finally {
      await relay.stop();
      await consumption.close();
    }
  }

  async clear(): Promise<void> {
    for (const { ownerUrl } of [this.publisher, this.consumer]) {
      const owner = new pg.Client(ownerUrl);
      await owner.connect();
      await owner.query('truncate messaging.outbox, messaging.stream_head, messaging.watermark, messaging.consumer_offset, offer');
      await owner.query('checkpoint');
      await owner.end();
    }
  }

  async close(): Promise<void> {
    await this.transport.close();
    await this.publisher.drop();
    await this.consumer.drop();
  }

  /** A relay that has its buckets, its topics and its producer: one event went through. */
  async #runningRelay(workload: Workload): Promise<Relay> {
    const relay = new Relay({ name: 'bench', relayUrl: this.publisher.relayUrl, transport: this.transport, batchSize: BATCH });
    relay.start();
    await this.#publish(workload, workload.events.slice(0, 1));
    await until(() => relay.counters.published >= 1, 'the first event');
    return relay;
  }

  async #publish(workload: Workload, events: readonly SlotOffered[]): Promise<void> {
    const units = new UnitsOfWork(this.publisher.database, systemClock, '/gewerk/bench');
    await units.run({ networkId: this.#network, correlationId: newId(), causationId: null, hops: 0 }, async (unit) => {
      for (const event of events) unit.publish(workload.contract, event);
    });
  }

  async #consume(workload: Workload, onFirst: () => void): Promise<{ pipeline: Pipeline; consumption: Consumption }> {
    const handlers: EventHandlers = { contract: workload.contract as EventContract, project: projectOffers, react: reply(workload) };
    const pipeline = new Pipeline({
      database: this.consumer.database,
      clock: systemClock,
      source: '/gewerk/bench',
      consumer: `bench-${newId()}`,
      handlers: new Map([[workload.contract.type, handlers]]),
      onFault: (error) => process.stderr.write(`${error.stack}\n`),
    });
    await this.transport.ensureTopics(pipeline.topics);
    const consumption = await this.transport.consume({
      group: pipeline.consumer,
      topics: pipeline.topics.map(({ name }) => name),
      onBatch: (records, signal, upcoming) => {
        onFirst();
        return pipeline.process(records, signal, upcoming);
      },
    });
    return { pipeline, consumption };
  }
}

export const projectOffers = (async (events: readonly ReceivedEvent<SlotOffered>[], { tx }) => {
  const newest = newestPerOffer(events, ({ data }) => data);
  await tx.query(
    `insert into offer as o (network_id, offer_id, machine_id, opens_at, closes_at, free_minutes, rate_minor)
     select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::integer[], $7::bigint[])
     on conflict (network_id, offer_id) do update set machine_id = excluded.machine_id, opens_at = excluded.opens_at,
       closes_at = excluded.closes_at, free_minutes = excluded.free_minutes, rate_minor = excluded.rate_minor`,
    [
      newest.map(({ networkId }) => networkId),
      newest.map(({ data }) => data.offerId),
      newest.map(({ data }) => data.machineId),
      newest.map(({ data }) => data.opensAt),
      newest.map(({ data }) => data.closesAt),
      newest.map(({ data }) => data.freeMinutes),
      newest.map(({ data }) => data.rateMinor),
    ],
  );
}) as BatchHandler;

function reply(workload: Workload): BatchHandler {
  return (async (events: readonly ReceivedEvent<SlotOffered>[], delivery) => {
    for (const event of events) {
      const { offerId, freeMinutes } = event.data;
      delivery.unitOf(event).publish(workload.reply, { offerId, freeMinutes });
    }
  }) as BatchHandler;
}
