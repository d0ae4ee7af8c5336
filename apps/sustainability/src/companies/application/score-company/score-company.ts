import { createHash } from 'node:crypto';
import { CompanyScored } from '@gewerk/contracts/sustainability';
import { canonicalJson } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { scoreCompany } from '../../domain/company-score.js';
import { indicatorsFromCertificates } from '../../domain/indicators.js';
import { CompanyRepository } from '../../outbound/company-repository.js';

/** Scores a company from what is known now; says so only where the content changed. */
@Injectable()
export class ScoreCompany {
  constructor(private readonly companies: CompanyRepository) {}

  async execute(work: UnitOfWork, companyId: string): Promise<void> {
    const { tx, networkId, now } = work;
    const company = await this.companies.lock(tx, networkId, companyId);
    if (company === null) return;
    const stated = await this.companies.indicators(tx, networkId, companyId);
    const score = scoreCompany([...stated, ...indicatorsFromCertificates(company.standards)]);
    const digest = createHash('sha256').update(canonicalJson(score)).digest('hex');
    if (!(await this.companies.saveScore(tx, networkId, companyId, score, digest, now))) return;
    const { ecological, economic, social, total, confidence } = score;
    work.publish(CompanyScored, {
      companyId,
      ecological,
      economic,
      social,
      total,
      confidence,
      indicators: score.indicators.map((indicator) => ({ ...indicator })),
      asOf: now.toISOString(),
    });
  }
}
