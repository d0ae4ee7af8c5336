import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isUuid } from '@gewerk/kernel';
import { type INestApplication, UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { BodyOptions } from './input/decorators.js';
import { InputPipe } from './input/input.pipe.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { problemOf } from './problem/problem.js';

const JSON_TYPES = ['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'];
const FILE_TYPES = ['application/step', 'model/step', 'application/octet-stream'];
const DEFAULT_BODY_LIMIT_BYTES = 1_048_576;

declare module 'fastify' {
  interface FastifyContextConfig extends BodyOptions {}
}

/**
 * The HTTP server of one service: correlation id (also Fastify's request id), JSON of three media types, files as bytes, body
 * limits by route. Create the Nest application on it with `bodyParser: false`.
 */
export function httpAdapter(): FastifyAdapter {
  const options = {
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
  configure(adapter.getInstance() as unknown as FastifyInstance);
  return adapter;
}

/** Checked input and problem documents for every route of the application. */
export function applyHttpConventions(app: INestApplication): void {
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter());
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
