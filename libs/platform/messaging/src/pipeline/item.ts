import { HOP_LIMIT } from '../contract/contract.js';
import { type Envelope, networkOf, readData, readHeaders, type Reading } from '../envelope/codec.js';
import type { ReceivedEvent } from '../envelope/event.js';
import { type Position, type Stream, streamName } from '../envelope/stream.js';
import type { IncomingRecord } from '../transport/transport.js';
import type { EventHandlers, HandlerTable } from './handlers.js';

/** `waiting`: nothing wrong with it but an earlier one of its stream is parked. */
export type ParkReason = 'unreadable' | 'invalid' | 'hop-limit' | 'gap' | 'failed' | 'waiting';

export interface Fault {
  readonly reason: ParkReason;
  readonly error: string;
  readonly attempts: number;
}

/** A record after decoding and validation. */
export interface Item {
  readonly record: IncomingRecord;
  readonly stream: Stream;
  readonly streamName: string;
  readonly position: Position;
  readonly eventId: string | null;
  readonly type: string | null;
  /** Null where the service does not list the type. */
  readonly handlers: EventHandlers | null;
  /** Null where it cannot be handed to a handler. */
  readonly event: ReceivedEvent<unknown> | null;
  readonly fault: Fault | null;
}

export function itemOf(record: IncomingRecord, table: HandlerTable): Item {
  const reading = readHeaders(record);
  if (reading.kind === 'unreadable') {
    const { stream, position } = reading;
    const fault = { reason: 'unreadable', error: reading.fault, attempts: 0 } as const;
    return { record, stream, streamName: streamName(stream), position, eventId: null, type: null, handlers: null, event: null, fault };
  }
  const { envelope } = reading;
  const handlers = table.get(envelope.type) ?? null;
  const { event, fault } = handlers === null ? NOT_LISTED : eventIn(record, reading, handlers);
  return {
    record,
    stream: { networkId: envelope.networkId, topic: envelope.topic, key: envelope.key },
    streamName: streamName(envelope),
    position: { epoch: envelope.epoch, version: envelope.version },
    eventId: envelope.id,
    type: envelope.type,
    handlers,
    event,
    fault,
  };
}

const NOT_LISTED = { event: null, fault: null };

function eventIn(
  record: IncomingRecord,
  reading: Extract<Reading, { kind: 'event' }>,
  { contract }: EventHandlers,
): Pick<Item, 'event' | 'fault'> {
  const { envelope } = reading;
  if (reading.fault !== null) return faulty('invalid', reading.fault);
  if (envelope.hops > HOP_LIMIT) {
    return faulty('hop-limit', `hop ${envelope.hops} of ${envelope.correlationId} is over the limit of ${HOP_LIMIT}: a loop`);
  }
  const payload = readData(contract, envelope, record);
  return 'fault' in payload ? faulty('invalid', payload.fault) : { event: eventOf(envelope, payload.data), fault: null };
}

function faulty(reason: ParkReason, error: string): Pick<Item, 'event' | 'fault'> {
  return { event: null, fault: { reason, error, attempts: 0 } };
}

function eventOf(envelope: Envelope, data: unknown): ReceivedEvent<unknown> {
  const { id, type, source, time, topic, key, epoch, version, correlationId, causationId, hops, traceparent } = envelope;
  const networkId = networkOf(envelope);
  const attributes = { id, type, source, time, networkId, topic, key, epoch, version, correlationId, causationId, hops };
  return traceparent === null ? { ...attributes, data } : { ...attributes, traceparent, data };
}
