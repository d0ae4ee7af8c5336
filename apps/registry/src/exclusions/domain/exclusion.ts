import type { ExclusionChangedData } from '@gewerk/contracts/registry';
import { DomainError } from '@gewerk/kernel';

export type ExclusionReason = ExclusionChangedData['reasonClass'];

export interface Exclusion {
  pairId: string;
  companyIds: readonly [first: string, second: string];
  excluded: boolean;
  reasonClass: ExclusionReason;
}

/** The pair in its one form, whichever company is named first. @throws DomainError where both are the same */
export function pairOf(companyA: string, companyB: string): Pick<Exclusion, 'pairId' | 'companyIds'> {
  if (companyA === companyB) {
    throw new DomainError('invalid', 'registry.pair-of-one', 'Name two different companies.', [
      { pointer: '/companyB', code: 'registry.pair-of-one' },
    ]);
  }
  const companyIds: [string, string] = companyA < companyB ? [companyA, companyB] : [companyB, companyA];
  return { pairId: companyIds.join('~'), companyIds };
}
