import { PLANNING_POLICY } from './planning-policy.js';

/** Working day that is promised: L * exp(mu + z * sigma), rounded up, z by the network's mode (methods 7.3). */
export function promisedDay(arrivalDay: number, mode: keyof typeof PLANNING_POLICY.promiseQuantile): number {
  const { mu, sigma } = PLANNING_POLICY.leadTime;
  return Math.ceil(arrivalDay * Math.exp(mu + PLANNING_POLICY.promiseQuantile[mode] * sigma) - 1e-9);
}

/** Time risk: probability that a plan which arrives on one day in the median arrives by another (methods 7.3). */
export function probabilityByDay(arrivalDay: number, day: number): number {
  const { mu, sigma } = PLANNING_POLICY.leadTime;
  if (arrivalDay <= 0) return 1;
  return day <= 0 ? 0 : normalDistribution((Math.log(day / arrivalDay) - mu) / sigma);
}

/** Abramowitz and Stegun 7.1.26 for the error function, absolute error below 1.5e-7. */
function normalDistribution(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - series * Math.exp(-x * x);
  return z < 0 ? (1 - erf) / 2 : (1 + erf) / 2;
}
