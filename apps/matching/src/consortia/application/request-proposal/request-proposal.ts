import { ConsortiaProposed } from '@gewerk/contracts/matching';
import { DomainError } from '@gewerk/kernel';
import { Tasks } from '@gewerk/platform-compute';
import { continueStream, type UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { orderNotFound } from '../../domain/proposal-rules.js';
import { type PlacedOrder, PlacedOrders } from '../../outbound/placed-orders.js';
import { PROPOSE_CONSORTIA } from '../propose-consortia/propose-consortia.js';

/** Has consortia proposed for an order: when it is placed, when its chosen one failed, or on request. */
@Injectable()
export class RequestProposal {
  constructor(
    private readonly orders: PlacedOrders,
    private readonly tasks: Tasks,
  ) {}

  /** @throws DomainError `matching.order-not-found`, `matching.order-cancelled` */
  async execute(work: UnitOfWork, orderId: string): Promise<void> {
    const placed = await this.orders.find(work, orderId);
    if (placed === null) throw orderNotFound(orderId);
    if (placed.isCancelled) throw new DomainError('conflict', 'matching.order-cancelled', 'the order was cancelled; place a new one');
    await this.#enqueue(work, placed);
  }

  /** An order that was cancelled before it was heard of needs no proposal. */
  async forSubmitted(work: UnitOfWork, orderId: string): Promise<void> {
    const placed = await this.orders.find(work, orderId);
    if (placed !== null && !placed.isCancelled) await this.#enqueue(work, placed);
  }

  async #enqueue(work: UnitOfWork, { orderId, order }: PlacedOrder): Promise<void> {
    await continueStream(work, ConsortiaProposed.topic, orderId);
    await this.orders.setState(work, orderId, 'pending');
    await this.tasks.enqueue(work, { kind: PROPOSE_CONSORTIA, subject: orderId, payload: { orderVersion: order.orderVersion } });
  }
}
