import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReportUncertainty } from '../application/report-uncertainty/report-uncertainty.js';
import { type StoredUncertainty, UncertaintyRepository } from '../outbound/uncertainty-repository.js';
import { UncertaintyReadingDto, UncertaintyResponse } from './uncertainty.dto.js';

@ApiTags('uncertainty')
@Controller('api/governance/v1/uncertainty')
export class UncertaintyController {
  constructor(
    private readonly readings: UncertaintyRepository,
    private readonly reportUncertainty: ReportUncertainty,
  ) {}

  @Put()
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: UncertaintyResponse })
  async report(@Body() body: UncertaintyReadingDto, @Work() work: RequestWork): Promise<UncertaintyResponse> {
    const reading = { ...body, regions: body.regions.map((region) => ({ ...region })) };
    return toResponse(await this.reportUncertainty.execute(work, reading, work.caller.subject));
  }

  @Get()
  @Roles('orchestrator', 'member', 'customer', 'auditor', 'system')
  @ApiOkResponse({ type: UncertaintyResponse })
  async read(@Work() work: RequestWork): Promise<UncertaintyResponse> {
    const latest = await this.readings.latest(work.tx, work.networkId);
    if (latest === null) {
      throw new DomainError('not-found', 'governance.uncertainty-not-reported', 'no reading yet; the orchestrator puts one');
    }
    return toResponse(latest);
  }
}

function toResponse(state: StoredUncertainty): UncertaintyResponse {
  return { ...state, asOf: state.asOf.toISOString() };
}
