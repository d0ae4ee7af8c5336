import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { matchingMigrations } from '../migrations/matching.migrations.js';
import { ProposeConsortia } from './consortia/application/propose-consortia/propose-consortia.js';
import { RequestProposal } from './consortia/application/request-proposal/request-proposal.js';
import { CandidatesController } from './consortia/inbound/candidates.controller.js';
import { PlanChartsController } from './consortia/inbound/plan-charts.controller.js';
import { ProposalsController } from './consortia/inbound/proposals.controller.js';
import { PlacedOrders } from './consortia/outbound/placed-orders.js';
import { Proposals } from './consortia/outbound/proposals.js';
import { MatchingDeadlines } from './deadlines.js';
import { FollowOutcome } from './decisions/application/follow-outcome/follow-outcome.js';
import { RecomputeDecision } from './decisions/application/recompute-decision/recompute-decision.js';
import { VerifyDecisions } from './decisions/application/verify-decisions/verify-decisions.js';
import { DecisionsController } from './decisions/inbound/decisions.controller.js';
import { OwnRankingsController } from './decisions/inbound/own-rankings.controller.js';
import { DecidedFormations } from './decisions/outbound/decided-formations.js';
import { DecisionSequels } from './decisions/outbound/decision-sequels.js';
import { RankingDecisions } from './decisions/outbound/ranking-decisions.js';
import { ExposureController } from './fairness/inbound/exposure.controller.js';
import { ExposureLedger } from './fairness/outbound/exposure-ledger.js';
import { AnswerInvitation } from './formation/application/answer-invitation/answer-invitation.js';
import { ApproveReplacement } from './formation/application/approve-replacement/approve-replacement.js';
import { ChoosePlan } from './formation/application/choose-plan/choose-plan.js';
import { DissolveConsortium } from './formation/application/dissolve-consortium/dissolve-consortium.js';
import { ExpireInvitation } from './formation/application/expire-invitation/expire-invitation.js';
import { FollowHold } from './formation/application/follow-hold/follow-hold.js';
import { FormationEffects } from './formation/application/formation-effects.js';
import { ReplaceMember } from './formation/application/replace-member/replace-member.js';
import { FormationsController } from './formation/inbound/formations.controller.js';
import { IndicatorsController } from './formation/inbound/indicators.controller.js';
import { InvitationsController } from './formation/inbound/invitations.controller.js';
import { ConsortiumTimes } from './formation/outbound/consortium-times.js';
import { Formations } from './formation/outbound/formations.js';
import { PreferencesController } from './partners/inbound/preferences.controller.js';
import { PartnersController } from './partners/inbound/partners.controller.js';
import { JointExperiences } from './partners/outbound/joint-experiences.js';
import { PartnerPreferences } from './partners/outbound/partner-preferences.js';
import { PartnerProjection } from './partners/outbound/partner-projection.js';
import { PartnerSnapshots } from './partners/outbound/partner-snapshots.js';
import { ProposeWeights } from './learning/application/propose-weights/propose-weights.js';
import { WeightProposalsController } from './learning/inbound/weight-proposals.controller.js';
import { FinishedCases } from './learning/outbound/finished-cases.js';
import { WeightProposals } from './learning/outbound/weight-proposals.js';
import { RecomputePlacement } from './placement/application/recompute-placement/recompute-placement.js';
import { PlacementController } from './placement/inbound/placement.controller.js';
import { PlacementPheromones } from './placement/outbound/placement-pheromones.js';
import { PlacementRecords } from './placement/outbound/placement-records.js';
import { PlacementSettings } from './placement/outbound/placement-settings.js';
import { MatchingSubscriptions } from './subscriptions.js';

@Module({
  controllers: [
    PartnersController,
    ProposalsController,
    PlanChartsController,
    CandidatesController,
    DecisionsController,
    OwnRankingsController,
    ExposureController,
    PreferencesController,
    WeightProposalsController,
    PlacementController,
    FormationsController,
    InvitationsController,
    IndicatorsController,
    MatchingSubscriptions,
  ],
  providers: [
    ...[PartnerProjection, PartnerSnapshots, PartnerPreferences, JointExperiences, ExposureLedger],
    ...[PlacedOrders, Proposals, RequestProposal, ProposeConsortia],
    ...[RankingDecisions, VerifyDecisions, RecomputeDecision, DecisionSequels, DecidedFormations, FollowOutcome],
    ...[PlacementPheromones, PlacementSettings, PlacementRecords, RecomputePlacement],
    ...[WeightProposals, FinishedCases, ProposeWeights],
    ...[Formations, ConsortiumTimes, FormationEffects, ChoosePlan, FollowHold, AnswerInvitation, ExpireInvitation],
    ...[ReplaceMember, ApproveReplacement, DissolveConsortium],
    MatchingDeadlines,
  ],
})
class MatchingModule {}

export const matchingService: ServiceDefinition = {
  name: 'matching',
  title: 'Matching: candidates, decision records, consortium proposals, formation',
  entities: [],
  migrations: matchingMigrations,
  module: MatchingModule,
  subscriptions: MatchingSubscriptions,
  deadlines: MatchingDeadlines,
  tasks: [ProposeConsortia, ReplaceMember],
};
