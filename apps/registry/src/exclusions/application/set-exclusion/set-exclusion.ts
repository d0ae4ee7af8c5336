import { ExclusionChanged } from '@gewerk/contracts/registry';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { unknownCompany } from '../../../companies/domain/company.js';
import { CompanyRepository } from '../../../companies/outbound/company-repository.js';
import { type Exclusion, type ExclusionReason, pairOf } from '../../domain/exclusion.js';
import { ExclusionRepository } from '../../outbound/exclusion-repository.js';

export interface ExclusionInput {
  companyA: string;
  companyB: string;
  excluded: boolean;
  reasonClass: ExclusionReason;
}

/** Two companies may no longer, or again, work in one consortium (methods 4.4). */
@Injectable()
export class SetExclusion {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly exclusions: ExclusionRepository,
  ) {}

  async execute(work: UnitOfWork, input: ExclusionInput): Promise<Exclusion> {
    const { tx, networkId } = work;
    const exclusion: Exclusion = { ...pairOf(input.companyA, input.companyB), excluded: input.excluded, reasonClass: input.reasonClass };
    const existing = await this.companies.existing(tx, networkId, exclusion.companyIds);
    if (existing.size < 2) throw unknownCompany();
    const known = await this.exclusions.lock(tx, networkId, exclusion.pairId);
    if (known !== null && canonicalJson(known) === canonicalJson(exclusion)) return known;
    if (known === null && !exclusion.excluded) return exclusion;
    await this.exclusions.save(tx, networkId, exclusion, work.now);
    work.publish(ExclusionChanged, { ...exclusion, companyIds: [...exclusion.companyIds] });
    return exclusion;
  }
}
