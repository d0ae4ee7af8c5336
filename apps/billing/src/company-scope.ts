import { DomainError } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';

/** The orchestrator and auditors see what concerns all companies of the network (null), a company its own. */
export function companyScopeOf(caller: Caller): string | null {
  if (caller.roles.includes('orchestrator') || caller.roles.includes('auditor')) return null;
  if (caller.companyId === null)
    throw new DomainError('forbidden', 'billing.no-company', 'this token speaks for no company; use one with org_id');
  return caller.companyId;
}
