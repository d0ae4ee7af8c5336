import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { raiseEpoch } from '../src/outbox/epoch.js';
import { adapters } from './adapters.js';
import { Crash, crashes, withFaults } from './faulty-transport.js';
import { contractOf, eventually, handlersOf, Harness, newTopic, type PartChanged, recordEffects, upTo, versionsByKey } from './harness.js';

describe.each(adapters)('delivery through $name', (adapter) => {
  let h: Harness;

  beforeAll(async () => {
    h = await Harness.start(adapter);
  });

  afterEach(() => h.stopAll());

  afterAll(() => h.drop());

  const part = (partId: string, note = ''): PartChanged => ({ partId, note });

  async function recording(contract = contractOf(newTopic('fact')), transport = h.transport) {
    const consumer = `c-${contract.topic.name}`;
    const pipeline = h.pipeline(handlersOf({ contract, project: recordEffects(consumer) }), { consumer });
    const { close } = await h.consume(pipeline, transport);
    return { contract, consumer, pipeline, close, versions: async () => versionsByKey(await h.effects(consumer)) };
  }

  it('gives every event one effect, in order per key, with two relays and two consumers of a group', async () => {
    const contract = contractOf(newTopic('fact', 12));
    const consumer = `c-${contract.topic.name}`;
    const pipelines = [0, 1].map(() => h.pipeline(handlersOf({ contract, project: recordEffects(consumer) }), { consumer }));
    h.relay();
    h.relay({ transport: h.log.open() });
    await Promise.all(pipelines.map((pipeline, index) => h.consume(pipeline, index === 0 ? h.transport : h.log.open())));
    const keys = upTo(24).map((n) => `part-${n}`);
    const bothWork = (): boolean => pipelines.every((pipeline) => pipeline.counters.total.handled > 0);
    let rounds = 0;
    for (const end = Date.now() + 20_000; rounds < 25 || (!bothWork() && Date.now() < end); rounds += 1) {
      await Promise.all(keys.map((key) => h.publish(contract, part(key, `${rounds}a`), part(key, `${rounds}b`))));
    }
    const expected = Object.fromEntries(keys.map((key) => [key, upTo(2 * rounds)]));
    await eventually(async () => expect(versionsByKey(await h.effects(consumer))).toEqual(expected), 25_000);
    expect(bothWork()).toBe(true);
  }, 60_000);

  it('publishes what was committed when the process died before publishing', async () => {
    const { contract, versions } = await recording();
    const dying = h.relay({ transport: withFaults(h.transport, { beforeAppend: crashes(1000) }) });
    await h.publish(contract, part('a'), part('a'), part('b'));
    await eventually(() => expect(dying.lastFault).toBeInstanceOf(Crash));
    await dying.stop();
    expect(await versions()).toEqual({});
    h.relay();
    await eventually(async () => expect(await versions()).toEqual({ a: [1, 2], b: [1] }));
    await eventually(async () => expect(await h.unsentRows()).toBe(0));
  });

  it('has one effect when the process died between publishing and marking', async () => {
    const { contract, pipeline, versions } = await recording();
    const dying = h.relay({ transport: withFaults(h.transport, { afterAppend: crashes(1) }) });
    await h.publish(contract, part('a'), part('a'));
    await eventually(async () => expect(await h.unsentRows()).toBe(0));
    await dying.stop();
    await h.publish(contract, part('a'));
    h.relay();
    await eventually(async () => expect(await versions()).toEqual({ a: [1, 2, 3] }));
    expect(pipeline.counters.total.duplicates).toBe(2);
  });

  it('has one effect when the process died between handling and committing the offset', async () => {
    h.relay();
    const { contract, pipeline, versions } = await recording(undefined, withFaults(h.transport, { afterBatch: crashes(2) }));
    await h.publish(contract, part('a'), part('b'), part('a'));
    await eventually(async () => expect(pipeline.counters.total.duplicates).toBeGreaterThan(0));
    await eventually(async () => expect(await h.transport.lag(pipeline.consumer, [contract.topic.name])).toBe(0));
    expect(await versions()).toEqual({ a: [1, 2], b: [1] });
    expect(pipeline.counters.total.duplicates).toBeGreaterThanOrEqual(2);
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    h.relay();
    const { contract, versions } = await recording();
    const failing = h.units().run(h.origin(), async (unit) => {
      unit.publish(contract, part('a', 'never'));
      throw new Error('the command was refused');
    });
    await expect(failing).rejects.toThrow('refused');
    await h.publish(contract, part('a', 'first'));
    await eventually(async () => expect(await versions()).toEqual({ a: [1] }));
  });

  it('draws versions without a gap when many publish to one stream at once', async () => {
    h.relay();
    const { contract, versions } = await recording();
    await Promise.all(
      upTo(40).map(async (n) => {
        const work = h.units().run(h.origin(), async (unit) => {
          unit.publish(contract, part('a', String(n)));
          unit.publish(contract, part('b', String(n)));
          if (n % 4 === 0) throw new Error('rolled back');
        });
        await work.catch(() => undefined);
      }),
    );
    await eventually(async () => expect(await versions()).toEqual({ a: upTo(30), b: upTo(30) }));
  });

  it('gives a new consumer the whole history', async () => {
    h.relay();
    const { contract, versions } = await recording();
    await h.publish(contract, ...upTo(30).map((n) => part(`k${n % 3}`)));
    await eventually(async () => expect(Object.values(await versions()).flat()).toHaveLength(30));
    const later = `later-${contract.topic.name}`;
    await h.consume(h.pipeline(handlersOf({ contract, project: recordEffects(later) }), { consumer: later }));
    await eventually(async () => expect(versionsByKey(await h.effects(later))).toEqual({ k0: upTo(10), k1: upTo(10), k2: upTo(10) }));
  });

  it('begins again at version 1 when a restored publisher raised its epoch', async () => {
    h.relay();
    const { contract, consumer } = await recording();
    await h.publish(contract, part('a', 'before'), part('a', 'before'));
    await eventually(async () => expect(await h.effects(consumer)).toHaveLength(2));
    expect(await raiseEpoch(h.publisher.ownerUrl)).toBe(2);
    await h.publish(contract, part('a', 'after'));
    await eventually(async () =>
      expect((await h.effects(consumer)).map(({ epoch, version }) => [epoch > 1, version])).toEqual([
        [false, 1],
        [false, 2],
        [true, 1],
      ]),
    );
  });

  it('leaves the newest state last in the log when a relay was stopped, overtaken and woke up again', async () => {
    const topic = newTopic('state');
    const contract = contractOf(topic);
    let overtaken = (): void => undefined;
    const othersDone = new Promise<void>((resolve) => {
      overtaken = resolve;
    });
    let held = false;
    const slow = h.relay({
      leaseMillis: 60_000,
      transport: withFaults(h.transport, {
        beforeAppend: async (name) => {
          if (name !== topic.name || held) return;
          held = true;
          await othersDone;
        },
      }),
    });
    await h.publish(contract, part('a', 'old'));
    await eventually(() => expect(held).toBe(true));
    await endRelaySessions();
    const other = h.relay({ transport: h.log.open() });
    await h.publish(contract, part('a', 'new'));
    await eventually(async () => expect(await h.unsentRows()).toBe(0));
    overtaken();
    await eventually(() => expect(slow.counters.republished).toBe(1));
    await other.stop();
    expect(await lastNoteInLog(topic.name)).toBe('new');
    const { versions } = await recording(contract);
    await eventually(async () => expect((await versions())['a']?.at(-1)).toBe(2));
  });

  it('moves its group back where the consumer was restored from a backup', async () => {
    h.relay();
    const { contract, consumer, pipeline, versions, close } = await recording(contractOf(newTopic('fact', 1)));
    await h.publish(contract, ...upTo(6).map(() => part('a')));
    await eventually(async () => expect(await versions()).toEqual({ a: upTo(6) }));
    await eventually(async () => expect(await h.transport.lag(consumer, [contract.topic.name])).toBe(0));
    await close();
    await asOwner(h.consumer.ownerUrl, [
      `delete from effect where consumer = '${consumer}' and version > 2`,
      `update messaging.watermark set version = 2 where consumer = '${consumer}'`,
      `update messaging.consumer_offset set next_offset = 2 where consumer = '${consumer}'`,
    ]);
    await h.transport.rewind(consumer, await pipeline.committedOffsets());
    await h.consume(h.pipeline(handlersOf({ contract, project: recordEffects(consumer) }), { consumer }));
    await eventually(async () => expect(await versions()).toEqual({ a: upTo(6) }));
  });

  async function endRelaySessions(): Promise<void> {
    await asOwner(h.publisher.ownerUrl, [
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'gewerk_relay' and datname = current_database()",
    ]);
  }

  async function lastNoteInLog(topic: string): Promise<string | undefined> {
    const notes: string[] = [];
    const reading = await h.transport.consume({
      group: `look-${topic}`,
      topics: [topic],
      onBatch: (records) => {
        notes.push(...records.map((record) => (JSON.parse(String(record.value)) as PartChanged).note));
        return Promise.resolve();
      },
    });
    await eventually(async () => expect(await h.transport.lag(`look-${topic}`, [topic])).toBe(0));
    await reading.close();
    return notes.at(-1);
  }
});

async function asOwner(url: string, statements: string[]): Promise<void> {
  const owner = new pg.Client(url);
  await owner.connect();
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}
