import { DomainError } from '@gewerk/kernel';
import { requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { StateIndicators } from '../application/state-indicators/state-indicators.js';
import { CompanyRepository } from '../outbound/company-repository.js';
import { CompanySustainabilityResponse, StateIndicatorsRequest, toResponse } from './company.dto.js';

@ApiTags('companies')
@Controller('api/sustainability/v1/companies')
export class CompaniesController {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly stateIndicators: StateIndicators,
  ) {}

  @Get(':companyId')
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiParam({ name: 'companyId', format: 'uuid' })
  @ApiOkResponse({ type: CompanySustainabilityResponse })
  async one(@UuidParam('companyId') companyId: string, @Work() work: RequestWork): Promise<CompanySustainabilityResponse> {
    return this.#view(work, companyId);
  }

  @Put(':companyId/indicators')
  @Roles('orchestrator', 'member')
  @Command()
  @ApiParam({ name: 'companyId', format: 'uuid' })
  @ApiOkResponse({ type: CompanySustainabilityResponse })
  async state(
    @UuidParam('companyId') companyId: string,
    @Body() body: StateIndicatorsRequest,
    @Work() work: RequestWork,
  ): Promise<CompanySustainabilityResponse> {
    requireCompany(work.caller, companyId, unknown());
    const values = body.values.map(({ code, value, source }) => ({ code, value, source }));
    const byCompanyItself = !work.caller.roles.includes('orchestrator');
    await this.stateIndicators.execute(work, { companyId, period: body.period, values, byCompanyItself, subject: work.caller.subject });
    return this.#view(work, companyId);
  }

  async #view({ tx, networkId, caller }: RequestWork, companyId: string): Promise<CompanySustainabilityResponse> {
    const name = await this.companies.name(tx, networkId, companyId);
    const score = (await this.companies.scores(tx, networkId, [companyId])).get(companyId);
    if (name === null || score === undefined) throw unknown();
    const seesRaw = caller.companyId === companyId || caller.roles.includes('orchestrator') || caller.roles.includes('auditor');
    return toResponse({ companyId, name }, score, seesRaw ? await this.companies.indicators(tx, networkId, companyId) : null);
  }
}

function unknown(): DomainError {
  return new DomainError('not-found', 'sustainability.company-unknown', 'no score of such a company is known');
}
