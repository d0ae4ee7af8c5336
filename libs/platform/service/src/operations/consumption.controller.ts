import { Roles } from '@gewerk/platform-auth';
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

@ApiTags('operations')
@Controller('operations/consumption')
export class ConsumptionController {
  constructor(private readonly state: OperationsState) {}

  @Get()
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: ConsumptionResponse })
  read(): ConsumptionResponse {
    const pipeline = this.state.bus?.pipeline;
    const counters = pipeline?.counters;
    return {
      handled: counters?.handled ?? 0,
      duplicates: counters?.duplicates ?? 0,
      parked: counters?.parked ?? 0,
      retried: counters?.retried ?? 0,
      passedOver: { ...counters?.passedOver },
      blockedSince: pipeline?.blockedSince?.toISOString() ?? null,
      relayFault: this.state.relay?.lastFault?.message ?? null,
    };
  }
}
