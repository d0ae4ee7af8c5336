import type { CompanyChangedData } from '@gewerk/contracts/registry';
import { DomainError } from '@gewerk/kernel';

export type CompanyStatus = CompanyChangedData['status'];
export type CompanyProfile = Omit<CompanyChangedData, 'companyId' | 'status'>;
export type AdmissionDecision = 'admit' | 'suspend' | 'leave';

export interface Company {
  companyId: string;
  status: CompanyStatus;
  profile: CompanyProfile;
}

interface StatusRule {
  from: readonly CompanyStatus[];
  to: CompanyStatus;
  code: string;
  detail: string;
}

const RULES: Readonly<Record<AdmissionDecision, StatusRule>> = {
  admit: {
    from: ['candidate', 'suspended'],
    to: 'active',
    code: 'registry.only-candidates-and-suspended-are-admitted',
    detail: 'Only a candidate, or a company that was suspended, is admitted.',
  },
  suspend: {
    from: ['active'],
    to: 'suspended',
    code: 'registry.only-active-companies-are-suspended',
    detail: 'Only an active company is suspended.',
  },
  leave: {
    from: ['candidate', 'active', 'suspended'],
    to: 'left',
    code: 'registry.who-left-cannot-leave-again',
    detail: 'The company left the network before.',
  },
};

/** @throws DomainError that names the broken rule */
export function statusAfter(status: CompanyStatus, decision: AdmissionDecision): CompanyStatus {
  const rule = RULES[decision];
  if (rule.from.includes(status)) return rule.to;
  throw new DomainError('conflict', rule.code, `${rule.detail} This one is ${status}.`, [], { status });
}

/** Rule: who makes things for others is admitted with a site and machines (methods 9.1: minimum data). */
export function assertHasMinimumData(profile: CompanyProfile): void {
  if (profile.kind !== 'producer' || (profile.sites.length > 0 && profile.machineGroups.length > 0)) return;
  const missing = profile.sites.length === 0 ? '/sites' : '/machineGroups';
  throw new DomainError(
    'unprocessable',
    'registry.producers-have-site-and-machines',
    'Add a site and a machine group to the profile first.',
    [{ pointer: missing, code: 'registry.producers-have-site-and-machines' }],
  );
}

/** The state that the world learns. */
export function companyState(company: Company): CompanyChangedData {
  return { companyId: company.companyId, status: company.status, ...company.profile };
}

export function unknownCompany(): DomainError {
  return new DomainError('not-found', 'registry.company-unknown', 'There is no such company that you may see; list them under /companies.');
}
