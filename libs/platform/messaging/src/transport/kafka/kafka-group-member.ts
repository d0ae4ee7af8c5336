import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { backoffMillis } from '../../session/wake-signal.js';
import type { ConsumeOptions, IncomingRecord } from '../transport.js';
import { KafkaRecord } from './kafka-record.js';

export interface KafkaMemberSettings {
  readonly sessionTimeoutMillis: number;
  /** Partitions handled at once. */
  readonly concurrency: number;
  readonly batchSize: number;
}

/** What a member tells of itself while it lives. */
export interface MemberSigns {
  /** The broker answered a fetch. */
  onFetch(): void;
  /** It has joined, or joins again. */
  onGroupChange(): void;
  /** The owner of a batch refused it; its records come again. */
  onFault(error: Error): void;
  onCrash(error: Error, restartsByItself: boolean): void;
}

/** Several parts of a partition at a fetch, so that one can be got ready while another is dealt with. */
const FETCHED_BYTES = 4 * 1024 * 1024;

/**
 * One member of a Kafka consumer group: one consumer of kafkajs. Nothing that the batch's owner throws reaches kafkajs, whose fetch loop
 * would stop: unresolved records are simply fetched again.
 */
export class KafkaGroupMember {
  readonly #consumer: Consumer;
  readonly #stop = new AbortController();
  #failures = 0;
  #inHand = 0;

  constructor(
    kafka: Pick<Kafka, 'consumer'>,
    private readonly options: ConsumeOptions,
    private readonly settings: KafkaMemberSettings,
    private readonly signs: MemberSigns,
  ) {
    this.#consumer = kafka.consumer({
      groupId: options.group,
      sessionTimeout: settings.sessionTimeoutMillis,
      rebalanceTimeout: settings.sessionTimeoutMillis * 2,
      heartbeatInterval: settings.sessionTimeoutMillis / 10,
      maxWaitTimeInMs: 1000,
      maxBytesPerPartition: FETCHED_BYTES,
      allowAutoTopicCreation: false,
    });
  }

  /** Whether the owner has records in hand: kafkajs waits for it then and fetches nothing. */
  get busy(): boolean {
    return this.#inHand > 0;
  }

  async start(): Promise<void> {
    const consumer = this.#consumer;
    const { CRASH, FETCH, GROUP_JOIN, REBALANCING } = consumer.events;
    consumer.on(CRASH, ({ payload }) => this.signs.onCrash(payload.error, payload.restart));
    consumer.on(FETCH, () => this.signs.onFetch());
    for (const event of [GROUP_JOIN, REBALANCING]) consumer.on(event, () => this.signs.onGroupChange());
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.settings.concurrency,
      eachBatch: (payload) => this.#eachBatch(payload),
    });
  }

  /** Tells the owner of a batch in hand that it is no longer wanted, waits for it and leaves the group. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the consumer is stopping'));
    await this.#consumer.disconnect();
  }

  async #eachBatch(payload: EachBatchPayload): Promise<void> {
    const unwanted = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, unwanted.signal]);
    // A long batch must not look like a dead member.
    let lost: unknown = null;
    const beat = setInterval(() => {
      if (!payload.isRunning() || payload.isStale()) unwanted.abort(new Error('the partition is no longer ours'));
      payload.heartbeat().catch((error: unknown) => {
        lost = error;
        unwanted.abort(new Error('the group is rebalancing'));
      });
    }, this.settings.sessionTimeoutMillis / 10);
    try {
      await this.#inParts(payload, signal);
    } finally {
      clearInterval(beat);
    }
    // Faults of the group itself belong to kafkajs, which then joins again.
    if (lost !== null) throw lost;
  }

  async #inParts(payload: EachBatchPayload, signal: AbortSignal): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const size = this.settings.batchSize;
    const partFrom = (from: number) => messages.slice(from, from + size).map((message) => new KafkaRecord(topic, partition, message));
    // The broker hears of a part while the next one is worked on; what it did not hear of comes again and is known.
    let committing: Promise<void> = Promise.resolve();
    let records: readonly IncomingRecord[] = partFrom(0);
    for (let from = size; records.length > 0; from += size) {
      if (signal.aborted || !payload.isRunning() || payload.isStale()) break;
      let next: readonly IncomingRecord[] | null = null;
      const upcoming = (): readonly IncomingRecord[] => (next ??= partFrom(from));
      if (!(await this.#handOn(records, signal, upcoming)) || !payload.isRunning() || payload.isStale()) break;
      await committing;
      committing = this.#commit(payload, records);
      records = upcoming();
    }
    await committing;
  }

  /** @returns whether to go on with the next part */
  async #handOn(records: readonly IncomingRecord[], signal: AbortSignal, upcoming: () => readonly IncomingRecord[]): Promise<boolean> {
    this.#inHand += 1;
    try {
      await this.options.onBatch(records, signal, upcoming);
      this.#failures = 0;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.#failures += 1;
      this.signs.onFault(asError(error));
      await delay(backoffMillis(this.#failures, 5000), undefined, { signal }).catch(() => undefined);
      return false;
    } finally {
      this.#inHand -= 1;
    }
  }

  #commit(payload: EachBatchPayload, done: readonly IncomingRecord[]): Promise<void> {
    const { topic, partition } = payload.batch;
    const last = done.at(-1)?.offset ?? 0n;
    const committing = payload
      .commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: (last + 1n).toString() }] }] })
      .then(() => {
        // Only now: what the broker did not hear of must be fetched again, or it stays uncommitted until the partition's next record.
        payload.resolveOffset(last.toString());
        return payload.heartbeat();
      });
    // Whoever waits for it hears of a failure; until then nobody does.
    committing.catch(() => undefined);
    return committing;
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
