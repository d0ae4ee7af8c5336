import { DomainError, isUuid } from '@gewerk/kernel';
import { type Caller, denied, Roles } from '@gewerk/platform-auth';
import { decodeCursor, pageOf, PageQuery, type RequestWork, Work } from '@gewerk/platform-http';
import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type ConsortiumRecord, RecordRepository } from '../outbound/record-repository.js';
import { ConsortiumDetailResponse, ConsortiumPageResponse, toLogResponse, toResponse } from './consortium.dto.js';

@ApiTags('consortia')
@Controller('api/collaboration/v1/consortia')
export class ConsortiaController {
  constructor(private readonly records: RecordRepository) {}

  @Get()
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: ConsortiumPageResponse })
  async list(@Query() query: PageQuery, @Work() work: RequestWork): Promise<ConsortiumPageResponse> {
    const after = decodeCursor(query.cursor, isUuid);
    const found = await this.records.page(work.tx, work.networkId, { companyId: scopeOf(work.caller), after, limit: query.limit + 1 });
    const items = found.map((record) => toResponse(record, pricesFor(work.caller)));
    return pageOf(items, query.limit, (item) => item.consortiumId);
  }

  @Get(':consortiumId')
  @Roles('orchestrator', 'auditor', 'member', 'customer')
  @ApiOkResponse({ type: ConsortiumDetailResponse })
  async one(@Param('consortiumId', ParseUUIDPipe) consortiumId: string, @Work() work: RequestWork): Promise<ConsortiumDetailResponse> {
    const record = await this.records.find(work.tx, work.networkId, consortiumId);
    if (record === null || !takesPart(record, work.caller)) {
      const unknown = new DomainError(
        'not-found',
        'collaboration.consortium-unknown',
        'there is no such consortium; list yours under /consortia',
      );
      throw record === null ? unknown : denied(unknown);
    }
    const log = await this.records.log(work.tx, work.networkId, record.formationId);
    return { ...toResponse(record, pricesFor(work.caller)), log: log.map(toLogResponse) };
  }
}

function seesAll(caller: Caller): boolean {
  return caller.roles.includes('orchestrator') || caller.roles.includes('auditor');
}

function scopeOf(caller: Caller): string | null {
  if (seesAll(caller)) return null;
  if (caller.companyId !== null) return caller.companyId;
  throw new DomainError('forbidden', 'collaboration.no-company', 'this token speaks for no company; use one with org_id');
}

function takesPart(record: ConsortiumRecord, caller: Caller): boolean {
  if (seesAll(caller)) return true;
  const { companyId } = caller;
  return (
    companyId !== null &&
    (record.customerCompanyId === companyId || (record.members ?? []).some((member) => member.companyId === companyId))
  );
}

function pricesFor(caller: Caller): (companyId: string) => boolean {
  return (companyId) => seesAll(caller) || companyId === caller.companyId;
}
