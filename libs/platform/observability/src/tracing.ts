import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';

export interface TracingOptions {
  readonly service: string;
  readonly version: string;
  /** Base URL of a collector that speaks OTLP over HTTP, e.g. `http://collector:4318`. */
  readonly collectorUrl: string;
  /** Part of the traces that begin here and are recorded, 0 to 1; what others began follows their decision. */
  readonly sampleRatio: number;
}

const EXPORT_TIMEOUT_MILLIS = 5_000;

/**
 * Records the spans of this process and sends them to a collector. Without it every span is a no-op. A collector that does not
 * answer costs spans, never requests: the queue is bounded.
 * @returns a function that sends what is left and ends it
 */
export function startTracing({ service, version, collectorUrl, sampleRatio }: TracingOptions): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ url: `${collectorUrl}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MILLIS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'gewerk', 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000, exportTimeoutMillis: EXPORT_TIMEOUT_MILLIS })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown().catch(() => undefined);
}
