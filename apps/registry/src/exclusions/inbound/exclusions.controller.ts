import { isUuid } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SetExclusion } from '../application/set-exclusion/set-exclusion.js';
import { ExclusionRepository } from '../outbound/exclusion-repository.js';
import { ExclusionPageResponse, ExclusionRequest, ExclusionResponse, toExclusionResponse } from './exclusion.dto.js';

@ApiTags('exclusions')
@Controller('api/registry/v1/exclusions')
export class ExclusionsController {
  constructor(
    private readonly exclusions: ExclusionRepository,
    private readonly setExclusion: SetExclusion,
  ) {}

  @Get()
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: ExclusionPageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<ExclusionPageResponse> {
    const found = await this.exclusions.page(work.tx, work.networkId, {
      after: decodeCursor(query.cursor, isPairId),
      limit: query.limit + 1,
    });
    return pageOf(found.map(toExclusionResponse), query.limit, (exclusion) => exclusion.pairId);
  }

  @Put(':companyA/:companyB')
  @Roles('orchestrator')
  @Command()
  @ApiOkResponse({ type: ExclusionResponse })
  async set(
    @Param('companyA', ParseUUIDPipe) companyA: string,
    @Param('companyB', ParseUUIDPipe) companyB: string,
    @Body() request: ExclusionRequest,
    @Work() work: RequestWork,
  ): Promise<ExclusionResponse> {
    const { excluded, reasonClass } = request;
    return toExclusionResponse(await this.setExclusion.execute(work, { companyA, companyB, excluded, reasonClass }));
  }
}

/** Both company ids, joined by ~. */
function isPairId(key: string): boolean {
  const ids = key.split('~');
  return ids.length === 2 && ids.every(isUuid);
}
