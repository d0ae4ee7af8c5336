import { clip } from '@gewerk/kernel';

const DAYS_PER_YEAR = 365;
/** Nothing is certain: a firm's success is capped (methods 5.4, edge cases). */
const SUCCESS_CAP = 0.995;

export interface SuccessPrior {
  readonly successes: number;
  readonly failures: number;
}

/** Beta prior 18/2: mean 0.90, strength 20 (methods 5.4, mark A). */
export const SUCCESS_PRIOR: SuccessPrior = { successes: 18, failures: 2 };

export interface FirmRecord {
  /** Counts of finished operations with and without success; fractions where older ones are decayed. */
  readonly successes: number;
  readonly failures: number;
  /** Rates per year of events that end the work (insolvency, severe machine failure). */
  readonly eventRatesPerYear: readonly number[];
  readonly exposureDays: number;
}

/** Mean of the Beta posterior of a firm's success (methods 5.4). */
export function successPosteriorMean(successes: number, failures: number, prior: SuccessPrior = SUCCESS_PRIOR): number {
  return (prior.successes + successes) / (prior.successes + prior.failures + successes + failures);
}

/** Probability of at least one event of a yearly rate within some calendar days: 1 - exp(-rate * days / 365). */
export function eventProbability(ratePerYear: number, days: number): number {
  return -Math.expm1((-ratePerYear * days) / DAYS_PER_YEAR);
}

/** Probability that a region is hit by a shock within the exposure of an order (methods 5.4). */
export function regionShockProbability(shockRatePerYear: number, days: number): number {
  return eventProbability(shockRatePerYear, days);
}

/** Success of a firm where its region is not hit: posterior mean * exp(-sum of rates * exposure), at most 0.995 (methods 5.4). */
export function firmSuccessProbability(record: FirmRecord, prior: SuccessPrior = SUCCESS_PRIOR): number {
  const ratePerYear = record.eventRatesPerYear.reduce((sum, rate) => sum + rate, 0);
  const survival = Math.exp((-ratePerYear * record.exposureDays) / DAYS_PER_YEAR);
  return clip(successPosteriorMean(record.successes, record.failures, prior) * survival, 0, SUCCESS_CAP);
}
