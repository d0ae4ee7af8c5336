import type { AnswerPlan } from '../consortium/answer/answer.js';
import { UTILITY_FLOOR } from '../consortium/plans/plan-value.js';

/**
 * Greener within x % of the price (N246): the plan with the least CO2e among those that cost at most so much more than the cheapest; ties go
 * to the lower price. @param percent 0 or more @returns index in `plans`; null of none
 */
export function greenestWithin(plans: readonly { readonly priceEur: number; readonly kgCo2e: number }[], percent: number): number | null {
  const limit = Math.min(...plans.map(({ priceEur }) => priceEur)) * (1 + percent / 100) + 1e-9;
  return leastOf(
    plans.map((plan, index) => ({ ...plan, index })).filter(({ priceEur }) => priceEur <= limit),
    (a, b) => a.kgCo2e - b.kgCo2e || a.priceEur - b.priceEur,
  );
}

/**
 * Distance in the objective (N007): the best plan by U^(1-w) * L^w, U its utility, L its local value share. A higher weight never lowers the
 * local share of what it names. @param weight 0 to 1 @returns index in `plans`; null of none
 */
export function nearestBy(
  plans: readonly (Pick<AnswerPlan, 'utility'> & { readonly localShare: number })[],
  weight: number,
): number | null {
  const logOf = (value: number) => Math.log(Math.max(value, UTILITY_FLOOR));
  const score = ({ utility, localShare }: (typeof plans)[number]) => (1 - weight) * logOf(utility) + weight * logOf(localShare);
  return leastOf(
    plans.map((plan, index) => ({ ...plan, index })),
    (a, b) => score(b) - score(a) || b.localShare - a.localShare || b.utility - a.utility,
  );
}

function leastOf<T extends { readonly index: number }>(plans: readonly T[], compare: (a: T, b: T) => number): number | null {
  return [...plans].sort((a, b) => compare(a, b) || a.index - b.index)[0]?.index ?? null;
}
