import { EvidenceRecorded } from '@gewerk/contracts/registry';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { CompanyRepository } from '../../../companies/outbound/company-repository.js';
import { type Evidence, evidenceData } from '../../domain/evidence.js';
import { EvidenceRepository } from '../../outbound/evidence-repository.js';

/** Takes over what happened on the platform; the same outcome counts once, however often it is told. */
@Injectable()
export class RecordOutcomes {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly evidence: EvidenceRepository,
  ) {}

  async execute(work: UnitOfWork, outcomes: readonly Evidence[]): Promise<void> {
    const existing = await this.companies.existing(
      work.tx,
      work.networkId,
      outcomes.map((outcome) => outcome.companyId),
    );
    const known = outcomes.filter((outcome) => existing.has(outcome.companyId));
    const added = await this.evidence.add(work.tx, work.networkId, known, work.now);
    for (const outcome of known) if (added.has(outcome.evidenceId)) work.publish(EvidenceRecorded, evidenceData(outcome));
  }
}
