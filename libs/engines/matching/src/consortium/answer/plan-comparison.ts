import type { AnswerPlan, ConsortiumAnswer, Representative } from './answer.js';
import type { ConsortiumInstance } from '../instance/instance.js';
import { CRITERIA, type Criterion, planValues, UTILITY_FLOOR } from '../plans/plan-value.js';

const FIGURES = {
  price: { field: 'priceEur', unit: 'EUR', isLowBetter: true },
  date: { field: 'arrivalDay', unit: 'days', isLowBetter: true },
  co2: { field: 'kgCo2e', unit: 'kg', isLowBetter: true },
  rel: { field: 'probability', unit: 'share', isLowBetter: false },
  suit: { field: 'suitability', unit: 'share', isLowBetter: false },
} as const satisfies Record<Criterion, { field: keyof AnswerPlan; unit: string; isLowBetter: boolean }>;

export interface PlanDifference {
  readonly criterion: Criterion;
  /** Figure of the representative minus that of the recommended plan. */
  readonly difference: number;
  readonly unit: 'EUR' | 'days' | 'kg' | 'share';
  readonly isBetter: boolean;
  /** What the difference does to ln U; all effects of a comparison sum to ln(U / U of the recommended plan). */
  readonly effect: number;
}

export interface PlanComparison {
  readonly representative: Representative;
  /** Index in `plans`. */
  readonly plan: number;
  readonly isRecommended: boolean;
  /** The weightiest first; criteria without difference are left out. */
  readonly differences: readonly PlanDifference[];
  readonly differentFirms: readonly { readonly operation: string; readonly firm: string; readonly insteadOf: string }[];
}

/** Each representative against the recommended plan: what one gains and gives up by choosing it (methods 3.9, 4.13). */
export function compareRepresentatives(
  order: Pick<ConsortiumInstance['order'], 'weights' | 'anchors'>,
  answer: Pick<ConsortiumAnswer, 'plans' | 'representatives'>,
): readonly PlanComparison[] {
  const { plans, representatives } = answer;
  if (representatives === null) return [];
  const recommended = plans[representatives.recommended] as AnswerPlan;
  return (Object.entries(representatives) as [Representative, number][]).map(([representative, index]) => {
    const plan = plans[index] as AnswerPlan;
    return {
      representative,
      plan: index,
      isRecommended: index === representatives.recommended,
      differences: differencesOf(order, plan, recommended),
      differentFirms: Object.entries(plan.assignment).flatMap(([operation, firm]) => {
        const insteadOf = recommended.assignment[operation] as string;
        return firm === insteadOf ? [] : [{ operation, firm, insteadOf }];
      }),
    };
  });
}

function differencesOf(
  order: Pick<ConsortiumInstance['order'], 'weights' | 'anchors'>,
  plan: AnswerPlan,
  recommended: AnswerPlan,
): readonly PlanDifference[] {
  const [values, reference] = [planValues(plan, order.anchors), planValues(recommended, order.anchors)];
  const logOf = (value: number) => Math.log(Math.max(value, UTILITY_FLOOR));
  return CRITERIA.map((criterion): PlanDifference => {
    const { field, unit, isLowBetter } = FIGURES[criterion];
    const difference = plan[field] - recommended[field];
    const effect = order.weights[criterion] * (logOf(values[criterion]) - logOf(reference[criterion]));
    return { criterion, difference, unit, isBetter: isLowBetter ? difference < 0 : difference > 0, effect };
  })
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}
