import './kafkajs-records.js';
import { Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { type Admin, type IResourceConfigEntry, Kafka, type KafkaConfig, type logLevel as LogLevel, type Producer } from 'kafkajs';
import type { TopicContract } from '../../contract/contract.js';
import type { Consumption, ConsumeOptions, EventTransport, GroupPosition, OutgoingRecord } from '../transport.js';
import { KafkaGroupReader } from './kafka-group-reader.js';
import { partitionByKey } from './partitioner.js';
import { requestsOf } from './requests.js';
import { TookTooLong, within } from './time-limit.js';

export interface KafkaTransportOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: KafkaConfig['ssl'];
  readonly sasl?: KafkaConfig['sasl'];
  /** Copies of each partition; the broker's default if left out. */
  readonly replicationFactor?: number;
  readonly sessionTimeoutMillis?: number;
  /** Partitions handled at once by one consumer. */
  readonly concurrency?: number;
  readonly batchSize?: number;
  /** A consumer that is silent for so long is replaced. @default 60 s or four sessions, whichever is longer */
  readonly deafAfterMillis?: number;
  /**
   * A call to the client (append, topics, offsets) that takes longer fails, and the next one goes to a new client. kafkajs tries again for
   * some 50 s while no broker answers; after that nothing more will come of it. @default 90 s
   */
  readonly callLimitMillis?: number;
  /** Opens a connection to a broker in another way than Node does, say through a proxy. */
  readonly socketFactory?: KafkaConfig['socketFactory'];
  /** Something went wrong and is tried again. */
  onFault?(error: Error): void;
  /** The client gave up for good. By default the process ends, so that its supervisor starts a new one. */
  onFatal?(error: Error): void;
}

const CALL_LIMIT_MILLIS = 90_000;
const LEAVE_LIMIT_MILLIS = 5_000;

/** Apache Kafka. The one place that knows its client. */
export class KafkaTransport implements EventTransport {
  readonly #kafka: Kafka;
  readonly #callLimitMillis: number;
  /** Of the topics that were made sure of. */
  readonly #partitions = new Map<string, number>();
  readonly #readers = new Set<KafkaGroupReader>();
  #producer: Promise<Producer> | null = null;
  #admin: Promise<Admin> | null = null;

