import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { OperationsState } from './operations.state.js';

class ConsumptionResponse {
  @ApiProperty() handled: number;
  @ApiProperty() duplicates: number;
  @ApiProperty() parked: number;
  @ApiProperty() retried: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Events of types this service does not list' })
  passedOver: Record<string, number>;
  @ApiProperty({ type: String, nullable: true, description: 'Since when a transient fault holds consumption up' }) blockedSince:
    | string
    | null;
  @ApiProperty({ type: String, nullable: true, description: 'What keeps the relay from publishing' }) relayFault: string | null;
}

/** Since this process started, and for the network of the caller; the figures of all networks are metrics. */
@ApiTags('operations')
@Controller('operations/consumption')
export class ConsumptionController {
  constructor(private readonly state: OperationsState) {}

  @Get()
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: ConsumptionResponse })
  read(@Work() work: RequestWork): ConsumptionResponse {
    const pipeline = this.state.bus?.pipeline;
    const counts = pipeline?.counters.ofNetwork(work.networkId);
    return {
      handled: counts?.handled ?? 0,
      duplicates: counts?.duplicates ?? 0,
      parked: counts?.parked ?? 0,
      retried: counts?.retried ?? 0,
      passedOver: Object.fromEntries(counts?.passedOver ?? []),
      blockedSince: pipeline?.blockedSince?.toISOString() ?? null,
      relayFault: this.state.relay?.lastFault?.message ?? null,
    };
  }
}
