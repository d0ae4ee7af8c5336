export { correlated, currentCorrelationId } from './correlation.js';
export { createLogger, type LogFormat } from './logger.js';
export { type MetricDefinition, type MetricTable, platformMetrics } from './metric-table.js';
export { type Labels, Metrics } from './metrics.js';
export { CORRELATION_ATTRIBUTE, inSpan, noteCorrelation, SpanKind, type SpanSettings, startServerSpan, withSpan } from './spans.js';
export { activeTraceparent, formatTraceparent, nextTraceparent, parseTraceparent } from './traceparent.js';
export { startTracing, type TracingOptions } from './tracing.js';
