import { OrderRated } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { MemberRating, Order } from '../../domain/order.js';
import { assertRatingsNameEachMemberOnce, confirmedFormation } from '../../domain/order-rules.js';
import { assertMayBecome } from '../../domain/order-state.js';
import { OrderRepository } from '../../outbound/order-repository.js';
import { ProductionRepository } from '../../outbound/production-repository.js';

@Injectable()
export class RateMembers {
  constructor(
    private readonly orders: OrderRepository,
    private readonly production: ProductionRepository,
  ) {}

  async execute(work: UnitOfWork, order: Order, ratings: readonly MemberRating[]): Promise<Order> {
    const { tx, networkId, now } = work;
    assertMayBecome(order.state, 'rated');
    const formation = confirmedFormation(await this.production.formationsOf(tx, networkId, order.orderId));
    assertRatingsNameEachMemberOnce(ratings, formation.memberCompanyIds);
    const rated: Order = { ...order, state: 'rated', ratedAt: now };
    await this.orders.saveCourse(tx, networkId, rated);
    await this.orders.addRatings(tx, networkId, order.orderId, ratings);
    work.publish(OrderRated, {
      orderId: order.orderId,
      formationId: formation.formationId,
      customerCompanyId: order.customerCompanyId,
      ratedAt: now.toISOString(),
      ratings: ratings.map((rating) => ({ ...rating })),
    });
    return rated;
  }
}
