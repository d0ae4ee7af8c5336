import { DeliveryAccepted } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { Order } from '../../domain/order.js';
import { assertPieces, confirmedFormation } from '../../domain/order-rules.js';
import { assertMayBecome } from '../../domain/order-state.js';
import { OrderRepository } from '../../outbound/order-repository.js';
import { ProductionRepository } from '../../outbound/production-repository.js';

@Injectable()
export class AcceptDelivery {
  constructor(
    private readonly orders: OrderRepository,
    private readonly production: ProductionRepository,
  ) {}

  /** The accepted value is the confirmed total: what is missing or at fault is raised as a complaint instead of accepted. */
  async execute(work: UnitOfWork, order: Order, acceptedPieces: number): Promise<Order> {
    const { tx, networkId, now } = work;
    assertMayBecome(order.state, 'delivered');
    assertPieces(order, acceptedPieces, '/acceptedPieces');
    const formation = confirmedFormation(await this.production.formationsOf(tx, networkId, order.orderId));
    const delivery = {
      acceptedAt: now,
      acceptedPieces,
      onTime: now.getTime() <= formation.promisedAt.getTime(),
      acceptedValue: formation.price,
    };
    const delivered: Order = { ...order, state: 'delivered', delivery };
    await this.orders.saveCourse(tx, networkId, delivered);
    work.publish(DeliveryAccepted, {
      orderId: order.orderId,
      formationId: formation.formationId,
      customerCompanyId: order.customerCompanyId,
      acceptedAt: now.toISOString(),
      onTime: delivery.onTime,
      acceptedPieces,
      acceptedValue: delivery.acceptedValue,
    });
    return delivered;
  }
}
