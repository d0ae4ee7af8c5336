import { createHash } from 'node:crypto';
import { arrayLiteral, plainArrayLiteral } from '../session/array-literal.js';

/** Order holds within a stream and nowhere else. */
export interface Stream {
  readonly networkId: string;
  readonly topic: string;
  readonly key: string;
}

/** The place of an event in its stream; a producer restored from a backup raises the epoch and begins at version 1 again. */
export interface Position {
  readonly epoch: number;
  readonly version: number;
}

/** Stands in for the network of a record whose headers do not even tell it. */
export const NIL_NETWORK = '00000000-0000-0000-0000-000000000000';

export const OUTBOX_BUCKETS = 16;

/** One text per stream, sorted the way locks are taken: network, topic, key by code units. */
export function streamName(stream: Stream): string {
  return `${stream.networkId}\u0000${stream.topic}\u0000${stream.key}`;
}

/** The columns of a list of streams as array literals, which `unnest` takes. */
export function columnsOf(streams: readonly Stream[]): [networkIds: string, topics: string, keys: string] {
  return [
    plainArrayLiteral(streams.map((s) => s.networkId)),
    arrayLiteral(streams.map((s) => s.topic)),
    arrayLiteral(streams.map((s) => s.key)),
  ];
}

export function bucketOf(stream: Stream): number {
  return fnv1a(streamName(stream)) % OUTBOX_BUCKETS;
}

export function comparePositions(a: Position, b: Position): number {
  return a.epoch - b.epoch || a.version - b.version;
}

/** FNV-1a, 32 bits, over UTF-16 code units: spreads keys; nothing here is a secret. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

export function wireKeyOf(networkId: string, key: string): string {
  return `${networkId}/${key}`;
}

/** A name for the stream of a record whose key may be anything: without NUL and short enough for an index. */
export function storableKey(wireKey: string | null, partition: number): string {
  // Without a key records of several partitions, each with offsets of its own, would meet under one name.
  if (wireKey === null || wireKey === '') return `(none)@${partition}`;
  const clean = wireKey.toWellFormed().replaceAll('\u0000', '\ufffd');
  return clean.length <= 300
    ? clean
    : `${clean.slice(0, 200).toWellFormed()}#${createHash('sha256').update(wireKey).digest('hex').slice(0, 32)}`;
}
