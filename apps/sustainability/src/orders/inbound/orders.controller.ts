import { DomainError } from '@gewerk/kernel';
import { denied, Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { OrderRepository } from '../outbound/order-repository.js';

class FootprintResponse {
  @ApiProperty() materialGrams: number;
  @ApiProperty() energyGrams: number;
  @ApiProperty() transportGrams: number;
  @ApiProperty() co2eGrams: number;
  @ApiProperty() p10Grams: number;
  @ApiProperty() p90Grams: number;
  @ApiProperty({ minimum: 1, maximum: 5, description: '1 very good to 5 very poor' }) dataQualityRating: number;
  @ApiProperty() primaryDataShare: number;
}

class BaselineResponse extends FootprintResponse {
  @ApiProperty() perPieceGrams: number;
  @ApiProperty() energyWattHours: number;
  @ApiProperty({ type: [String] }) reasons: string[];
}

class PlanFootprintResponse extends FootprintResponse {
  @ApiProperty({ format: 'uuid' }) planId: string;
  @ApiProperty({ type: Number, nullable: true }) ecological: number | null;
  @ApiProperty({ type: Number, nullable: true }) economic: number | null;
  @ApiProperty({ type: Number, nullable: true }) social: number | null;
  @ApiProperty({ type: Number, nullable: true }) total: number | null;
}

class ProposalFootprintResponse {
  @ApiProperty({ format: 'uuid' }) proposalId: string;
  @ApiProperty({ type: [PlanFootprintResponse] }) plans: PlanFootprintResponse[];
}

class OrderFootprintResponse {
  @ApiProperty({ format: 'uuid' }) orderId: string;
  @ApiProperty({ type: BaselineResponse, nullable: true }) baseline: BaselineResponse | null;
  @ApiProperty({ type: [ProposalFootprintResponse], description: 'Latest first' }) proposals: ProposalFootprintResponse[];
}

@ApiTags('orders')
@Controller('api/sustainability/v1/orders/:orderId')
export class OrdersController {
  constructor(private readonly orders: OrderRepository) {}

  @Get()
  @Roles('orchestrator', 'auditor', 'customer')
  @ApiOkResponse({ type: OrderFootprintResponse })
  async read(@Param('orderId', ParseUUIDPipe) orderId: string, @Work() work: RequestWork): Promise<OrderFootprintResponse> {
    const order = await this.orders.order(work.tx, work.networkId, orderId);
    const { roles, companyId } = work.caller;
    const mayRead =
      order !== null && (roles.includes('orchestrator') || roles.includes('auditor') || order.customerCompanyId === companyId);
    if (!mayRead) {
      const unknown = new DomainError('not-found', 'sustainability.order-unknown', 'this order is not known here yet, or is not yours');
      throw order === null ? unknown : denied(unknown);
    }
    const proposals = await this.orders.proposals(work.tx, work.networkId, orderId);
    return {
      orderId,
      baseline: order.baseline,
      proposals: proposals.flatMap(({ proposalId, scored }) => (scored === null ? [] : [{ proposalId, plans: scored.plans }])),
    };
  }
}
