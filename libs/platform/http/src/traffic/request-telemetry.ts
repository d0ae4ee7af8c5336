import { CORRELATION_ATTRIBUTE, correlated, startServerSpan, withSpan } from '@gewerk/platform-observability';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Traffic } from './traffic.js';

type Span = ReturnType<typeof startServerSpan>;

/** Measures every request, and runs it as a span under its correlation id. */
export function observeRequests(server: FastifyInstance, traffic: Traffic): void {
  const logger = new Logger('Http');
  const spans = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { traceparent } = request.headers;
    const attributes = {
      'http.request.method': request.method,
      'http.route': routeOf(request),
      [CORRELATION_ATTRIBUTE]: request.id,
    };
    // Probes of the platform every few seconds are nobody's trace.
    if (!routeOf(request).includes('/health/'))
      spans.set(request, startServerSpan(`${request.method} ${routeOf(request)}`, headerOf(traceparent), attributes));
    done();
  });
  // The body is read by now: what follows runs in the context that is set here, up to the answer.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = spans.get(request);
    correlated(request.id, () => (span === undefined ? done() : withSpan(span, done)));
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { statusCode, elapsedTime } = reply;
    const labels = { method: request.method, route: routeOf(request), status: String(statusCode) };
    traffic.metrics.observe('gewerk_http_request_duration_seconds', elapsedTime / 1000, labels);
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span?.setStatus({ code: ERROR });
    span?.end();
    correlated(request.id, () => logger.debug(`${request.method} ${routeOf(request)} ${statusCode} in ${elapsedTime.toFixed(1)} ms`));
    done();
  });
}

// SpanStatusCode.ERROR of the API, which this package needs for nothing else.
const ERROR = 2;

/** The template of the route, never the address: that holds ids. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
