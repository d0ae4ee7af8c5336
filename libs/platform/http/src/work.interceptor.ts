import { UnitsOfWork } from '@gewerk/platform-messaging';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { RequestWithCaller } from '@gewerk/platform-auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { correlationIdOf } from './correlation.js';
import { fingerprintOf, idempotencyKeyOf, once } from './idempotency.js';
import { COMMAND, rememberWork } from './work.js';

/** Opens the transaction of a request, in the caller's network, and commits it before the answer leaves. */
@Injectable()
export class WorkInterceptor implements NestInterceptor {
  constructor(
    private readonly units: UnitsOfWork,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithCaller>();
    if (request.caller === undefined) return next.handle();
    const isCommand = this.reflector.get<boolean | undefined>(COMMAND, context.getHandler()) === true;
    return from(this.#run(request, context.switchToHttp().getResponse<FastifyReply>(), isCommand, () => lastValueFrom(next.handle())));
  }

  async #run(request: FastifyRequest & RequestWithCaller, reply: FastifyReply, isCommand: boolean, handle: () => Promise<unknown>): Promise<unknown> {
    const { caller } = request;
    if (caller === undefined) return handle();
    const { traceparent } = request.headers;
    const origin = {
      networkId: caller.networkId,
      correlationId: correlationIdOf(request),
      causationId: null,
      hops: 0,
      ...(typeof traceparent === 'string' ? { traceparent } : {}),
    };
    const command = isCommand
      ? {
          subject: caller.subject,
          route: `${request.method} ${request.routeOptions.url ?? request.url}`,
          key: idempotencyKeyOf(request.headers['idempotency-key']),
          fingerprint: fingerprintOf(request.method, request.url, request.body),
        }
      : null;
    return this.units.run(
      origin,
      async (unit) => {
        rememberWork(request, { ...unit, caller });
        if (command === null) return handle();
        const { answer, replayed } = await once(unit, command, handle);
        if (replayed) reply.header('idempotency-replayed', 'true');
        return answer;
      },
      { readOnly: command === null },
    );
  }
}
