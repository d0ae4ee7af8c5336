import { DomainError, isUuid } from '@gewerk/kernel';
import { type Caller, requireCompany, Roles } from '@gewerk/platform-auth';
import { BinaryBody, Bytes, Command, decodeCursor, pageOf, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ReceivePart } from '../application/receive-part/receive-part.js';
import { PartRepository } from '../outbound/part-repository.js';
import { PartListQuery, PartPageResponse, PartResponse, ReceivePartQuery, toResponse } from './part.dto.js';

/** As the geometry engine's limit for single parts. */
const PART_BYTES_MAX = 64 * 1024 * 1024;

@ApiTags('parts')
@Controller('api/orders/v1/parts')
export class PartsController {
  constructor(
    private readonly receivePart: ReceivePart,
    private readonly parts: PartRepository,
  ) {}

  @Post()
  @HttpCode(202)
  @Roles('customer')
  @Command()
  @BinaryBody({ types: ['model/step', 'application/step'], maxBytes: PART_BYTES_MAX })
  @ApiAcceptedResponse({ type: PartResponse })
  async receive(@Query() query: ReceivePartQuery, @Bytes() bytes: Buffer, @Work() work: RequestWork): Promise<PartResponse> {
    return toResponse(await this.receivePart.execute(work, { ownerCompanyId: companyOf(work.caller), name: query.name.trim(), bytes }));
  }

  @Get()
  @Roles('customer', 'orchestrator', 'auditor')
  @ApiOkResponse({ type: PartPageResponse })
  async list(@Query() query: PartListQuery, @Work() work: RequestWork): Promise<PartPageResponse> {
    const { caller } = work;
    const all = caller.roles.includes('orchestrator') || caller.roles.includes('auditor');
    const filter = { ownerCompanyId: all ? null : companyOf(caller), before: decodeCursor(query.cursor, isUuid), limit: query.limit + 1 };
    const page = pageOf(await this.parts.page(work.tx, work.networkId, filter), query.limit, (part) => part.partId);
    return { items: page.items.map(toResponse), nextCursor: page.nextCursor };
  }

  @Get(':partId')
  @Roles('customer', 'orchestrator', 'auditor')
  @ApiParam({ name: 'partId', format: 'uuid' })
  @ApiOkResponse({ type: PartResponse })
  async one(@UuidParam('partId') partId: string, @Work() work: RequestWork): Promise<PartResponse> {
    const unknown = new DomainError('not-found', 'orders.part-unknown', 'there is no such part; list yours under /parts');
    const part = await this.parts.find(work.tx, work.networkId, partId);
    if (part === null) throw unknown;
    if (!work.caller.roles.includes('auditor')) requireCompany(work.caller, part.ownerCompanyId, unknown);
    return toResponse(part);
  }
}

function companyOf(caller: Caller): string {
  if (caller.companyId !== null) return caller.companyId;
  throw new DomainError('forbidden', 'orders.caller-without-company', 'this token speaks for no company; use one with org_id');
}
