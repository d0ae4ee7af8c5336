import { OrderCancelled } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Order } from '../../domain/order.js';
import { assertMayBecome } from '../../domain/order-state.js';
import { OrderRepository } from '../../outbound/order-repository.js';

@Injectable()
export class CancelOrder {
  constructor(private readonly orders: OrderRepository) {}

  /** @param order locked by the caller, who checked whose it is */
  async execute(work: UnitOfWork, order: Order, reason: string): Promise<Order> {
    assertMayBecome(order.state, 'cancelled');
    const cancelled: Order = {
      ...order,
      state: 'cancelled',
      orderVersion: order.orderVersion + 1,
      cancellation: { at: work.now, reason },
    };
    await this.orders.saveCourse(work.tx, work.networkId, cancelled);
    work.publish(OrderCancelled, {
      orderId: order.orderId,
      orderVersion: cancelled.orderVersion,
      reason,
      cancelledAt: work.now.toISOString(),
    });
    return cancelled;
  }
}
