import type { NoConsortiumFoundData } from '@gewerk/contracts/matching';
import type { OrderCancelledData } from '@gewerk/contracts/orders';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { Known } from '../../partners/outbound/partner-projection.js';
import type { StageOneView } from '../domain/stage-one-view.js';
import type { ProposalState } from '../domain/proposal-rules.js';

export interface PlacedOrder {
  readonly orderId: string;
  readonly customerCompanyId: string;
  readonly order: Order;
  readonly isCancelled: boolean;
  readonly proposalState: ProposalState;
  readonly refusal: NoConsortiumFoundData | null;
}

interface OrderRow {
  id: string;
  customer_company_id: string;
  submitted: Order;
  cancelled_at: Date | null;
  proposal_state: ProposalState;
  refusal: NoConsortiumFoundData | null;
}

/** Orders as matching knows them; a cancellation may be heard of before the order. */
@Injectable()
export class PlacedOrders {
  async submitted(tx: Transaction, known: readonly Known<Order>[]): Promise<void> {
    for (const { networkId, data } of known) {
      await tx.query(
        `insert into placed_order (network_id, id, order_version, customer_company_id, submitted) values ($1, $2, $3, $4, $5)
         on conflict (network_id, id) do update
           set order_version = excluded.order_version, customer_company_id = excluded.customer_company_id, submitted = excluded.submitted
           where placed_order.order_version is null or placed_order.order_version < excluded.order_version`,
        [networkId, data.orderId, data.orderVersion, data.customerCompanyId, JSON.stringify(data)],
      );
    }
  }

  async cancelled(tx: Transaction, known: readonly Known<OrderCancelledData>[]): Promise<void> {
    for (const { networkId, data } of known) {
      await tx.query(
        `insert into placed_order (network_id, id, cancelled_at) values ($1, $2, $3)
         on conflict (network_id, id) do update set cancelled_at = coalesce(placed_order.cancelled_at, excluded.cancelled_at)`,
        [networkId, data.orderId, data.cancelledAt],
      );
    }
  }

  async find(work: UnitOfWork, orderId: string): Promise<PlacedOrder | null> {
    const rows: OrderRow[] = await work.tx.query(
      `select id, customer_company_id, submitted, cancelled_at, proposal_state, refusal from placed_order
       where network_id = $1 and id = $2 and submitted is not null`,
      [work.networkId, orderId],
    );
    const row = rows[0];
    if (row === undefined) return null;
    return {
      orderId: row.id,
      customerCompanyId: row.customer_company_id,
      order: row.submitted,
      isCancelled: row.cancelled_at !== null,
      proposalState: row.proposal_state,
      refusal: row.refusal,
    };
  }

  async setState(work: UnitOfWork, orderId: string, state: ProposalState, refusal: NoConsortiumFoundData | null = null): Promise<void> {
    await work.tx.query('update placed_order set proposal_state = $3, refusal = $4 where network_id = $1 and id = $2', [
      work.networkId,
      orderId,
      state,
      refusal === null ? null : JSON.stringify(refusal),
    ]);
  }

  /** @param referencePriceEur what the order is worth, for the value of the month */
  async saveAssessment(work: UnitOfWork, orderId: string, assessment: StageOneView, referencePriceEur: number): Promise<void> {
    await work.tx.query(
      `update placed_order set assessment = $3, reference_price_eur = $4, valued_at = coalesce(valued_at, $5)
       where network_id = $1 and id = $2`,
      [work.networkId, orderId, JSON.stringify(assessment), referencePriceEur, work.now],
    );
  }

  async assessmentOf(work: UnitOfWork, orderId: string): Promise<StageOneView | null> {
    const rows: { assessment: StageOneView | null }[] = await work.tx.query(
      'select assessment from placed_order where network_id = $1 and id = $2',
      [work.networkId, orderId],
    );
    return rows[0]?.assessment ?? null;
  }
}
