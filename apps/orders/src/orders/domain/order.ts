import type { OrderSubmittedData } from '@gewerk/contracts/orders';
import type { Money } from '@gewerk/kernel';
import type { OrderState } from './order-state.js';

/** An order of a customer. What it asks for never changes after submission; the rest is its course. */
export interface Order {
  readonly orderId: string;
  readonly customerCompanyId: string;
  readonly orderVersion: number;
  readonly state: OrderState;
  /** What matching last said to this version. */
  readonly answer: 'proposed' | 'unplaceable' | null;
  readonly submission: OrderSubmittedData;
  /** As computed from the parts, whether or not the customer overwrote them (methods 3.6). */
  readonly computedProfile: { readonly quality: number; readonly complexity: number };
  readonly routingVersion: string;
  readonly cancellation: { readonly at: Date; readonly reason: string } | null;
  readonly delivery: Delivery | null;
  readonly complaint: { readonly at: Date; readonly affectedPieces: number; readonly reason: string } | null;
  readonly ratedAt: Date | null;
}

interface Delivery {
  readonly acceptedAt: Date;
  readonly acceptedPieces: number;
  readonly onTime: boolean;
  readonly acceptedValue: Money;
}

/** What is known of a formation for an order; fields are null until the event that brings them arrived. */
export interface Formation {
  readonly formationId: string;
  readonly orderId: string;
  readonly chosenAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly endedAt: Date | null;
  readonly consortiumId: string | null;
  readonly leadCompanyId: string | null;
  /** Firms with work of their own; a standby alone is not a member (methods 4.2). */
  readonly memberCompanyIds: readonly string[];
  readonly price: Money | null;
  readonly promisedAt: Date | null;
  readonly arrivesAt: Date | null;
  readonly announcedAt: Date | null;
  readonly expectedAt: Date | null;
  readonly primaryBookings: number;
  readonly finishedPrimaryBookings: number;
  readonly lastPlannedEndAt: Date | null;
}

export interface MemberRating {
  readonly companyId: string;
  readonly quality: number;
  readonly punctuality: number;
  readonly communication: number;
  readonly satisfaction: number;
}

export function orderedPieces(order: Order): number {
  return order.submission.parts.reduce((pieces, part) => pieces + part.pieces, 0);
}

/** The formation that carries the order: confirmed before chosen, and none that ended. */
export function liveFormation(formations: readonly Formation[]): Formation | null {
  const live = formations.filter((formation) => formation.endedAt === null);
  return live.find((formation) => formation.confirmedAt !== null) ?? live.find((formation) => formation.chosenAt !== null) ?? null;
}
