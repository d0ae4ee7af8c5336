import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isUuid } from '@gewerk/kernel';
import { type INestApplication, UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { DenialLog } from './denials/denial-log.js';
import type { BodyOptions } from './input/decorators.js';
import { InputPipe } from './input/input.pipe.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { problemOf } from './problem/problem.js';
import { limitRequests } from './traffic/request-limits.js';
import { observeRequests } from './traffic/request-telemetry.js';
import type { Traffic } from './traffic/traffic.js';

const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];
const FILE_TYPES = ['application/step', 'model/step', 'application/octet-stream'];
const DEFAULT_BODY_LIMIT_BYTES = 1_048_576;
/** For the whole request to arrive: a large file over a slow line, but no slow trickle for ever. */
const REQUEST_TIMEOUT_MILLIS = 120_000;
/** Longer than load balancers keep a connection, so that they end it and not we, in the middle of their next request. */
const KEEP_ALIVE_MILLIS = 65_000;

declare module 'fastify' {
  interface FastifyContextConfig extends BodyOptions {}
}

/**
 * The HTTP server of one service: correlation id (also Fastify's request id), JSON of three media types, files as bytes, body
 * limits by route. Create the Nest application on it with `bodyParser: false`.
 */
export function httpAdapter(traffic: Traffic | null = null): FastifyAdapter {
  const options = {
    requestTimeout: REQUEST_TIMEOUT_MILLIS,
    keepAliveTimeout: KEEP_ALIVE_MILLIS,
    ...(traffic === null || traffic.trustedProxies.length === 0 ? {} : { trustProxy: [...traffic.trustedProxies] }),
    bodyLimit: DEFAULT_BODY_LIMIT_BYTES,
    genReqId: (request: IncomingMessage) => correlationIdOf(request),
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(adapter.mapException(error), request.id);
      // No hook has run for this request.
      void reply.header('x-correlation-id', request.id);
      reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
    },
  };
  const adapter: FastifyAdapter = new FastifyAdapter(options as never);
  const server = adapter.getInstance() as unknown as FastifyInstance;
  if (traffic !== null) observeRequests(server, traffic);
  configure(server);
  if (traffic !== null) limitRequests(server, traffic);
  return adapter;
}

/** Checked input, problem documents and, where a log of them is given, the audit of denials for every route of the application. */
export function applyHttpConventions(app: INestApplication, denials: DenialLog | null = null): void {
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter(denials));
}

function configure(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser(JSON_TYPES, { parseAs: 'string' }, (request, body, done) => {
    // Many clients name a content type even where they send no body; which fields are missing, validation says.
    if (body === '') done(null, undefined);
    else void parseJson(request, body as string, done);
  });
  server.addContentTypeParser(FILE_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onRoute', (route: RouteOptions) => {
    const limit = route.config?.bodyLimitBytes;
    if (limit !== undefined) route.bodyLimit = limit;
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-correlation-id', request.id);
    done();
  });
  // Before the body is read: a file of the wrong kind is refused without taking it in.
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const types = request.routeOptions.config.bodyTypes;
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (types === undefined || types.includes(type)) done(null, payload);
    else done(new UnsupportedMediaTypeException());
  });
}

/** What the caller sent, where it is a uuid; otherwise a new one. Anything else must not get into logs and events. */
function correlationIdOf(request: IncomingMessage): string {
  const header = request.headers['x-correlation-id'];
  const given = typeof header === 'string' ? header.toLowerCase() : undefined;
  return isUuid(given) ? given : randomUUID();
}
