export { type ConsortiumChart, consortiumCharts, consortiumSvg } from './charts/consortium-charts.js';
export { type RankingChart, rankingCharts, rankingSvg } from './charts/ranking-charts.js';
export type {
  AnswerPlan,
  AnswerStandby,
  Assignment,
  ConsortiumAnswer,
  Relaxation,
  Representative,
} from './consortium/answer/answer.js';
export {
  type CoalitionValue,
  type Contribution as MemberContribution,
  contributionWeights,
  shapleyShares,
  shareSurplus,
  type SurplusShares,
} from './consortium/formation/benefit-sharing.js';
export { type JointBidReview, reviewJointBid, reviewPlan } from './consortium/formation/joint-bid.js';
export {
  cheapestSplit,
  earliestCommonDay,
  LOT_POLICY,
  type LotFirm,
  type LotPlan,
  type LotPolicy,
  piecesUntil,
} from './consortium/formation/lot-splitting.js';
export { type ResilienceBreach, resilienceBreaches, type ResilienceRules } from './consortium/formation/resilience-rules.js';
export type { InstanceError } from './consortium/instance/field-reader.js';
export { paretoSet } from './consortium/plans/found-plans.js';
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
} from './consortium/instance/instance.js';
export { CUSTOMER, legDays } from './consortium/instance/instance.js';
export { compareRepresentatives, type PlanComparison, type PlanDifference } from './consortium/answer/plan-comparison.js';
export {
  type AnchorReference,
  type Criterion,
  planAnchors,
  type PlanCriteria,
  type PlanDemand,
  planUtility,
  planWeights,
} from './consortium/plans/plan-value.js';
export type { Rule } from './consortium/plans/plan-walk.js';
export { readInstance, type ReadInstanceResult } from './consortium/instance/read-instance.js';
export { ConsortiumSearch, solveConsortium, type SolveOptions } from './consortium/solve.js';
export { describeRanking } from './decision/describe-ranking.js';
export { type FirmView, firmView } from './decision/firm-view.js';
export type { JsonSchema, SchemaViolation } from './decision/json-schema.js';
export { type LeadOverFirm, type LeafRow, type PartnerRanking, type RankedPartner, rankPartners } from './decision/rank-partners.js';
export type { RankingCandidate, RankingCase } from './decision/ranking-case.js';
export { readRanking } from './decision/ranking-answer.js';
export { RANKING_CASE_SCHEMA } from './decision/ranking-case.schema.js';
export { readRankingCase, type ReadRankingCaseResult } from './decision/read-ranking-case.js';
export { decidePartners, PARTNER_ENGINE_VERSION, type RankingRecord, type Recomputation, recompute } from './decision/record.js';
export { type PairwiseWeights, pairwiseWeights } from './experts/ahp.js';
export { type BestWorstAnswers, type BestWorstWeights, bestWorstWeights } from './experts/best-worst.js';
export {
  baseWeightsOfTree,
  type CombinedWeights,
  combineExperts,
  type TreeWeights,
  withBaseWeights,
} from './experts/expert-weights.js';
export { benefitParity, type ClassBenefit, type ParityReport } from './fairness/benefit-parity.js';
export { type CorrectedFirm, correctForFairness, type FairnessCorrection } from './fairness/correction.js';
export {
  addExposure,
  type Exposure,
  type ExposureLedger,
  type ExposureReport,
  exposureReport,
  positionValue,
  type ShownFirm,
} from './fairness/exposure.js';
export { type ConsortiumView, consortiumViews } from './figures/consortium-view.js';
export { type Distribution, type DistributionForm, distributionOf } from './figures/distribution.js';
export { greenestWithin, nearestBy } from './figures/plan-choice.js';
export {
  DISTANCE_CLASS_KM,
  localValueShare,
  tiersOf,
  type TransportShare,
  transportShare,
  USUAL_TRANSPORT_SHARE,
} from './figures/plan-figures.js';
export {
  type FinishedOperation,
  type LearningPair,
  learningPairs,
  type Outcome,
  outcomeLabel,
  type Similarity,
} from './learning/outcomes.js';
export { learnWeights, proposeWeights, type WeightProposal } from './learning/proposed-weights.js';
export { batchWeights, logLoss, onlineStep, predictedProbability } from './learning/weight-learning.js';
export { choiceShares, reinforced } from './placement/pheromone.js';
export { type Placement, type PlacementCase, placeOrder } from './placement/place-order.js';
export { PLACEMENT_POLICY, type PlacementPolicy } from './placement/policy.js';
export { decidePlacement, type PlacementRecord, recomputePlacement } from './placement/record.js';
export { type OpenOrder, type OrderProposal, proposeOrders } from './proposals/order-proposals.js';
export { type Counterfactual, changesToReach } from './ranking/counterfactual.js';
export {
  drawExploration,
  type ExplorationCandidate,
  type ExplorationCase,
  type ExplorationDraw,
} from './ranking/exploration-quota.js';
export { type SecondOpinion, secondOpinion, topsis } from './ranking/second-opinion.js';
export { type FirmStability, type RankStability, rankStability, type StabilityCandidate } from './ranking/stability.js';
export { type WeightEffect, weightTornado } from './ranking/weight-tornado.js';
export { adjustToNeeds, aggregate, groupScores, leafNeeds, type LeafNeeds } from './suitability/aggregation.js';
export {
  addEvidence,
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
export type { KnockOutDemand, KnockOutFirm, KnockOutMachineGroup } from './suitability/further-gates.js';
export {
  checkGates,
  type GateCode,
  type GateDemand,
  type GateFirm,
  type GateMachineGroup,
  type GateResult,
  type GateState,
  overallState,
  type WaivedGate,
  type Waiver,
  type WaivingParty,
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
export { checkKnockOuts } from './suitability/knock-outs.js';
export { LEAF_NAMES } from './suitability/leaf-names.js';
export {
  type AssembledLeaf,
  assembleLeaf,
  type LeafRecords,
  type LeafSource,
  type LeafSources,
  type Proof,
  type TrustSource,
} from './suitability/leaf-sources.js';
export { type Inspection, type OrderFacts, type OrderProfile, orderProfile } from './suitability/order-profile.js';
export {
  type ByLeaf,
  byLeaf,
  type EvidenceClass,
  type Exploration,
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
  type LeafScore,
  type ScoreContext,
  scoreSuitability,
  type Suitability,
  type ThresholdTest,
} from './suitability/score.js';
export { type Experience, type TrustHistory, trustHistory } from './suitability/trust-history.js';
export { type OrderWeights, orderDrivenWeights, type StrategyVector, type WeightReason } from './suitability/weights.js';
