import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { OperationsState } from './operations.state.js';

class MoveClockRequest {
  @IsInt()
  @Min(0)
  @Max(5_256_000)
  offsetMinutes: number;
}

/** Plays weeks in seconds; answers only where the composition root allows it. */
@ApiExcludeController()
@Controller('operations/clock')
export class ClockController {
  constructor(private readonly state: OperationsState) {}

  @Post()
  @HttpCode(204)
  @Roles('orchestrator')
  async move(@Body() request: MoveClockRequest): Promise<void> {
    const { moveClock } = this.state;
    if (moveClock === null) throw new DomainError('not-found', 'operations.clock-fixed', 'the time of this system cannot be moved');
    await moveClock(request.offsetMinutes * 60_000);
  }
}
