import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { accessOf } from './access.js';
import { admit } from './admission.js';
import type { RequestWithCaller } from './caller.js';
import { TokenVerifier } from './token-verifier.js';

/** The second look, at the handler itself: whatever the HTTP server lets through, no handler runs for whom it is not. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly tokens: TokenVerifier) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithCaller>();
    await admit(this.tokens, request, accessOf(context.getHandler(), context.getClass()));
    return true;
  }
}
