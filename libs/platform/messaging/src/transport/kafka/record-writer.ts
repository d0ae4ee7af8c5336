/** What kafkajs takes from an encoder that it puts into another one. */
interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

type Bytes = Buffer | string | null | undefined;

interface RecordToEncode {
  readonly key?: Bytes;
  readonly value?: Bytes;
  readonly headers?: Readonly<Record<string, Bytes | Bytes[]>>;
  readonly offsetDelta?: number;
  readonly timestampDelta?: unknown;
}

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
  const wide = BigInt(String(value));
  let rest = BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n));
  while (rest > 0x7fn) {
    arena[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  arena[at++] = Number(rest);
}
