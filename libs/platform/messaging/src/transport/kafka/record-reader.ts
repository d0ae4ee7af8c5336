import { createRequire } from 'node:module';

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
