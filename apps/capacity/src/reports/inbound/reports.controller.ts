import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { ownCompany } from '../../machines/inbound/own-company.js';
import { AcceptReports } from '../application/accept-reports/accept-reports.js';
import { ReportsResponse, toReportsResponse } from './report.dto.js';

const EVENTS_MAX = 1000;

/** Where member systems publish their free hours: CloudEvents in the JSON format, one or a batch. */
@ApiTags('reports')
@Controller('api/capacity/v1/reports')
export class ReportsController {
  constructor(private readonly acceptReports: AcceptReports) {}

  @Post()
  @HttpCode(202)
  @Roles('system')
  @Command()
  @ApiConsumes('application/cloudevents+json', 'application/cloudevents-batch+json')
  @ApiBody({
    description: 'CloudEvents 1.0 of type capacity.capacity-reported.v1; each is judged alone, the answer names those refused',
    schema: { oneOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' }, maxItems: EVENTS_MAX }] },
  })
  @ApiAcceptedResponse({ type: ReportsResponse })
  async report(@Body() body: unknown, @Work() work: RequestWork): Promise<ReportsResponse> {
    const events: unknown[] = Array.isArray(body) ? body : [body];
    if (events.length > EVENTS_MAX) {
      throw new DomainError('too-large', 'capacity.batch-too-large', `Send at most ${EVENTS_MAX} events at once.`, [], {
        eventsMax: EVENTS_MAX,
      });
    }
    return toReportsResponse(await this.acceptReports.execute(work, { companyId: ownCompany(work.caller), events }));
  }
}
