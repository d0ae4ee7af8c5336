import { newId } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { encode } from '../envelope/codec.js';
import type { IncomingRecord } from '../transport/transport.js';
import { LookAhead } from './look-ahead.js';

const networkId = newId();

function recordsOf(count: number): IncomingRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const { key, headers } = encode(
      {
        networkId,
        topic: 'capacity.slot',
        key: `slot-${index % 7}`,
        epoch: 1,
        version: index + 1,
        id: newId(),
        type: 'capacity.slot.offered',
        source: '/test',
        time: new Date('2026-01-05T06:00:00Z'),
        correlationId: newId(),
        causationId: null,
        hops: 0,
        traceparent: null,
      },
      '{}',
    );
    return { topic: 'capacity.slot', partition: 0, offset: BigInt(index), key, headers, value: Buffer.from('{}') };
  });
}

/** Counts which records were looked at. */
function watched(records: readonly IncomingRecord[]): { records: IncomingRecord[]; seen: () => number } {
  let seen = 0;
  const counted = records.map((record) => ({
    ...record,
    get headers() {
      seen += 1;
      return record.headers;
    },
  }));
  return { records: counted, seen: () => seen };
}

describe('looking ahead', () => {
  it.each([0, 1, 2, 5, 100])('gives the items of the records in their order, however far it got (%i turns)', async (turns) => {
    const records = recordsOf(180);
    const ahead = new LookAhead(new Map());
    ahead.begin(() => records);
    for (let count = 0; count < turns; count += 1) await turn();
    expect(ahead.intakeOf(records)).toEqual(new LookAhead(new Map()).intakeOf(records));
    for (let count = 0; count < 10; count += 1) await turn();
    expect(ahead.intakeOf(records).items.map(({ position }) => position.version)).toEqual(records.map((_, index) => index + 1));
  });

  it('decodes nothing twice: what is ready when it is asked for is handed out as it is', async () => {
    const { records, seen } = watched(recordsOf(180));
    const ahead = new LookAhead(new Map());
    ahead.begin(() => records);
    for (let count = 0; count < 20; count += 1) await turn();
    const whenReady = seen();
    expect(whenReady).toBeGreaterThan(0);
    expect(ahead.intakeOf(records).items).toHaveLength(180);
    expect(seen()).toBe(whenReady);
  });

  it('leaves a batch that comes in its place alone', async () => {
    const ahead = new LookAhead(new Map());
    ahead.begin(() => recordsOf(60));
    await turn();
    const others = recordsOf(3);
    expect(ahead.intakeOf(others).items.map(({ record }) => record)).toEqual(others);
  });
});
