import { DomainError, type FieldError } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { IndicatorValue } from '../../domain/indicators.js';
import { CompanyRepository } from '../../outbound/company-repository.js';
import { ScoreCompany } from '../score-company/score-company.js';

export interface StateIndicatorsInput {
  readonly companyId: string;
  readonly period: string;
  readonly values: readonly IndicatorValue[];
  /** Only the network may say that a figure was audited, metered or checked. */
  readonly byCompanyItself: boolean;
  readonly subject: string;
}

@Injectable()
export class StateIndicators {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly scoreCompany: ScoreCompany,
  ) {}

  async execute(work: UnitOfWork, input: StateIndicatorsInput): Promise<void> {
    const { tx, networkId, now } = work;
    assertStatable(input);
    if ((await this.companies.lock(tx, networkId, input.companyId)) === null) {
      throw new DomainError('not-found', 'sustainability.company-unknown', 'the registry knows no such company; register it first');
    }
    const stated = input.values.map((value) => ({ ...value, period: input.period, statedAt: now }));
    await this.companies.replaceIndicators(tx, networkId, input.companyId, stated, input.subject);
    await this.scoreCompany.execute(work, input.companyId);
  }
}

function assertStatable({ values, byCompanyItself }: StateIndicatorsInput): void {
  const errors = values.flatMap(({ code, source }, index): FieldError[] => {
    const doubled = values.findIndex((other) => other.code === code) < index;
    return [
      ...(doubled ? [{ pointer: `/values/${index}/code`, code: 'statedTwice', params: { code } }] : []),
      ...(byCompanyItself && source !== 'self-declaration'
        ? [{ pointer: `/values/${index}/source`, code: 'notForTheCompanyItself', params: { allowed: ['self-declaration'] } }]
        : []),
    ];
  });
  if (errors.length === 0) return;
  const detail = 'state each indicator once; a company states self-declarations, the orchestrator records what it has checked';
  throw new DomainError('unprocessable', 'sustainability.indicators-must-be-statable', detail, errors, { rule: 'IndicatorsMustBeStatable' });
}
