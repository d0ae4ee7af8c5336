import { DomainError } from '@gewerk/kernel';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accessOf } from './access.js';
import type { RequestWithCaller } from './caller.js';
import { TokenVerifier } from './token-verifier.js';

/** Deny by default: a route is open to the roles it names, to everyone if it says so, and otherwise to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly tokens: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = accessOf(context.getHandler(), context.getClass());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithCaller>();
    const caller = await this.tokens.verify(bearerToken(request.headers.authorization));
    if (access === undefined || !access.some((role) => caller.roles.includes(role))) {
      throw new DomainError(
        'forbidden',
        'auth.role-missing',
        `This needs one of the roles: ${(access ?? []).join(', ') || 'none has it'}.`,
        [],
        {
          roles: access ?? [],
        },
      );
    }
    request.caller = caller;
    return true;
  }
}

function bearerToken(header: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1];
  if (token !== undefined) return token;
  throw new DomainError('unauthenticated', 'auth.token-missing', 'Send an access token in the header "Authorization: Bearer <token>".');
}
