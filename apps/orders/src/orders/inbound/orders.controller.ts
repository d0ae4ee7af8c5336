import { OrderSubmitted } from '@gewerk/contracts/orders';
import { DomainError, isUuid } from '@gewerk/kernel';
import { type Caller, denied, Roles } from '@gewerk/platform-auth';
import { Command, decodeCursor, pageOf, type RequestWork, UuidParam, Work } from '@gewerk/platform-http';
import { continueStream } from '@gewerk/platform-messaging';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AcceptDelivery } from '../application/accept-delivery/accept-delivery.js';
import { CancelOrder } from '../application/cancel-order/cancel-order.js';
import { RaiseComplaint } from '../application/raise-complaint/raise-complaint.js';
import { RateMembers } from '../application/rate-members/rate-members.js';
import { SubmitOrder } from '../application/submit-order/submit-order.js';
import type { Formation, Order } from '../domain/order.js';
import { OrderRepository } from '../outbound/order-repository.js';
import { ProductionRepository } from '../outbound/production-repository.js';
import {
  AcceptanceRequest,
  CancellationRequest,
  ComplaintRequest,
  OrderListQuery,
  RatingsRequest,
  SubmitOrderRequest,
  toOrderRequest,
} from './order-request.dto.js';
import { OrderPageResponse, OrderResponse, toResponse, toSummary, type View } from './order-response.dto.js';

@ApiTags('orders')
@Controller('api/orders/v1/orders')
export class OrdersController {
  constructor(
    private readonly submitOrder: SubmitOrder,
    private readonly cancelOrder: CancelOrder,
    private readonly acceptDelivery: AcceptDelivery,
    private readonly raiseComplaint: RaiseComplaint,
    private readonly rateMembers: RateMembers,
    private readonly orders: OrderRepository,
    private readonly production: ProductionRepository,
  ) {}

  @Post()
  @Roles('customer')
  @Command()
  @ApiCreatedResponse({ type: OrderResponse })
  async submit(@Body() body: SubmitOrderRequest, @Work() work: RequestWork): Promise<OrderResponse> {
    const order = await this.submitOrder.execute(work, { customerCompanyId: companyOf(work.caller), request: toOrderRequest(body) });
    return toResponse(order, [], [], { as: 'whole' });
  }

  @Get()
  @Roles('customer', 'member', 'orchestrator', 'auditor')
  @ApiOkResponse({ type: OrderPageResponse })
  async list(@Query() query: OrderListQuery, @Work() work: RequestWork): Promise<OrderPageResponse> {
    const { caller } = work;
    const filter = {
      customerCompanyId: seesAll(caller) || !caller.roles.includes('customer') ? null : companyOf(caller),
      memberCompanyId: seesAll(caller) || caller.roles.includes('customer') ? null : companyOf(caller),
      state: query.state ?? null,
      before: decodeCursor(query.cursor, isUuid),
      limit: query.limit + 1,
    };
    const page = pageOf(await this.orders.page(work.tx, work.networkId, filter), query.limit, (order) => order.orderId);
    return { items: page.items.map(toSummary), nextCursor: page.nextCursor };
  }

  @Get(':orderId')
  @Roles('customer', 'member', 'orchestrator', 'auditor')
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderResponse })
  async one(@UuidParam('orderId') orderId: string, @Work() work: RequestWork): Promise<OrderResponse> {
    const order = await this.orders.find(work.tx, work.networkId, orderId);
    if (order === null) throw unknown();
    const formations = await this.production.formationsOf(work.tx, work.networkId, orderId);
    const ratings = await this.orders.ratingsOf(work.tx, work.networkId, orderId);
    return toResponse(order, formations, ratings, viewOf(work.caller, order, formations));
  }

  @Post(':orderId/cancellations')
  @HttpCode(200)
  @Roles('customer', 'orchestrator')
  @Command()
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderResponse })
  async cancel(
    @UuidParam('orderId') orderId: string,
    @Body() body: CancellationRequest,
    @Work() work: RequestWork,
  ): Promise<OrderResponse> {
    return this.#change(work, orderId, (order) => this.cancelOrder.execute(work, order, body.reason));
  }

  @Post(':orderId/acceptances')
  @HttpCode(200)
  @Roles('customer')
  @Command()
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderResponse })
  async accept(@UuidParam('orderId') orderId: string, @Body() body: AcceptanceRequest, @Work() work: RequestWork): Promise<OrderResponse> {
    return this.#change(work, orderId, (order) => this.acceptDelivery.execute(work, order, body.acceptedPieces));
  }

  @Post(':orderId/complaints')
  @HttpCode(200)
  @Roles('customer')
  @Command()
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderResponse })
  async complain(@UuidParam('orderId') orderId: string, @Body() body: ComplaintRequest, @Work() work: RequestWork): Promise<OrderResponse> {
    return this.#change(work, orderId, (order) =>
      this.raiseComplaint.execute(work, order, { affectedPieces: body.affectedPieces, reason: body.reason }),
    );
  }

  @Post(':orderId/ratings')
  @HttpCode(200)
  @Roles('customer')
  @Command()
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: OrderResponse })
  async rate(@UuidParam('orderId') orderId: string, @Body() body: RatingsRequest, @Work() work: RequestWork): Promise<OrderResponse> {
    const ratings = body.ratings.map((rating) => ({ ...rating, companyId: rating.companyId.toLowerCase() }));
    return this.#change(work, orderId, (order) => this.rateMembers.execute(work, order, ratings));
  }

  async #change(work: RequestWork, orderId: string, change: (order: Order) => Promise<Order>): Promise<OrderResponse> {
    const order = await this.orders.lock(work.tx, work.networkId, orderId);
    if (order === null) throw unknown();
    const formations = await this.production.formationsOf(work.tx, work.networkId, orderId);
    if (viewOf(work.caller, order, formations).as !== 'whole') throw denied(unknown());
    await continueStream(work, OrderSubmitted.topic, orderId);
    const changed = await change(order);
    return toResponse(changed, formations, await this.orders.ratingsOf(work.tx, work.networkId, orderId), { as: 'whole' });
  }
}

function seesAll(caller: Caller): boolean {
  return caller.roles.includes('orchestrator') || caller.roles.includes('auditor');
}

/** @throws DomainError `not-found` to whom the order does not concern */
function viewOf(caller: Caller, order: Order, formations: readonly Formation[]): View {
  if (seesAll(caller) || caller.companyId === order.customerCompanyId) return { as: 'whole' };
  const companyId = caller.companyId;
  if (companyId !== null && formations.some((formation) => formation.memberCompanyIds.includes(companyId)))
    return { as: 'member', companyId };
  throw denied(unknown());
}

function unknown(): DomainError {
  return new DomainError('not-found', 'orders.order-unknown', 'there is no such order; list yours under /orders');
}

function companyOf(caller: Caller): string {
  if (caller.companyId !== null) return caller.companyId;
  throw new DomainError('forbidden', 'orders.caller-without-company', 'this token speaks for no company; use one with org_id');
}
