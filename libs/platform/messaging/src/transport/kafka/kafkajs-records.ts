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
  readInt8(): number;
  readVarInt(): number;
  readVarLong(): unknown;
  readVarIntBytes(): Buffer | null;
  readVarIntString(): string;
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

function decodeHeaders(decoder: Decoder): Record<string, unknown> {
  const headers: Record<string, unknown> = {};
  for (let left = decoder.readVarInt(); left > 0; left -= 1) {
    const name = decoder.readVarIntString();
    const content = decoder.readVarIntBytes();
    // An assignment under this name would set the prototype.
    if (name === '__proto__') continue;
    const earlier = headers[name];
    if (earlier === undefined) headers[name] = content;
    else headers[name] = Array.isArray(earlier) ? [...(earlier as unknown[]), content] : [earlier, content];
  }
  return headers;
}

for (const [file, replacement] of [
  ['kafkajs/src/protocol/recordBatch/record/v0/index.js', encodeRecord],
  ['kafkajs/src/protocol/recordBatch/record/v0/decoder.js', decodeRecord],
] as const) {
  require(file);
  const loaded = require.cache[require.resolve(file)];
  if (loaded !== undefined) loaded.exports = replacement;
}
