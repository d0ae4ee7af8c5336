import type { DeliveryRiskModel, DeliveryTask } from './delivery-probability.js';

export interface StandbyOption {
  readonly operation: string;
  readonly firm: string;
  readonly feeEur: number;
}

export interface RedundancyProblem {
  readonly risk: DeliveryRiskModel;
  /** Each operation's task with its primaries only, by operation id; one lot, or several where it is split. */
  readonly tasks: ReadonlyMap<string, DeliveryTask>;
  readonly options: readonly StandbyOption[];
  /** R*, in [0, 1]. */
  readonly requiredProbability: number;
}

export interface RedundancyResult {
  /** Cheapest set that reaches R*; where R* is out of reach, the cheapest set with the best probability. By operation, then firm. */
  readonly chosen: readonly StandbyOption[];
  readonly feeEur: number;
  readonly probability: number;
  readonly probabilityWithoutStandby: number;
  readonly reached: boolean;
  readonly method: 'exact' | 'heuristic';
  /** The further standby with the best gain per EUR ("31.20 EUR more raise P to 0.991072"); null where none helps. */
  readonly nextStep: { readonly option: StandbyOption; readonly probability: number } | null;
}
