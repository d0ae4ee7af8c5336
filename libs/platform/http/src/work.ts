import type { Caller } from '@gewerk/platform-auth';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';

/** The transaction of one request, and who sent it. Reads are read-only; only `@Command()` routes may write. */
export interface RequestWork extends UnitOfWork {
  readonly caller: Caller;
}

export const COMMAND = 'gewerk.command';

/** The route changes something: it needs an `Idempotency-Key`, and commits together with its answer and its events. */
export function Command(): MethodDecorator {
  const header = ApiHeader({ name: 'Idempotency-Key', required: true, description: '8 to 200 visible ASCII characters; the same for a retry' });
  return applyDecorators(SetMetadata(COMMAND, true), header);
}

const works = new WeakMap<object, RequestWork>();

export function rememberWork(request: object, work: RequestWork): void {
  works.set(request, work);
}

/** Injects the request's `RequestWork`. */
export const Work = createParamDecorator((_data: unknown, context: ExecutionContext): RequestWork => {
  const work = works.get(context.switchToHttp().getRequest<object>());
  if (work === undefined) throw new Error('@Work() needs a route with @Roles: public routes have no network and no transaction');
  return work;
});
