import { DomainError } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';

/** Capacity is a company's own affair: nobody acts or looks here for another, the orchestrator neither. */
export function ownCompany(caller: Caller): string {
  if (caller.companyId !== null) return caller.companyId;
  throw new DomainError('forbidden', 'capacity.no-company', 'This token speaks for no company; use one with the claim org_id.');
}
