import { newId } from '@gewerk/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventContract } from '../src/contract/contract.js';
import { encode, type Envelope } from '../src/envelope/codec.js';
import type { ReceivedEvent } from '../src/envelope/event.js';
import { NIL_NETWORK } from '../src/envelope/stream.js';
import { ParkedEvents } from '../src/parked/parked-events.js';
import type { Delivery } from '../src/pipeline/handlers.js';
import type { OutgoingRecord } from '../src/transport/transport.js';
import { adapters } from './adapters.js';
import { contractOf, eventually, handlersOf, Harness, newTopic, type PartChanged, recordEffects, upTo, versionsByKey } from './harness.js';

describe.each(adapters)('what cannot be handled, through $name', (adapter) => {
  let h: Harness;

  beforeAll(async () => {
    h = await Harness.start(adapter);
  });

  afterEach(() => h.stopAll());

  afterAll(() => h.drop());

  /** A consumer whose handler throws on notes that say so, as long as `failing`. */
  async function consumer(contract: EventContract<PartChanged> = contractOf(newTopic('fact'))) {
    const name = `c-${contract.topic.name}`;
    const state = { failing: true, transient: 0, calls: 0 };
    const record = recordEffects(name);
    const project = async (events: readonly ReceivedEvent<unknown>[], delivery: Delivery): Promise<void> => {
      await record(events, delivery);
      state.calls += 1;
      if (state.transient > 0 && state.transient-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      if (state.failing && events.some((event) => (event.data as PartChanged).note === 'poison')) throw new Error('cannot digest this');
    };
    const pipeline = h.pipeline(handlersOf({ contract, project }), { consumer: name });
    await h.consume(pipeline);
    const parked = new ParkedEvents(pipeline);
    return {
      contract,
      state,
      pipeline,
      parked,
      versions: async () => versionsByKey(await h.effects(name)),
      listed: async (network: string = h.network) =>
        (await parked.list(network, { limit: 100 })).map(({ key, version, reason }) => `${key} ${version} ${reason}`).sort(),
      drained: () => eventually(async () => expect(await h.transport.lag(name, [contract.topic.name])).toBe(0)),
    };
  }

  const send = (contract: EventContract<PartChanged>, ...records: OutgoingRecord[]): Promise<void> =>
    h.transport.append(contract.topic.name, records);

  const wire = (
    contract: EventContract<PartChanged>,
    key: string,
    version: number,
    note = '',
    change: Partial<Envelope> = {},
  ): OutgoingRecord =>
    encode(
      {
        networkId: h.network,
        topic: contract.topic.name,
        key,
        epoch: 1,
        version,
        id: newId(),
        type: contract.type,
        source: '/gewerk/publisher',
        time: new Date('2026-03-01T08:00:00Z'),
        correlationId: 'c',
        causationId: null,
        hops: 0,
        traceparent: null,
        ...change,
      },
      JSON.stringify({ partId: key, note }),
    );

  it('parks the stream of a poison event, its followers in order behind it, and blocks nobody else', async () => {
    const c = await consumer();
    await send(c.contract, ...upTo(4).flatMap((n) => [wire(c.contract, 'bad', n, n === 2 ? 'poison' : ''), wire(c.contract, 'good', n)]));
    await c.drained();
    expect(await c.versions()).toEqual({ bad: [1], good: upTo(4) });
    expect(await c.listed()).toEqual(['bad 2 failed', 'bad 3 waiting', 'bad 4 waiting']);
    const [first] = await c.parked.list(h.network, { limit: 1 });
    expect(first).toMatchObject({ error: 'Error: cannot digest this', attempts: 3 });
  });

  it('replays a parked stream ascending once the cause is mended, each event once', async () => {
    const c = await consumer();
    await send(c.contract, wire(c.contract, 'a', 1, 'poison'), wire(c.contract, 'a', 2), wire(c.contract, 'a', 3));
    await c.drained();
    const [row] = (await c.parked.list(h.network, { limit: 100 })).filter((each) => each.reason === 'failed');
    const decision = { networkId: h.network, id: row?.id ?? '', subject: 'operator' };
    expect(await c.parked.replay(decision)).toEqual({ replayed: 0, remaining: 3, stoppedBy: 'Error: cannot digest this' });
    c.state.failing = false;
    expect(await c.parked.replay(decision)).toEqual({ replayed: 3, remaining: 0, stoppedBy: null });
    await send(c.contract, wire(c.contract, 'a', 4));
    await eventually(async () => expect(await c.versions()).toEqual({ a: upTo(4) }));
    expect(await c.listed()).toEqual([]);
  });

  it('goes on behind a discarded event and keeps it with who decided and why', async () => {
    const c = await consumer();
    await send(c.contract, wire(c.contract, 'a', 1, 'poison'), wire(c.contract, 'a', 2));
    await c.drained();
    const [first, second] = (await c.parked.list(h.network, { limit: 100 })).toSorted((a, b) => a.version - b.version);
    const decision = (id: string | undefined, reason: string) => ({ networkId: h.network, id: id ?? '', subject: 'operator-7', reason });
    await expect(c.parked.discard(decision(second?.id, 'out of turn'))).rejects.toMatchObject({ code: 'messaging.earlier-event-parked' });
    await expect(c.parked.discard(decision(first?.id, ' '))).rejects.toMatchObject({ code: 'messaging.reason-missing' });
    await c.parked.discard(decision(first?.id, 'sent twice by the member'));
    expect(await c.parked.replay(decision(second?.id, ''))).toMatchObject({ replayed: 1, remaining: 0 });
    expect(await c.versions()).toEqual({ a: [2] });
    const audited = await h.consumer.database.transaction([h.network], (tx) =>
      tx.query<object[]>(
        'select action, subject, reason, version::int as version from messaging.parked_audit where consumer = $1 order by at',
        [c.pipeline.consumer],
      ),
    );
    expect(audited).toEqual([
      { action: 'discarded', subject: 'operator-7', reason: 'sent twice by the member', version: 1 },
      { action: 'replayed', subject: 'operator-7', reason: 'handled', version: 2 },
    ]);
  });

  it('tries a transient fault again for as long as it lasts and parks nothing', async () => {
    const c = await consumer();
    c.state.transient = 5;
    await send(c.contract, wire(c.contract, 'a', 1), wire(c.contract, 'a', 2));
    await eventually(async () => expect(await c.versions()).toEqual({ a: [1, 2] }));
    expect(await c.listed()).toEqual([]);
    expect(c.state.calls).toBeGreaterThan(5);
    expect(c.pipeline.counters.total).toMatchObject({ handled: 2, parked: 0 });
    expect(c.pipeline.blockedSince).toBeNull();
  });

  it('counts a type it does not list and passes it over without a gap', async () => {
    const c = await consumer();
    await send(
      c.contract,
      wire(c.contract, 'a', 1),
      wire(c.contract, 'a', 2, '', { type: 'test.new-fangled.v1' }),
      wire(c.contract, 'a', 3),
    );
    await eventually(async () => expect(await c.versions()).toEqual({ a: [1, 3] }));
    expect(c.pipeline.counters.total.passedOver).toEqual(new Map([['test.new-fangled.v1', 1]]));
    expect(await c.listed()).toEqual([]);
  });

  it.each<[string, string, (record: OutgoingRecord) => OutgoingRecord]>([
    ['is no JSON', 'invalid', (record) => ({ ...record, value: '{"partId":' })],
    ['breaks its schema', 'invalid', (record) => ({ ...record, value: '{"partId":"bad"}' })],
    ['is over the size limit', 'invalid', (record) => ({ ...record, value: JSON.stringify({ partId: 'bad', note: 'x'.repeat(530_000) }) })],
    ['has a number beyond all bounds', 'invalid', (record) => ({ ...record, value: '{"partId":1e400,"note":""}' })],
    ['has a member __proto__', 'invalid', (record) => ({ ...record, value: '{"partId":"bad","note":"","__proto__":{"a":1}}' })],
    ['claims the key of another', 'invalid', (record) => ({ ...record, value: '{"partId":"other","note":""}' })],
    ['has another content type', 'invalid', (record) => ({ ...record, headers: { ...record.headers, 'content-type': 'text/xml' } })],
    ['has no readable time', 'invalid', (record) => ({ ...record, headers: { ...record.headers, ce_time: 'yesterday' } })],
    ['went round in circles', 'hop-limit', (record) => ({ ...record, headers: { ...record.headers, ce_hops: '17' } })],
  ])('parks a listed event that %s', async (_what, reason, change) => {
    const c = await consumer();
    await send(c.contract, change(wire(c.contract, 'bad', 1)), wire(c.contract, 'good', 1), wire(c.contract, 'bad', 2));
    await c.drained();
    expect(await c.listed()).toEqual([`bad 1 ${reason}`, 'bad 2 waiting']);
    expect(await c.versions()).toEqual({ good: [1] });
  });

  it.each<[string, (record: OutgoingRecord) => OutgoingRecord]>([
    ['no network', (record) => without(record, 'ce_networkid')],
    ['no version', (record) => without(record, 'ce_streamversion')],
    ['a version that is no number', (record) => ({ ...record, headers: { ...record.headers, ce_streamversion: '1e3' } })],
    ['a key of another network', (record) => ({ ...record, key: `${newId()}/a` })],
    ['no headers at all', (record) => ({ ...record, headers: {} })],
  ])('keeps a record with %s under no network at all, without holding others up', async (_what, change) => {
    const c = await consumer();
    await send(c.contract, change(wire(c.contract, 'a', 1)), wire(c.contract, 'b', 1));
    await c.drained();
    expect(await c.versions()).toEqual({ b: [1] });
    const kept = await c.parked.list(NIL_NETWORK, { limit: 100 });
    expect(kept.map((each) => [each.reason, each.topic])).toEqual([['unreadable', c.contract.topic.name]]);
    expect(await c.listed()).toEqual([]);
  });

  it('parks a stream of facts at a gap, and goes on by itself up to where the missing fact arrives late', async () => {
    const c = await consumer();
    await send(c.contract, wire(c.contract, 'a', 1), wire(c.contract, 'a', 3), wire(c.contract, 'a', 4));
    await c.drained();
    expect(await c.listed()).toEqual(['a 3 gap', 'a 4 waiting']);
    const [gap] = (await c.parked.list(h.network, { limit: 10 })).filter((each) => each.reason === 'gap');
    expect(gap?.error).toContain('version 2 is missing');
    const decision = { networkId: h.network, id: gap?.id ?? '', subject: 'operator' };
    expect(await c.parked.replay(decision)).toMatchObject({ replayed: 0, remaining: 2 });
    await send(c.contract, wire(c.contract, 'a', 2));
    await c.drained();
    expect(await c.parked.replay(decision)).toMatchObject({ replayed: 2 });
    expect(await c.versions()).toEqual({ a: upTo(4) });
  });

  it('replays behind a gap that an operator accepted for good', async () => {
    const c = await consumer();
    await send(c.contract, wire(c.contract, 'a', 3), wire(c.contract, 'a', 4));
    await c.drained();
    const [gap] = (await c.parked.list(h.network, { limit: 10 })).filter((each) => each.reason === 'gap');
    const decision = { networkId: h.network, id: gap?.id ?? '', subject: 'operator', reason: 'the publisher lost its first day' };
    await c.parked.acceptGap(decision);
    expect(await c.parked.replay(decision)).toMatchObject({ replayed: 2 });
    expect(await c.versions()).toEqual({ a: [3, 4] });
  });

  it('lets states skip versions, ignores older ones, and clears a parked one with a newer', async () => {
    const c = await consumer(contractOf(newTopic('state')));
    await send(c.contract, wire(c.contract, 'a', 2));
    await c.drained();
    await send(c.contract, wire(c.contract, 'a', 5, 'poison'));
    await c.drained();
    expect(await c.listed()).toEqual(['a 5 failed']);
    await send(c.contract, wire(c.contract, 'a', 9));
    await c.drained();
    await send(c.contract, wire(c.contract, 'a', 7));
    await c.drained();
    expect(await c.listed()).toEqual([]);
    expect(await c.versions()).toEqual({ a: [2, 9] });
  });
});

function without(record: OutgoingRecord, name: string): OutgoingRecord {
  return { ...record, headers: Object.fromEntries(Object.entries(record.headers).filter(([header]) => header !== name)) };
}
