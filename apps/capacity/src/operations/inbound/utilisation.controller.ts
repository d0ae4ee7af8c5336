import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Span } from '../../machines/domain/spans.js';
import { ownCompany } from '../../machines/inbound/own-company.js';
import { MeasureUtilisation } from '../application/measure-utilisation/measure-utilisation.js';
import { UtilisationQuery, UtilisationReportResponse, withRatio } from './utilisation.dto.js';

const DAY_MILLIS = 86_400_000;

@ApiTags('utilisation')
@Controller('api/capacity/v1/utilisation')
export class UtilisationController {
  constructor(private readonly measureUtilisation: MeasureUtilisation) {}

  /** The orchestrator sees the network, a member its own machines. */
  @Get()
  @Roles('orchestrator', 'member')
  @ApiOkResponse({ type: UtilisationReportResponse })
  async report(@Query() query: UtilisationQuery, @Work() work: RequestWork): Promise<UtilisationReportResponse> {
    const fromMillis = query.from === undefined ? work.now.getTime() : Date.parse(query.from);
    const period: Span = [fromMillis, fromMillis + query.days * DAY_MILLIS];
    const companyId = work.caller.roles.includes('orchestrator') ? null : ownCompany(work.caller);
    const { network, groups } = await this.measureUtilisation.execute(work, { companyId, period });
    return {
      from: new Date(period[0]).toISOString(),
      until: new Date(period[1]).toISOString(),
      network: withRatio(network),
      items: groups.map(withRatio),
    };
  }
}
