import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ConsortiumTimes } from '../outbound/consortium-times.js';
import { IndicatorsDto } from './indicators.dto.js';

/** Median hours from order to consortium, methods 9.2. */
const TARGET_HOURS = 48;

@ApiTags('indicators')
@Controller('api/matching/v1/indicators')
@Roles('orchestrator', 'auditor')
export class IndicatorsController {
  constructor(private readonly times: ConsortiumTimes) {}

  @Get()
  @ApiOkResponse({ type: IndicatorsDto })
  async read(@Work() work: RequestWork): Promise<IndicatorsDto> {
    const times = await this.times.read(work);
    const isWithinTarget = times.medianHours === null ? null : times.medianHours <= TARGET_HOURS;
    return { timeToConsortium: { ...times, targetHours: TARGET_HOURS, isWithinTarget } };
  }
}
