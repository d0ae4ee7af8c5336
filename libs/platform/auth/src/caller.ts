import { type CompanyId, DomainError, type NetworkId } from '@gewerk/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { denied } from './denied.js';

export const ROLES = ['orchestrator', 'member', 'customer', 'system', 'auditor'] as const;

export type Role = (typeof ROLES)[number];

/** Whom the access token names: claims `sub`, `network_id`, `org_id`, `roles`. */
export interface Caller {
  readonly subject: string;
  readonly networkId: NetworkId;
  /** The organisation of the registry the caller acts for; null for people of the network itself. */
  readonly companyId: CompanyId | null;
  readonly roles: readonly Role[];
}

/** Left on a request as soon as its token is known to be good, whether the route is for it or not; absent on public routes. */
export interface RequestWithCaller {
  caller?: Caller;
}

/** The caller of a route that needs no transaction; routes with one find it in their work. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<RequestWithCaller>();
  if (caller === undefined) throw new Error('@CurrentCaller() stands on a public route, which has no caller');
  return caller;
});

/**
 * Own company, or role orchestrator; anyone else learns nothing, not even whether the company exists.
 * @param notFound the refusal of the route for a record that does not exist, where it has one of its own: both must read alike
 * @throws DomainError of kind `not-found`
 */
export function requireCompany(caller: Caller, companyId: string, notFound?: DomainError): void {
  if (caller.companyId === companyId || caller.roles.includes('orchestrator')) return;
  throw denied(notFound ?? new DomainError('not-found', 'http.not-found', 'Nothing that you may see is found here.'));
}
