import { CompanyScored } from '@gewerk/contracts/sustainability';
import { canonicalJson, DomainError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { INDICATORS, scoreCompany } from '../../domain/three-pillars.js';
import { CompanyRepository, type StoredScore } from '../../outbound/company-repository.js';

export interface IndicatorReport {
  companyId: string;
  year: number;
  values: { code: string; value: number }[];
  /** Its token proves then that it belongs to the network, even before the news of its registration has arrived. */
  byCompanyItself: boolean;
}

/** Takes a company's indicators of a year and scores it; the network hears of it only if the score changed. */
@Injectable()
export class ReportIndicators {
  constructor(private readonly companies: CompanyRepository) {}

  async execute(work: UnitOfWork, report: IndicatorReport): Promise<StoredScore> {
    const values = checkedValues(report);
    if (!report.byCompanyItself) await this.#requireKnown(work, report.companyId);
    const former = (await this.companies.scores(work.tx, work.networkId, [report.companyId])).get(report.companyId);
    const stored: StoredScore = {
      companyId: report.companyId,
      year: report.year,
      values,
      score: scoreCompany(values),
      reportedAt: work.now,
    };
    await this.companies.saveScore(work.tx, work.networkId, stored);
    if (former === undefined || canonicalJson(former.score) !== canonicalJson(stored.score)) {
      work.publish(CompanyScored, { companyId: report.companyId, ...stored.score, asOf: work.now.toISOString() });
    }
    return stored;
  }

  async #requireKnown(work: UnitOfWork, companyId: string): Promise<void> {
    const known = await this.companies.countries(work.tx, work.networkId, [companyId]);
    if (known.has(companyId)) return;
    throw new DomainError(
      'not-found',
      'sustainability.company-unknown',
      'No company of this id is known here: check the id; where the company was admitted a moment ago, try again shortly.',
      [],
      { companyId },
    );
  }
}

function checkedValues({ values }: IndicatorReport): Record<string, number> {
  const known = new Set(INDICATORS.map((indicator) => indicator.code));
  const result: Record<string, number> = {};
  values.forEach(({ code, value }, index) => {
    if (!known.has(code)) refuse(index, 'unknown-indicator', `"${code}" is no indicator; known are ${[...known].join(', ')}`);
    if (code in result) refuse(index, 'duplicate', `${code} is given twice; keep one value`);
    result[code] = value;
  });
  return result;
}

function refuse(index: number, code: string, detail: string): never {
  throw new DomainError('invalid', 'sustainability.indicators-invalid', detail, [{ pointer: `/values/${index}/code`, code }]);
}
