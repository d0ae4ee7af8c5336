import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { OrderScored } from '@gewerk/contracts/sustainability';
import { FACTORS_2026_1 } from '@gewerk/engine-footprint';
import type { Task, TaskHandler } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { BASELINE_ASSUMPTIONS, baselineOf, type ScoredFootprint } from '../../domain/footprints.js';
import { OrderRepository } from '../../outbound/order-repository.js';

/** Task `score-order`, subject the order: its baseline before partners are known. */
@Injectable()
export class ScoreOrder implements TaskHandler<OrderSubmittedData, ScoredFootprint> {
  readonly kind = 'score-order';

  constructor(private readonly orders: OrderRepository) {}

  async load(work: UnitOfWork, task: Task): Promise<OrderSubmittedData | null> {
    return (await this.orders.order(work.tx, work.networkId, task.subject))?.submitted ?? null;
  }

  async compute(order: OrderSubmittedData): Promise<ScoredFootprint> {
    return baselineOf(order);
  }

  async save(work: UnitOfWork, _task: Task, { flags, ...footprint }: ScoredFootprint, order: OrderSubmittedData): Promise<void> {
    const scored = {
      orderId: order.orderId,
      orderVersion: order.orderVersion,
      ...footprint,
      factorVersion: FACTORS_2026_1.version,
      reasons: [...BASELINE_ASSUMPTIONS, ...flags],
    };
    await this.orders.saveBaseline(work.tx, work.networkId, scored);
    work.publish(OrderScored, scored);
  }
}
