import { HOP_LIMIT } from '../contract/contract.js';
import { networkOf, readData, readHeaders } from '../envelope/codec.js';
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
    const { stream, position, fault } = reading;
    const where = { record, stream, streamName: streamName(stream), position };
    return { ...where, eventId: null, type: null, handlers: null, event: null, fault: { reason: 'unreadable', error: fault, attempts: 0 } };
  }
  const { envelope } = reading;
  const handlers = table.get(envelope.type) ?? null;
  const known = {
    record,
    stream: { networkId: envelope.networkId, topic: envelope.topic, key: envelope.key },
    streamName: streamName(envelope),
    position: { epoch: envelope.epoch, version: envelope.version },
    eventId: envelope.id,
    type: envelope.type,
    handlers,
  };
  if (handlers === null) return { ...known, event: null, fault: null };
  if (reading.fault !== null) return { ...known, event: null, fault: { reason: 'invalid', error: reading.fault, attempts: 0 } };
  if (envelope.hops > HOP_LIMIT) {
    const error = `hop ${envelope.hops} of ${envelope.correlationId} is over the limit of ${HOP_LIMIT}: a loop`;
    return { ...known, event: null, fault: { reason: 'hop-limit', error, attempts: 0 } };
  }
  const payload = readData(handlers.contract, envelope, record);
  if ('fault' in payload) return { ...known, event: null, fault: { reason: 'invalid', error: payload.fault, attempts: 0 } };
  const { traceparent, ...attributes } = envelope;
  const event: ReceivedEvent<unknown> = {
    ...attributes,
    networkId: networkOf(envelope),
    ...(traceparent === null ? {} : { traceparent }),
    data: payload.data,
  };
  return { ...known, event, fault: null };
}
