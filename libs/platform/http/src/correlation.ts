import { isUuid, newId } from '@gewerk/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const HEADER = 'x-correlation-id';
const ids = new WeakMap<object, string>();

/** The id that ties together all that follows from a request; the caller's own where it sent a UUID. */
export function correlationIdOf(request: FastifyRequest): string {
  const raw = request.raw;
  const known = ids.get(raw);
  if (known !== undefined) return known;
  const sent = request.headers[HEADER];
  const id = isUuid(sent) ? sent : newId();
  ids.set(raw, id);
  return id;
}

export function returnCorrelationIds(instance: FastifyInstance): void {
  instance.addHook('onRequest', async (request, reply) => {
    reply.header(HEADER, correlationIdOf(request));
  });
}
