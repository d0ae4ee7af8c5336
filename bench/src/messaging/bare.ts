import { newId } from '@gewerk/kernel';
import { createEmptyDatabase } from '@gewerk/testing';
import { type Admin, type Consumer, type EachBatchPayload, Kafka, type KafkaMessage, Partitioners, type Producer } from 'kafkajs';
import pg from 'pg';
import { until } from '../infrastructure.js';
import type { Competitor } from './competitor.js';
import { BATCH, newestPerOffer, PARTITIONS, type SlotOffered, type Workload } from './workload.js';

const TABLES = `
  create table outbox (id bigint generated always as identity primary key, event_id uuid not null, topic text not null, key text not null,
    payload text not null);
  create table inbox (consumer text not null, event_id uuid not null, primary key (consumer, event_id));
  create table offer (offer_id uuid primary key, machine_id uuid not null, opens_at timestamptz not null, closes_at timestamptz not null,
    free_minutes integer not null, rate_minor bigint not null);`;

interface OutboxRow {
  id: string;
  event_id: string;
  key: string;
  payload: string;
}

/** kafkajs and pg with nothing around them: no schema, no tenants, no order, no retries; the least that moves the same rows. */
export class BareMessaging implements Competitor {
  readonly #kafka: Kafka;

  private constructor(
    brokers: readonly string[],
    private readonly admin: Admin,
    private readonly producer: Producer,
    private readonly publisher: Connected,
    private readonly consumer: Connected,
  ) {
    this.#kafka = quietKafka(brokers);
  }

  static async open(brokers: readonly string[]): Promise<BareMessaging> {
    const kafka = quietKafka(brokers);
    const admin = kafka.admin();
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
    await admin.connect();
    await producer.connect();
    return new BareMessaging(brokers, admin, producer, await connectedDatabase(), await connectedDatabase());
  }

  async relay(workload: Workload): Promise<number> {
    await this.#createTopic(workload);
    await this.#publish(workload, workload.events.slice(0, 1));
    await this.#drainOutbox();
    await this.#publish(workload, workload.events);
    const startedAt = performance.now();
    await this.#drainOutbox();
    return performance.now() - startedAt;
  }

  async pipeline(workload: Workload): Promise<number> {
    let firstAt: number | null = null;
    const { handled, stop } = await this.#consume(workload, () => (firstAt ??= performance.now()));
    try {
      await until(() => handled() >= workload.events.length, 'consuming');
      return performance.now() - (firstAt ?? 0);
    } finally {
      await stop();
    }
  }

  async together(workload: Workload): Promise<number> {
    await this.#createTopic(workload);
    const { handled, stop } = await this.#consume(workload, () => undefined);
    try {
      await this.#publish(workload, workload.events.slice(0, 1));
      await this.#drainOutbox();
      await until(() => handled() >= 1, 'the first event');
      await this.#publish(workload, workload.events);
      const startedAt = performance.now();
      await this.#drainOutbox();
      await until(() => handled() > workload.events.length, 'publishing and consuming');
      return performance.now() - startedAt;
    } finally {
      await stop();
    }
  }

  async clear(): Promise<void> {
    for (const { client } of [this.publisher, this.consumer]) {
      await client.query('truncate outbox, inbox, offer');
      await client.query('checkpoint');
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
    await this.admin.disconnect();
    for (const { client, drop } of [this.publisher, this.consumer]) {
      await client.end();
      await drop();
    }
  }

  async #createTopic({ incoming }: Workload): Promise<void> {
    await this.admin.createTopics({ topics: [{ topic: incoming.name, numPartitions: PARTITIONS }], waitForLeaders: true });
  }

