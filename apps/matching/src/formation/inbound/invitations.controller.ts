import { isUuid } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PlacedOrders } from '../../consortia/outbound/placed-orders.js';
import { AnswerInvitation } from '../application/answer-invitation/answer-invitation.js';
import { type AddressedInvitation, Formations } from '../outbound/formations.js';
import { invitationView } from './formation-view.js';
import { AnswerRequest, InvitationDto, InvitationPageDto, InvitationQuery } from './formations.dto.js';

@ApiTags('invitations')
@Controller('api/matching/v1/invitations')
export class InvitationsController {
  constructor(
    private readonly formations: Formations,
    private readonly orders: PlacedOrders,
    private readonly answerInvitation: AnswerInvitation,
  ) {}

  /** Those addressed to the caller's company, nobody else's. */
  @Get()
  @Roles('member')
  @ApiOkResponse({ type: InvitationPageDto })
  async list(@Query() query: InvitationQuery, @Work() work: RequestWork): Promise<InvitationPageDto> {
    const before = decodeCursor(query.cursor, isUuid);
    const { companyId } = work.caller;
    if (companyId === null) return { items: [], nextCursor: null };
    const found = await this.formations.addressedTo(work, companyId, { state: query.state ?? null, before, limit: query.limit + 1 });
    const page = pageOf(found, query.limit, ({ record }) => record.invitationId);
    const items: InvitationDto[] = [];
    for (const invitation of page.items) items.push(await this.#shown(work, invitation));
    return { items, nextCursor: page.nextCursor };
  }

  @Post(':invitationId/answers')
  @HttpCode(200)
  @Roles('member')
  @Command()
  @ApiOkResponse({ type: InvitationDto })
  async answer(
    @UuidParam('invitationId') invitationId: string,
    @Body() request: AnswerRequest,
    @Work() work: RequestWork,
  ): Promise<InvitationDto> {
    const { companyId } = work.caller;
    const { answer, reason = null } = request;
    const answered = await this.answerInvitation.execute(work, { invitationId, companyId, answer, reason });
    return this.#shown(work, { ...answered, record: answered.invitation.record });
  }

  async #shown(work: RequestWork, invitation: AddressedInvitation): Promise<InvitationDto> {
    const placed = await this.orders.find(work, invitation.orderId);
    return invitationView(invitation, placed?.order ?? null);
  }
}
