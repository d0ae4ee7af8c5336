import { DomainError } from '@gewerk/kernel';
import type { RequestWithCaller } from '@gewerk/platform-auth';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LimitScope, RequestLimits, Traffic } from './traffic.js';

/** Beyond this many requests in the queue an answer would come too late to be of use. */
const MOST_WAITING = 100;
const SHED_RETRY_SECONDS = 2;
const MOST_ADDRESSES = 10_000;

/**
 * Refuses, before a body is read, callers and companies that ask too often, addresses that fail to sign in again and again, and
 * everybody while the database cannot keep up.
 */
export function limitRequests(server: FastifyInstance, traffic: Traffic): void {
  const { limits } = traffic;
  if (limits !== null) refuseStrangers(server, traffic, limits);
  server.addHook('preParsing', async (request, _reply, payload) => {
    if (isProbe(request)) return payload;
    if (traffic.waitingForDatabase() > MOST_WAITING) {
      traffic.metrics.count('gewerk_http_shed_total');
      throw refusal('unavailable', 'http.overloaded', 'The system is busy: try again in a few seconds.', SHED_RETRY_SECONDS);
    }
    if (limits !== null) await refuseExcess(request, traffic, limits);
    return payload;
  });
}

async function refuseExcess(request: FastifyRequest & RequestWithCaller, traffic: Traffic, limits: RequestLimits): Promise<void> {
  const { caller } = request;
  if (caller === undefined) return;
  const keys: [LimitScope, string][] = [['caller', `${caller.networkId}/${caller.subject}`]];
  if (caller.companyId !== null) keys.push(['company', `${caller.networkId}/${caller.companyId}`]);
  for (const [scope, key] of keys) {
    const waitSeconds = await limits.spend(scope, key);
    if (waitSeconds > 0) throw tooMany(traffic, scope, waitSeconds);
  }
}

/** Counts what was refused for want of a good token, by address; whoever has had enough is not even asked for one. */
function refuseStrangers(server: FastifyInstance, traffic: Traffic, limits: RequestLimits): void {
  const refusedUntil = new Map<string, number>();
  server.addHook('onRequest', async (request) => {
    const until = refusedUntil.get(request.ip) ?? 0;
    if (isProbe(request) || until <= Date.now()) return;
    throw tooMany(traffic, 'address', Math.ceil((until - Date.now()) / 1000));
  });
  server.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode !== 401) return;
    const waitSeconds = await limits.spend('address', request.ip);
    if (waitSeconds === 0) return;
    if (refusedUntil.size >= MOST_ADDRESSES) refusedUntil.clear();
    refusedUntil.set(request.ip, Date.now() + waitSeconds * 1000);
  });
}

function tooMany(traffic: Traffic, scope: LimitScope, waitSeconds: number): DomainError {
  traffic.metrics.count('gewerk_http_rate_limited_total', { scope });
  const what = { caller: 'You have', company: 'Your company has', address: 'Your address has' }[scope];
  return refusal('rate-limited', 'http.too-many-requests', `${what} asked too often: wait ${waitSeconds} s.`, waitSeconds, { scope });
}

function refusal(
  kind: 'rate-limited' | 'unavailable',
  code: string,
  detail: string,
  retryAfterSeconds: number,
  params: object = {},
): DomainError {
  return new DomainError(kind, code, detail, [], { retryAfterSeconds, ...params });
}

/** Liveness and readiness are asked for by the platform, which must not be told to come back later. */
function isProbe(request: FastifyRequest): boolean {
  return request.routeOptions.url?.includes('/health/') === true;
}
