import { isUuid } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { decodeCursor, MoneyDto, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { companyScopeOf } from '../../company-scope.js';
import { type Charge, ChargeRepository } from '../outbound/charge-repository.js';

class ChargeResponse {
  @ApiProperty({ format: 'uuid' }) chargeId: string;
  @ApiProperty({ format: 'uuid' }) companyId: string;
  @ApiProperty({ enum: ['membership', 'transaction-fee'] }) kind: string;
  @ApiProperty({ description: 'The month, or the order' }) subject: string;
  @ApiProperty() description: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty() tariffVersion: string;
  @ApiProperty({ format: 'date-time' }) chargedAt: string;
}

class ChargePageResponse {
  @ApiProperty({ type: [ChargeResponse] }) items: ChargeResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

@ApiTags('charges')
@Controller('api/billing/v1/charges')
export class ChargesController {
  constructor(private readonly charges: ChargeRepository) {}

  @Get()
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: ChargePageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<ChargePageResponse> {
    const after = decodeCursor(query.cursor, isUuid);
    const found = await this.charges.page(work.tx, work.networkId, {
      companyId: companyScopeOf(work.caller),
      after,
      limit: query.limit + 1,
    });
    return pageOf(found.map(toResponse), query.limit, (charge) => charge.chargeId);
  }
}

function toResponse(charge: Charge): ChargeResponse {
  return { ...charge, chargedAt: charge.chargedAt.toISOString() };
}
