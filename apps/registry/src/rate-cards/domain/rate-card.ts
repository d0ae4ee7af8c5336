import type { RateCardPublishedData } from '@gewerk/contracts/registry';
import { DomainError, type FieldError } from '@gewerk/kernel';
import type { CompanyProfile } from '../../companies/domain/company.js';

export type Rate = RateCardPublishedData['rates'][number];

export interface RateCard {
  companyId: string;
  rateCardVersion: number;
  currency: string;
  validFrom: Date;
  rates: Rate[];
}

/** Rule: a rate is of a machine group of this company, and each group has one. @throws DomainError that names the rates */
export function assertRatesAreOfOwnMachines(rates: readonly Rate[], profile: CompanyProfile): void {
  const groups = new Set(profile.machineGroups.map(({ machineGroupId }) => machineGroupId));
  const seen = new Set<string>();
  const errors: FieldError[] = [];
  rates.forEach(({ machineGroupId }, index) => {
    const pointer = `/rates/${index}/machineGroupId`;
    if (!groups.has(machineGroupId)) errors.push({ pointer, code: 'registry.machine-group-unknown' });
    else if (seen.has(machineGroupId)) errors.push({ pointer, code: 'registry.named-twice' });
    seen.add(machineGroupId);
  });
  if (errors.length === 0) return;
  throw new DomainError('unprocessable', 'registry.rate-card-invalid', 'Give one rate for each machine group of the company.', errors);
}

export function rateCardData(card: RateCard): RateCardPublishedData {
  return { ...card, validFrom: card.validFrom.toISOString() };
}
