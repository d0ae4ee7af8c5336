import { FACTORS_2026_1, legFootprint } from '@gewerk/engine-footprint';
import { legDays } from '@gewerk/engine-matching';
import type { Operation, Order } from '../../partners/domain/knock-outs.js';
import type { Coordinates } from './geography.js';
import { roadKilometres } from './geography.js';
import type { Offer } from './offers.js';
import { inTopologicalOrder, lastOperations } from './order-network.js';
import { PLANNING_POLICY } from './planning-policy.js';

/** The order done by the median candidate at median distance: what value functions and pressures are measured against. */
export interface ReferencePlan {
  readonly priceEur: number;
  readonly leadTimeDays: number;
  readonly kgCo2e: number;
  /** Share of each operation in the production value; sum 1. */
  readonly valueShares: ReadonlyMap<string, number>;
}

interface ReferenceInput {
  readonly order: Order;
  readonly offers: ReadonlyMap<string, readonly Offer[]>;
  readonly siteOf: (offer: Offer) => Coordinates;
  readonly maxMembers: number;
}

export function referencePlan(input: ReferenceInput): ReferencePlan {
  const { order } = input;
  const transport = transportOf(input);
  const prices = new Map(
    order.operations.map(({ operationId }) => [operationId, medianOf(input, operationId, (offer) => offer.priceMinor / 100)]),
  );
  const production = [...prices.values()].reduce((sum, price) => sum + price, 0);
  const members = Math.min(new Set(order.operations.map((operation) => operation.process)).size, input.maxMembers);
  const { k0, k1 } = PLANNING_POLICY.coordination;
  const processing = order.operations.reduce(
    (sum, { operationId }) => sum + medianOf(input, operationId, (offer) => offer.co2eGrams / 1000),
    0,
  );
  return {
    priceEur: production + transport.eur + k0 + k1 * (members - 1),
    leadTimeDays: leadTimeDays(input, transport.daysAfter),
    kgCo2e: processing + transport.kgCo2e,
    valueShares: new Map([...prices].map(([operationId, price]) => [operationId, production > 0 ? price / production : 1 / prices.size])),
  };
}

/** Middle value; of an even number the mean of the two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return 0;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function medianOf(input: ReferenceInput, operationId: string, figure: (offer: Offer) => number): number {
  return median((input.offers.get(operationId) ?? []).map(figure));
}

interface ReferenceTransport {
  readonly eur: number;
  readonly kgCo2e: number;
  /** Days of the leg that leaves an operation, by sending and receiving operation (`customer` for the last). */
  readonly daysAfter: ReadonlyMap<string, number>;
}

function transportOf(input: ReferenceInput): ReferenceTransport {
  const { fixedEur, eurPerKm } = PLANNING_POLICY.transport;
  const daysAfter = new Map<string, number>();
  let eur = 0;
  let kgCo2e = 0;
  const add = (sender: Operation, to: string, kilometres: readonly number[]) => {
    const km = median(kilometres);
    eur += fixedEur + km * eurPerKm;
    kgCo2e += legFootprint({ from: sender.operationId, to, massTonnes: sender.massAfterGrams / 1e6, km }, FACTORS_2026_1).kgCo2e;
    daysAfter.set(`${sender.operationId}>${to}`, legDays(instanceTransport(0), km));
  };
  const byId = new Map(input.order.operations.map((operation) => [operation.operationId, operation]));
  const placesOf = (operationId: string) => (input.offers.get(operationId) ?? []).map(input.siteOf);
  for (const receiver of input.order.operations) {
    for (const before of receiver.after) {
      const sender = byId.get(before);
      if (sender === undefined) continue;
      const pairs = placesOf(before).flatMap((from) => placesOf(receiver.operationId).map((to) => roadKilometres(from, to)));
      add(sender, receiver.operationId, pairs);
    }
  }
  for (const last of lastOperations(input.order.operations)) {
    add(
      last,
      'customer',
      placesOf(last.operationId).map((from) => roadKilometres(from, input.order.deliverTo)),
    );
  }
  return { eur, kgCo2e, daysAfter };
}

/** Transport of an instance with its emission factor (methods 4.3). */
export function instanceTransport(kgCo2ePerTkm: number) {
  const { fixedEur, eurPerKm, days } = PLANNING_POLICY.transport;
  return { fixedEur, eurPerKm, kgCo2ePerTkm, days };
}

/** P50 lead time without rush: operations one after the other as their predecessors allow, each by its median candidate. */
function leadTimeDays(input: ReferenceInput, daysAfter: ReadonlyMap<string, number>): number {
  const ends = new Map<string, number>();
  for (const { operationId, after } of inTopologicalOrder(input.order.operations)) {
    const ready = after.map((before) => (ends.get(before) ?? 0) + (daysAfter.get(`${before}>${operationId}`) ?? 0));
    const duration = medianOf(input, operationId, (offer) => offer.finishDay - offer.earliestStartDay);
    ends.set(operationId, Math.max(PLANNING_POLICY.firstWorkDay, ...ready) + duration);
  }
  const arrivals = lastOperations(input.order.operations).map(
    ({ operationId }) => (ends.get(operationId) ?? 0) + (daysAfter.get(`${operationId}>customer`) ?? 0),
  );
  return Math.max(1, ...arrivals);
}
