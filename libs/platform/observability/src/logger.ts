import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { currentCorrelationId } from './correlation.js';

export type LogFormat = 'json' | 'plain';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** What may stand in an object that somebody logs, but must not be read by whoever reads logs. */
const CONFIDENTIAL = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'access_token',
  'email',
  'givenName',
  'familyName',
  'phone',
];

/** Lines of a service for machines: one JSON object each, with the correlation id and the trace that they belong to. */
class ServiceLogger extends ConsoleLogger {
  constructor(
    private readonly service: string,
    options: ConsoleLoggerOptions,
  ) {
    super(options);
  }

  protected override getJsonLogObject(...parameters: Parameters<ConsoleLogger['getJsonLogObject']>) {
    const correlationId = currentCorrelationId();
    const span = trace.getActiveSpan()?.spanContext();
    return {
      ...super.getJsonLogObject(...parameters),
      service: this.service,
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(span === undefined || !isSpanContextValid(span) ? {} : { traceId: span.traceId, spanId: span.spanId }),
    };
  }
}

/**
 * The logger of a service: one JSON object a line for machines, or plain text for people at a terminal.
 * @param level the least important level that is still written
 */
export function createLogger(options: { service: string; format: LogFormat; level: LogLevel }): ConsoleLogger {
  return new ServiceLogger(options.service, {
    json: options.format === 'json',
    colors: options.format === 'plain' && process.stdout.isTTY === true,
    prefix: options.service,
    logLevels: LEVELS.slice(0, LEVELS.indexOf(options.level) + 1),
    redact: CONFIDENTIAL,
  });
}
