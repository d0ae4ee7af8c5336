import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Position } from '../envelope/stream.js';
import type { Item } from './item.js';
import { planBatch, type StreamState } from './plan.js';

const isState = (topic: string): boolean => topic === 'state';

function item(topic: 'fact' | 'state', key: string, position: Position, broken = false): Item {
  const stream = { networkId: 'n', topic, key };
  return {
    record: { topic, partition: 0, offset: 0n, key, headers: {}, value: null },
    stream,
    streamName: `${topic}/${key}`,
    position,
    eventId: null,
    type: 't',
    handlers: null,
    event: broken ? null : ({} as NonNullable<Item['event']>),
    fault: broken ? { reason: 'invalid', error: 'broken', attempts: 0 } : null,
  };
}

/** Plans batch after batch and keeps what the tables would keep. */
class Model {
  readonly states = new Map<string, StreamState>();
  readonly handled: string[] = [];
  readonly parked = new Map<string, Map<string, Position>>();

  feed(items: readonly Item[]): void {
    const plan = planBatch(items, this.states, { isState });
    for (const { item } of plan.handled) this.handled.push(`${item.streamName}@${item.position.epoch}.${item.position.version}`);
    for (const [name, { position }] of plan.moved) {
      this.states.set(name, { watermark: position, firstParked: null, reactedUpTo: null });
      if (plan.cleared.has(name)) this.parked.delete(name);
    }
    for (const { item } of plan.parked) {
      const ofStream = this.parked.get(item.streamName) ?? new Map<string, Position>();
      ofStream.set(`${item.position.epoch}.${item.position.version}`, item.position);
      this.parked.set(item.streamName, ofStream);
    }
    for (const [name, rows] of this.parked) {
      const [first] = [...rows.values()].sort((a, b) => a.epoch - b.epoch || a.version - b.version);
      const known = this.states.get(name) ?? { watermark: { epoch: 0, version: 0 }, firstParked: null, reactedUpTo: null };
      this.states.set(name, { ...known, firstParked: first ?? null });
    }
  }
}

/** A log of several streams, delivered in pieces that step back now and then, as a log does after a crash. */
const deliveries = fc
  .record({
    picks: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 40 }),
    cuts: fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { maxLength: 8 }),
  })
  .map(({ picks, cuts }) => {
    const next = new Map<string, number>();
    const log = picks.map((key) => {
      const version = (next.get(key) ?? 0) + 1;
      next.set(key, version);
      return { key, version };
    });
    const pieces: { key: string; version: number }[][] = [];
    let from = 0;
    for (const [length, back] of cuts) {
      pieces.push(log.slice(from, from + length));
      from = Math.max(0, Math.min(log.length, from + length) - back);
    }
    return { log, pieces: [...pieces, log.slice(from)] };
  });

describe('what becomes of an event', () => {
  it('is handled once and in order of its stream, however often pieces of the log come again', () => {
    fc.assert(
      fc.property(deliveries, fc.constantFrom('fact' as const, 'state' as const), ({ log, pieces }, topic) => {
        const model = new Model();
        for (const piece of pieces) model.feed(piece.map(({ key, version }) => item(topic, key, { epoch: 1, version })));
        for (const key of ['a', 'b', 'c']) {
          const expected = log.filter((each) => each.key === key).map(({ version }) => `${topic}/${key}@1.${version}`);
          expect(model.handled.filter((each) => each.startsWith(`${topic}/${key}@`))).toEqual(expected);
        }
        expect(model.parked.size).toBe(0);
      }),
    );
  });

  it('is parked behind a broken fact, every later one of its stream and none of another', () => {
    fc.assert(
      fc.property(deliveries, fc.nat(5), ({ log, pieces }, nth) => {
        const model = new Model();
        const broken = { key: 'a', version: nth + 1 };
        for (const piece of pieces) {
          model.feed(
            piece.map(({ key, version }) => item('fact', key, { epoch: 1, version }, key === broken.key && version === broken.version)),
          );
        }
        for (const { key, version } of log) {
          const isParked = model.parked.get(`fact/${key}`)?.has(`1.${version}`) === true;
          expect(isParked).toBe(key === 'a' && version >= broken.version);
          expect(model.handled.filter((each) => each === `fact/${key}@1.${version}`)).toHaveLength(isParked ? 0 : 1);
        }
      }),
    );
  });

  it('is taken for the first of a new life where the epoch rose, and for old where it fell', () => {
    const model = new Model();
    model.feed([
      item('fact', 'a', { epoch: 1, version: 1 }),
      item('fact', 'a', { epoch: 2, version: 1 }),
      item('fact', 'a', { epoch: 1, version: 2 }),
    ]);
    expect(model.handled).toEqual(['fact/a@1.1', 'fact/a@2.1']);
    expect(model.parked.size).toBe(0);
  });

  it('is a gap where a new epoch does not begin at its beginning', () => {
    const plan = planBatch([item('fact', 'a', { epoch: 2, version: 2 })], new Map(), { isState });
    expect(plan.parked.map(({ fault }) => fault.error)).toEqual(['version 2 of epoch 2 came, version 1 is missing']);
  });

  it('never brings back a broken state that a newer one of the same batch replaced', () => {
    const plan = planBatch([item('state', 'a', { epoch: 1, version: 1 }, true), item('state', 'a', { epoch: 1, version: 2 })], new Map(), {
      isState,
    });
    expect(plan.parked).toEqual([]);
    expect(plan.handled).toHaveLength(1);
    expect([...plan.cleared]).toEqual(['state/a']);
  });
});
