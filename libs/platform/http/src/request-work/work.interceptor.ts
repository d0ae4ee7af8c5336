import { nextTraceparent } from '@gewerk/platform-observability';
import type { Caller, RequestWithCaller } from '@gewerk/platform-auth';
import { type Origin, type UnitOfWork, UnitsOfWork } from '@gewerk/platform-messaging';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { isCommand, needsWork, type RequestWithWork, type RequestWork } from './decorators.js';
import { claimKey, type CommandKey, fingerprintOf, keepAnswer, readIdempotencyKey } from './idempotency.js';

/** Headers of an answer that belong to what was done, and are replayed with it. */
const KEPT_HEADERS = ['location', 'etag'];

type WorkRequest = FastifyRequest & RequestWithCaller & RequestWithWork;

/** Gives a request its transaction, and a command its place in history. */
@Injectable()
export class WorkInterceptor implements NestInterceptor {
  constructor(private readonly units: UnitsOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<WorkRequest>();
    const { caller } = request;
    if (caller === undefined || !needsWork(context.getHandler())) return next.handle();
    const origin = originOf(request, caller);
    if (!isCommand(context.getHandler())) {
      return from(this.units.run(origin, (unit) => handleIn(unit, caller, request, next), { readOnly: true }));
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const command: CommandKey = {
      subject: caller.subject,
      route: `${request.method} ${request.routeOptions.url ?? request.url}`,
      key: readIdempotencyKey(request.headers['idempotency-key']),
      fingerprint: fingerprintOf(request.method, request.url, request.body),
    };
    return from(this.units.run(origin, (unit) => carryOutOnce(unit, command, caller, request, reply, next)));
  }
}

async function carryOutOnce(
  unit: UnitOfWork,
  command: CommandKey,
  caller: Caller,
  request: WorkRequest,
  reply: FastifyReply,
  next: CallHandler,
): Promise<unknown> {
  const earlier = await claimKey(unit, command);
  if (earlier !== null) {
    void reply.headers({ ...earlier.headers, 'idempotency-replayed': 'true' }).status(earlier.status);
    return earlier.body ?? undefined;
  }
  const body = await handleIn(unit, caller, request, next);
  if (body instanceof StreamableFile) throw new Error(`${command.route} is a command and must answer JSON, which can be kept`);
  await keepAnswer(unit, command, { status: reply.statusCode, headers: keptHeaders(reply), body });
  return body;
}

async function handleIn(unit: UnitOfWork, caller: Caller, request: WorkRequest, next: CallHandler): Promise<unknown> {
  // The unit may change whose work it carries on; a copy would not hear of it.
  request.work = Object.create(unit, { caller: { value: caller, enumerable: true } }) as RequestWork;
  return lastValueFrom(next.handle(), { defaultValue: undefined });
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  const present = KEPT_HEADERS.filter((name) => reply.hasHeader(name));
  return Object.fromEntries(present.map((name) => [name, String(reply.getHeader(name))]));
}

/** A request begins a chain of causes: nothing of ours caused it. */
function originOf(request: FastifyRequest, caller: Caller): Origin {
  const incoming = request.headers['traceparent'];
  return {
    networkId: caller.networkId,
    correlationId: request.id,
    causationId: null,
    hops: 0,
    traceparent: nextTraceparent(typeof incoming === 'string' ? incoming : undefined),
  };
}