  async #publish({ incoming }: Workload, events: readonly SlotOffered[]): Promise<void> {
    await insertOutbox(
      this.publisher.client,
      incoming.name,
      events.map((event) => ({ key: event.offerId, payload: JSON.stringify(event) })),
    );
  }

  async #drainOutbox(): Promise<void> {
    const { client } = this.publisher;
    for (;;) {
      const { rows } = await client.query<OutboxRow & { topic: string }>(
        `select id, event_id, topic, key, payload from outbox order by id limit ${BATCH}`,
      );
      const [first] = rows;
      if (first === undefined) return;
      const messages = rows.map(({ event_id, key, payload }) => ({ key, value: payload, headers: { id: event_id } }));
      await this.producer.send({ topic: first.topic, acks: -1, messages });
      await client.query('delete from outbox where id = any ($1::bigint[])', [rows.map(({ id }) => id)]);
    }
  }

  async #consume(workload: Workload, onFirst: () => void): Promise<{ handled: () => number; stop: () => Promise<void> }> {
    const group = `bare-${newId()}`;
    const consumer: Consumer = this.#kafka.consumer({ groupId: group, maxWaitTimeInMs: 1000, maxBytesPerPartition: 4_194_304 });
    let handled = 0;
    await consumer.connect();
    await consumer.subscribe({ topics: [workload.incoming.name], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 1,
      eachBatch: async (payload) => {
        onFirst();
        for (let from = 0; from < payload.batch.messages.length; from += BATCH) {
          const part = payload.batch.messages.slice(from, from + BATCH);
          await handle(this.consumer.client, group, workload.reply.topic.name, part);
          await commitOffset(payload, part);
          handled += part.length;
        }
      },
    });
    return { handled: () => handled, stop: () => consumer.disconnect() };
  }
}

interface Connected {
  readonly client: pg.Client;
  drop(): Promise<void>;
}

async function connectedDatabase(): Promise<Connected> {
  const { url, drop } = await createEmptyDatabase();
  const client = new pg.Client(url);
  await client.connect();
  await client.query(TABLES);
  return { client, drop };
}

function quietKafka(brokers: readonly string[]): Kafka {
  return new Kafka({ clientId: 'bench-bare', brokers: [...brokers], logLevel: 0 });
}

async function commitOffset(payload: EachBatchPayload, part: readonly KafkaMessage[]): Promise<void> {
  const last = part.at(-1)?.offset ?? '0';
  const { topic, partition } = payload.batch;
  payload.resolveOffset(last);
  const offset = (BigInt(last) + 1n).toString();
  await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] });
  await payload.heartbeat();
}

/** Inbox, projection and outgoing events of one batch in one transaction, a statement each. */
async function handle(client: pg.Client, consumer: string, replyTopic: string, messages: readonly KafkaMessage[]): Promise<void> {
  const received = new Map(messages.map((message) => [String(message.headers?.['id']), message]));
  await client.query('begin');
  const { rows } = await client.query<{ event_id: string }>(
    'insert into inbox (consumer, event_id) select $1, unnest($2::uuid[]) on conflict do nothing returning event_id',
    [consumer, [...received.keys()]],
  );
  const events = rows.map(({ event_id }) => JSON.parse(received.get(event_id)?.value?.toString() ?? '') as SlotOffered);
  await upsertOffers(
    client,
    newestPerOffer(events, (event) => event),
  );
  await insertOutbox(
    client,
    replyTopic,
    events.map(({ offerId, freeMinutes }) => ({ key: offerId, payload: JSON.stringify({ offerId, freeMinutes }) })),
  );
  await client.query('commit');
}

async function upsertOffers(client: pg.Client, events: readonly SlotOffered[]): Promise<void> {
  await client.query(
    `insert into offer as o (offer_id, machine_id, opens_at, closes_at, free_minutes, rate_minor)
     select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::integer[], $6::bigint[])
     on conflict (offer_id) do update set machine_id = excluded.machine_id, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
       free_minutes = excluded.free_minutes, rate_minor = excluded.rate_minor`,
    [
      events.map((event) => event.offerId),
      events.map((event) => event.machineId),
      events.map((event) => event.opensAt),
      events.map((event) => event.closesAt),
      events.map((event) => event.freeMinutes),
      events.map((event) => event.rateMinor),
    ],
  );
}

async function insertOutbox(client: pg.Client, topic: string, rows: readonly { key: string; payload: string }[]): Promise<void> {
  await client.query(
    'insert into outbox (event_id, topic, key, payload) select e, $2, k, p from unnest($1::uuid[], $3::text[], $4::text[]) as r(e, k, p)',
    [rows.map(() => newId()), topic, rows.map(({ key }) => key), rows.map(({ payload }) => payload)],
  );
}
