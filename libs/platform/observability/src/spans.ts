import { type Attributes, context, type Link, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceparent } from './traceparent.js';

export { SpanKind } from '@opentelemetry/api';

/** The attribute by which an order is found in the traces of all services. */
export const CORRELATION_ATTRIBUTE = 'gewerk.correlation_id';

const TRACER = 'gewerk';
const MOST_LINKS = 32;

export interface SpanSettings {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** `traceparent` of what led to this; one span may follow from many. */
  readonly follows?: readonly (string | undefined | null)[];
}

/** Runs `work` within a span that ends with it, and that says whether it failed. */
export async function inSpan<T>(name: string, settings: SpanSettings, work: () => Promise<T>): Promise<T> {
  const { kind = SpanKind.INTERNAL, attributes = {}, follows = [] } = settings;
  return trace.getTracer(TRACER).startActiveSpan(name, { kind, attributes, links: linksTo(follows) }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Begins the span of a request that came in, as a child of whoever asked. The caller ends it. */
export function startServerSpan(name: string, traceparent: string | undefined, attributes: Attributes): Span {
  const remote = parseTraceparent(traceparent);
  const parent = remote === null ? context.active() : trace.setSpanContext(context.active(), remote);
  return trace.getTracer(TRACER).startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
}

/** Runs `work` as part of a span that somebody else ends. */
export function withSpan<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

/** The span at hand belongs to these processes; a span is found by any of its correlation ids. */
export function noteCorrelation(correlationIds: readonly string[], follows: SpanSettings['follows'] = []): void {
  const span = trace.getActiveSpan();
  span?.setAttribute(CORRELATION_ATTRIBUTE, [...new Set(correlationIds)].slice(0, MOST_LINKS));
  span?.addLinks(linksTo(follows));
}

function linksTo(traceparents: SpanSettings['follows']): Link[] {
  const distinct = [...new Set(traceparents ?? [])].slice(0, MOST_LINKS);
  return distinct.flatMap((traceparent) => {
    const linked = parseTraceparent(traceparent ?? undefined);
    return linked === null ? [] : [{ context: linked }];
  });
}
