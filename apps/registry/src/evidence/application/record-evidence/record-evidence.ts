import { EvidenceRecorded } from '@gewerk/contracts/registry';
import { DomainError, newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { CompanyRepository } from '../../../companies/outbound/company-repository.js';
import { unknownCompany } from '../../../companies/domain/company.js';
import { assertMayRecord, type Evidence, evidenceData, type EvidenceInput, evidenceOf } from '../../domain/evidence.js';
import { EvidenceRepository } from '../../outbound/evidence-repository.js';

/** Takes over evidence that the orchestrator checked or the company declares: all items or none. */
@Injectable()
export class RecordEvidence {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly evidence: EvidenceRepository,
  ) {}

  async execute(
    work: UnitOfWork,
    input: { companyId: string; recorder: 'orchestrator' | 'company'; evidence: readonly EvidenceInput[] },
  ): Promise<Evidence[]> {
    assertMayRecord(input.recorder, input.evidence, work.now);
    const counterparts = input.evidence.flatMap(({ counterpartCompanyId }) => counterpartCompanyId ?? []);
    const existing = await this.companies.existing(work.tx, work.networkId, [input.companyId, ...counterparts]);
    if (!existing.has(input.companyId)) throw unknownCompany();
    const missing = input.evidence.findIndex(
      ({ counterpartCompanyId }) => counterpartCompanyId != null && !existing.has(counterpartCompanyId),
    );
    if (missing >= 0) {
      throw new DomainError('unprocessable', 'registry.counterpart-unknown', 'The counterpart is no company of this network.', [
        { pointer: `/evidence/${missing}/counterpartCompanyId`, code: 'registry.counterpart-unknown' },
      ]);
    }
    const recorded = input.evidence.map((item) => evidenceOf(input.companyId, newId(work.now.getTime()), item));
    await this.evidence.add(work.tx, work.networkId, recorded, work.now);
    for (const item of recorded) work.publish(EvidenceRecorded, evidenceData(item));
    return recorded;
  }
}
