import { DomainError } from '@gewerk/kernel';
import type { FastifyRequest } from 'fastify';
import type { Access } from './access.js';
import type { RequestWithCaller } from './caller.js';
import type { TokenVerifier } from './token-verifier.js';

type Arriving = Pick<FastifyRequest, 'headers'> & RequestWithCaller;

/**
 * Deny by default: a route is open to the roles it names, to everyone if it says so, and otherwise to nobody. Leaves the caller
 * on the request as soon as the token is good, so that whoever records a refusal knows whom it met.
 * @throws DomainError `unauthenticated`, `forbidden`, or `unavailable` where tokens cannot be judged now
 */
export async function admit(tokens: TokenVerifier, request: Arriving, access: Access | undefined): Promise<void> {
  if (access === 'public') return;
  request.caller ??= await tokens.verify(bearerToken(request.headers.authorization));
  const { roles } = request.caller;
  if (access?.some((role) => roles.includes(role)) === true) return;
  throw new DomainError(
    'forbidden',
    'auth.role-missing',
    `This needs one of the roles: ${(access ?? []).join(', ') || 'none has it'}.`,
    [],
    { roles: access ?? [] },
  );
}

function bearerToken(header: string | undefined): string {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(header ?? '')?.[1];
  if (token !== undefined) return token;
  throw new DomainError('unauthenticated', 'auth.token-missing', 'Send an access token in the header "Authorization: Bearer <token>".');
}
