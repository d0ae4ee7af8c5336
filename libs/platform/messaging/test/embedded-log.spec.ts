import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventTransport, IncomingRecord } from '../src/transport/transport.js';
import { adapters, type TestLog } from './adapters.js';
import { eventually, newTopic, upTo } from './harness.js';

describe('the embedded log', () => {
  let log: TestLog;
  let transport: EventTransport;

  beforeAll(async () => {
    const embedded = adapters.find((adapter) => adapter.name === 'embedded');
    if (embedded === undefined) throw new Error('no embedded adapter');
    log = await embedded.start();
    transport = log.open();
  });

  afterAll(() => log.drop());

  async function readAll(topics: string[]): Promise<IncomingRecord[]> {
    const seen: IncomingRecord[] = [];
    const group = newId();
    const reading = await transport.consume({
      group,
      topics,
      onBatch: async (records) => {
        seen.push(...records);
      },
    });
    await eventually(async () => expect(await transport.lag(group, topics)).toBe(0));
    await reading.close();
    return seen;
  }

  it('keeps of a state topic the newest record of each key and nothing else', async () => {
    const topic = newTopic('state', 3);
    await transport.ensureTopics([topic]);
    for (const n of upTo(10)) {
      await transport.append(
        topic.name,
        ['a', 'b', 'a'].map((key, index) => ({ key, headers: {}, value: `${n}.${index}` })),
      );
    }
    const left = (await readAll([topic.name])).map((record) => `${record.key} ${record.value?.toString()}`);
    expect(left.toSorted()).toEqual(['a 10.2', 'b 10.1']);
  });

  it('gives offsets without a gap to processes that append at once', async () => {
    const topic = newTopic('fact', 3);
    await transport.ensureTopics([topic]);
    const writers = [transport, log.open(), log.open()];
    await Promise.all(
      writers.flatMap((writer, w) =>
        upTo(20).map((n) =>
          writer.append(
            topic.name,
            upTo(6).map((key) => ({ key: `k${(key * (w + 1)) % 7}`, headers: {}, value: `${w}.${n}` })),
          ),
        ),
      ),
    );
    const seen = await readAll([topic.name]);
    expect(seen).toHaveLength(360);
    for (const partition of [0, 1, 2]) {
      const offsets = seen.filter((record) => record.partition === partition).map((record) => Number(record.offset));
      expect(offsets).toEqual(offsets.map((_, index) => index));
    }
  });

  it('hands on what was appended to several topics roughly in the order of appending', async () => {
    const topics = [newTopic('fact', 2), newTopic('fact', 2), newTopic('fact', 2)];
    await transport.ensureTopics(topics);
    for (const n of upTo(30)) {
      await transport.append(topics[n % 3]?.name ?? '', [{ key: `k${n}`, headers: {}, value: String(n) }]);
    }
    const values = (await readAll(topics.map((topic) => topic.name))).map((record) => Number(record.value?.toString()));
    expect(values).toEqual(upTo(30));
  });

  it('hands on large records in pieces, losing none', async () => {
    const topic = newTopic('fact', 2);
    await transport.ensureTopics([topic]);
    const value = 'x'.repeat(500_000);
    for (const n of upTo(5))
      await transport.append(
        topic.name,
        upTo(8).map((key) => ({ key: `k${key}`, headers: { n: String(n) }, value })),
      );
    const sizes: number[] = [];
    const group = newId();
    const reading = await transport.consume({
      group,
      topics: [topic.name],
      onBatch: async (records) => {
        sizes.push(records.length);
      },
    });
    await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0));
    await reading.close();
    expect(sizes.reduce((a, b) => a + b)).toBe(40);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(17);
  });
});
