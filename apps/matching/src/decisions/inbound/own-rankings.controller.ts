import { Roles } from '@gewerk/platform-auth';
import { decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { isEntry, RankingDecisions } from '../outbound/ranking-decisions.js';
import { OwnRankingPageDto } from './own-rankings.dto.js';

/** How a member was judged: its own leaves, band and remedies; no rival, and no order that it has no part in (methods 3.9, 7.10). */
@ApiTags('decisions')
@Controller('api/matching/v1/rankings')
export class OwnRankingsController {
  constructor(private readonly decisions: RankingDecisions) {}

  @Get()
  @Roles('member')
  @ApiOkResponse({ type: OwnRankingPageDto })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<OwnRankingPageDto> {
    const { companyId } = work.caller;
    if (companyId === null) return { items: [], nextCursor: null };
    const found = await this.decisions.ofFirm(work, companyId, decodeCursor(query.cursor, isEntry), query.limit + 1);
    const { items, nextCursor } = pageOf(found, query.limit, ({ entry }) => String(entry));
    return { items: items.map(({ entry: _, ...ranking }) => ranking), nextCursor };
  }
}
