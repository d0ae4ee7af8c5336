import type { Assignment } from '../consortium/answer/answer.js';
import type { ConsortiumInstance } from '../consortium/instance/instance.js';

/** Share of transport in the price of components from global chains, as the literature has it (methods 4.10, N014). */
export const USUAL_TRANSPORT_SHARE = { from: 0.12, to: 0.21 } as const;

export interface TransportShare {
  /** Of the price of the plan. */
  readonly share: number;
  readonly againstUsual: 'below' | 'within' | 'above';
}

/** @throws RangeError for a price that is not positive */
export function transportShare(transportEur: number, priceEur: number): TransportShare {
  if (!(priceEur > 0)) throw new RangeError(`a plan has a positive price, not ${priceEur}`);
  const share = transportEur / priceEur;
  const { from, to } = USUAL_TRANSPORT_SHARE;
  return { share, againstUsual: share < from ? 'below' : share > to ? 'above' : 'within' };
}

/** Options of box C6 that are limits in km from the customer. */
export const DISTANCE_CLASS_KM: Readonly<Record<string, number>> = { local: 50, region: 150 };

/**
 * Local share (methods 6.9): value added within a distance of the customer / total value added.
 * @param parts what each member adds, and how far from the customer @returns 0 where nothing is added
 */
export function localValueShare(parts: readonly { readonly value: number; readonly km: number }[], kmMax: number): number {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const near = parts.filter(({ km }) => km <= kmMax).reduce((sum, { value }) => sum + value, 0);
  return total === 0 ? 0 : near / total;
}

/** Tiers of a supply chain (N097): firms one after the other on the longest way to the customer, who is no tier. */
export function tiersOf(operations: ConsortiumInstance['operations'], assignment: Assignment): number {
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const former = depths.get(id);
    if (former !== undefined) return former;
    const before = known.get(id)?.after ?? [];
    const depth = Math.max(1, ...before.map((one) => depthOf(one) + (assignment[one] === assignment[id] ? 0 : 1)));
    depths.set(id, depth);
    return depth;
  };
  return Math.max(...operations.map(({ id }) => depthOf(id)));
}
