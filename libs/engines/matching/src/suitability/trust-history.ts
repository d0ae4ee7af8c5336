import type { TrustRecord } from './interface-leaves.js';
import { type EvidenceClass, MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/** How a firm served a partner: one or several joint orders, or a finding of a resolved conflict. */
export interface Experience {
  /** Where it is recorded. */
  readonly id?: string;
  /** How it is known; absent: a transaction of the platform. */
  readonly class?: EvidenceClass;
  readonly partner: string;
  /** Share of the orders that were good, 0 to 1. */
  readonly goodShare: number;
  readonly orders: number;
  readonly ageMonths: number;
  /** A rating while partner and firm are in an open conflict: left out (methods 3.5, TRU). */
  readonly isInOpenConflict?: boolean;
  /** A rating that waits for the other side's: published, and counted, only when both were given. */
  readonly awaitsOtherSide?: boolean;
}

export interface TrustHistory extends TrustRecord {
  /** Weight of the history as evidence, each item by its class. */
  readonly weight: number;
}

/**
 * The record of the trust leaf from a firm's history (methods 3.5): good and bad orders fade with the half-life of their class; those
 * with the requesting partner count directly, all together as what the network says. A rating speaks of an order that is known as a
 * transaction, too: joint orders are the larger count of the two.
 * @param signalShare share of the five trust signals
 */
export function trustHistory(
  experiences: readonly Experience[],
  requester: string,
  signalShare: number,
  policy: MatchingPolicy = MATCHING_POLICY,
): TrustHistory {
  const direct = { good: 0, bad: 0, transactions: 0, opinions: 0 };
  const network = { ...direct };
  let weight = 0;
  for (const { partner, goodShare, orders, ageMonths, isInOpenConflict, awaitsOtherSide, class: known = 'transaction' } of experiences) {
    if (isInOpenConflict === true || awaitsOtherSide === true) continue;
    const { halfLifeMonths, reliability } = policy.evidence.classes[known];
    const counted = orders * 2 ** (-ageMonths / halfLifeMonths);
    for (const side of partner === requester ? [direct, network] : [network]) {
      side.good += counted * goodShare;
      side.bad += counted * (1 - goodShare);
      side[known === 'transaction' ? 'transactions' : 'opinions'] += orders;
    }
    weight += counted * reliability;
  }
  return {
    decayedGood: direct.good,
    decayedBad: direct.bad,
    jointOrders: Math.max(direct.transactions, direct.opinions),
    networkTrust: network.transactions + network.opinions === 0 ? null : (1 + network.good) / (2 + network.good + network.bad),
    signalShare,
    weight,
  };
}
