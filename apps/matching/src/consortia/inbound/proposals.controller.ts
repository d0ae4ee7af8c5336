import { isUuid } from '@gewerk/kernel';
import { requireCompany, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { RequestProposal } from '../application/request-proposal/request-proposal.js';
import { orderNotFound } from '../domain/proposal-rules.js';
import { type PlacedOrder, PlacedOrders } from '../outbound/placed-orders.js';
import { Proposals } from '../outbound/proposals.js';
import { companiesOf, proposalView } from './proposal-view.js';
import { ProposalPageDto, ProposalRequestedDto, ProposalsQuery } from './proposals.dto.js';

@ApiTags('proposals')
@Controller('api/matching/v1/orders/:orderId')
export class ProposalsController {
  constructor(
    private readonly orders: PlacedOrders,
    private readonly proposals: Proposals,
    private readonly partners: PartnerSnapshots,
    private readonly requestProposal: RequestProposal,
  ) {}

  @Get('proposals')
  @Roles('customer', 'orchestrator')
  @ApiOkResponse({ type: ProposalPageDto })
  async list(@UuidParam('orderId') orderId: string, @Query() query: ProposalsQuery, @Work() work: RequestWork): Promise<ProposalPageDto> {
    const placed = await this.#visible(work, orderId);
    const found = await this.proposals.ofOrder(work, orderId, decodeCursor(query.cursor, isUuid), query.limit + 1);
    const page = pageOf(found, query.limit, ({ body }) => body.proposalId);
    const names = await this.partners.companyNames(work, companiesOf(page.items));
    const full = work.caller.roles.includes('orchestrator');
    const refusal = placed.refusal === null ? null : { reasons: placed.refusal.reasons, relaxations: placed.refusal.relaxations };
    return {
      items: page.items.map((proposal) => proposalView(proposal, names, { full, question: query })),
      nextCursor: page.nextCursor,
      state: placed.proposalState,
      refusal,
    };
  }

  @Post('proposals')
  @HttpCode(202)
  @Roles('customer', 'orchestrator')
  @Command()
  @ApiAcceptedResponse({ type: ProposalRequestedDto, description: 'Consortia are looked for again; read them from the list' })
  async request(@UuidParam('orderId') orderId: string, @Work() work: RequestWork): Promise<ProposalRequestedDto> {
    await this.#visible(work, orderId);
    await this.requestProposal.execute(work, orderId);
    return { state: 'pending' };
  }

  async #visible(work: RequestWork, orderId: string): Promise<PlacedOrder> {
    const placed = await this.orders.find(work, orderId);
    if (placed === null) throw orderNotFound(orderId);
    requireCompany(work.caller, placed.customerCompanyId, orderNotFound(orderId));
    return placed;
  }
}
