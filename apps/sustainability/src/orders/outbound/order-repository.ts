import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import type { OrderScoredData, ProposalsScoredData } from '@gewerk/contracts/sustainability';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';

export interface OrderCase {
  orderId: string;
  customerCompanyId: string;
  submitted: OrderSubmittedData | null;
  baseline: OrderScoredData | null;
}

export interface ProposalCase {
  proposalId: string;
  orderId: string;
  proposed: ConsortiaProposedData;
  scored: ProposalsScoredData | null;
}

@Injectable()
export class OrderRepository {
  async saveOrder(tx: Transaction, networkId: string, order: OrderSubmittedData): Promise<void> {
    await tx.query(
      `insert into order_case (network_id, order_id, customer_company_id, order_version, submitted) values ($1, $2, $3, $4, $5)
       on conflict (network_id, order_id) do update set order_version = excluded.order_version, submitted = excluded.submitted`,
      [networkId, order.orderId, order.customerCompanyId, order.orderVersion, JSON.stringify(order)],
    );
  }

  async saveBaseline(tx: Transaction, networkId: string, baseline: OrderScoredData): Promise<void> {
    await tx.query('update order_case set baseline = $3 where network_id = $1 and order_id = $2', [
      networkId,
      baseline.orderId,
      JSON.stringify(baseline),
    ]);
  }

  /** Held until the transaction ends: of two that bring the halves of one case, the second sees what the first one wrote. */
  async takeTurn(tx: Transaction, networkId: string, orderId: string): Promise<void> {
    await tx.query("select pg_advisory_xact_lock(hashtextextended('sustainability.order ' || $1 || $2, 0))", [networkId, orderId]);
  }

  async order(tx: Transaction, networkId: string, orderId: string): Promise<OrderCase | null> {
    const [row] = (await tx.query(
      `select order_id as "orderId", customer_company_id as "customerCompanyId", submitted, baseline
       from order_case where network_id = $1 and order_id = $2`,
      [networkId, orderId],
    )) as OrderCase[];
    return row ?? null;
  }

  async saveProposal(tx: Transaction, networkId: string, proposed: ConsortiaProposedData): Promise<void> {
    await tx.query(
      'insert into proposal_case (network_id, proposal_id, order_id, proposed) values ($1, $2, $3, $4) on conflict do nothing',
      [networkId, proposed.proposalId, proposed.orderId, JSON.stringify(proposed)],
    );
  }

  /** @returns whether this is the proposal's first score: two tasks about one order may have had it before them */
  async saveScored(tx: Transaction, networkId: string, scored: ProposalsScoredData): Promise<boolean> {
    const [rows] = await tx.query<[object[], number]>(
      'update proposal_case set scored = $3 where network_id = $1 and proposal_id = $2 and scored is null returning 1',
      [networkId, scored.proposalId, JSON.stringify(scored)],
    );
    return rows.length > 0;
  }

  async proposals(tx: Transaction, networkId: string, orderId: string): Promise<ProposalCase[]> {
    return tx.query(
      `select proposal_id as "proposalId", order_id as "orderId", proposed, scored from proposal_case
       where network_id = $1 and order_id = $2 order by proposal_id desc`,
      [networkId, orderId],
    );
  }
}