  constructor(private readonly options: KafkaTransportOptions) {
    this.#callLimitMillis = options.callLimitMillis ?? CALL_LIMIT_MILLIS;
    this.#kafka = new Kafka({
      clientId: options.clientId,
      brokers: [...options.brokers],
      ssl: options.ssl,
      sasl: options.sasl,
      socketFactory: options.socketFactory,
      logLevel: QUIET,
      // kafkajs restarts a crashed consumer by itself only while it takes the fault for retriable.
      retry: { initialRetryTime: 200, retries: 8 },
    });
  }

  async ensureTopics(topics: readonly TopicContract[]): Promise<void> {
    if (topics.length === 0) return;
    const partitionsByTopic = await this.#ask('creating topics', async (admin) => {
      await admin.createTopics({
        // kafkajs gives up where a broker has not heard of the new topic yet; the wait below does not.
        waitForLeaders: false,
        topics: topics.map((topic) => ({
          topic: topic.name,
          numPartitions: topic.partitions,
          replicationFactor: this.options.replicationFactor ?? -1,
          configEntries: configOf(topic),
        })),
      });
      return knownPartitions(
        admin,
        topics.map((topic) => topic.name),
      );
    });
    for (const wanted of topics) {
      const partitions = partitionsByTopic.get(wanted.name) ?? 0;
      if (partitions !== wanted.partitions) {
        throw new Error(
          `topic ${wanted.name} exists with ${partitions} partitions; its contract says ${wanted.partitions}, which may never change`,
        );
      }
      this.#partitions.set(wanted.name, partitions);
    }
  }

  async append(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const producer = await this.#connectedProducer();
    try {
      // One after the other: the order of a key must not depend on which request arrives first.
      for (const messages of requestsOf(records, this.#partitions.get(topic) ?? 1)) {
        await within(this.#callLimitMillis, `appending to ${topic}`, producer.send({ topic, acks: -1, messages }));
      }
    } catch (error) {
      // An idempotent producer that lost its place in the sequence stays unusable; the next call begins with a new one.
      this.#producer = null;
      await leave(producer);
      throw error;
    }
  }

  async consume(options: ConsumeOptions): Promise<Consumption> {
    const reader = new KafkaGroupReader(this.#kafka, options, {
      sessionTimeoutMillis: this.options.sessionTimeoutMillis ?? 30_000,
      concurrency: this.options.concurrency ?? 2,
      batchSize: this.options.batchSize ?? 1000,
      ...(this.options.deafAfterMillis === undefined ? {} : { deafAfterMillis: this.options.deafAfterMillis }),
      onFault: (error) => this.options.onFault?.(error),
      onFatal: (error) => (this.options.onFatal ?? endProcess)(error),
    });
    this.#readers.add(reader);
    await reader.start();
    return {
      close: async () => {
        this.#readers.delete(reader);
        await reader.stop();
      },
    };
  }

  async rewind(group: string, positions: readonly GroupPosition[]): Promise<void> {
    if (positions.length === 0) return;
    const committed = await this.#committed(group, [...new Set(positions.map((position) => position.topic))]);
    const ahead = positions.filter(({ topic, partition, nextOffset }) => (committed.get(`${topic}/${partition}`) ?? -1n) > nextOffset);
    for (const [topic, ofTopic] of Map.groupBy(ahead, (position) => position.topic)) {
      const partitions = ofTopic.map(({ partition, nextOffset }) => ({ partition, offset: nextOffset.toString() }));
      await this.#ask('moving a group back', (admin) => admin.setOffsets({ groupId: group, topic, partitions })).catch((error: unknown) => {
        throw new Error(
          `group ${group} is ahead of its restored database on ${topic} and could not be moved back: stop every instance of the service, then start one`,
          { cause: error },
        );
      });
    }
  }

  async counts(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const topic of [...this.#partitions.keys()].sort()) {
      const partitions = await this.#offsetsOf(topic);
      counts[topic] = partitions.reduce((sum, { high }) => sum + Number(high), 0);
    }
    return counts;
  }

  async lag(group: string, topics: readonly string[]): Promise<number> {
    const committed = await this.#committed(group, topics);
    let lag = 0;
    for (const topic of topics) {
      for (const { partition, high, low } of await this.#offsetsOf(topic)) {
        lag += Number(BigInt(high) - (committed.get(`${topic}/${partition}`) ?? BigInt(low)));
      }
    }
    return lag;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#readers].map((reader) => reader.stop()));
    this.#readers.clear();
    const [producer, admin] = [await this.#producer?.catch(() => null), await this.#admin?.catch(() => null)];
    this.#producer = null;
    this.#admin = null;
    await Promise.all([producer, admin].map((client) => client && leave(client)));
  }

  #offsetsOf(topic: string): ReturnType<Admin['fetchTopicOffsets']> {
    return this.#ask('asking for offsets', (admin) => admin.fetchTopicOffsets(topic));
  }

  async #committed(group: string, topics: readonly string[]): Promise<Map<string, bigint>> {
    const offsets = await this.#ask('asking for the offsets of a group', (admin) =>
      admin.fetchOffsets({ groupId: group, topics: [...topics] }),
    );
    return new Map(
      offsets.flatMap(({ topic, partitions }) =>
        partitions
          .filter(({ offset }) => offset !== '-1')
          .map(({ partition, offset }) => [`${topic}/${partition}`, BigInt(offset)] as const),
      ),
    );
  }

  #connectedProducer(): Promise<Producer> {
    this.#producer ??= connected(
      this.#kafka.producer({
        idempotent: true,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: partitionByKey,
      }),
      this.#callLimitMillis,
    ).catch((error: unknown) => {
      this.#producer = null;
      throw error;
    });
    return this.#producer;
  }

  /** A client that kept somebody waiting for too long is not asked again. */
  async #ask<Answer>(what: string, question: (admin: Admin) => Promise<Answer>): Promise<Answer> {
    const asked = this.#administrator();
    try {
      return await within(this.#callLimitMillis, what, asked.then(question));
    } catch (error) {
      if (error instanceof TookTooLong && this.#admin === asked) {
        this.#admin = null;
        asked.then(leave).catch(() => undefined);
      }
      throw error;
    }
  }

  #administrator(): Promise<Admin> {
    this.#admin ??= connected(this.#kafka.admin(), this.#callLimitMillis).catch((error: unknown) => {
      this.#admin = null;
      throw error;
    });
    return this.#admin;
  }
}

// Faults come back as errors and through `onFault`; the client's own log would say them a second time. 0 is NOTHING.
const QUIET = 0 as LogLevel.NOTHING;

async function connected<Client extends { connect(): Promise<void> }>(client: Client, limitMillis: number): Promise<Client> {
  await within(limitMillis, 'connecting to Kafka', client.connect());
  return client;
}

/** Disconnects, without waiting long for a client that hangs. */
async function leave(client: { disconnect(): Promise<void> }): Promise<void> {
  await within(LEAVE_LIMIT_MILLIS, 'disconnecting', client.disconnect()).catch(() => undefined);
}

function configOf(topic: TopicContract): IResourceConfigEntry[] {
  if (topic.kind === 'state') return [{ name: 'cleanup.policy', value: 'compact' }];
  return [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'retention.ms', value: '-1' },
    { name: 'retention.bytes', value: '-1' },
  ];
}

/** Waits up to 15 s for the news of fresh topics to reach the broker that is asked. */
async function knownPartitions(admin: Admin, topics: string[]): Promise<Map<string, number>> {
  for (const end = Date.now() + 15_000; ; ) {
    try {
      const metadata = await admin.fetchTopicMetadata({ topics });
      if (metadata.topics.every((topic) => topic.partitions.every(({ leader }) => leader >= 0))) {
        return new Map(metadata.topics.map((topic) => [topic.name, topic.partitions.length]));
      }
    } catch (error) {
      const { type } = error as { type?: string };
      if (Date.now() > end || (type !== 'UNKNOWN_TOPIC_OR_PARTITION' && type !== 'LEADER_NOT_AVAILABLE')) throw error;
    }
    if (Date.now() > end) throw new Error(`topics ${topics.join(', ')} have no leaders after 15 s`);
    await delay(100);
  }
}

function endProcess(error: Error): never {
  new Logger('kafka').fatal(`the client gave up: ${error.message}; ending, so that the supervisor starts afresh`);
  process.exit(1);
}
