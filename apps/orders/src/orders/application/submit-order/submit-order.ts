import { OrderSubmitted } from '@gewerk/contracts/orders';
import { newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PartRepository } from '../../../parts/outbound/part-repository.js';
import type { Order } from '../../domain/order.js';
import { assertOrderCanBePlaced, type OrderRequest } from '../../domain/order-rules.js';
import { planOrder } from '../../domain/plan-order.js';
import { ROUTING_TEMPLATE_VERSION } from '../../domain/routing/figures.js';
import { OrderRepository } from '../../outbound/order-repository.js';

@Injectable()
export class SubmitOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly parts: PartRepository,
  ) {}

  async execute(work: UnitOfWork, input: { customerCompanyId: string; request: OrderRequest }): Promise<Order> {
    const { tx, networkId, now } = work;
    const { customerCompanyId, request } = input;
    const found = await this.parts.findAll(
      tx,
      networkId,
      request.items.map((item) => item.partId),
    );
    const parts = new Map(found.map((part) => [part.partId, part]));
    assertOrderCanBePlaced(request, parts, customerCompanyId, now);
    const known = await this.orders.knownParts(tx, networkId);
    const planned = planOrder(request, { orderId: newId(now.getTime()), customerCompanyId, parts, known, now });
    const order: Order = {
      orderId: planned.submission.orderId,
      customerCompanyId,
      orderVersion: planned.submission.orderVersion,
      state: 'submitted',
      answer: null,
      submission: planned.submission,
      computedProfile: planned.computedProfile,
      routingVersion: ROUTING_TEMPLATE_VERSION,
      cancellation: null,
      delivery: null,
      complaint: null,
      ratedAt: null,
    };
    await this.orders.add(tx, networkId, order, planned.traits);
    work.publish(OrderSubmitted, planned.submission);
    return order;
  }
}
