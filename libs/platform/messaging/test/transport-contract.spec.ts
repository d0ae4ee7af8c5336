import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Consumption, EventTransport, IncomingRecord, OutgoingRecord } from '../src/transport/transport.js';
import { adapters, brokersUnderTest, sayWhatIsLeftOut, type TestLog } from './adapters.js';
import { eventually, newTopic, upTo } from './harness.js';
import { transportOutlivesItsClients } from './kafka-client-faults.js';

sayWhatIsLeftOut();

const record = (key: string, value: number | string): OutgoingRecord => ({ key, headers: { n: String(value) }, value: String(value) });

describe.each(adapters)('a log on $name', (adapter) => {
  let log: TestLog;
  let transport: EventTransport;
  const open: Consumption[] = [];

  beforeAll(async () => {
    log = await adapter.start();
    transport = log.open();
  });

  afterAll(async () => {
    await Promise.all(open.map((consumption) => consumption.close()));
    await log.drop();
  });

  async function read(group: string, topics: string[], from: EventTransport = transport) {
    const seen: IncomingRecord[] = [];
    const consumption = await from.consume({
      group,
      topics,
      onBatch: async (records) => {
        seen.push(...records);
      },
    });
    open.push(consumption);
    return { seen, close: () => consumption.close() };
  }

  const valuesOf = (records: readonly IncomingRecord[], key: string): number[] =>
    records.filter((each) => each.key === key).map((each) => Number(each.value?.toString()));

  it('keeps the order of a key over many appends', async () => {
    const topic = newTopic('fact');
    await transport.ensureTopics([topic]);
    for (const batch of [upTo(50), upTo(50).map((n) => n + 50)]) {
      await transport.append(
        topic.name,
        batch.flatMap((n) => ['a', 'b', 'c', 'd', 'e'].map((key) => record(key, n))),
      );
    }
    const { seen } = await read(newId(), [topic.name]);
    await eventually(() => expect(seen).toHaveLength(500));
    for (const key of ['a', 'b', 'c', 'd', 'e']) expect(valuesOf(seen, key)).toEqual(upTo(100));
    expect(new Set(seen.map((each) => each.partition)).size).toBeGreaterThan(1);
  });

  it('hands on key, headers and value unchanged', async () => {
    const topic = newTopic('fact');
    await transport.ensureTopics([topic]);
    await transport.append(topic.name, [
      { key: 'n/ü', headers: { ce_id: '1', 'content-type': 'application/json' }, value: '{"a":"ß€😀"}' },
    ]);
    const { seen } = await read(newId(), [topic.name]);
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatchObject({ topic: topic.name, key: 'n/ü', headers: { ce_id: '1', 'content-type': 'application/json' } });
    expect(seen[0]?.value?.toString()).toBe('{"a":"ß€😀"}');
  });

  it('lets a group go on where it stopped, and gives a new group everything', async () => {
    const topic = newTopic('fact');
    const group = newId();
    await transport.ensureTopics([topic]);
    await transport.append(
      topic.name,
      upTo(10).map((n) => record('a', n)),
    );
    const first = await read(group, [topic.name]);
    await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0));
    await first.close();
    await transport.append(topic.name, [record('a', 11)]);
    expect(await transport.lag(group, [topic.name])).toBe(1);
    const second = await read(group, [topic.name]);
    const newcomer = await read(newId(), [topic.name]);
    await eventually(() => expect(valuesOf(newcomer.seen, 'a')).toEqual(upTo(11)));
    await eventually(() => expect(valuesOf(second.seen, 'a')).toEqual([11]));
  });

  it('hands the same records again when their batch was rejected', async () => {
    const topic = newTopic('fact');
    await transport.ensureTopics([topic]);
    await transport.append(
      topic.name,
      upTo(5).map((n) => record('a', n)),
    );
    const tries: number[][] = [];
    const consumption = await transport.consume({
      group: newId(),
      topics: [topic.name],
      onBatch: async (records) => {
        tries.push(valuesOf(records, 'a'));
        if (tries.length < 3) throw new Error('not yet');
      },
    });
    open.push(consumption);
    await eventually(() => expect(tries).toEqual([upTo(5), upTo(5), upTo(5)]));
  });

  it('shares the partitions of a topic among the members of a group', async () => {
    const topic = newTopic('fact', 12);
    const group = newId();
    await transport.ensureTopics([topic]);
    const members = [await read(group, [topic.name]), await read(group, [topic.name], log.open())];
    const round = (n: number): Promise<void> =>
      transport.append(
        topic.name,
        upTo(96).map((key) => record(`key-${key}`, n)),
      );
    const partitions = (from: number[]): number[][] =>
      members.map(({ seen }, index) => [...new Set(seen.slice(from[index]).map((each) => each.partition))]);
    await eventually(async () => {
      const before = members.map(({ seen }) => seen.length);
      await round(0);
      await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0), 3000);
      const [a, b] = partitions(before);
      expect([a?.length, b?.length]).toEqual([6, 6]);
    }, 25_000);
    const before = members.map(({ seen }) => seen.length);
    for (const n of upTo(20)) await round(n);
    await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0), 10_000);
    const [a, b] = partitions(before);
    expect(a?.filter((partition) => b?.includes(partition))).toEqual([]);
    expect(members.flatMap(({ seen }, index) => seen.slice(before[index]))).toHaveLength(20 * 96);
    await members[0]?.close();
    await transport.append(
      topic.name,
      upTo(96).map((key) => record(`key-${key}`, 1_000_000)),
    );
    await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0), 20_000);
  });

  it('counts what was appended, by topic', async () => {
    const [one, two] = [newTopic('fact'), newTopic('state')];
    await transport.ensureTopics([one, two]);
    await transport.append(
      one.name,
      upTo(7).map((n) => record(`k${n}`, n)),
    );
    await transport.append(two.name, [record('a', 1), record('a', 2), record('b', 1)]);
    expect(await transport.counts()).toMatchObject({ [one.name]: 7, [two.name]: 3 });
  });

  it('keeps the newest record of every key of a state topic', async () => {
    const topic = newTopic('state');
    await transport.ensureTopics([topic]);
    for (const n of upTo(20)) await transport.append(topic.name, [record('a', n), record('b', n), record('b', n + 100)]);
    const { seen } = await read(newId(), [topic.name]);
    await eventually(() => {
      expect(valuesOf(seen, 'a').at(-1)).toBe(20);
      expect(valuesOf(seen, 'b').at(-1)).toBe(120);
    });
  });

  it('moves a group back to where its restored database stood, never ahead', async () => {
    const topic = newTopic('fact', 1);
    const group = newId();
    await transport.ensureTopics([topic]);
    await transport.append(
      topic.name,
      upTo(10).map((n) => record('a', n)),
    );
    const first = await read(group, [topic.name]);
    await eventually(async () => expect(await transport.lag(group, [topic.name])).toBe(0));
    await first.close();
    await transport.rewind(group, [{ topic: topic.name, partition: 0, nextOffset: 6n }]);
    expect(await transport.lag(group, [topic.name])).toBe(4);
    await transport.rewind(group, [{ topic: topic.name, partition: 0, nextOffset: 9n }]);
    expect(await transport.lag(group, [topic.name])).toBe(4);
    const again = await read(group, [topic.name]);
    await eventually(() => expect(valuesOf(again.seen, 'a')).toEqual([7, 8, 9, 10]));
  });

  it('refuses a topic that exists with another number of partitions', async () => {
    const topic = newTopic('fact', 3);
    await transport.ensureTopics([topic]);
    await transport.ensureTopics([topic]);
    await expect(transport.ensureTopics([{ ...topic, partitions: 4 }])).rejects.toThrow(/exists .* 3 partitions.*contract says/);
  });

  it('waits for the batch in hand when a member leaves', async () => {
    const topic = newTopic('fact', 1);
    const group = newId();
    await transport.ensureTopics([topic]);
    await transport.append(topic.name, [record('a', 1)]);
    let begun = false;
    let done = false;
    const consumption = await transport.consume({
      group,
      topics: [topic.name],
      onBatch: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        done = true;
      },
    });
    await eventually(() => expect(begun).toBe(true));
    await consumption.close();
    expect(done).toBe(true);
  });
});

for (const brokers of brokersUnderTest) describe('a transport on kafka', () => transportOutlivesItsClients(brokers));
