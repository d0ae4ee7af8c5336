import { type Link, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { ReceivedEvent } from '../envelope/event.js';

const MOST_LINKS = 32;

/** One span for a run of events, linked to the traces that sent them (OpenTelemetry messaging conventions for batches). */
export async function deliverySpan(events: readonly ReceivedEvent<unknown>[], work: () => Promise<void>): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.destination.name': first.topic,
    'messaging.batch.message_count': events.length,
  };
  await trace
    .getTracer('gewerk.messaging')
    .startActiveSpan(`process ${first.type}`, { kind: SpanKind.CONSUMER, attributes, links: linksOf(events) }, async (span) => {
      try {
        await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
}

function linksOf(events: readonly ReceivedEvent<unknown>[]): Link[] {
  return events.slice(0, MOST_LINKS).flatMap(({ traceparent }) => {
    const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
    if (traceId === undefined || spanId === undefined) return [];
    return [{ context: { traceId, spanId, traceFlags: flags === '01' ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true } }];
  });
}
