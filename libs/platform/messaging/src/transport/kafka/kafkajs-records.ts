import { createRequire } from 'node:module';
import { crc32c } from './crc32c.js';

/**
 * Records of Kafka's message format 2 (KIP-98: varint lengths, headers behind the value), in place of kafkajs' own functions. Those
 * of 2.2.4, after which no release is to be expected, take a buffer for each number and 512 bytes for each header they write, copy all headers
 * for each header they read, and all messages of a partition for each message they add to it: with the dozen headers of a CloudEvent that was
 * most of a relay's work. Import this before kafkajs; where something loaded kafkajs earlier, its own functions stay, slower and otherwise the same.
 */

/** What kafkajs takes from an encoder that it puts into another one. */
interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readInt8(): number;
  readVarInt(): number;
  readVarLong(): unknown;
  readVarIntBytes(): Buffer | null;
}

interface Long {
  add(other: unknown): Long;
  toString(): string;
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
const Long = require('kafkajs/src/utils/long.js') as { fromValue(value: unknown): Long };

const LOG_APPEND_TIME = 1;

/** Records are written one behind the other into pieces of memory, of which each keeps its part. */
const ARENA_BYTES = 256 * 1024;
let arena = Buffer.allocUnsafeSlow(ARENA_BYTES);
let at = 0;

/** A varint of 64 bits. */
const VARINT_BYTES_MOST = 10;
/** Of UTF-8 for a UTF-16 code unit. */
const BYTES_OF_UNIT_MOST = 3;

export function encodeRecord({ key, value, headers = {}, offsetDelta = 0, timestampDelta = 0 }: RecordToEncode): Encoded {
  const names = Object.keys(headers);
  let count = 0;
  let most = 5 * VARINT_BYTES_MOST + mostBytesOf(key) + mostBytesOf(value);
  for (const name of names) {
    for (const content of contentsOf(headers[name])) {
      count += 1;
      most += mostBytesOf(name) + mostBytesOf(content);
    }
  }
  reserve(most);
  // The length stands before the rest and is known after it.
  const start = at + VARINT_BYTES_MOST;
  at = start;
  // No attribute of a single record is in use.
  arena[at++] = 0;
  writeVarLong(timestampDelta);
  writeVarInt(offsetDelta);
  writeBytes(key);
  writeBytes(value);
  writeVarInt(count);
  for (const name of names) {
    for (const content of contentsOf(headers[name])) {
      writeBytes(name);
      writeBytes(content);
    }
  }
  const end = at;
  at = start - sizeOfVarInt(end - start);
  const record = arena.subarray(at, end);
  writeVarInt(end - start);
  at = end;
  return { buf: record, buffer: record };
}

function contentsOf(content: Bytes | Bytes[]): Bytes[] {
  return Array.isArray(content) ? content : [content];
}

function mostBytesOf(content: Bytes): number {
  return (content?.length ?? 0) * BYTES_OF_UNIT_MOST + VARINT_BYTES_MOST;
}

function reserve(bytes: number): void {
  if (at + bytes <= arena.length) return;
  arena = Buffer.allocUnsafeSlow(Math.max(ARENA_BYTES, bytes));
  at = 0;
}

function writeBytes(content: Bytes): void {
  if (content === null || content === undefined) writeVarInt(-1);
  else if (typeof content !== 'string') {
    writeVarInt(content.length);
    at += content.copy(arena, at);
  } else if (!writeShort(content)) {
    writeVarInt(Buffer.byteLength(content));
    at += arena.write(content, at, 'utf8');
  }
}

const SHORT = 64;

/** Names and ids: short and ASCII, for which a call of Buffer's costs more than the bytes. @returns false where it is neither */
function writeShort(text: string): boolean {
  if (text.length >= SHORT) return false;
  let next = at + 1;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return false;
    arena[next++] = unit;
  }
  arena[at] = text.length << 1;
  at = next;
  return true;
}

function writeVarInt(value: number): void {
  let rest = zigZag(value);
  while (rest > 0x7f) {
    arena[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  arena[at++] = rest;
}

function sizeOfVarInt(value: number): number {
  let size = 1;
  for (let rest = zigZag(value); rest > 0x7f; rest >>>= 7) size += 1;
  return size;
}

function zigZag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}

function writeVarLong(value: unknown): void {
  if (typeof value === 'number' && Math.abs(value) < 2 ** 30) return writeVarInt(value);
  const wide = BigInt(Long.fromValue(value).toString());
  let rest = BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n));
  while (rest > 0x7fn) {
    arena[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  arena[at++] = Number(rest);
}

interface Sending<Message> {
  readonly topic: string;
  readonly partitionMetadata: readonly unknown[];
  readonly messages: readonly Message[];
  partitioner(one: { topic: string; partitionMetadata: readonly unknown[]; message: Message }): number;
}

export function groupPerPartition<Message>({
  topic,
  partitionMetadata,
  messages,
  partitioner,
}: Sending<Message>): Record<number, Message[]> {
  const groups: Record<number, Message[]> = {};
  if (partitionMetadata.length === 0) return groups;
  for (const message of messages) (groups[partitioner({ topic, partitionMetadata, message })] ??= []).push(message);
  return groups;
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
  ['kafkajs/src/protocol/recordBatch/crc32C/index.js', crc32c],
  ['kafkajs/src/producer/groupMessagesPerPartition.js', groupPerPartition],
] as const) {
  require(file);
  const loaded = require.cache[require.resolve(file)];
  if (loaded !== undefined) loaded.exports = replacement;
}
