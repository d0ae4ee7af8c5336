import { allocate, DomainError, type Money, money, seededRandom } from '@gewerk/kernel';
import { leastCore } from './least-core.js';

const EXACT_MEMBERS_MAX = 8;
const SAMPLED_ORDERS = 2000;
const SEED = 411;
const SAME = 1e-9;

/** Contribution margin that a coalition can realise alone, minus the outside option; members in the order of their ids. */
export type CoalitionValue = (members: readonly string[]) => number;

export interface SurplusShares {
  readonly shares: Readonly<Record<string, number>>;
  readonly method: 'exact' | 'sampled';
  /** No coalition gains by leaving; null where there are too many to ask. */
  readonly isInCore: boolean | null;
  /** What each coalition gets beyond what it could have alone; negative where it would gain by leaving. Null above 8 members. */
  readonly excess: readonly { readonly coalition: readonly string[]; readonly excess: number }[] | null;
  /** Where the shares are not in the core: those whose largest deficit is smallest. */
  readonly leastCore: { readonly shares: Readonly<Record<string, number>>; readonly largestDeficit: number } | null;
}

/** Shapley value of the joint surplus with a check of the core (methods 4.11): exact up to 8 members, above 2,000 sampled orders. */
export function shapleyShares(members: readonly string[], valueOf: CoalitionValue): SurplusShares {
  const ids = [...new Set(members)].sort();
  if (ids.length <= EXACT_MEMBERS_MAX) return exactShares(ids, valueOf);
  const sums = new Map(ids.map((id) => [id, 0]));
  const random = seededRandom(SEED);
  for (let sample = 0; sample < SAMPLED_ORDERS; sample += 1) {
    const order = [...ids];
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as string, order[i] as string];
    }
    let former = 0;
    for (const [index, id] of order.entries()) {
      const value = valueOf(order.slice(0, index + 1).sort());
      sums.set(id, (sums.get(id) ?? 0) + value - former);
      former = value;
    }
  }
  const shares = Object.fromEntries(ids.map((id) => [id, (sums.get(id) ?? 0) / SAMPLED_ORDERS]));
  return { shares, method: 'sampled', isInCore: null, excess: null, leastCore: null };
}

function exactShares(ids: readonly string[], valueOf: CoalitionValue): SurplusShares {
  const n = ids.length;
  const all = 2 ** n - 1;
  const listOf = (mask: number) => ids.filter((_, index) => (mask >> index) & 1);
  const values = Array.from({ length: all + 1 }, (_, mask) => (mask === 0 ? 0 : valueOf(listOf(mask))));
  const factorial = Array.from({ length: n + 1 }, (_, k) =>
    Array.from({ length: k }, (__, i) => i + 1).reduce((product, i) => product * i, 1),
  );
  const phi = ids.map((_, index) => {
    let sum = 0;
    for (let mask = 0; mask <= all; mask += 1) {
      if ((mask >> index) & 1) continue;
      const size = listOf(mask).length;
      const weight = ((factorial[size] as number) * (factorial[n - size - 1] as number)) / (factorial[n] as number);
      sum += weight * ((values[mask | (1 << index)] as number) - (values[mask] as number));
    }
    return sum;
  });
  const sharesOf = (list: readonly number[]) => Object.fromEntries(ids.map((id, index) => [id, list[index] as number]));
  const excess = values.flatMap((value, mask) => {
    if (mask === 0) return [];
    const together = phi.reduce((sum, share, index) => sum + ((mask >> index) & 1 ? share : 0), 0);
    return [{ coalition: listOf(mask), excess: together - value }];
  });
  const scale = Math.max(1, ...values.map(Math.abs));
  const isInCore = excess.every((each) => each.excess >= -SAME * scale);
  const fix = isInCore ? null : leastCore(n, values);
  return {
    shares: sharesOf(phi),
    method: 'exact',
    isInCore,
    excess,
    leastCore: fix === null ? null : { shares: sharesOf(fix.shares), largestDeficit: fix.largestDeficit },
  };
}

/** What a member puts into a consortium where only the whole group creates the surplus. */
export interface Contribution {
  readonly hours: number;
  readonly valueAtRiskEur: number;
  readonly coordinationHours: number;
}

/** share ~ 0.5 hours + 0.3 value at risk + 0.2 coordination hours, each as a share of its sum (methods 4.11, A). */
export function contributionWeights(contributions: readonly Contribution[]): number[] {
  const sum = (key: keyof Contribution) => contributions.reduce((total, each) => total + each[key], 0);
  const shareOf = (each: Contribution, key: keyof Contribution) => (sum(key) > 0 ? each[key] / sum(key) : 1 / contributions.length);
  return contributions.map(
    (each) => 0.5 * shareOf(each, 'hours') + 0.3 * shareOf(each, 'valueAtRiskEur') + 0.2 * shareOf(each, 'coordinationHours'),
  );
}

/**
 * Splits a surplus into amounts that sum to it exactly (largest remainder). A loss is shared by the same weights, but nobody bears
 * more than the risk accepted (methods 4.11, 10.3); what is beyond all caps stays uncovered.
 * @param weights not negative, as shares of the surplus
 * @param riskCaps in the currency's smallest unit; absent: without limit
 */
export function shareSurplus(
  surplus: Money,
  weights: readonly number[],
  riskCaps?: readonly number[],
): { readonly shares: readonly Money[]; readonly uncovered: Money } {
  if (riskCaps !== undefined && riskCaps.length !== weights.length)
    throw new DomainError('invalid', 'matching.risk-caps', 'give one risk cap for each weight');
  if (surplus.amountMinor >= 0 || riskCaps === undefined)
    return { shares: allocate(surplus, weights), uncovered: money(0, surplus.currency) };
  const borne = weights.map(() => 0);
  let rest = -surplus.amountMinor;
  for (;;) {
    const room = borne.map((amount, index) => (riskCaps[index] as number) - amount);
    const open = weights.map((weight, index) => ((room[index] as number) > 0 ? weight : 0));
    if (rest === 0 || open.every((weight) => weight === 0)) break;
    const parts = allocate(money(rest, surplus.currency), open);
    for (const [index, part] of parts.entries()) {
      const taken = Math.min(part.amountMinor, Math.max(0, room[index] as number));
      borne[index] = (borne[index] as number) + taken;
      rest -= taken;
    }
  }
  return {
    shares: borne.map((amount) => money(amount === 0 ? 0 : -amount, surplus.currency)),
    uncovered: money(rest === 0 ? 0 : -rest, surplus.currency),
  };
}
