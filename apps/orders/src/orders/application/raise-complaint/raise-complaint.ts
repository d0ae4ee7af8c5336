import { ComplaintRaised } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Order } from '../../domain/order.js';
import { assertPieces, confirmedFormation } from '../../domain/order-rules.js';
import { assertMayBecome } from '../../domain/order-state.js';
import { OrderRepository } from '../../outbound/order-repository.js';
import { ProductionRepository } from '../../outbound/production-repository.js';

@Injectable()
export class RaiseComplaint {
  constructor(
    private readonly orders: OrderRepository,
    private readonly production: ProductionRepository,
  ) {}

  async execute(work: UnitOfWork, order: Order, input: { affectedPieces: number; reason: string }): Promise<Order> {
    const { tx, networkId, now } = work;
    assertMayBecome(order.state, 'complained');
    assertPieces(order, input.affectedPieces, '/affectedPieces');
    const { formationId } = confirmedFormation(await this.production.formationsOf(tx, networkId, order.orderId));
    const complained: Order = { ...order, state: 'complained', complaint: { at: now, ...input } };
    await this.orders.saveCourse(tx, networkId, complained);
    work.publish(ComplaintRaised, {
      orderId: order.orderId,
      formationId,
      customerCompanyId: order.customerCompanyId,
      raisedAt: now.toISOString(),
      affectedPieces: input.affectedPieces,
      reason: input.reason,
    });
    return complained;
  }
}
