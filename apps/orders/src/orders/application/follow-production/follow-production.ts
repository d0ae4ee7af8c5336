import { DeliveryAnnounced } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import { type Formation, liveFormation, type Order } from '../../domain/order.js';
import { assertMayBecome, stateFromFacts } from '../../domain/order-state.js';
import { OrderRepository } from '../../outbound/order-repository.js';
import { ProductionRepository } from '../../outbound/production-repository.js';

/** Moves an order to where the facts of matching and capacity put it, in whatever order they arrive. */
@Injectable()
export class FollowProduction {
  constructor(
    private readonly orders: OrderRepository,
    private readonly production: ProductionRepository,
  ) {}

  /** @returns null where this service does not know the order */
  async move(tx: Transaction, networkId: string, orderId: string): Promise<{ order: Order; formation: Formation | null } | null> {
    const order = await this.orders.lock(tx, networkId, orderId);
    return order === null ? null : this.#moveLocked(tx, networkId, order);
  }

  /** What matching answered counts for the version of the order that it saw. */
  async answer(
    tx: Transaction,
    networkId: string,
    told: { orderId: string; orderVersion: number; answer: 'proposed' | 'unplaceable' },
  ): Promise<void> {
    const order = await this.orders.lock(tx, networkId, told.orderId);
    if (order === null || order.orderVersion !== told.orderVersion) return;
    const answered = { ...order, answer: told.answer };
    await this.orders.saveCourse(tx, networkId, answered);
    await this.#moveLocked(tx, networkId, answered);
  }

  /** Announces the delivery once all primary operations are finished; once per formation. */
  async announceWhenReady(work: UnitOfWork, orderId: string): Promise<void> {
    const moved = await this.move(work.tx, work.networkId, orderId);
    if (moved === null || moved.order.state !== 'ready' || moved.formation === null || moved.formation.announcedAt !== null) return;
    const { formationId } = moved.formation;
    const expectedAt = new Date(work.now.getTime() + transitMillis(moved.formation));
    await this.production.saveAnnounced(work.tx, work.networkId, formationId, work.now, expectedAt);
    work.publish(DeliveryAnnounced, {
      orderId,
      formationId,
      announcedAt: work.now.toISOString(),
      expectedAt: expectedAt.toISOString(),
    });
  }

  async #moveLocked(tx: Transaction, networkId: string, order: Order): Promise<{ order: Order; formation: Formation | null }> {
    const formations = await this.production.formationsOf(tx, networkId, order.orderId);
    const state = stateFromFacts({
      state: order.state,
      answer: order.answer,
      formations: formations.map((formation) => ({
        formationId: formation.formationId,
        chosen: formation.chosenAt !== null,
        confirmed: formation.confirmedAt !== null,
        ended: formation.endedAt !== null,
        openPrimaryBookings: formation.confirmedAt === null ? null : formation.primaryBookings - formation.finishedPrimaryBookings,
      })),
    });
    const formation = liveFormation(formations);
    if (state === order.state) return { order, formation };
    assertMayBecome(order.state, state);
    const moved = { ...order, state };
    await this.orders.saveCourse(tx, networkId, moved);
    return { order: moved, formation };
  }
}

/** The way to the customer as planned: from the end of the last operation to the arrival. */
function transitMillis({ arrivesAt, lastPlannedEndAt }: Formation): number {
  return arrivesAt === null || lastPlannedEndAt === null ? 0 : Math.max(0, arrivesAt.getTime() - lastPlannedEndAt.getTime());
}
