export {
  type DeliveryEstimate,
  DeliveryRiskModel,
  type DeliveryTask,
  type FirmRisk,
  type RegionRisk,
} from './delivery-probability.js';
export {
  type DisruptionFeatures,
  type DisruptionRecord,
  proposeResponses,
  recoveryMetrics,
  type RecoveryTimes,
  type ResponseProposal,
  similarityOf,
} from './disruption-memory.js';
export {
  eventProbability,
  type FirmRecord,
  firmSuccessProbability,
  regionShockProbability,
  SUCCESS_PRIOR,
  type SuccessPrior,
  successPosteriorMean,
} from './firm-success.js';
export { allocateRedundancy } from './redundancy.js';
export type { RedundancyProblem, RedundancyResult, StandbyOption } from './redundancy-problem.js';
export { type CapabilitySupply, effectiveFirms, firmCentrality, type SinglePoint, singlePoints } from './single-points.js';
export {
  blendedPlanWeights,
  nextMode,
  type PlanWeights,
  requiredProbability,
  RESILIENCE_POLICY,
  type ResilienceMode,
  type ResiliencePolicy,
  type UncertaintyBand,
  uncertaintyBand,
} from './uncertainty.js';
