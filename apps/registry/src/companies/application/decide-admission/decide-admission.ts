import { CompanyChanged } from '@gewerk/contracts/registry';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { RecordEvidence } from '../../../evidence/application/record-evidence/record-evidence.js';
import type { EvidenceInput } from '../../../evidence/domain/evidence.js';
import {
  type AdmissionDecision,
  assertHasMinimumData,
  type Company,
  companyState,
  statusAfter,
  unknownCompany,
} from '../../domain/company.js';
import { CompanyRepository } from '../../outbound/company-repository.js';

/** The orchestrator admits, suspends or lets go, and records what the check brought to light. */
@Injectable()
export class DecideAdmission {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly recordEvidence: RecordEvidence,
  ) {}

  async execute(
    work: UnitOfWork,
    input: { companyId: string; decision: AdmissionDecision; evidence: readonly EvidenceInput[] },
  ): Promise<Company> {
    const known = await this.companies.lock(work.tx, work.networkId, input.companyId);
    if (known === null) throw unknownCompany();
    const company: Company = { ...known, status: statusAfter(known.status, input.decision) };
    if (company.status === 'active') assertHasMinimumData(company.profile);
    await this.companies.save(work.tx, work.networkId, company, work.now);
    work.publish(CompanyChanged, companyState(company));
    await this.recordEvidence.execute(work, { companyId: input.companyId, recorder: 'orchestrator', evidence: input.evidence });
    return company;
  }
}
