import { DomainError } from '@gewerk/kernel';
import { Roles } from '@gewerk/platform-auth';
import { BodyLimit, Command, type RequestWork, Work } from '@gewerk/platform-http';
import { Body, Controller, Get, Header, HttpCode, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ownCompany } from '../../machines/inbound/own-company.js';
import { MachineRepository } from '../../machines/outbound/machine-repository.js';
import { ChoosePublishedShare } from '../application/choose-published-share/choose-published-share.js';
import { ReportChange } from '../application/report-change/report-change.js';
import { StateShop } from '../application/state-shop/state-shop.js';
import { ShopPlanRepository } from '../outbound/shop-plan-repository.js';
import { LateOperationsResponse, PlanRequestResponse, PlanResponse, PublishedShare, toLateOperations, toPlanResponse } from './plan.dto.js';
import { planGantt } from './plan-gantt.js';
import { readChange, readShop } from './read-shop.js';
import { CHANGE_SCHEMAS, ShopSchema } from './shop-schema.js';

const SHOP_BYTES_MAX = 8 * 1024 * 1024;
type JsonSchema = Parameters<typeof ApiBody>[0] extends { schema?: infer Schema } ? Schema : never;

/** A firm plans its shop (methods 7.1): its own jobs and what it does for the network. Nobody else is shown any of it. */
@ApiTags('plan')
@Controller('api/capacity/v1/plan')
export class PlanController {
  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly machines: MachineRepository,
    private readonly stateShop: StateShop,
    private readonly reportChange: ReportChange,
    private readonly choosePublishedShare: ChoosePublishedShare,
  ) {}

  @Put('shop')
  @HttpCode(202)
  @Roles('member', 'system')
  @Command()
  @BodyLimit(SHOP_BYTES_MAX)
  @ApiBody({ description: 'Your jobs and the rules of your machines; replaces what was stated before', schema: ShopSchema as JsonSchema })
  @ApiAcceptedResponse({ type: PlanRequestResponse, description: 'The plan follows: GET /plan' })
  async state(@Body() body: unknown, @Work() work: RequestWork): Promise<PlanRequestResponse> {
    const companyId = ownCompany(work.caller);
    await this.stateShop.execute(work, { companyId, shop: readShop(body) });
    return this.plans.requests(work.tx, work.networkId, companyId);
  }

  @Post('changes')
  @HttpCode(202)
  @Roles('member', 'system')
  @Command()
  @ApiBody({
    description: 'One machine down, one order in, or one operation late; the plan is made anew with few changes',
    schema: { oneOf: Object.values(CHANGE_SCHEMAS) } as JsonSchema,
  })
  @ApiAcceptedResponse({ type: PlanRequestResponse, description: 'The plan follows: GET /plan' })
  async change(@Body() body: unknown, @Work() work: RequestWork): Promise<PlanRequestResponse> {
    const companyId = ownCompany(work.caller);
    await this.reportChange.execute(work, { companyId, change: readChange(body) });
    return this.plans.requests(work.tx, work.networkId, companyId);
  }

  /** What the network is told of the free hours: what your system reports, or a share of what your plan leaves free. */
  @Put('published-share')
  @HttpCode(200)
  @Roles('member', 'system')
  @Command()
  @ApiOkResponse({ type: PublishedShare })
  async choose(@Body() body: PublishedShare, @Work() work: RequestWork): Promise<PublishedShare> {
    await this.choosePublishedShare.execute(work, { companyId: ownCompany(work.caller), percent: body.percent });
    return { percent: body.percent };
  }

  @Get('published-share')
  @Roles('member', 'system')
  @ApiOkResponse({ type: PublishedShare })
  async share(@Work() work: RequestWork): Promise<PublishedShare> {
    const companyId = ownCompany(work.caller);
    return { percent: (await this.plans.publishing(work.tx, work.networkId, [companyId])).get(companyId) ?? null };
  }

  @Get()
  @Roles('member', 'system')
  @ApiOkResponse({ type: PlanResponse })
  async read(@Work() work: RequestWork): Promise<PlanResponse> {
    return toPlanResponse(await this.plans.state(work.tx, work.networkId, ownCompany(work.caller)));
  }

  @Get('late-operations')
  @Roles('member', 'system')
  @ApiOkResponse({ type: LateOperationsResponse })
  async late(@Work() work: RequestWork): Promise<LateOperationsResponse> {
    return toLateOperations(await this.plans.state(work.tx, work.networkId, ownCompany(work.caller)));
  }

  /** A picture of the plan, a row per machine. */
  @Get('gantt')
  @Roles('member', 'system')
  @Header('content-type', 'image/svg+xml')
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async gantt(@Work() work: RequestWork): Promise<string> {
    const companyId = ownCompany(work.caller);
    const { plan } = await this.plans.state(work.tx, work.networkId, companyId);
    if (plan === null) {
      throw new DomainError('conflict', 'capacity.plan-not-ready', 'There is no plan yet; state your shop, by PUT /plan/shop.');
    }
    return planGantt(plan, await this.machines.active(work.tx, work.networkId, companyId));
  }
}
