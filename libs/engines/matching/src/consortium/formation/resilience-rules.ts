import type { AnswerPlan, AnswerStandby } from '../answer/answer.js';
import type { ConsortiumInstance } from '../instance/instance.js';

export interface ResilienceRules {
  /** vmax: largest share of the production value that one firm may have (constraint 19). */
  readonly valueShareMax: number;
  /** Operations whose primary and standbys must lie in two regions at least (methods 5.3). */
  readonly criticalOperations: readonly string[];
}

export type ResilienceBreach =
  | { readonly rule: 'value-share'; readonly firm: string; readonly share: number; readonly limit: number }
  | { readonly rule: 'two-regions'; readonly operation: string; readonly region: string };

/** Which rules of the resilient mode a plan with its standbys breaks. */
export function resilienceBreaches(
  instance: ConsortiumInstance,
  plan: Pick<AnswerPlan, 'assignment' | 'productionEur'>,
  standby: readonly Pick<AnswerStandby, 'operation' | 'firm'>[],
  rules: ResilienceRules,
): readonly ResilienceBreach[] {
  const shares = new Map<string, number>();
  for (const [operation, firm] of Object.entries(plan.assignment)) {
    const candidate = instance.candidates.find((each) => each.operation === operation && each.firm === firm);
    shares.set(firm, (shares.get(firm) ?? 0) + (candidate?.priceEur ?? 0) / plan.productionEur);
  }
  const regionOf = new Map(instance.firms.map(({ id, region }) => [id, region]));
  return [
    ...[...shares].flatMap(([firm, share]): ResilienceBreach[] =>
      share > rules.valueShareMax + 1e-9 ? [{ rule: 'value-share', firm, share, limit: rules.valueShareMax }] : [],
    ),
    ...rules.criticalOperations.flatMap((operation): ResilienceBreach[] => {
      const firms = [plan.assignment[operation], ...standby.filter((each) => each.operation === operation).map(({ firm }) => firm)];
      const regions = new Set(firms.map((firm) => regionOf.get(firm ?? '') ?? ''));
      return regions.size > 1 ? [] : [{ rule: 'two-regions', operation, region: [...regions][0] as string }];
    }),
  ];
}
