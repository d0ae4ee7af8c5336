import type { TrustRecord } from './interface-leaves.js';
import { MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/** How a firm served a partner: one or several joint orders, or a finding of a resolved conflict. */
export interface Experience {
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
  /** Weight of the history as evidence, by the class of platform transactions. */
  readonly weight: number;
}

/**
 * The record of the trust leaf from a firm's history (methods 3.5): good and bad orders fade with the half-life of transactions; those
 * with the requesting partner count directly, all together as what the network says.
 * @param signalShare share of the five trust signals
 */
export function trustHistory(
  experiences: readonly Experience[],
  requester: string,
  signalShare: number,
  policy: MatchingPolicy = MATCHING_POLICY,
): TrustHistory {
  const { halfLifeMonths, reliability } = policy.evidence.classes.transaction;
  const direct = { good: 0, bad: 0, orders: 0 };
  const network = { good: 0, bad: 0, orders: 0 };
  for (const { partner, goodShare, orders, ageMonths, isInOpenConflict, awaitsOtherSide } of experiences) {
    if (isInOpenConflict === true || awaitsOtherSide === true) continue;
    const counted = orders * 2 ** (-ageMonths / halfLifeMonths);
    for (const side of partner === requester ? [direct, network] : [network]) {
      side.good += counted * goodShare;
      side.bad += counted * (1 - goodShare);
      side.orders += orders;
    }
  }
  return {
    decayedGood: direct.good,
    decayedBad: direct.bad,
    jointOrders: direct.orders,
    networkTrust: network.orders === 0 ? null : (1 + network.good) / (2 + network.good + network.bad),
    signalShare,
    weight: reliability * (network.good + network.bad),
  };
}
