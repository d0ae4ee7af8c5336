import { isUuid } from '@gewerk/kernel';
import { denied, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { evidenceInput } from '../../evidence/inbound/evidence.dto.js';
import { DecideAdmission } from '../application/decide-admission/decide-admission.js';
import { RegisterCompany } from '../application/register-company/register-company.js';
import { type Company, unknownCompany } from '../domain/company.js';
import { CompanyRepository } from '../outbound/company-repository.js';
import { AdmissionRequest, CompaniesQuery, CompanyPageResponse, CompanyResponse, ProfileRequest } from './company.dto.js';
import { isOperator, viewOf } from './company-views.js';

@ApiTags('companies')
@Controller('api/registry/v1/companies')
export class CompaniesController {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly registerCompany: RegisterCompany,
    private readonly decideAdmission: DecideAdmission,
  ) {}

  @Get()
  @Roles('orchestrator', 'auditor', 'member', 'system', 'customer')
  @ApiOkResponse({ type: CompanyPageResponse })
  async list(@Query() query: CompaniesQuery, @Work() work: RequestWork): Promise<CompanyPageResponse> {
    const { caller } = work;
    const found = await this.companies.page(work.tx, work.networkId, {
      all: isOperator(caller),
      ownCompanyId: caller.companyId,
      status: query.status ?? null,
      kind: query.kind ?? null,
      after: decodeCursor(query.cursor, isUuid),
      limit: query.limit + 1,
    });
    const page = pageOf(found, query.limit, (company) => company.companyId);
    return { ...page, items: page.items.flatMap((company) => viewOf(company, caller) ?? []) };
  }

  @Get(':companyId')
  @Roles('orchestrator', 'auditor', 'member', 'system', 'customer')
  @ApiOkResponse({ type: CompanyResponse })
  async one(@Param('companyId', ParseUUIDPipe) companyId: string, @Work() work: RequestWork): Promise<CompanyResponse> {
    return shown(await this.companies.find(work.tx, work.networkId, companyId), work);
  }

  @Put(':companyId')
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: CompanyResponse })
  async register(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Body() profile: ProfileRequest,
    @Work() work: RequestWork,
  ): Promise<CompanyResponse> {
    return shown(await this.registerCompany.execute(work, { companyId, profile: { ...profile } }), work);
  }

  @Post(':companyId/admissions')
  @HttpCode(200)
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: CompanyResponse })
  async decide(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Body() request: AdmissionRequest,
    @Work() work: RequestWork,
  ): Promise<CompanyResponse> {
    const { decision } = request;
    const evidence = request.evidence.map(evidenceInput);
    return shown(await this.decideAdmission.execute(work, { companyId, decision, evidence }), work);
  }
}

function shown(company: Company | null, work: RequestWork): CompanyResponse {
  if (company === null) throw unknownCompany();
  const view = viewOf(company, work.caller);
  if (view === null) throw denied(unknownCompany());
  return view;
}
