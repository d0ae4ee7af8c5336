import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { KafkaGroupReader } from './kafka-group-reader.js';

const DEAF_MILLIS = 8_000;
/** It looks eight times in this time, and the first sign may have come just after a look. */
const NOTICED_MILLIS = 9_000;
const SESSION_MILLIS = 6_000;

/** A client of Kafka that does nothing by itself, so that each test says what happens when. */
class ScriptedConsumer {
  readonly events = { CRASH: 'crash', FETCH: 'fetch', GROUP_JOIN: 'join', REBALANCING: 'rebalancing' };
  readonly #listeners = new Map<string, (event: unknown) => void>();
  eachBatch: (payload: EachBatchPayload) => Promise<void> = () => Promise.reject(new Error('it does not run yet'));
  disconnects = 0;
  disconnect = (): Promise<void> => {
    this.disconnects += 1;
    return new Promise(() => undefined);
  };
  connect = (): Promise<void> => Promise.resolve();
  subscribe = (): Promise<void> => Promise.resolve();

  on(event: string, listener: (event: unknown) => void): void {
    this.#listeners.set(event, listener);
  }

  run({ eachBatch }: { eachBatch: (payload: EachBatchPayload) => Promise<void> }): Promise<void> {
    this.eachBatch = eachBatch;
    return Promise.resolve();
  }

  tell(event: string, payload: object = {}): void {
    this.#listeners.get(event)?.({ payload });
  }
}

describe('a reader of a consumer group', () => {
  let consumers: ScriptedConsumer[];
  let faults: string[];
  let fatal: string[];
  let onBatch: () => Promise<void>;
  let reader: KafkaGroupReader;

  beforeEach(async () => {
    jest.useFakeTimers();
    consumers = [];
    faults = [];
    fatal = [];
    onBatch = () => Promise.resolve();
    const consumer = () => {
      const made = new ScriptedConsumer();
      consumers.push(made);
      return made;
    };
    reader = new KafkaGroupReader(
      { consumer } as unknown as Pick<Kafka, 'consumer'>,
      { group: 'matching', topics: ['orders.order'], onBatch: () => onBatch() },
      {
        sessionTimeoutMillis: SESSION_MILLIS,
        concurrency: 1,
        batchSize: 10,
        deafAfterMillis: DEAF_MILLIS,
        onFault: (error) => faults.push(error.message),
        onFatal: (error) => fatal.push(error.message),
      },
    );
    await reader.start();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const newest = (): ScriptedConsumer => consumers.at(-1) as ScriptedConsumer;
  const pass = (millis: number): Promise<void> => jest.advanceTimersByTimeAsync(millis);

  it('keeps a member that fetches', async () => {
    for (let second = 0; second < 60; second += 1) {
      newest().tell('fetch');
      await pass(1000);
    }
    expect(consumers).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  it('replaces a member that neither fetches nor handles anything, and does not wait for it', async () => {
    await pass(NOTICED_MILLIS - 1);
    expect(consumers).toHaveLength(1);
    await pass(1);
    expect(consumers).toHaveLength(2);
    expect(consumers[0]?.disconnects).toBe(1);
    expect(faults).toEqual(['the consumer of matching neither fetched nor handled anything for 8 s: a new one takes its place']);
    // What the old one still says is no sign of life of the new one.
    consumers[0]?.tell('fetch');
    await pass(NOTICED_MILLIS);
    expect(consumers).toHaveLength(3);
  });

  it('waits for a group that is rebalancing', async () => {
    await pass(DEAF_MILLIS);
    newest().tell('rebalancing');
    await pass(DEAF_MILLIS);
    newest().tell('join');
    await pass(DEAF_MILLIS);
    expect(consumers).toHaveLength(1);
  });

  it('waits for whoever has records in hand, however long', async () => {
    let finish: () => void = () => undefined;
    onBatch = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const handled = newest().eachBatch(batch());
    await pass(10 * DEAF_MILLIS);
    expect(consumers).toHaveLength(1);
    finish();
    await handled;
    await pass(NOTICED_MILLIS);
    expect(consumers).toHaveLength(2);
  });

  it('ends the process once several new members in a row were deaf too', async () => {
    await pass(5 * NOTICED_MILLIS);
    expect(consumers).toHaveLength(6);
    expect(fatal).toEqual([]);
    await pass(NOTICED_MILLIS);
    expect(fatal).toHaveLength(1);
  });

  it('begins to count anew once a member fetched', async () => {
    await pass(5 * NOTICED_MILLIS);
    newest().tell('fetch');
    await pass(5 * NOTICED_MILLIS);
    expect(fatal).toEqual([]);
  });

  it('ends the process at once where the client gives up for good', () => {
    newest().tell('crash', { error: new Error('no such group'), restart: false });
    expect(fatal).toEqual(['no such group']);
  });

  it('does not wait beyond its session for a client that cannot leave', async () => {
    const stopped = reader.stop();
    await pass(SESSION_MILLIS);
    await stopped;
    expect(faults).toEqual(['leaving the group matching took more than 6 s']);
    await pass(3 * DEAF_MILLIS);
    expect(consumers).toHaveLength(1);
  });

  it('resolves an offset only once the broker has heard of it', async () => {
    const resolved: string[] = [];
    const lost = batch({
      resolveOffset: (offset) => resolved.push(offset),
      commitOffsetsIfNecessary: () => Promise.reject(new Error('closed')),
    });
    await expect(newest().eachBatch(lost)).rejects.toThrow('closed');
    expect(resolved).toEqual([]);
    await newest().eachBatch(batch({ resolveOffset: (offset) => resolved.push(offset) }));
    expect(resolved).toEqual(['7']);
  });
});

function batch(parts: Partial<EachBatchPayload> = {}): EachBatchPayload {
  const message = { offset: '7', key: Buffer.from('a'), value: Buffer.from('1'), headers: {}, timestamp: '0', attributes: 0 };
  return {
    batch: { topic: 'orders.order', partition: 0, messages: [message] },
    resolveOffset: () => undefined,
    heartbeat: () => Promise.resolve(),
    commitOffsetsIfNecessary: () => Promise.resolve(),
    isRunning: () => true,
    isStale: () => false,
    ...parts,
  } as unknown as EachBatchPayload;
}
