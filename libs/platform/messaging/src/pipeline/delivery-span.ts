import { CORRELATION_ATTRIBUTE, correlated, inSpan, SpanKind } from '@gewerk/platform-observability';
import type { ReceivedEvent } from '../envelope/event.js';

/**
 * One span for a run of events, linked to the traces that sent them (OpenTelemetry messaging conventions for batches). What a
 * handler publishes carries this span, so an order is followed from span to span by its links, or at once by its correlation id.
 */
export async function deliverySpan(events: readonly ReceivedEvent<unknown>[], work: () => Promise<void>): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const correlationIds = firstCorrelationsOf(events);
  const attributes = {
    'messaging.operation.type': 'process',
    'messaging.destination.name': first.topic,
    'messaging.batch.message_count': events.length,
    [CORRELATION_ATTRIBUTE]: correlationIds,
  };
  const follows = events.map(({ traceparent }) => traceparent);
  const run = () => inSpan(`process ${first.type}`, { kind: SpanKind.CONSUMER, attributes, follows }, work);
  await (correlationIds.length === 1 ? correlated(first.correlationId, run) : run());
}

const MOST_CORRELATIONS = 32;

function firstCorrelationsOf(events: readonly ReceivedEvent<unknown>[]): string[] {
  const correlationIds = new Set<string>();
  for (const { correlationId } of events) {
    correlationIds.add(correlationId);
    if (correlationIds.size === MOST_CORRELATIONS) break;
  }
  return [...correlationIds];
}
