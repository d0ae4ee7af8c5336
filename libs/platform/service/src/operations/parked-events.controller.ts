import { DomainError, isUuid } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { ParkedEvents } from '@gewerk/platform-messaging';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { OperationsState } from './operations.state.js';

class ParkedEventResponse {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() topic: string;
  @ApiProperty() key: string;
  @ApiProperty({ description: 'Version within the stream' }) version: number;
  @ApiProperty({ type: String, nullable: true }) type: string | null;
  @ApiProperty() reason: string;
  @ApiProperty() error: string;
  @ApiProperty() attempts: number;
  @ApiProperty({ format: 'date-time' }) parkedAt: string;
}

class ParkedEventPageResponse {
  @ApiProperty({ type: [ParkedEventResponse] }) items: ParkedEventResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

class ReplayResponse {
  @ApiProperty() replayed: number;
  @ApiProperty({ description: 'Events of the stream that are still parked' }) remaining: number;
  @ApiProperty({ type: String, nullable: true }) stoppedBy: string | null;
}

class DecisionRequest {
  @ApiProperty({ description: 'Why an event, or those before it, are given up; kept in the audit' })
  @IsString()
  @Length(3, 500)
  reason: string;
}

/**
 * Events that wait for an operator. Replaying is safe to repeat (a handled event is known by its version), so these routes need
 * no Idempotency-Key.
 */
@ApiTags('operations')
@Controller('operations/parked')
export class ParkedEventsController {
  constructor(private readonly state: OperationsState) {}

  @Get()
  @Roles('orchestrator')
  @ApiOkResponse({ type: ParkedEventPageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<ParkedEventPageResponse> {
    const after = decodeCursor(query.cursor, isUuid);
    const found = await this.#parked().list(work.networkId, { limit: query.limit + 1, ...(after === null ? {} : { after }) });
    const items = found.map(({ id, topic, key, version, type, reason, error, attempts, parkedAt }) => ({
      ...{ id, topic, key, version, type, reason, error, attempts },
      parkedAt: parkedAt.toISOString(),
    }));
    return pageOf(items, query.limit, (item) => item.id);
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Roles('orchestrator')
  @ApiOkResponse({ type: ReplayResponse })
  replay(@Param('id', ParseUUIDPipe) id: string, @Work() work: RequestWork): Promise<ReplayResponse> {
    return this.#parked().replay({ networkId: work.networkId, id, subject: work.caller.subject });
  }

  @Post(':id/discard')
  @HttpCode(204)
  @Roles('orchestrator')
  async discard(@Param('id', ParseUUIDPipe) id: string, @Body() request: DecisionRequest, @Work() work: RequestWork): Promise<void> {
    await this.#parked().discard({ networkId: work.networkId, id, subject: work.caller.subject, reason: request.reason });
  }

  /** The events missing before it are lost for good; it can be replayed then. */
  @Post(':id/accept-gap')
  @HttpCode(204)
  @Roles('orchestrator')
  async acceptGap(@Param('id', ParseUUIDPipe) id: string, @Body() request: DecisionRequest, @Work() work: RequestWork): Promise<void> {
    await this.#parked().acceptGap({ networkId: work.networkId, id, subject: work.caller.subject, reason: request.reason });
  }

  #parked(): ParkedEvents {
    if (this.state.bus === null)
      throw new DomainError('unavailable', 'operations.not-consuming', 'this service does not consume events now; try again shortly');
    return new ParkedEvents(this.state.bus.pipeline);
  }
}
