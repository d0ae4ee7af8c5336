import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import { money } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { MemberRating, Order } from '../domain/order.js';
import type { OrderState } from '../domain/order-state.js';
import type { PartTraits } from '../domain/similarity.js';

interface OrderRow {
  order_id: string;
  customer_company_id: string;
  order_version: number;
  state: OrderState;
  answer: Order['answer'];
  submission: OrderSubmittedData;
  computed_quality: number;
  computed_complexity: number;
  routing_version: string;
  cancelled_at: Date | null;
  cancel_reason: string | null;
  delivered_at: Date | null;
  accepted_pieces: number | null;
  on_time: boolean | null;
  accepted_value_minor: string | null;
  accepted_currency: string | null;
  complained_at: Date | null;
  complaint_pieces: number | null;
  complaint_reason: string | null;
  rated_at: Date | null;
}

export interface OrderFilter {
  /** Orders of one customer; null: of all. */
  readonly customerCompanyId: string | null;
  /** Orders that one company is a confirmed member of; null: whoever makes them. */
  readonly memberCompanyId: string | null;
  readonly state: OrderState | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Similar parts are looked for among the newest ones, which bounds the work of a submission. */
const KNOWN_PARTS_MAX = 2_000;

@Injectable()
export class OrderRepository {
  async add(tx: Transaction, networkId: string, order: Order, traits: readonly (PartTraits & { partId: string })[]): Promise<void> {
    const { submission } = order;
    await tx.query(
      `insert into customer_order (network_id, order_id, customer_company_id, order_version, state, title, submitted_at, due_at, submission,
         computed_quality, computed_complexity, routing_version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        networkId,
        order.orderId,
        order.customerCompanyId,
        order.orderVersion,
        order.state,
        submission.title,
        submission.submittedAt,
        submission.dueAt,
        JSON.stringify(submission),
        order.computedProfile.quality,
        order.computedProfile.complexity,
        order.routingVersion,
      ],
    );
    for (const part of traits) {
      await tx.query('insert into known_part values ($1, $2, $3, $4, $5, $6, $7)', [
        networkId,
        order.orderId,
        part.partId,
        part.material,
        part.processes,
        part.netMassGrams,
        part.toleranceIt,
      ]);
    }
  }

  async knownParts(tx: Transaction, networkId: string): Promise<PartTraits[]> {
    return tx.query(
      `select material, processes, net_mass_grams as "netMassGrams", tolerance_it as "toleranceIt" from known_part
       where network_id = $1 order by order_id desc limit $2`,
      [networkId, KNOWN_PARTS_MAX],
    );
  }

  async find(tx: Transaction, networkId: string, orderId: string): Promise<Order | null> {
    return this.#one(tx, 'select * from customer_order where network_id = $1 and order_id = $2', [networkId, orderId]);
  }

  /** Commands and facts about one order wait for each other here. */
  async lock(tx: Transaction, networkId: string, orderId: string): Promise<Order | null> {
    return this.#one(tx, 'select * from customer_order where network_id = $1 and order_id = $2 for update', [networkId, orderId]);
  }

  /** Newest first. */
  async page(tx: Transaction, networkId: string, filter: OrderFilter): Promise<Order[]> {
    const rows: OrderRow[] = await tx.query(
      `select o.* from customer_order o
       where o.network_id = $1 and ($2::uuid is null or o.customer_company_id = $2) and ($3::text is null or o.state = $3)
         and ($4::uuid is null or o.order_id < $4)
         and ($5::uuid is null or exists (
           select 1 from order_formation f where f.network_id = $1 and f.order_id = o.order_id and f.member_company_ids @> array[$5::uuid]))
       order by o.order_id desc limit $6`,
      [networkId, filter.customerCompanyId, filter.state, filter.before, filter.memberCompanyId, filter.limit],
    );
    return rows.map(orderOf);
  }

  /** Writes the course of the order; what was ordered never changes. */
  async saveCourse(tx: Transaction, networkId: string, order: Order): Promise<void> {
    const { cancellation, delivery, complaint } = order;
    await tx.query(
      `update customer_order set order_version = $3, state = $4, answer = $5, cancelled_at = $6, cancel_reason = $7, delivered_at = $8,
         accepted_pieces = $9, on_time = $10, accepted_value_minor = $11, accepted_currency = $12, complained_at = $13,
         complaint_pieces = $14, complaint_reason = $15, rated_at = $16
       where network_id = $1 and order_id = $2`,
      [
        networkId,
        order.orderId,
        order.orderVersion,
        order.state,
        order.answer,
        cancellation?.at ?? null,
        cancellation?.reason ?? null,
        delivery?.acceptedAt ?? null,
        delivery?.acceptedPieces ?? null,
        delivery?.onTime ?? null,
        delivery?.acceptedValue.amountMinor ?? null,
        delivery?.acceptedValue.currency ?? null,
        complaint?.at ?? null,
        complaint?.affectedPieces ?? null,
        complaint?.reason ?? null,
        order.ratedAt,
      ],
    );
  }

  async addRatings(tx: Transaction, networkId: string, orderId: string, ratings: readonly MemberRating[]): Promise<void> {
    for (const rating of ratings) {
      await tx.query('insert into order_rating values ($1, $2, $3, $4, $5, $6, $7)', [
        networkId,
        orderId,
        rating.companyId,
        rating.quality,
        rating.punctuality,
        rating.communication,
        rating.satisfaction,
      ]);
    }
  }

  async ratingsOf(tx: Transaction, networkId: string, orderId: string): Promise<MemberRating[]> {
    return tx.query(
      `select company_id as "companyId", quality, punctuality, communication, satisfaction from order_rating
       where network_id = $1 and order_id = $2 order by company_id`,
      [networkId, orderId],
    );
  }

  async #one(tx: Transaction, sql: string, params: unknown[]): Promise<Order | null> {
    const [row] = (await tx.query(sql, params)) as OrderRow[];
    return row === undefined ? null : orderOf(row);
  }
}

function orderOf(row: OrderRow): Order {
  return {
    orderId: row.order_id,
    customerCompanyId: row.customer_company_id,
    orderVersion: row.order_version,
    state: row.state,
    answer: row.answer,
    submission: row.submission,
    computedProfile: { quality: row.computed_quality, complexity: row.computed_complexity },
    routingVersion: row.routing_version,
    cancellation: row.cancelled_at === null ? null : { at: row.cancelled_at, reason: row.cancel_reason ?? '' },
    delivery:
      row.delivered_at === null
        ? null
        : {
            acceptedAt: row.delivered_at,
            acceptedPieces: row.accepted_pieces ?? 0,
            onTime: row.on_time ?? false,
            acceptedValue: money(Number(row.accepted_value_minor), row.accepted_currency ?? undefined),
          },
    complaint:
      row.complained_at === null
        ? null
        : { at: row.complained_at, affectedPieces: row.complaint_pieces ?? 0, reason: row.complaint_reason ?? '' },
    ratedAt: row.rated_at,
  };
}
