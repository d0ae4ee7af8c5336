import { CompanyChanged } from '@gewerk/contracts/registry';
import { canonicalJson, DomainError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { type Company, type CompanyProfile, companyState } from '../../domain/company.js';
import { assertProfileIsSound, itemsOf } from '../../domain/profile-rules.js';
import { CompanyRepository } from '../../outbound/company-repository.js';

/** A profile as it comes in: turnover may be left out, since whoever edits a profile need not know it. */
export type ProfileInput = Omit<CompanyProfile, 'turnoverMinorPerYear'> & { turnoverMinorPerYear?: number | null };

/** Creates a candidate or replaces the profile of a known company; the world is told only what changed. */
@Injectable()
export class RegisterCompany {
  constructor(private readonly companies: CompanyRepository) {}

  async execute(work: UnitOfWork, input: { companyId: string; profile: ProfileInput }): Promise<Company> {
    const { tx, networkId } = work;
    const { companyId } = input;
    const known = await this.companies.lock(tx, networkId, companyId);
    const turnoverMinorPerYear =
      input.profile.turnoverMinorPerYear === undefined ? (known?.profile.turnoverMinorPerYear ?? null) : input.profile.turnoverMinorPerYear;
    const profile: CompanyProfile = { ...input.profile, turnoverMinorPerYear };
    assertProfileIsSound(profile);
    const company: Company = { companyId, status: known?.status ?? 'candidate', profile };
    if (known !== null && canonicalJson(companyState(known)) === canonicalJson(companyState(company))) return known;
    await this.companies.save(tx, networkId, company, work.now);
    await this.claimItems(work, company);
    work.publish(CompanyChanged, companyState(company));
    return company;
  }

  private async claimItems(work: UnitOfWork, company: Company): Promise<void> {
    const items = itemsOf(company.profile);
    const foreign = await this.companies.claimItems(work.tx, work.networkId, company.companyId, items);
    if (foreign.size === 0) return;
    const errors = items.filter(({ itemId }) => foreign.has(itemId)).map(({ pointer }) => ({ pointer, code: 'registry.id-taken' }));
    throw new DomainError('conflict', 'registry.id-taken', 'These ids belong to another company; give new ones.', errors);
  }
}
