export type {
  AnswerPlan,
  AnswerStandby,
  Assignment,
  ConsortiumAnswer,
  Relaxation,
  Representative,
} from './consortium/answer.js';
export type { InstanceError } from './consortium/field-reader.js';
export type {
  Anchor,
  ConsortiumInstance,
  InstanceCandidate,
  InstanceFirm,
  InstanceKappa,
  InstanceLeg,
  InstanceOperation,
  InstanceOrder,
  InstanceRegion,
  InstanceTransport,
  PlanAnchors,
} from './consortium/instance.js';
export { CUSTOMER, legDays } from './consortium/instance.js';
export { compareRepresentatives, type PlanComparison, type PlanDifference } from './consortium/plan-comparison.js';
export {
  type AnchorReference,
  type Criterion,
  planAnchors,
  type PlanCriteria,
  type PlanDemand,
  planUtility,
  planWeights,
} from './consortium/plan-value.js';
export type { Rule } from './consortium/plan-walk.js';
export { readInstance, type ReadInstanceResult } from './consortium/read-instance.js';
export { ConsortiumSearch, solveConsortium, type SolveOptions } from './consortium/solve.js';
export { adjustToNeeds, aggregate, groupScores, leafNeeds, type LeafNeeds } from './suitability/aggregation.js';
export {
  ageInMonths,
  computedLeaf,
  type EvidenceItem,
  fuseEvidence,
  type FusedEvidence,
  type LeafEstimate,
  missingLeaf,
  valueAt,
} from './suitability/evidence.js';
export {
  type Contribution,
  differenceContributions,
  type Loss,
  lossContributions,
  valueToDrawLevel,
} from './suitability/explanation.js';
export {
  checkGates,
  type GateCode,
  type GateDemand,
  type GateFirm,
  type GateMachineGroup,
  type GateResult,
  type GateState,
  overallState,
  type Waiver,
} from './suitability/gates.js';
export {
  communication,
  type CommunicationRecord,
  type ConsortiumRisk,
  culturalCompatibility,
  type CulturalFit,
  type ExchangeLevel,
  languageFit,
  type LanguageLevel,
  type Languages,
  poachingProbability,
  qualityManagementFit,
  riskFreedom,
  sizeFit,
  strategicFit,
  type StrategicPosition,
  styleFit,
  technologicalFit,
  trust,
  type TrustRecord,
  workingHoursFit,
  type WorkingStyle,
  type WorkingWindow,
} from './suitability/interface-leaves.js';
export { type PairCompatibility, pairCompatibility, type PairLeaves } from './suitability/kappa.js';
export { type Inspection, type OrderFacts, type OrderProfile, orderProfile } from './suitability/order-profile.js';
export {
  type ByLeaf,
  byLeaf,
  type EvidenceClass,
  LEAF_GROUPS,
  type Leaf,
  type LeafGroup,
  LEAVES,
  MATCHING_POLICY,
  type MatchingPolicy,
  type OrderDimension,
  type StrategyFactor,
} from './suitability/policy.js';
export {
  employeeQualification,
  financialResources,
  type FinancialStanding,
  innovationCapability,
  type InnovationRecord,
  type IntangibleAssets,
  intangibleAssets,
  type MachineFit,
  machinery,
  marketCompetence,
  type MarketRecord,
  technologicalCompetence,
} from './suitability/professional-leaves.js';
export { type CandidateFacts, rankCandidates, type RankedCandidate, shortlist, type Standing } from './suitability/ranking.js';
export {
  type Exploration,
  type LeafScore,
  type ScoreContext,
  scoreSuitability,
  type Suitability,
  type ThresholdTest,
} from './suitability/score.js';
export { type OrderWeights, orderDrivenWeights, type StrategyVector, type WeightReason } from './suitability/weights.js';
