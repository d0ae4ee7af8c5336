import { DomainError } from '@gewerk/kernel';

export type UncertaintyBand = 'low' | 'medium' | 'high' | 'extreme';
export type ResilienceMode = 'efficient' | 'balanced' | 'resilient';

/** Weights of the second-stage criteria of a plan; sum 1 (methods 4.9). */
export interface PlanWeights {
  readonly suit: number;
  readonly price: number;
  readonly date: number;
  readonly rel: number;
  readonly co2: number;
}

export interface ResiliencePolicy {
  readonly version: string;
  readonly bands: { readonly medium: number; readonly high: number; readonly extreme: number };
  readonly requiredProbability: { readonly base: number; readonly span: number };
  readonly modes: {
    readonly efficient: { readonly enterBelow: number; readonly leaveAbove: number };
    readonly resilient: { readonly enterAbove: number; readonly leaveBelow: number };
  };
  readonly profiles: { readonly efficient: PlanWeights; readonly resilient: PlanWeights };
}

/** Defaults of methods 5.1 and 5.3; every figure is marked A there (own assumption, to be calibrated). */
export const RESILIENCE_POLICY: ResiliencePolicy = {
  version: 'resilience-1',
  bands: { medium: 0.33, high: 0.66, extreme: 0.9 },
  requiredProbability: { base: 0.9, span: 0.09 },
  modes: { efficient: { enterBelow: 0.33, leaveAbove: 0.38 }, resilient: { enterAbove: 0.66, leaveBelow: 0.61 } },
  profiles: {
    efficient: { price: 0.4, date: 0.25, rel: 0.1, co2: 0.15, suit: 0.1 },
    resilient: { price: 0.2, date: 0.2, rel: 0.35, co2: 0.1, suit: 0.15 },
  },
};

/** Band of an uncertainty index in [0, 1] (methods 5.1). */
export function uncertaintyBand(uncertainty: number, policy: ResiliencePolicy = RESILIENCE_POLICY): UncertaintyBand {
  const { medium, high, extreme } = policy.bands;
  share('uncertainty', uncertainty);
  if (uncertainty < medium) return 'low';
  if (uncertainty < high) return 'medium';
  return uncertainty < extreme ? 'high' : 'extreme';
}

/** R* = base + span * U_eff with U_eff = 1 - (1 - U)(1 - criticality) (methods 5.3); both arguments in [0, 1]. */
export function requiredProbability(uncertainty: number, criticality: number, policy: ResiliencePolicy = RESILIENCE_POLICY): number {
  share('uncertainty', uncertainty);
  share('criticality', criticality);
  const effective = 1 - (1 - uncertainty) * (1 - criticality);
  return policy.requiredProbability.base + policy.requiredProbability.span * effective;
}

/**
 * The mode that follows from the uncertainty index and the mode so far: entering and leaving have different limits, so that an
 * index that trembles around a limit does not flip the network's rules (methods 5.3). `null`: no mode so far.
 */
export function nextMode(uncertainty: number, former: ResilienceMode | null, policy: ResiliencePolicy = RESILIENCE_POLICY): ResilienceMode {
  share('uncertainty', uncertainty);
  const { efficient, resilient } = policy.modes;
  if (former === 'efficient' && uncertainty <= efficient.leaveAbove) return 'efficient';
  if (former === 'resilient' && uncertainty >= resilient.leaveBelow) return 'resilient';
  if (uncertainty < efficient.enterBelow) return 'efficient';
  return uncertainty > resilient.enterAbove ? 'resilient' : 'balanced';
}

/** w = (1 - U) * efficient + U * resilient (methods 5.3): the alternative to order-driven plan weights. */
export function blendedPlanWeights(uncertainty: number, policy: ResiliencePolicy = RESILIENCE_POLICY): PlanWeights {
  share('uncertainty', uncertainty);
  const { efficient, resilient } = policy.profiles;
  const blend = (key: keyof PlanWeights) => (1 - uncertainty) * efficient[key] + uncertainty * resilient[key];
  return { suit: blend('suit'), price: blend('price'), date: blend('date'), rel: blend('rel'), co2: blend('co2') };
}

function share(name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new DomainError('invalid', 'resilience.not-a-share', `${name} lies between 0 and 1, not ${value}`, [
    { pointer: `/${name}`, code: 'not-a-share', params: { value } },
  ]);
}
