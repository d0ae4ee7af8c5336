import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { groupPerPartition as GroupPerPartition } from './kafkajs-records.js';
import { decodeRecord } from './record-reader.js';
import { encodeRecord } from './record-writer.js';

const require = createRequire(import.meta.url);
// Theirs first: importing ours puts them in the place of theirs.
const theirEncode = require('kafkajs/src/protocol/recordBatch/record/v0/index.js') as typeof encodeRecord;
const theirDecode = require('kafkajs/src/protocol/recordBatch/record/v0/decoder.js') as typeof decodeRecord;
const theirGroups = require('kafkajs/src/producer/groupMessagesPerPartition.js') as typeof GroupPerPartition;
const { groupPerPartition } = await import('./kafkajs-records.js');
const Decoder = require('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => Parameters<typeof decodeRecord>[0];

const records = [
  { key: null, value: null },
  { key: 'k', value: 'v', offsetDelta: 3, timestampDelta: 1_700_000_000_000 },
  { key: Buffer.from([0, 255]), value: Buffer.alloc(3000, 7), headers: {} },
  { key: 'ключ', value: '🔧', headers: { ce_id: 'a', 'content-type': 'application/json', ключ: Buffer.from('б') }, timestampDelta: -5 },
  { key: 'k', value: '', headers: { twice: ['1', '2', Buffer.from('3')], once: 'x'.repeat(200) } },
];

function decodedBy(decode: typeof decodeRecord, bytes: Buffer): object {
  const decoder = new Decoder(bytes);
  decoder.readVarInt();
  return decode(decoder, { firstOffset: '40', firstTimestamp: '1700000000000', magicByte: 2 });
}

interface Headed {
  readonly headers: Record<string, Buffer | Buffer[] | string | string[]>;
}

/** With its headers as texts, which is what we read. */
function withTexts(record: object): object {
  const { headers } = record as Headed;
  const textOf = (content: unknown): unknown => (Array.isArray(content) ? content.map(textOf) : String(content));
  return { ...record, headers: Object.fromEntries(Object.entries(headers).map(([name, content]) => [name, textOf(content)])) };
}

describe('our records', () => {
  it('are compared with those of kafkajs, not with themselves', () => {
    expect(theirEncode).not.toBe(encodeRecord);
    expect(theirDecode).not.toBe(decodeRecord);
  });

  it('are byte for byte those of kafkajs', () => {
    for (const record of records) expect(encodeRecord(record).buffer.equals(theirEncode(record).buffer)).toBe(true);
  });

  it('are byte for byte those of kafkajs, whatever is in them', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ minLength: 60, maxLength: 70 }),
      fc.constant('é'.repeat(40)),
    );
    const bytes = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
    );
    const content = fc.option(bytes);
    const record = fc.record({
      key: content,
      value: fc.oneof(
        content,
        fc.integer({ min: 0, max: 300_000 }).map((length) => 'x'.repeat(length)),
      ),
      headers: fc.dictionary(text, fc.oneof(bytes, fc.array(bytes, { maxLength: 3 })), { maxKeys: 14 }),
      offsetDelta: fc.nat(100_000),
      timestampDelta: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.maxSafeInteger()),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), (drawn) => {
        // All of them before the first comparison: one must not be written over another.
        const ours = drawn.map((each) => encodeRecord(each).buffer);
        for (const [index, each] of drawn.entries()) expect(ours[index]?.equals(theirEncode(each).buffer)).toBe(true);
      }),
    );
  });

  it('go to the partitions that kafkajs sends them to, in their order', () => {
    const partitionMetadata = [{}, {}, {}];
    const partitioner = ({ message }: { message: { key: number } }): number => message.key % 3;
    fc.assert(
      fc.property(fc.array(fc.record({ key: fc.nat(50) })), (messages) => {
        const sending = { topic: 't', partitionMetadata, messages, partitioner };
        expect(groupPerPartition(sending)).toEqual(theirGroups(sending));
      }),
    );
    expect(groupPerPartition({ topic: 't', partitionMetadata: [], messages: [{ key: 1 }], partitioner })).toEqual({});
  });

  it('are read as kafkajs reads them', () => {
    for (const record of records) {
      const bytes = theirEncode(record).buffer;
      expect(decodedBy(decodeRecord, bytes)).toEqual(withTexts(decodedBy(theirDecode, bytes)));
    }
  });

  it('tell names of one length apart, and names that only begin alike', () => {
    for (const name of ['ce_id', 'ce_ib', 'ce_i', 'ce_id', 'ce_idx']) {
      const { headers } = decodedBy(decodeRecord, encodeRecord({ key: 'k', headers: { [name]: 'a' } }).buffer) as Headed;
      expect(headers).toEqual({ [name]: 'a' });
    }
  });

  it('tell contents of one length apart, whatever their bytes', () => {
    const contents = [
      'ab',
      'ac',
      'ac',
      'é',
      Buffer.from([0xc3, 0x28]),
      Buffer.from([0xff, 0xfe]),
      Buffer.from([0xe9, 0x61]),
      'ab',
      '',
      'x'.repeat(300),
    ];
    for (const content of [...contents, ...contents.toReversed()]) {
      const { headers } = decodedBy(decodeRecord, encodeRecord({ key: 'k', headers: { ce_id: content } }).buffer) as Headed;
      expect(headers).toEqual({ ce_id: content.toString('utf8') });
    }
  });

  it('leave out a header without a value', () => {
    const { headers } = decodedBy(decodeRecord, encodeRecord({ key: 'k', headers: { empty: null, full: '' } }).buffer) as Headed;
    expect(headers).toEqual({ full: '' });
  });

  it('leave out a header that would become the prototype of the others', () => {
    const bytes = encodeRecord({
      key: 'k',
      value: 'v',
      headers: Object.fromEntries([
        ['__proto__', 'evil'],
        ['ce_id', 'a'],
      ]),
    }).buffer;
    const { headers } = decodedBy(decodeRecord, bytes) as { headers: Record<string, Buffer> };
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
    expect(Object.keys(headers)).toEqual(['ce_id']);
  });
});
