import { randomBytes } from 'node:crypto';
import { INVALID_SPANID, INVALID_TRACEID, isSpanContextValid, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';

const VERSION_00 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a `traceparent` header (W3C Trace Context section 3.2); null where it is absent or not valid, as the standard demands. */
export function parseTraceparent(header: string | undefined): SpanContext | null {
  const [, traceId = INVALID_TRACEID, spanId = INVALID_SPANID, flags = '00'] = VERSION_00.exec(header?.trim() ?? '') ?? [];
  const context: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(context) ? context : null;
}

export function formatTraceparent(context: SpanContext): string {
  return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
}

/** The active span as a `traceparent`, or null outside of any that is recorded or came from elsewhere. */
export function activeTraceparent(): string | null {
  const active = trace.getActiveSpan()?.spanContext();
  return active !== undefined && isSpanContextValid(active) ? formatTraceparent(active) : null;
}

/**
 * The `traceparent` to hand on: of the active span where a tracing SDK runs, otherwise a new step within the incoming trace,
 * otherwise a new trace, so that an order can be followed across services with or without an SDK.
 */
export function nextTraceparent(incoming?: string): string {
  const active = activeTraceparent();
  if (active !== null) return active;
  const parent = parseTraceparent(incoming);
  return formatTraceparent({
    traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    traceFlags: parent?.traceFlags ?? TraceFlags.SAMPLED,
  });
}
