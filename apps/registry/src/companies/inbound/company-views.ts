import type { Caller } from '@gewerk/platform-auth';
import type { Company } from '../domain/company.js';
import type { CompanyResponse } from './company.dto.js';

type Viewer = 'itself' | 'operator' | 'member' | 'customer';

/** Sees companies of every status and kind. */
export function isOperator(caller: Caller): boolean {
  return caller.roles.includes('orchestrator') || caller.roles.includes('auditor');
}

/**
 * Deny by default (methods 10.1): a customer learns who may make its parts, a member what the others can do; figures of
 * machines stay with the company and the operator, turnover (D3) with the company alone.
 * @returns null where the caller may not know of the company at all
 */
export function viewOf(company: Company, caller: Caller): CompanyResponse | null {
  const viewer = viewerOf(company, caller);
  if (viewer === null) return null;
  const { companyId, status, profile } = company;
  const { turnoverMinorPerYear, ...open } = profile;
  const seenByCustomers = { companyId, name: profile.name, country: profile.country, certificates: profile.certificates };
  if (viewer === 'customer') return seenByCustomers;
  const processes = [...new Set(profile.machineGroups.map(({ process }) => process))].sort();
  const seenByMembers = { ...seenByCustomers, kind: profile.kind, processes, managementCertificates: profile.managementCertificates };
  if (viewer === 'member') return seenByMembers;
  return { ...seenByMembers, status, profile: viewer === 'itself' ? { ...open, turnoverMinorPerYear } : open };
}

function viewerOf(company: Company, caller: Caller): Viewer | null {
  if (caller.companyId === company.companyId) return 'itself';
  if (isOperator(caller)) return 'operator';
  if (company.status !== 'active' || company.profile.kind === 'customer') return null;
  return caller.roles.includes('member') || caller.roles.includes('system') ? 'member' : 'customer';
}
