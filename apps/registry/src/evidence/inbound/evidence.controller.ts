import { isUuid } from '@gewerk/kernel';
import { requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { unknownCompany } from '../../companies/domain/company.js';
import { isOperator } from '../../companies/inbound/company-views.js';
import { CompanyRepository } from '../../companies/outbound/company-repository.js';
import { RecordEvidence } from '../application/record-evidence/record-evidence.js';
import { EvidenceRepository } from '../outbound/evidence-repository.js';
import { evidenceInput, EvidencePageResponse, EvidenceRequest, RecordedEvidenceResponse, toEvidenceResponse } from './evidence.dto.js';

@ApiTags('evidence')
@Controller('api/registry/v1/companies/:companyId/evidence')
export class EvidenceController {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly evidence: EvidenceRepository,
    private readonly recordEvidence: RecordEvidence,
  ) {}

  @Get()
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: EvidencePageResponse })
  async list(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Query() query: PageQuery,
    @Work() work: RequestWork,
  ): Promise<EvidencePageResponse> {
    const operator = isOperator(work.caller);
    if (!operator) requireCompany(work.caller, companyId, unknownCompany());
    if (!(await this.companies.existing(work.tx, work.networkId, [companyId])).has(companyId)) throw unknownCompany();
    const found = await this.evidence.page(work.tx, work.networkId, {
      companyId,
      after: decodeCursor(query.cursor, isUuid),
      limit: query.limit + 1,
    });
    return pageOf(
      found.map((item) => toEvidenceResponse(item, operator)),
      query.limit,
      (item) => item.evidenceId,
    );
  }

  /** The orchestrator records what it checked, the company itself what it declares. */
  @Post()
  @Roles('orchestrator', 'member', 'customer')
  @Command()
  @ApiCreatedResponse({ type: RecordedEvidenceResponse })
  async record(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Body() request: EvidenceRequest,
    @Work() work: RequestWork,
  ): Promise<RecordedEvidenceResponse> {
    requireCompany(work.caller, companyId, unknownCompany());
    const recorder = work.caller.roles.includes('orchestrator') ? 'orchestrator' : 'company';
    const evidence = request.evidence.map(evidenceInput);
    const recorded = await this.recordEvidence.execute(work, { companyId, recorder, evidence });
    return { items: recorded.map((item) => toEvidenceResponse(item, recorder === 'orchestrator')) };
  }
}
