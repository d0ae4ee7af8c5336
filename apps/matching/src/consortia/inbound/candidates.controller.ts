import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { orderNotFound } from '../domain/proposal-rules.js';
import { PlacedOrders } from '../outbound/placed-orders.js';
import { StageOneDto } from './candidates.dto.js';

@ApiTags('candidates')
@Controller('api/matching/v1/orders/:orderId/candidates')
export class CandidatesController {
  constructor(private readonly orders: PlacedOrders) {}

  /** Scores are for computation only (class D3): the orchestrator answers for them, nobody else sees them. */
  @Get()
  @Roles('orchestrator')
  @ApiOkResponse({ type: StageOneDto })
  async read(@UuidParam('orderId') orderId: string, @Work() work: RequestWork): Promise<StageOneDto> {
    const assessment = await this.orders.assessmentOf(work, orderId);
    if (assessment !== null) return assessment;
    if ((await this.orders.find(work, orderId)) === null) throw orderNotFound(orderId);
    throw new DomainError('conflict', 'matching.order-not-assessed', 'the candidates of this order are not judged yet; ask again shortly');
  }
}
