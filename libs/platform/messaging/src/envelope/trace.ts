import { isSpanContextValid, trace } from '@opentelemetry/api';

/** The active span as a W3C `traceparent`, or null outside of any. */
export function currentTraceparent(): string | null {
  const context = trace.getActiveSpan()?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return null;
  return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
}
