import { Roles } from '@gewerk/platform-auth';
import { decodeCursor, DenialLog, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

class DenialResponse {
  @ApiProperty({ description: 'Counts the denials of the network in this service' }) entry: number;
  @ApiProperty({ description: "Pseudonym of the token's subject" }) subject: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) companyId: string | null;
  @ApiProperty({ example: 'GET /api/orders/v1/orders/:orderId' }) route: string;
  @ApiProperty({ description: 'Of the refusal', example: 'auth.role-missing' }) code: string;
  @ApiProperty({ format: 'uuid' }) correlationId: string;
  @ApiProperty({ format: 'date-time' }) deniedAt: string;
  @ApiProperty({ description: 'Denials of the subject before this one that were too many to be written down' }) omitted: number;
}

class DenialPageResponse {
  @ApiProperty({ type: [DenialResponse], description: 'Newest first' }) items: DenialResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

class DenialVerdictResponse {
  @ApiProperty({ description: 'Ever written' }) entries: number;
  @ApiProperty({ description: 'The first so many were deleted when they were 400 days old' }) forgotten: number;
  @ApiProperty({ description: 'None of the other entries was changed or taken out' }) intact: boolean;
  @ApiProperty({ type: Number, nullable: true }) brokenAtEntry: number | null;
}

/** Calls that this service refused to callers whom it knows. */
@ApiTags('operations')
@Controller('operations/denials')
export class DenialsController {
  constructor(private readonly denials: DenialLog) {}

  @Get()
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: DenialPageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<DenialPageResponse> {
    const before = decodeCursor(query.cursor, isEntry);
    const found = await this.denials.page(work.tx, work.networkId, {
      before: before === null ? null : Number(before),
      limit: query.limit + 1,
    });
    return pageOf(found, query.limit, (denial) => String(denial.entry));
  }

  @Get('verification')
  @Roles('orchestrator', 'auditor')
  @ApiOkResponse({ type: DenialVerdictResponse })
  verification(@Work() work: RequestWork): Promise<DenialVerdictResponse> {
    return this.denials.verify(work.tx, work.networkId);
  }
}

function isEntry(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
