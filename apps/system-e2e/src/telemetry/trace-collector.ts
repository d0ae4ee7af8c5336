import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Span of the same trace that this one is part of. */
  readonly parentSpanId: string | null;
  /** Spans of other traces that led to it. */
  readonly follows: readonly string[];
  readonly correlationIds: readonly string[];
  readonly startedAtNanos: bigint;
  /** Everything it says about itself, for what must not stand there. */
  readonly text: string;
}

export interface TraceCollector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  close(): Promise<void>;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; arrayValue?: { values?: { stringValue?: string }[] } };
}

interface WireSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  startTimeUnixNano: string;
  links?: { spanId: string }[];
  attributes?: Attribute[];
}

interface TraceExport {
  resourceSpans?: { resource?: { attributes?: Attribute[] }; scopeSpans?: { spans?: WireSpan[] }[] }[];
}

/** Takes traces as a collector does (OTLP over HTTP, JSON) and keeps them for the test to look into. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      spans.push(...spansOf(JSON.parse(Buffer.concat(chunks).toString('utf8')) as TraceExport));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spansOf({ resourceSpans = [] }: TraceExport): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const [service = 'unknown'] = textsOf(resource?.attributes, 'service.name');
    return scopeSpans
      .flatMap((scope) => scope.spans ?? [])
      .map((span) => ({
        service,
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? null,
        follows: (span.links ?? []).map((link) => link.spanId),
        correlationIds: textsOf(span.attributes, 'gewerk.correlation_id'),
        startedAtNanos: BigInt(span.startTimeUnixNano),
        text: JSON.stringify(span),
      }));
  });
}

function textsOf(attributes: readonly Attribute[] = [], key: string): string[] {
  const value = attributes.find((attribute) => attribute.key === key)?.value;
  const values = value?.arrayValue?.values ?? (value === undefined ? [] : [value]);
  return values.flatMap(({ stringValue }) => (stringValue === undefined ? [] : [stringValue]));
}
