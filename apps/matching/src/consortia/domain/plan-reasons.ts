import type { ConsortiumAnswer, PlanComparison, PlanDifference, Representative } from '@gewerk/engine-matching';
import type { ConsortiumPlan } from './consortium-plan.js';
import type { PlanningCase } from './planning-case.js';
import { probabilityByDay } from './promise.js';

export type Reason = ConsortiumPlan['reasons'][number];

const BEST_AT: Record<Exclude<Representative, 'recommended'>, string> = {
  cheapest: 'Lowest price of all plans found.',
  fastest: 'Earliest arrival of all plans found.',
  greenest: 'Lowest emissions of processing and transport of all plans found.',
  safest: 'Highest delivery probability of all plans found.',
};

const CRITERION_TEXT: Record<PlanDifference['criterion'], { better: string; worse: string; name: string }> = {
  price: { better: 'cheaper', worse: 'dearer', name: 'price' },
  date: { better: 'earlier', worse: 'later', name: 'arrival' },
  co2: { better: 'less CO2e', worse: 'more CO2e', name: 'emissions' },
  rel: { better: 'more likely to be delivered', worse: 'less likely to be delivered', name: 'delivery probability' },
  suit: { better: 'better suited', worse: 'less suited', name: 'suitability' },
};

/** Why a plan is shown, and what one gains and gives up by it against the recommended one (methods 3.9, 4.13). */
export function planReasons(
  planning: PlanningCase,
  answer: ConsortiumAnswer,
  index: number,
  labels: readonly Representative[],
  comparison: PlanComparison,
  body: { readonly deliveryProbability: number; readonly standby: ConsortiumPlan['standby'] },
): Reason[] {
  const reasons = labels.map((label) => (label === 'recommended' ? recommendation(planning, answer) : best(label)));
  if (!comparison.isRecommended) reasons.push(...comparison.differences.map(against));
  reasons.push(required(planning, body), timeRisk(planning, answer, index));
  return reasons;
}

function recommendation({ instance, placement }: PlanningCase, answer: ConsortiumAnswer): Reason {
  if (placement !== undefined) {
    return {
      code: 'plan-placed-by-firms',
      text: `Best by the weights of this order among ${answer.plans.length} plans in which firms took the work themselves; no optimiser was asked.`,
      params: { plans: answer.plans.length },
    };
  }
  const heaviest = Object.entries(instance.order.weights).sort(([, a], [, b]) => b - a)[0] as [PlanDifference['criterion'], number];
  const name = CRITERION_TEXT[heaviest[0]].name;
  const proof = answer.proven ? 'no plan is better' : `no plan is better by more than ${percent(answer.gap ?? 1)}`;
  return {
    code: 'plan-recommended',
    text: `Best overall by the weights of this order, ${name} first with ${percent(heaviest[1])}; ${proof}.`,
    params: { heaviestCriterion: heaviest[0], weight: rounded(heaviest[1]), proven: answer.proven, gap: rounded(answer.gap ?? 0) },
  };
}

function best(label: Exclude<Representative, 'recommended'>): Reason {
  return { code: `plan-${label}`, text: BEST_AT[label], params: {} };
}

function against({ criterion, difference, unit, isBetter, effect }: PlanDifference): Reason {
  const words = CRITERION_TEXT[criterion];
  const amount =
    unit === 'share'
      ? `${(Math.abs(difference) * 100).toFixed(1)} percentage points`
      : `${Math.abs(difference).toFixed(unit === 'days' ? 0 : 2)} ${unit}`;
  return {
    code: `against-recommended-${criterion}`,
    text: `${amount} ${isBetter ? words.better : words.worse} than the recommended plan.`,
    params: { difference: rounded(difference), unit, isBetter, effect: rounded(effect) },
  };
}

function required(
  { instance }: PlanningCase,
  body: { readonly deliveryProbability: number; readonly standby: ConsortiumPlan['standby'] },
): Reason {
  const demanded = instance.order.requiredProbability ?? 0;
  const reached = body.standby?.deliveryProbability ?? body.deliveryProbability;
  const isReached = reached >= demanded - 1e-9;
  const how = body.standby === null ? '' : ` with ${body.standby.members.length} on standby`;
  return {
    code: isReached ? 'required-probability-reached' : 'required-probability-missed',
    text: `Delivery probability ${percent(reached)}${how}; ${percent(demanded)} is required for this order.`,
    params: { required: rounded(demanded), reached: rounded(reached), standbys: body.standby?.members.length ?? 0 },
  };
}

/** Shown beside the delivery probability, never multiplied into it (methods 7.3). */
function timeRisk({ instance }: PlanningCase, answer: ConsortiumAnswer, index: number): Reason {
  const arrivalDay = answer.plans[index]?.arrivalDay ?? 0;
  const probability = probabilityByDay(arrivalDay, instance.order.dueDay);
  return {
    code: 'time-risk',
    text: `Arrives on working day ${arrivalDay} in the median and by the due day ${instance.order.dueDay} with ${percent(probability)}.`,
    params: { arrivalDay, dueDay: instance.order.dueDay, probability: rounded(probability) },
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
