import { isUuid, type NetworkId } from '@gewerk/kernel';
import { type EventContract, MAX_PAYLOAD_BYTES } from '../contract/contract.js';
import { isStreamKey, refusalWhenConsuming } from '../contract/validation.js';
import type { IncomingRecord, OutgoingRecord } from '../transport/transport.js';
import { NIL_NETWORK, type Position, storableKey, type Stream, wireKeyOf } from './stream.js';

/** Everything of an event but its data. */
export interface Envelope extends Stream, Position {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly time: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly hops: number;
  readonly traceparent: string | null;
}

/** What the headers of a record told: its envelope, perhaps with a fault beside, or only where to keep it. */
export type Reading =
  | { readonly kind: 'event'; readonly envelope: Envelope; readonly fault: string | null }
  | { readonly kind: 'unreadable'; readonly stream: Stream; readonly position: Position; readonly fault: string };

/** CloudEvents 1.0, Kafka protocol binding 1.0.2 section 3.2 (binary content mode). */
export function encode(envelope: Envelope, text: string): OutgoingRecord {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_source: envelope.source,
    ce_type: envelope.type,
    ce_time: envelope.time.toISOString(),
    ce_networkid: envelope.networkId,
    ce_streamepoch: String(envelope.epoch),
    ce_streamversion: String(envelope.version),
    ce_correlationid: envelope.correlationId,
    ce_hops: String(envelope.hops),
    'content-type': 'application/json',
  };
  if (envelope.causationId !== null) headers['ce_causationid'] = envelope.causationId;
  if (envelope.traceparent !== null) headers['traceparent'] = envelope.traceparent;
  return { key: wireKeyOf(envelope.networkId, envelope.key), headers, value: text };
}

const ATTRIBUTE = /^[^\u0000-\u001f\u007f-\u009f]{1,300}$/;
const COUNT = /^(?:0|[1-9]\d{0,15})$/;
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

export function readHeaders(record: IncomingRecord): Reading {
  const { headers } = record;
  const networkId = headers['ce_networkid'];
  const epoch = countOf(headers['ce_streamepoch'], 1, 2_147_483_647);
  const version = countOf(headers['ce_streamversion'], 1, Number.MAX_SAFE_INTEGER);
  const fault = identityFault(record, networkId, epoch, version);
  if (fault !== null || !isUuid(networkId) || epoch === null || version === null) {
    return {
      kind: 'unreadable',
      stream: { networkId: NIL_NETWORK, topic: record.topic, key: storableKey(record.key, record.partition) },
      // The offset orders what is kept under this name, and a record that comes again is known by it.
      position: { epoch: 1, version: Number(record.offset) + 1 },
      fault: fault ?? 'headers cannot be read',
    };
  }
  const hops = headers['ce_hops'] === undefined ? 0 : countOf(headers['ce_hops'], 0, 1_000_000);
  const time = headers['ce_time'] ?? '';
  const envelope: Envelope = {
    networkId,
    topic: record.topic,
    key: (record.key ?? '').slice(networkId.length + 1),
    epoch,
    version,
    id: headers['ce_id'] ?? '',
    type: headers['ce_type'] ?? '',
    source: headers['ce_source'] ?? '',
    time: new Date(time),
    correlationId: headers['ce_correlationid'] ?? headers['ce_id'] ?? '',
    causationId: headers['ce_causationid'] ?? null,
    hops: hops ?? 0,
    traceparent: TRACEPARENT.test(headers['traceparent'] ?? '') ? (headers['traceparent'] ?? null) : null,
  };
  return { kind: 'event', envelope, fault: attributeFault(envelope, time, hops) };
}

/** What is wrong with the headers that tell which event of which stream this is. */
function identityFault(record: IncomingRecord, networkId: unknown, epoch: number | null, version: number | null): string | null {
  const { headers } = record;
  if (headers['ce_specversion'] !== '1.0') return 'ce_specversion is not 1.0';
  if (!isAttribute(headers['ce_id'])) return 'ce_id is missing or malformed';
  if (!isAttribute(headers['ce_type'])) return 'ce_type is missing or malformed';
  if (!isUuid(networkId)) return 'ce_networkid is not a UUID';
  if (epoch === null) return 'ce_streamepoch is not a positive integer';
  if (version === null) return 'ce_streamversion is not a positive integer';
  return keyFault(record.key, networkId);
}

/** What is wrong with the rest: the event is known, but it cannot be handed on. */
function attributeFault(envelope: Envelope, time: string, hops: number | null): string | null {
  if (!isAttribute(envelope.source)) return 'ce_source is missing or malformed';
  if (!RFC3339.test(time) || Number.isNaN(envelope.time.getTime())) return 'ce_time is not an RFC 3339 instant';
  if (!isAttribute(envelope.correlationId)) return 'ce_correlationid is malformed';
  if (envelope.causationId !== null && !isAttribute(envelope.causationId)) return 'ce_causationid is malformed';
  return hops === null ? 'ce_hops is not a count' : null;
}

/** Reads and checks the payload of an event that is listed. */
export function readData(
  contract: EventContract,
  envelope: Envelope,
  record: IncomingRecord,
): { readonly data: unknown } | { readonly fault: string } {
  if (contract.topic.name !== record.topic) return { fault: `this type belongs on topic ${contract.topic.name}` };
  if (!/^application\/json\s*(?:;|$)/i.test(record.headers['content-type'] ?? '')) return { fault: 'content-type is not application/json' };
  if (record.value === null) return { fault: 'the payload is missing' };
  if (record.value.length > MAX_PAYLOAD_BYTES) {
    return { fault: `the payload of ${record.value.length} bytes is over the limit of ${MAX_PAYLOAD_BYTES}` };
  }
  let data: unknown;
  try {
    const text = UTF8.decode(record.value);
    // A member of this name would become the prototype of a copy made by assignment.
    if (PROTOTYPE_MEMBER.test(text)) return { fault: 'the payload has a member named __proto__' };
    data = JSON.parse(text);
  } catch (error) {
    return { fault: `the payload is not JSON in UTF-8: ${(error as Error).message}` };
  }
  const wrong = refusalWhenConsuming(contract, data);
  if (wrong !== null) return { fault: `the payload breaks its schema: ${wrong}` };
  if (contract.keyOf(data) !== envelope.key) return { fault: "the record's key is not the key of its data" };
  return { data };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const PROTOTYPE_MEMBER = /"(?:_|\\u005[fF]){2}proto(?:_|\\u005[fF]){2}"\s*:/;

export function networkOf(envelope: Envelope): NetworkId {
  return envelope.networkId as NetworkId;
}

function keyFault(wireKey: string | null, networkId: string): string | null {
  if (wireKey === null || !wireKey.startsWith(`${networkId}/`)) return 'the key does not begin with the network of ce_networkid';
  return isStreamKey(wireKey.slice(networkId.length + 1)) ? null : 'the key has no usable part after its network';
}

function isAttribute(value: string | undefined): value is string {
  return value !== undefined && ATTRIBUTE.test(value) && value.isWellFormed();
}

function countOf(text: string | undefined, least: number, most: number): number | null {
  if (text === undefined || !COUNT.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}
