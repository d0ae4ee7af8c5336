import { newId } from '@gewerk/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encode, type Envelope, readHeaders } from './codec.js';
import { bucketOf, OUTBOX_BUCKETS, storableKey } from './stream.js';

const name = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('a', 'Z', '0', '-', '/', '.', 'ü', '😀', ' ', '"') });

const envelopes: fc.Arbitrary<Envelope> = fc.record({
  networkId: fc.constant(null).map(() => newId()),
  topic: fc.constant('orders.order'),
  key: name,
  epoch: fc.integer({ min: 1, max: 2_147_483_647 }),
  version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  id: name,
  type: name,
  source: name,
  time: fc.date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
  correlationId: name,
  causationId: fc.option(name),
  hops: fc.nat(100),
  traceparent: fc.constantFrom(null, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
});

describe('CloudEvents in binary mode', () => {
  it('gives back on one side what went in on the other', () => {
    fc.assert(
      fc.property(envelopes, (envelope) => {
        const record = encode(envelope, '{}');
        const reading = readHeaders({
          topic: envelope.topic,
          partition: 0,
          offset: 0n,
          key: record.key,
          headers: record.headers,
          value: null,
        });
        expect(reading).toEqual({ kind: 'event', envelope, fault: null });
      }),
    );
  });

  it('never throws, whatever the headers and the key', () => {
    const headers = fc.dictionary(
      fc.constantFrom(
        'ce_specversion',
        'ce_id',
        'ce_type',
        'ce_networkid',
        'ce_streamepoch',
        'ce_streamversion',
        'ce_time',
        'ce_hops',
        'traceparent',
      ),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1.0', '1', '-1', '9007199254740993', '0x1', newId())),
    );
    fc.assert(
      fc.property(headers, fc.option(fc.string({ unit: 'binary', maxLength: 2000 })), (drawn, key) => {
        const reading = readHeaders({ topic: 't', partition: 3, offset: 7n, key, headers: drawn, value: null });
        if (reading.kind === 'unreadable') {
          expect(reading.position).toEqual({ epoch: 1, version: 8 });
          expect(reading.stream.key.length).toBeLessThanOrEqual(300);
          expect(reading.stream.key).not.toContain('\u0000');
        }
      }),
    );
  });

  it('keeps long unreadable keys apart', () => {
    expect(storableKey(`${'x'.repeat(500)}a`, 0)).not.toBe(storableKey(`${'x'.repeat(500)}b`, 0));
    expect(storableKey(null, 1)).not.toBe(storableKey(null, 2));
  });

  it('spreads streams over all buckets', () => {
    const networkId = newId();
    const buckets = new Set(Array.from({ length: 500 }, () => bucketOf({ networkId, topic: 'orders.order', key: newId() })));
    expect(buckets.size).toBe(OUTBOX_BUCKETS);
  });
});
