import { newId, systemClock } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventContract } from '../src/contract/contract.js';
import { encode, type Envelope } from '../src/envelope/codec.js';
import type { ReceivedEvent } from '../src/envelope/event.js';
import type { Delivery } from '../src/pipeline/handlers.js';
import type { Pipeline, PipelineOptions } from '../src/pipeline/pipeline.js';
import type { IncomingRecord } from '../src/transport/transport.js';
import { UnitsOfWork } from '../src/units/units-of-work.js';
import { adapters } from './adapters.js';
import { contractOf, eventually, handlersOf, Harness, newTopic, type PartChanged, recordEffects, upTo, versionsByKey } from './harness.js';

const [embedded] = adapters;
if (embedded === undefined) throw new Error('no adapter');

/** These hold whatever the transport: records are handed to the pipeline directly. */
describe('a pipeline', () => {
  let h: Harness;
  const signal = new AbortController().signal;

  beforeAll(async () => {
    h = await Harness.start(embedded);
  });

  afterAll(() => h.drop());

  const incoming = (contract: EventContract<PartChanged>, key: string, version: number, change: Partial<Envelope> = {}): IncomingRecord => {
    const envelope: Envelope = {
      networkId: h.network,
      topic: contract.topic.name,
      key,
      epoch: 1,
      version,
      id: newId(),
      type: contract.type,
      source: '/gewerk/publisher',
      time: new Date('2026-03-01T08:00:00Z'),
      correlationId: 'order-1',
      causationId: null,
      hops: 0,
      traceparent: null,
      ...change,
    };
    const record = encode(envelope, JSON.stringify({ partId: key, note: '' }));
    return { topic: contract.topic.name, partition: 0, offset: BigInt(version), ...record, value: Buffer.from(record.value) };
  };

  /** Reactions publish `echo`, so that both the effect and the outgoing row can be counted. */
  function reacting(contract: EventContract<PartChanged>, overrides: Partial<PipelineOptions> = {}, name = `c-${newId()}`) {
    const echo = contractOf(newTopic('fact'), 'echoed');
    const react = async (events: readonly ReceivedEvent<unknown>[], delivery: Delivery): Promise<void> => {
      await recordEffects(name, 'reacted')(events, delivery);
      for (const event of events) delivery.unitOf(event).publish(echo, { partId: event.key, note: event.id });
    };
    const handlers = handlersOf({ contract, project: recordEffects(name), react });
    const pipeline = h.pipeline(handlers, { consumer: name, ...overrides });
    return { pipeline, name, echo, kinds: async () => (await h.effects(name)).map((effect) => `${effect.kind} ${effect.version}`) };
  }

  const outbox = (contract: EventContract<PartChanged>): Promise<Record<string, unknown>[]> =>
    h.consumer.database.transaction([h.network], (tx) =>
      tx.query(
        'select key, version::int, correlation_id, causation_id, hops, source, traceparent from messaging.outbox where topic = $1 order by id',
        [contract.topic.name],
      ),
    );

  it('has one effect when a consumer that was evicted still works on the same batch', async () => {
    const contract = contractOf(newTopic('fact'));
    const records = upTo(40).map((n) => incoming(contract, `k${n % 4}`, Math.ceil(n / 4)));
    const members = upTo(3).map(() => reacting(contract, {}, `c-${contract.topic.name}`));
    // The streams are known already: what keeps the members apart then is the lock, not the first insert of a watermark.
    await members[0]?.pipeline.process(records.slice(0, 4), signal);
    await Promise.all(members.map(({ pipeline }, index) => pipeline.process(index === 1 ? records.slice(0, 30) : records, signal)));
    const effects = await h.effects(`c-${contract.topic.name}`);
    expect(effects).toHaveLength(80);
    for (const kind of ['projected', 'reacted']) {
      expect(versionsByKey(effects.filter((effect) => effect.kind === kind))).toEqual({
        k0: upTo(10),
        k1: upTo(10),
        k2: upTo(10),
        k3: upTo(10),
      });
    }
    const published = await Promise.all(members.map(({ echo }) => outbox(echo)));
    expect(published.flat()).toHaveLength(40);
  });

  it('projects a batch of one type before it reacts to it, in the same transaction', async () => {
    const contract = contractOf(newTopic('fact'));
    const { pipeline, kinds } = reacting(contract);
    await pipeline.process(
      upTo(3).map((n) => incoming(contract, 'a', n)),
      signal,
    );
    expect(await kinds()).toEqual(['projected 1', 'projected 2', 'projected 3', 'reacted 1', 'reacted 2', 'reacted 3']);
  });

  it('commits nothing of a batch whose reaction fails, then parks the one event alone', async () => {
    const contract = contractOf(newTopic('fact'));
    const name = `c-${newId()}`;
    const react = async (events: readonly ReceivedEvent<unknown>[]): Promise<void> => {
      if (events.some((event) => event.key === 'bad')) throw new Error('no');
    };
    const pipeline = h.pipeline(handlersOf({ contract, project: recordEffects(name), react }), { consumer: name });
    await pipeline.process([incoming(contract, 'a', 1), incoming(contract, 'bad', 1), incoming(contract, 'b', 1)], signal);
    expect(versionsByKey(await h.effects(name))).toEqual({ a: [1], b: [1] });
    expect(pipeline.counters.total).toMatchObject({ handled: 2, parked: 1 });
  });

  it('hands correlation, cause, hops and trace on to what a reaction publishes', async () => {
    const contract = contractOf(newTopic('fact'));
    const { pipeline, echo } = reacting(contract);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await pipeline.process([incoming(contract, 'a', 1, { id: 'cause-1', hops: 4, traceparent })], signal);
    expect(await outbox(echo)).toEqual([
      { key: 'a', version: 1, correlation_id: 'order-1', causation_id: 'cause-1', hops: 5, source: '/gewerk/consumer', traceparent },
    ]);
  });

  it('parks the cause of an effect that would be one hop too many', async () => {
    const contract = contractOf(newTopic('fact'));
    const { pipeline, name } = reacting(contract);
    await pipeline.process([incoming(contract, 'a', 1, { hops: 16 }), incoming(contract, 'b', 1, { hops: 15 })], signal);
    expect(versionsByKey((await h.effects(name)).filter((effect) => effect.kind === 'reacted'))).toEqual({ b: [1] });
    expect(pipeline.counters.total.parked).toBe(1);
  });

  it('parks an event whose projection tries to publish', async () => {
    const contract = contractOf(newTopic('fact'));
    const project = async (events: readonly ReceivedEvent<unknown>[], delivery: Delivery): Promise<void> => {
      for (const event of events) delivery.unitOf(event).publish(contract, event.data as PartChanged);
    };
    const pipeline = h.pipeline(handlersOf({ contract, project }));
    await pipeline.process([incoming(contract, 'a', 1)], signal);
    expect(pipeline.counters.total).toMatchObject({ handled: 0, parked: 1 });
  });

  it('runs projections only, and publishes nothing, when it rebuilds', async () => {
    const contract = contractOf(newTopic('fact'));
    const { pipeline, echo, kinds } = reacting(contract, { mode: 'rebuild' });
    await pipeline.process([incoming(contract, 'a', 1), incoming(contract, 'a', 2)], signal);
    expect(await kinds()).toEqual(['projected 1', 'projected 2']);
    expect(await outbox(echo)).toEqual([]);
  });

  it('projects all in a new generation, but reacts only where the former one did not, even while both run', async () => {
    const contract = contractOf(newTopic('fact'));
    const former = reacting(contract);
    await former.pipeline.process(
      upTo(3).map((n) => incoming(contract, 'a', n)),
      signal,
    );
    const next = reacting(contract, { predecessor: former.name });
    await next.pipeline.process(
      upTo(5).map((n) => incoming(contract, 'a', n)),
      signal,
    );
    await former.pipeline.process(
      upTo(6).map((n) => incoming(contract, 'a', n)),
      signal,
    );
    await next.pipeline.process([incoming(contract, 'a', 6)], signal);
    expect((await next.kinds()).filter((kind) => kind.startsWith('projected'))).toEqual(upTo(6).map((n) => `projected ${n}`));
    expect((await next.kinds()).filter((kind) => kind.startsWith('reacted'))).toEqual(['reacted 4', 'reacted 5']);
    expect((await former.kinds()).filter((kind) => kind.startsWith('reacted'))).toEqual(
      upTo(3)
        .concat(6)
        .map((n) => `reacted ${n}`),
    );
  });

  it('keeps the order within a stream of several types in one batch', async () => {
    const topic = newTopic('fact');
    const [opened, closed] = [contractOf(topic, 'opened'), contractOf(topic, 'closed')];
    const name = `c-${newId()}`;
    const record = recordEffects(name);
    const pipeline = h.pipeline(handlersOf({ contract: opened, project: record }, { contract: closed, project: record }), {
      consumer: name,
    });
    const batch = upTo(12).flatMap((n) => ['x', 'y', 'z'].map((key) => incoming(n % 3 === 0 ? closed : opened, key, n)));
    await pipeline.process(batch, signal);
    expect(versionsByKey(await h.effects(name))).toEqual({ x: upTo(12), y: upTo(12), z: upTo(12) });
  });

  it('holds the streams of several networks in one batch apart', async () => {
    const contract = contractOf(newTopic('fact'));
    const other = newId();
    const { pipeline, name } = reacting(contract);
    await pipeline.process([incoming(contract, 'a', 1), incoming(contract, 'a', 1, { networkId: other })], signal);
    expect(await h.effects(name)).toHaveLength(2);
    const seen = await h.consumer.database.transaction([other], (tx) =>
      tx.query<object[]>('select network_id, kind from effect where consumer = $1 order by id', [name]),
    );
    expect(seen).toEqual([
      { network_id: other, kind: 'projected' },
      { network_id: other, kind: 'reacted' },
    ]);
  });

  it('stops trying when it is told to, and leaves the records to whoever comes next', async () => {
    const contract = contractOf(newTopic('fact'));
    const stop = new AbortController();
    const project = (): Promise<void> => Promise.reject(Object.assign(new Error('shutting down'), { code: '57P01' }));
    const pipeline: Pipeline = h.pipeline(handlersOf({ contract, project }));
    const processing = pipeline.process([incoming(contract, 'a', 1)], stop.signal);
    await eventually(() => expect(pipeline.blockedSince).not.toBeNull());
    stop.abort(new Error('stopping'));
    await expect(processing).rejects.toThrow();
    expect(pipeline.counters.total).toMatchObject({ handled: 0, parked: 0 });
  });
});

