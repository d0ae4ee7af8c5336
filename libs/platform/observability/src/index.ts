export { createLogger, type LogFormat } from './logger.js';
export { type Labels, Metrics } from './metrics.js';
export { formatTraceparent, nextTraceparent, parseTraceparent } from './traceparent.js';
