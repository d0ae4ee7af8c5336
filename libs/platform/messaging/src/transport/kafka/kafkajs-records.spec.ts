import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import type * as Ours from './kafkajs-records.js';

const require = createRequire(import.meta.url);
// Theirs first: importing ours puts them in the place of theirs.
const theirEncode = require('kafkajs/src/protocol/recordBatch/record/v0/index.js') as typeof Ours.encodeRecord;
const theirDecode = require('kafkajs/src/protocol/recordBatch/record/v0/decoder.js') as typeof Ours.decodeRecord;
const { decodeRecord, encodeRecord } = await import('./kafkajs-records.js');
const Decoder = require('kafkajs/src/protocol/decoder.js') as new (bytes: Buffer) => Parameters<typeof Ours.decodeRecord>[0];

const records = [
  { key: null, value: null },
  { key: 'k', value: 'v', offsetDelta: 3, timestampDelta: 1_700_000_000_000 },
  { key: Buffer.from([0, 255]), value: Buffer.alloc(3000, 7), headers: {} },
  { key: 'ключ', value: '🔧', headers: { ce_id: 'a', 'content-type': 'application/json', ключ: Buffer.from('б') }, timestampDelta: -5 },
  { key: 'k', value: '', headers: { twice: ['1', '2', Buffer.from('3')], once: 'x'.repeat(200) } },
];

function decodedBy(decode: typeof Ours.decodeRecord, bytes: Buffer): object {
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
