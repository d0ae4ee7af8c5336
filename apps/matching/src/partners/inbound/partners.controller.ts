import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

class PartnerSummaryResponse {
  @ApiProperty({ description: 'Companies that matching knows' }) companies: number;
  @ApiProperty({ description: 'Machines whose free hours it knows' }) machines: number;
  @ApiProperty({ description: 'Companies whose rates it knows' }) rateCards: number;
}

/** How much of the network has reached matching; counts only, nothing of a single company. */
@ApiTags('partners')
@Controller('api/matching/v1/partners/summary')
export class PartnersController {
  @Get()
  @Roles('orchestrator')
  @ApiOkResponse({ type: PartnerSummaryResponse })
  async summary(@Work() work: RequestWork): Promise<PartnerSummaryResponse> {
    const [counts] = (await work.tx.query(
      `select (select count(*)::int from partner_company where network_id = $1) as companies,
              (select count(*)::int from partner_availability where network_id = $1) as machines,
              (select count(*)::int from partner_rate_card where network_id = $1) as "rateCards"`,
      [work.networkId],
    )) as PartnerSummaryResponse[];
    return counts ?? { companies: 0, machines: 0, rateCards: 0 };
  }
}
