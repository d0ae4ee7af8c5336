import { newId, type NetworkId, systemClock } from '@gewerk/kernel';
import { type Database, tenantTable } from '@gewerk/platform-persistence';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { EventContract, TopicContract } from '../src/contract/contract.js';
import type { Origin, ReceivedEvent } from '../src/envelope/event.js';
import { messagingMigrations } from '../src/migrations/messaging-migrations.js';
import type { Delivery, HandlerTable } from '../src/pipeline/handlers.js';
import { Pipeline, type PipelineOptions } from '../src/pipeline/pipeline.js';
import { Relay, type RelayOptions } from '../src/relay/relay.js';
import type { Consumption, EventTransport } from '../src/transport/transport.js';
import { UnitsOfWork } from '../src/units/units-of-work.js';
import type { Adapter, TestLog } from './adapters.js';

export interface PartChanged {
  partId: string;
  note: string;
}

const partSchema = {
  type: 'object',
  required: ['partId', 'note'],
  properties: { partId: { type: 'string', maxLength: 100 }, note: { type: 'string', maxLength: 600_000 } },
};

/** A topic nobody used before, so that tests on one broker do not see each other. */
export function newTopic(kind: 'fact' | 'state', partitions = 4): TopicContract {
  return { name: `test.${kind}-${newId()}`, kind, partitions };
}

export function contractOf(topic: TopicContract, name = 'part-changed'): EventContract<PartChanged> {
  return { type: `test.${name}.v1`, topic, schema: partSchema, keyOf: (data) => data.partId };
}

/** One row per effect, deliberately without any key that would hide a second one. */
class Effects1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table effect (network_id uuid not null, id bigint generated always as identity, consumer text not null, kind text not null,
        type text not null, key text not null, epoch integer not null, version bigint not null, note text not null, primary key (network_id, id));
      ${tenantTable('effect')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table effect');
  }
}

export interface Effect {
  kind: string;
  type: string;
  key: string;
  epoch: number;
  version: number;
  note: string;
}

/** A publishing and a consuming service on databases of their own, and the log between them. */
export class Harness {
  readonly network = newId<NetworkId>();
  readonly #closing: (() => Promise<void>)[] = [];

  private constructor(
    readonly log: TestLog,
    readonly publisher: TestDatabase,
    readonly consumer: TestDatabase,
    readonly transport: EventTransport,
  ) {}

  static async start(adapter: Adapter): Promise<Harness> {
    const migrations = [...messagingMigrations, Effects1800000000000];
    const [log, publisher, consumer] = await Promise.all([
      adapter.start(),
      createTestDatabase({ migrations, entities: [] }),
      createTestDatabase({ migrations, entities: [] }),
    ]);
    return new Harness(log, publisher, consumer, log.open());
  }

  async drop(): Promise<void> {
    await this.stopAll();
    await this.log.drop();
    await Promise.all([this.publisher.drop(), this.consumer.drop()]);
  }

  /** Ends the relays and consumers that a test started. */
  async stopAll(): Promise<void> {
    for (const close of this.#closing.splice(0).reverse()) await close();
  }

  origin(overrides: Partial<Origin> = {}): Origin {
    return { networkId: this.network, correlationId: newId(), causationId: null, hops: 0, ...overrides };
  }

  async publish<Data>(contract: EventContract<Data>, ...data: Data[]): Promise<void> {
    await this.units().run(this.origin(), async (unit) => {
      for (const each of data) unit.publish(contract, each);
    });
  }

  units(database: Database = this.publisher.database): UnitsOfWork {
    return new UnitsOfWork(database, systemClock, '/gewerk/publisher');
  }

  relay(overrides: Partial<RelayOptions> = {}): Relay {
    const relay = new Relay({
      name: 'publisher',
      relayUrl: this.publisher.relayUrl,
      transport: this.transport,
      pollMillis: 100,
      ...overrides,
    });
    relay.start();
    this.#closing.push(() => relay.stop());
    return relay;
  }

  pipeline(handlers: HandlerTable, overrides: Partial<PipelineOptions> = {}): Pipeline {
    return new Pipeline({
      database: this.consumer.database,
      clock: systemClock,
      source: '/gewerk/consumer',
      consumer: `consumer-${newId()}`,
      handlers,
      ...overrides,
    });
  }

  async consume(pipeline: Pipeline, transport: EventTransport = this.transport): Promise<Consumption> {
    await transport.ensureTopics(pipeline.topics);
    const consumption = await transport.consume({
      group: pipeline.consumer,
      topics: pipeline.topics.map((topic) => topic.name),
      onBatch: (records, signal, upcoming) => pipeline.process(records, signal, upcoming),
    });
    let open = true;
    const close = async (): Promise<void> => {
      if (open) await consumption.close();
      open = false;
    };
    this.#closing.push(close);
    return { close };
  }

  effects(consumer: string): Promise<Effect[]> {
    return this.consumer.database.transaction([this.network], (tx) =>
      tx.query<Effect[]>(
        'select kind, type, key, epoch, version::int as version, note from effect where network_id = $1 and consumer = $2 order by id',
        [this.network, consumer],
      ),
    );
  }

  async unsentRows(): Promise<number> {
    const [row] = await this.publisher.database.transaction([this.network], (tx) =>
      tx.query<{ n: number }[]>('select count(*)::int as n from messaging.outbox where unsent'),
    );
    return row?.n ?? -1;
  }
}

/** A handler that leaves one row per event, in their order. */
export function recordEffects(consumer: string, kind = 'projected') {
  return async (events: readonly ReceivedEvent<unknown>[], delivery: Delivery): Promise<void> => {
    await delivery.tx.query(
      `insert into effect (network_id, consumer, kind, type, key, epoch, version, note)
       select e.network_id, $1, $2, e.type, e.key, e.epoch, e.version, e.note
       from unnest($3::uuid[], $4::text[], $5::text[], $6::integer[], $7::bigint[], $8::text[]) with ordinality
         as e(network_id, type, key, epoch, version, note, ordinal) order by e.ordinal`,
      [
        consumer,
        kind,
        events.map((event) => event.networkId),
        events.map((event) => event.type),
        events.map((event) => event.key),
        events.map((event) => event.epoch),
        events.map((event) => event.version),
        events.map((event) => (event.data as PartChanged).note),
      ],
    );
  };
}

export function handlersOf(...entries: { contract: EventContract<PartChanged>; project?: object; react?: object }[]): HandlerTable {
  return new Map(entries.map((entry) => [entry.contract.type, entry])) as unknown as HandlerTable;
}

export async function eventually(assertion: () => Promise<void> | void, withinMillis = 15_000): Promise<void> {
  const end = Date.now() + withinMillis;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(40);
    }
  }
}

/** Versions per key in the order of their effects. */
export function versionsByKey(effects: readonly Effect[]): Record<string, number[]> {
  const byKey: Record<string, number[]> = {};
  for (const effect of effects) (byKey[effect.key] ??= []).push(effect.version);
  return byKey;
}

export function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
