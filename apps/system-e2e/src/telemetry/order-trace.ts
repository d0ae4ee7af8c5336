import type { CollectedSpan } from './trace-collector.js';

export interface OrderTrace {
  /** Everything that carries the order's correlation id, in the order of time. */
  readonly spans: readonly CollectedSpan[];
  readonly services: readonly string[];
  readonly traces: number;
  /** From the invoice back to the request, each step a parent or a link; empty where they are not connected. */
  readonly wayBack: readonly CollectedSpan[];
}

export const ORDER_REQUEST = 'POST /api/orders/v1/orders';
export const INVOICE = 'issue invoice';

/** Follows one order through the traces of all services, by its one correlation id and by the links between the traces. */
export function followOrder(all: readonly CollectedSpan[], correlationId: string): OrderTrace {
  const spans = all
    .filter((span) => span.correlationIds.includes(correlationId))
    .toSorted((a, b) => (a.startedAtNanos < b.startedAtNanos ? -1 : 1));
  const request = spans.find((span) => span.name === ORDER_REQUEST);
  const wayBack = spans
    .filter((span) => span.name === INVOICE)
    .map((invoice) => (request === undefined ? [] : wayBetween(all, invoice, request)))
    .toSorted((a, b) => b.length - a.length);
  return {
    spans,
    services: [...new Set(spans.map((span) => span.service))],
    traces: new Set(spans.map((span) => span.traceId)).size,
    wayBack: wayBack[0] ?? [],
  };
}

/** Breadth first, so that the way is a shortest one. */
function wayBetween(all: readonly CollectedSpan[], from: CollectedSpan, to: CollectedSpan): CollectedSpan[] {
  const byId = new Map(all.map((span) => [span.spanId, span]));
  const cameFrom = new Map<string, CollectedSpan | null>([[from.spanId, null]]);
  const queue = [from];
  for (let span = queue.shift(); span !== undefined; span = queue.shift()) {
    if (span.spanId === to.spanId) return unwound(span, cameFrom);
    for (const spanId of [...(span.parentSpanId === null ? [] : [span.parentSpanId]), ...span.follows]) {
      const next = byId.get(spanId);
      if (next === undefined || cameFrom.has(spanId)) continue;
      cameFrom.set(spanId, span);
      queue.push(next);
    }
  }
  return [];
}

function unwound(last: CollectedSpan, cameFrom: ReadonlyMap<string, CollectedSpan | null>): CollectedSpan[] {
  const way: CollectedSpan[] = [];
  for (let span: CollectedSpan | null | undefined = last; span; span = cameFrom.get(span.spanId)) way.unshift(span);
  return way;
}