describe('a unit of work', () => {
  let h: Harness;

  beforeAll(async () => {
    h = await Harness.start(embedded);
  });

  afterAll(() => h.drop());

  const contract = contractOf(newTopic('fact'));

  it.each<[string, PartChanged, RegExp]>([
    ['a member that its schema does not name', { partId: 'a', note: '', secret: 1 } as PartChanged, /"secret"/],
    ['a field of another type', { partId: 'a', note: 7 } as unknown as PartChanged, /\/note must be string/],
    ['more bytes than the limit', { partId: 'a', note: 'x'.repeat(530_000) }, /bytes are more than the limit/],
    ['an empty key', { partId: '', note: '' }, /its key must be/],
    ['a key with a NUL', { partId: 'a\u0000b', note: '' }, /its key must be/],
  ])('refuses to publish %s, and commits nothing', async (_what, data, message) => {
    const work = h.units().run(h.origin(), async (unit) => {
      unit.publish(contract, { partId: 'ok', note: '' });
      unit.publish(contract, data);
    });
    await expect(work).rejects.toThrow(message);
    expect(await h.unsentRows()).toBe(0);
  });

  it('runs again after a deadlock, without the events of the first try', async () => {
    const topic = newTopic('fact');
    let tries = 0;
    await h.units().run(h.origin(), async (unit) => {
      tries += 1;
      unit.publish(contractOf(topic), { partId: 'a', note: `try ${tries}` });
      if (tries < 3) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    const rows = await h.publisher.database.transaction([h.network], (tx) =>
      tx.query<{ payload: string }[]>('select payload from messaging.outbox where topic = $1', [topic.name]),
    );
    expect(rows.map((row) => JSON.parse(row.payload) as PartChanged)).toEqual([{ partId: 'a', note: 'try 3' }]);
  });

  it('sees the rows of its own network only', async () => {
    await h.units().run(h.origin(), async (unit) => unit.publish(contract, { partId: 'a', note: '' }));
    const foreign = new UnitsOfWork(h.publisher.database, systemClock, '/x').run({ ...h.origin(), networkId: newId() }, (unit) =>
      unit.tx.query<object[]>('select * from messaging.outbox'),
    );
    expect(await foreign).toEqual([]);
  });
});
