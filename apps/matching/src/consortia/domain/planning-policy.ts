import type { Material } from '@gewerk/contracts';
import { MATCHING_POLICY } from '@gewerk/engine-matching';
import type { PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';

/** Figures of planning, all marked A (own assumption, to be calibrated) unless a section is named with another mark. */
export const PLANNING_POLICY = {
  version: 'planning-1',
  /** Work begins on this working day at the earliest: members have one working day to answer. */
  firstWorkDay: 2,
  /** The firms' calendars are looked at this many working days beyond the due day. */
  daysBeyondDue: 20,
  horizonDaysMax: 130,
  /** Methods 4.3. */
  transport: { fixedEur: 40, eurPerKm: 1.1, days: { upToKm: 300, then: 500 }, roadPerGreatCircle: 1.3 },
  /** Methods 4.5. */
  coordination: { k0: 100, k1: 120, k2: 400, collectiveFactor: 1.2 },
  /** Methods 4.6. */
  standbyFeeBasisPoints: 400,
  /** Yearly rates of what ends a firm's work: insolvency, severe machine failure (methods 5.4). */
  eventRatesPerYear: [0.007, 0.6],
  exposureDays: 30,
  /** Regional shocks where the network states none (methods 5.4). */
  shocksPerYear: 0.1,
  /** Prior of the ratio actual/planned lead time, mean and deviation of logs (methods 7.3). */
  leadTime: { mu: 0.05, sigma: 0.15 },
  /** Quantiles of the standard normal: P80 and P90 (methods 7.3). */
  promiseQuantile: { efficient: 0.841621, balanced: 0.841621, resilient: 1.281552 },
  /** Purchase prices of stock, EUR per kg; tool steel from methods 7.4. */
  materialEurPerKg: { steel: 1.4, 'tool-steel': 3.2, 'stainless-steel': 4.6, aluminium: 5.2, titanium: 48 } satisfies Record<
    Material,
    number
  >,
  materialScrapShare: 0.03,
  maxPlans: 5,
  proposalValidHours: 72,
} as const;

/** Names every set of parameters that a proposal rests on. */
export function policyVersion(known: Governing): string {
  return `${PLANNING_POLICY.version}.${stageOnePolicyVersion(known)}`;
}

type Governing = Pick<PartnerSnapshot, 'network' | 'learntWeights'>;

/** The engine's parameters, the network's own that replace some of them, and weights that it learnt. */
export function stageOnePolicyVersion({ network, learntWeights }: Governing): string {
  const learnt = learntWeights === null ? '' : `.w${learntWeights.version}`;
  return `${MATCHING_POLICY.version}.n${network.parameterVersion}${learnt}`;
}
