import { DomainError } from '@gewerk/kernel';
import { requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsNumber, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { ReportIndicators } from '../application/report-indicators/report-indicators.js';
import { CompanyRepository, type StoredScore } from '../outbound/company-repository.js';

class IndicatorValueDto {
  @ApiProperty({ example: 'E3' }) @IsString() @Length(1, 10) code: string;
  @ApiProperty({ example: 0.55 }) @IsNumber() value: number;
}

class IndicatorReportRequest {
  @ApiProperty({ example: 2025 }) @IsInt() @Min(2000) @Max(2100) year: number;

  @ApiProperty({ type: [IndicatorValueDto] })
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => IndicatorValueDto)
  values: IndicatorValueDto[];
}

class IndicatorScoreResponse {
  @ApiProperty() code: string;
  @ApiProperty({ minimum: 0, maximum: 1 }) score: number;
}

class CompanyScoreResponse {
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty() year: number;
  @ApiProperty({ type: Number, nullable: true }) ecological: number | null;
  @ApiProperty({ type: Number, nullable: true }) economic: number | null;
  @ApiProperty({ type: Number, nullable: true }) social: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null while a pillar is missing' }) total: number | null;
  @ApiProperty({ description: 'Share of the indicators that are known' }) confidence: number;
  @ApiProperty({ type: [IndicatorScoreResponse] }) indicators: IndicatorScoreResponse[];
}

@ApiTags('companies')
@Controller('api/sustainability/v1/companies/:companyId')
export class CompaniesController {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly reportIndicators: ReportIndicators,
  ) {}

  @Put('indicators')
  @Roles('member', 'orchestrator')
  @Command()
  @ApiOkResponse({ type: CompanyScoreResponse })
  async report(
    @Param('companyId', ParseUUIDPipe) companyId: string,
    @Body() body: IndicatorReportRequest,
    @Work() work: RequestWork,
  ): Promise<CompanyScoreResponse> {
    requireCompany(work.caller, companyId);
    const byCompanyItself = work.caller.companyId === companyId;
    return toResponse(await this.reportIndicators.execute(work, { companyId, year: body.year, values: body.values, byCompanyItself }));
  }

  /** Scores are open to the network (class D1); the values behind them are not shown to others. */
  @Get()
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: CompanyScoreResponse })
  async read(@Param('companyId', ParseUUIDPipe) companyId: string, @Work() work: RequestWork): Promise<CompanyScoreResponse> {
    const stored = (await this.companies.scores(work.tx, work.networkId, [companyId])).get(companyId);
    if (stored === undefined)
      throw new DomainError('not-found', 'sustainability.company-not-scored', 'this company has reported no indicators yet');
    return toResponse(stored);
  }
}

function toResponse({ companyId, year, score }: StoredScore): CompanyScoreResponse {
  return { companyId, year, ...score };
}
