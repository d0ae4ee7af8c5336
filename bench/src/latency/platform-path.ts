import { newId, type NetworkId, systemClock } from '@gewerk/kernel';
import {
  type BatchHandler,
  type Consumption,
  type EventContract,
  KafkaTransport,
  messagingMigrations,
  Pipeline,
  Relay,
  UnitsOfWork,
} from '@gewerk/platform-messaging';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import pg from 'pg';
import { until } from '../infrastructure.js';
import { Offers1710000000000, projectOffers } from '../messaging/platform.js';
import { workloadOf } from '../messaging/workload.js';
import type { Path } from './path.js';

const VISIBLE = 'bench_visible';

/** Unit of work → outbox → relay (woken by NOTIFY) → Kafka → pipeline → a row that another connection reads. */
export class PlatformPath implements Path {
  readonly #network = newId<NetworkId>();
  readonly #workload = workloadOf(200, 200);
  readonly #units: UnitsOfWork;
  readonly #sent = new Map<string, number>();
  #arrived: number[] = [];
  #next = 0;
  #looking = false;
  #lookAgain = false;

  private constructor(
    private readonly databases: { publisher: TestDatabase; consumer: TestDatabase },
    private readonly transport: KafkaTransport,
    private readonly relay: Relay,
    private readonly reader: pg.Client,
  ) {
    this.#units = new UnitsOfWork(databases.publisher.database, systemClock, '/gewerk/bench');
  }

  #consumption: Consumption | null = null;

  static async open(brokers: readonly string[]): Promise<PlatformPath> {
    const migrations = [...messagingMigrations, Offers1710000000000];
    const publisher = await createTestDatabase({ migrations, entities: [] });
    const consumer = await createTestDatabase({ migrations, entities: [] });
    const transport = new KafkaTransport({ brokers, clientId: 'bench-path' });
    const relay = new Relay({ name: 'bench', relayUrl: publisher.relayUrl, transport });
    const reader = new pg.Client(consumer.ownerUrl);
    const path = new PlatformPath({ publisher, consumer }, transport, relay, reader);
    await path.#start();
    return path;
  }

  async send(): Promise<void> {
    const event = { ...this.#workload.events[this.#next++ % this.#workload.events.length]!, offerId: newId() };
    this.#sent.set(event.offerId, performance.now());
    await this.#units.run({ networkId: this.#network, correlationId: newId(), causationId: null, hops: 0 }, async (unit) => {
      unit.publish(this.#workload.contract, event);
    });
  }

  async arrivals(): Promise<number[]> {
    await until(() => this.#sent.size === 0, 'the last arrival');
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  async close(): Promise<void> {
    await this.relay.stop();
    await this.#consumption?.close();
    await this.transport.close();
    await this.reader.end();
    await this.databases.publisher.drop();
    await this.databases.consumer.drop();
  }

  async #start(): Promise<void> {
    const { contract } = this.#workload;
    const project: BatchHandler = async (events, delivery) => {
      await projectOffers(events, delivery);
      // Reaches the reader with the commit, not before.
      await delivery.tx.query(`select pg_notify('${VISIBLE}', '')`);
    };
    const pipeline = new Pipeline({
      database: this.databases.consumer.database,
      clock: systemClock,
      source: '/gewerk/bench',
      consumer: `bench-${newId()}`,
      handlers: new Map([[contract.type, { contract: contract as EventContract, project }]]),
    });
    await this.transport.ensureTopics(pipeline.topics);
    this.#consumption = await this.transport.consume({
      group: pipeline.consumer,
      topics: pipeline.topics.map(({ name }) => name),
      onBatch: (records, signal, upcoming) => pipeline.process(records, signal, upcoming),
    });
    this.reader.on('notification', () => void this.#look());
    await this.reader.connect();
    await this.reader.query(`create index on offer (offer_id); listen ${VISIBLE}`);
    this.relay.start();
  }

  /** Reads which of the awaited rows are there. A notice that comes meanwhile leads to another look. */
  async #look(): Promise<void> {
    this.#lookAgain = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#lookAgain) {
      this.#lookAgain = false;
      const { rows } = await this.reader.query<{ offer_id: string }>('select offer_id from offer where offer_id = any ($1::uuid[])', [
        [...this.#sent.keys()],
      ]);
      const now = performance.now();
      for (const { offer_id } of rows) {
        this.#arrived.push(now - (this.#sent.get(offer_id) ?? now));
        this.#sent.delete(offer_id);
      }
    }
    this.#looking = false;
  }
}
