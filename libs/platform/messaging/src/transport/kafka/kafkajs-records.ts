import { createRequire } from 'node:module';

/**
 * Records of Kafka's message format 2 (KIP-98: varint lengths, headers behind the value), in place of kafkajs' own functions. Those
 * of 2.2.4, after which no release is to be expected, take a buffer of 512 bytes for each header they write and copy all headers
 * for each header they read: with the dozen of a CloudEvent that was most of a relay's work. Import this before kafkajs; where
 * something loaded kafkajs earlier, its own functions stay, slower and otherwise the same.
 */

interface Encoder {
  writeInt8(value: number): Encoder;
  writeVarInt(value: number): Encoder;
  writeVarLong(value: unknown): Encoder;
  writeVarIntBytes(value: Bytes): Encoder;
  readonly buffer: Buffer;
}

interface Encoding {
  new (initialBytes?: number): Encoder;
  sizeOfVarInt(value: number): number;
  sizeOfVarLong(value: unknown): number;
  sizeOfVarIntBytes(value: Bytes): number;
}

interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readInt8(): number;
  readVarInt(): number;
  readVarLong(): unknown;
  readVarIntBytes(): Buffer | null;
}

interface Arithmetic {
  fromValue(value: unknown): { add(other: unknown): { toString(): string } };
}

type Bytes = Buffer | string | null | undefined;

interface RecordToEncode {
  readonly key?: Bytes;
  readonly value?: Bytes;
  readonly headers?: Readonly<Record<string, Bytes | Bytes[]>>;
  readonly offsetDelta?: number;
  readonly timestampDelta?: unknown;
}

interface BatchContext {
  readonly firstOffset?: string;
  readonly firstTimestamp?: string;
  readonly maxTimestamp?: string;
  readonly magicByte?: number;
  readonly isControlBatch?: boolean;
  readonly timestampType?: number;
}

const require = createRequire(import.meta.url);
const Encoding = require('kafkajs/src/protocol/encoder.js') as Encoding;
const Long = require('kafkajs/src/utils/long.js') as Arithmetic;

const VARINT_BYTES_MOST = 5;
const LOG_APPEND_TIME = 1;

export function encodeRecord({ key, value, headers = {}, offsetDelta = 0, timestampDelta = 0 }: RecordToEncode): Encoder {
  const pairs = Object.entries(headers).flatMap(([name, content]): [string, Bytes][] =>
    Array.isArray(content) ? content.map((each) => [name, each]) : [[name, content]],
  );
  let bytes = 1 + Encoding.sizeOfVarLong(timestampDelta) + Encoding.sizeOfVarInt(offsetDelta);
  bytes += Encoding.sizeOfVarIntBytes(key) + Encoding.sizeOfVarIntBytes(value) + Encoding.sizeOfVarInt(pairs.length);
  for (const [name, content] of pairs) bytes += Encoding.sizeOfVarIntBytes(name) + Encoding.sizeOfVarIntBytes(content);
  const encoder = new Encoding(bytes + VARINT_BYTES_MOST)
    .writeVarInt(bytes)
    // No attribute of a single record is in use.
    .writeInt8(0)
    .writeVarLong(timestampDelta)
    .writeVarInt(offsetDelta)
    .writeVarIntBytes(key)
    .writeVarIntBytes(value)
    .writeVarInt(pairs.length);
  for (const [name, content] of pairs) encoder.writeVarIntBytes(name).writeVarIntBytes(content);
  return encoder;
}

export function decodeRecord(decoder: Decoder, batchContext: BatchContext = {}): object {
  const { firstOffset, firstTimestamp, maxTimestamp, magicByte, isControlBatch = false, timestampType } = batchContext;
  const attributes = decoder.readInt8();
  const timestampDelta = decoder.readVarLong();
  const offsetDelta = decoder.readVarInt();
  const ownTime = timestampType !== LOG_APPEND_TIME || maxTimestamp === undefined || maxTimestamp === '';
  return {
    magicByte,
    attributes,
    timestamp: ownTime ? Long.fromValue(firstTimestamp).add(timestampDelta).toString() : maxTimestamp,
    offset: Long.fromValue(firstOffset).add(offsetDelta).toString(),
    key: decoder.readVarIntBytes(),
    value: decoder.readVarIntBytes(),
    headers: decodeHeaders(decoder),
    isControlRecord: isControlBatch,
    batchContext,
  };
}

/** Texts at once, where kafkajs gives bytes; a header without a value is left out. */
function decodeHeaders(decoder: Decoder): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const count = decoder.readVarInt();
  for (let place = 0; place < count; place += 1) {
    const name = readText(decoder, lastNames, place) ?? '';
    const content = readText(decoder, lastContents, place);
    // An assignment under this name would set the prototype.
    if (name === '__proto__' || content === null) continue;
    const earlier = headers[name];
    headers[name] = earlier === undefined ? content : [earlier, content].flat();
  }
  return headers;
}

/**
 * The headers of the record read last, by place. Those of the next one have the same names, and many of them (network, type, source) the
 * same contents: one text then serves them all.
 */
const lastNames: string[] = [];
const lastContents: string[] = [];
const MOST_PLACES = 32;
const MOST_BYTES = 100;

function readText(decoder: Decoder, last: string[], place: number): string | null {
  const length = decoder.readVarInt();
  if (length < 0) return null;
  const { buffer, offset: start } = decoder;
  decoder.offset = start + length;
  const known = last[place];
  if (known !== undefined && isAt(known, buffer, start, length)) return known;
  const text = buffer.toString('utf8', start, decoder.offset);
  if (place < MOST_PLACES && length <= MOST_BYTES) last[place] = text;
  return text;
}

/** Sure only of ASCII: any other text has fewer characters than bytes, or one that no byte equals. */
function isAt(text: string, buffer: Buffer, start: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (text.charCodeAt(at) !== buffer[start + at]) return false;
  return true;
}

for (const [file, replacement] of [
  ['kafkajs/src/protocol/recordBatch/record/v0/index.js', encodeRecord],
  ['kafkajs/src/protocol/recordBatch/record/v0/decoder.js', decodeRecord],
] as const) {
  require(file);
  const loaded = require.cache[require.resolve(file)];
  if (loaded !== undefined) loaded.exports = replacement;
}
