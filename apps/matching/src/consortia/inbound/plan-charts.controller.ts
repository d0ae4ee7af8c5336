import { consortiumCharts } from '@gewerk/engine-matching';
import { Roles } from '@gewerk/platform-auth';
import { type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PartnerSnapshots } from '../../partners/outbound/partner-snapshots.js';
import { planViews } from '../domain/plan-views.js';
import { proposalNotFound } from '../domain/proposal-rules.js';
import { PlacedOrders } from '../outbound/placed-orders.js';
import { Proposals } from '../outbound/proposals.js';
import { PlanChartsDto } from './plan-charts.dto.js';

/** Consortia as graph, Gantt, waterfall and scatter (N137). Suitability and risk of firms are in them (class D3): not for customers. */
@ApiTags('proposals')
@Controller('api/matching/v1/proposals/:proposalId/charts')
@Roles('orchestrator', 'auditor')
export class PlanChartsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly orders: PlacedOrders,
    private readonly partners: PartnerSnapshots,
  ) {}

  @Get()
  @ApiOkResponse({ type: PlanChartsDto })
  async read(@UuidParam('proposalId') proposalId: string, @Work() work: RequestWork): Promise<PlanChartsDto> {
    const found = await this.proposals.find(work, proposalId);
    if (found === null) throw proposalNotFound(proposalId);
    const { body, planning } = found;
    const placed = await this.orders.find(work, body.orderId);
    const operations = (placed?.order.operations ?? []).map(({ operationId, name }) => [operationId, name] as const);
    const companies = await this.partners.companyNames(
      work,
      planning.instance.firms.map(({ id }) => id),
    );
    const views = planViews(planning, body, new Map([...operations, ...companies]));
    return { items: views.map((view) => ({ labels: view.labels, view, charts: consortiumCharts(view) })) };
  }
}
