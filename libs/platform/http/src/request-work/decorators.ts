import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { SSE_METADATA } from '@nestjs/common/internal';
import { ApiHeader } from '@nestjs/swagger';
import type { Caller } from '@gewerk/platform-auth';
import type { UnitOfWork } from '@gewerk/platform-messaging';

const COMMAND = 'gewerk:command';
const NEEDS_WORK = 'gewerk:work';

/** The transaction of one HTTP request. */
export interface RequestWork extends UnitOfWork {
  readonly caller: Caller;
}

/** Where the interceptor leaves the work for the handler's parameter. */
export interface RequestWithWork {
  work?: RequestWork;
}

const workOfRequest = createParamDecorator((_data: unknown, context: ExecutionContext): RequestWork => {
  const { work } = context.switchToHttp().getRequest<RequestWithWork>();
  if (work === undefined) throw new Error('@Work() stands on a public or server-sent-events route, which has no transaction');
  return work;
});

/**
 * The transaction of this request, of the caller's network: read-only, unless the route is a `@Command()`. It commits after the
 * handler returned and rolls back where it threw.
 */
export function Work(): ParameterDecorator {
  return (target, method, index) => {
    if (method === undefined) throw new Error('@Work() belongs to a parameter of a method');
    Reflect.defineMetadata(NEEDS_WORK, true, (target as Record<string | symbol, object>)[method] as object);
    workOfRequest()(target, method, index);
  };
}

/**
 * A route that changes something: header `Idempotency-Key` required. The answer is kept beside the change, in the same
 * transaction, and given again to whoever repeats the request with the same key.
 */
export function Command(): MethodDecorator {
  return applyDecorators(
    SetMetadata(COMMAND, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Chosen by the client, one per intended change; a repetition with the same key and body gets the first answer again.',
      schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
    }),
  );
}

export function isCommand(handler: object): boolean {
  return Reflect.hasMetadata(COMMAND, handler);
}

/** A stream of events outlives any transaction, so it gets none. */
export function needsWork(handler: object): boolean {
  return (isCommand(handler) || Reflect.hasMetadata(NEEDS_WORK, handler)) && !Reflect.hasMetadata(SSE_METADATA, handler);
}
