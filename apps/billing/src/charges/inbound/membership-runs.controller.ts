import { Roles } from '@gewerk/platform-auth';
import { Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { ChargeMemberships } from '../application/charge-memberships/charge-memberships.js';

class MembershipRunRequest {
  @ApiProperty({ example: '2026-12', description: 'Calendar month to charge' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'month is a calendar month such as 2026-12' })
  month: string;
}

class MembershipRunResponse {
  @ApiProperty() month: string;
  @ApiProperty({ description: 'Members charged by this run' }) charged: number;
  @ApiProperty({ description: 'Members charged for this month before' }) chargedBefore: number;
  @ApiProperty({ description: 'Members whose plan costs nothing' }) freeOfCharge: number;
}

@ApiTags('charges')
@Controller('api/billing/v1/membership-runs')
export class MembershipRunsController {
  constructor(private readonly chargeMemberships: ChargeMemberships) {}

  @Post()
  @HttpCode(200)
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: MembershipRunResponse })
  run(@Body() request: MembershipRunRequest, @Work() work: RequestWork): Promise<MembershipRunResponse> {
    return this.chargeMemberships.execute(work, request.month);
  }
}
