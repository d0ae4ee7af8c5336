import { DomainError } from '@gewerk/kernel';

export const ORDER_STATES = [
  'submitted',
  'proposed',
  'unplaceable',
  'forming',
  'in-production',
  'ready',
  'delivered',
  'complained',
  'rated',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/**
 * Where an order may go from each state. Steps back to `proposed` follow a formation that failed or a consortium that was
 * dissolved; steps that skip a state follow from topics that do not wait for each other.
 */
const OPEN: readonly OrderState[] = ['submitted', 'proposed', 'unplaceable', 'forming', 'in-production', 'ready', 'cancelled'];
const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  submitted: OPEN,
  proposed: OPEN,
  unplaceable: OPEN,
  forming: OPEN,
  'in-production': OPEN,
  ready: [...OPEN, 'delivered', 'complained'],
  complained: ['delivered'],
  delivered: ['rated'],
  rated: [],
  cancelled: [],
};

/** What customers do to an order, with the rule that guards it. */
const RULES = {
  cancelled: {
    rule: 'OrderMustBeCancelledBeforeDelivery',
    code: 'orders.order-must-be-cancelled-before-delivery',
    remedy: 'an order can be cancelled until it is delivered, once; raise a complaint instead where the goods are at fault',
  },
  delivered: {
    rule: 'OrderMustBeReadyBeforeAcceptance',
    code: 'orders.order-must-be-ready-before-acceptance',
    remedy: 'a delivery is accepted once all operations are finished and it is announced, or after its complaint was resolved',
  },
  complained: {
    rule: 'OrderMustBeReadyBeforeComplaint',
    code: 'orders.order-must-be-ready-before-complaint',
    remedy: 'a complaint refuses a delivery that is announced and not yet accepted',
  },
  rated: {
    rule: 'OrderMustBeAcceptedBeforeRating',
    code: 'orders.order-must-be-accepted-before-rating',
    remedy: 'members are rated once, after the delivery is accepted',
  },
} as const;

const ILLEGAL = {
  rule: 'OrderMustKeepToItsCourse',
  code: 'orders.order-must-keep-to-its-course',
  remedy: 'an order that is delivered, complained about, rated or cancelled is not planned again',
} as const;

/** @throws DomainError kind `conflict`, named after the rule that forbids the step (`params.rule`) */
export function assertMayBecome(from: OrderState, to: OrderState): void {
  if (NEXT[from].includes(to) && from !== to) return;
  const { rule, code, remedy } = to in RULES ? RULES[to as keyof typeof RULES] : ILLEGAL;
  throw new DomainError('conflict', code, `the order is ${from}: ${remedy}`, [], { rule, state: from });
}

export interface FormationFacts {
  readonly formationId: string;
  readonly chosen: boolean;
  readonly confirmed: boolean;
  /** Failed or dissolved. */
  readonly ended: boolean;
  /** Bookings of primary members that are not finished; null before the consortium is confirmed. */
  readonly openPrimaryBookings: number | null;
}

/** What is known of an order, its own record and what other services told, in whatever order it came. */
export interface OrderFacts {
  readonly state: OrderState;
  /** Matching's latest answer for this version of the order. */
  readonly answer: 'proposed' | 'unplaceable' | null;
  readonly formations: readonly FormationFacts[];
}

/**
 * The state that the facts of other services put an order in. What the customer decided stands: cancelled, delivered,
 * complained and rated orders are moved by commands only.
 */
export function stateFromFacts(facts: OrderFacts): OrderState {
  if (!OPEN.includes(facts.state) || facts.state === 'cancelled') return facts.state;
  const live = facts.formations.filter((formation) => !formation.ended);
  const confirmed = live.find((formation) => formation.confirmed);
  if (confirmed !== undefined) return confirmed.openPrimaryBookings === 0 ? 'ready' : 'in-production';
  if (live.some((formation) => formation.chosen)) return 'forming';
  return facts.answer ?? 'submitted';
}
