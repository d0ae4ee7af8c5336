import { correctForFairness, type CorrectedFirm } from '../fairness/correction.js';
import { addExposure, type ExposureLedger } from '../fairness/exposure.js';
import { type Counterfactual, changesToReach } from '../ranking/counterfactual.js';
import { drawExploration, type ExplorationDraw } from '../ranking/exploration-quota.js';
import { type SecondOpinion, secondOpinion } from '../ranking/second-opinion.js';
import { type FirmStability, type RankStability, rankStability } from '../ranking/stability.js';
import { type WeightEffect, weightTornado } from '../ranking/weight-tornado.js';
import { type LeafNeeds, leafNeeds } from '../suitability/aggregation.js';
import { computedLeaf, type LeafEstimate } from '../suitability/evidence.js';
import { differenceContributions, lossContributions } from '../suitability/explanation.js';
import type { GateResult, WaivedGate } from '../suitability/gates.js';
import { checkKnockOuts } from '../suitability/knock-outs.js';
import { type AssembledLeaf, assembleLeaf } from '../suitability/leaf-sources.js';
import { type OrderFacts, type OrderProfile, orderProfile } from '../suitability/order-profile.js';
import { type ByLeaf, type Exploration, type Leaf, LEAVES, MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { rankCandidates, type RankedCandidate, type Standing } from '../suitability/ranking.js';
import {
  completeLeaves,
  type LeafScore,
  rankingLeaves,
  type ScoreContext,
  scoreSuitability,
  type Suitability,
} from '../suitability/score.js';
import { orderDrivenWeights, type OrderWeights, type WeightReason } from '../suitability/weights.js';
import type { RankingCandidate, RankingCase } from './ranking-case.js';

/** A leaf of a firm with all that belongs to it: a row of the table and a bar of the chart (methods 3.13). */
export interface LeafRow extends LeafScore {
  readonly lowerBound: number;
  readonly upperBound: number;
  /** -w ln g: all losses of a firm and its floor loss sum to -ln S. */
  readonly loss: number;
  readonly evidence: readonly string[];
  readonly isContradicted: boolean;
}

/** Why the leader stands before this firm: positive speaks for the leader; the sum is the log of the ratio of their ranking keys. */
export interface LeadOverFirm {
  readonly source: Leaf | 'floor-rule' | 'fairness' | 'preference';
  readonly contribution: number;
}

export interface RankedPartner {
  readonly firm: string;
  readonly standing: Standing;
  /** Among the eligible, after the fairness correction; equal within the tie. */
  readonly place: number | null;
  readonly suitability: Omit<Suitability, 'leaves' | 'losses' | 'policyVersion'>;
  readonly leaves: readonly LeafRow[];
  readonly floorLoss: number;
  readonly knockOuts: readonly GateResult[];
  readonly waivers: readonly WaivedGate[];
  readonly stability: FirmStability | null;
  readonly fairness: Omit<CorrectedFirm, 'firm' | 'suitability'> | null;
  /** For an eligible firm behind the leader; the largest first. */
  readonly behindLeader: readonly LeadOverFirm[];
  /** What one leaf would have to become for the first place, or for the threshold where the firm is below it. */
  readonly changes: readonly Counterfactual[];
}

export interface PartnerRanking {
  readonly operation: string;
  readonly asOf: string;
  readonly policyVersion: string;
  readonly exploration: Exploration;
  readonly profile: { readonly computed: OrderProfile; readonly used: OrderProfile };
  readonly needs: LeafNeeds;
  readonly weights: ByLeaf<number>;
  /** The three strongest effects of the order. */
  readonly weightReasons: readonly WeightReason[];
  /** Best first, then below the threshold, with open questions, knocked out. */
  readonly candidates: readonly RankedPartner[];
  readonly stability: Omit<RankStability, 'firms'> | null;
  readonly secondOpinion: SecondOpinion;
  /** Leader against the runner-up; empty with fewer than two. */
  readonly weightTornado: readonly WeightEffect[];
  readonly exploreDraw: ExplorationDraw | null;
  /** The leader, or the firm that the explore quota puts in its place. */
  readonly recommended: string | null;
  /** Exposure of the eligible firms with this ranking booked; absent where no correction is made. */
  readonly exposureAfter: ExposureLedger | null;
}

const UNIFORM = { cost: 0.2, time: 0.2, quality: 0.2, flex: 0.2, service: 0.2 };
const NEUTRAL: OrderProfile = { q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5 };
const REASONS_SHOWN = 3;

/** Stage 1 of methods 3.1: the partners for one operation, judged, ranked, corrected and explained. Pure: same case, same answer. */
export function rankPartners(ranking: RankingCase, policy: MatchingPolicy = MATCHING_POLICY): PartnerRanking {
  const profile = profileOf(ranking);
  const { weights, reasons } = weightsOf(ranking, profile.used, policy);
  const needs = leafNeeds(profile.used, ranking.order.isRegulated ?? false);
  const context: ScoreContext = { weights, needs, exploration: ranking.exploration, priors: ranking.priors, policy };
  const judged = ranking.candidates.map((candidate) => judge(candidate, ranking, context, policy));
  const ranked = rankCandidates(
    judged.map(({ firm, gates, waivedGates, leaves }) => ({ firm, gates, waivedGates, leaves })),
    context,
  );
  const field = new Map(judged.map((entry) => [entry.firm, entry]));
  const eligible = ranked.filter(({ standing }) => standing === 'eligible');
  const corrected = correct(eligible, ranking, policy);
  const stability = rankStability(
    corrected.map(({ firm }) => ({ firm, leaves: (field.get(firm) as Judged).estimates })),
    context,
    ranking.seed,
  );
  const leader = corrected[0];
  const exploreDraw = explore(corrected, ranking, policy);
  const rankedByFirm = new Map(ranked.map((entry) => [entry.firm, entry]));
  const order = [...corrected.map(({ firm }) => rankedByFirm.get(firm) as RankedCandidate), ...ranked.slice(eligible.length)];
  const places = placesOf(corrected, policy);
  const adjustedOf = ({ firm }: { readonly firm: string }) => rankingLeaves((field.get(firm) as Judged).estimates, context);
  return {
    operation: ranking.operation,
    asOf: ranking.asOf,
    policyVersion: policy.version,
    exploration: ranking.exploration,
    profile,
    needs,
    weights,
    weightReasons: reasons.slice(0, REASONS_SHOWN),
    candidates: order.map((entry, index) =>
      partner(entry, {
        judged: field.get(entry.firm) as Judged,
        leader: leader === undefined ? null : { ...leader, adjusted: adjustedOf(leader) },
        correction: corrected[index] ?? null,
        bestSuitability: Math.max(...corrected.map(({ suitability }) => suitability)),
        place: places[index] ?? null,
        stability: stability?.firms[entry.firm] ?? null,
        context,
        policy,
      }),
    ),
    stability: stability === null ? null : { draws: stability.draws, seed: stability.seed, verdict: stability.verdict },
    secondOpinion: secondOpinion(
      corrected.map((entry) => ({ firm: entry.firm, adjusted: adjustedOf(entry) })),
      weights,
    ),
    weightTornado:
      corrected.length < 2
        ? []
        : weightTornado(adjustedOf(corrected[0] as CorrectedFirm), adjustedOf(corrected[1] as CorrectedFirm), weights, policy),
    exploreDraw,
    recommended: exploreDraw?.explored ?? leader?.firm ?? null,
    exposureAfter: ranking.fairness === undefined ? null : bookedExposure(ranking.fairness.ledger, corrected, policy),
  };
}

function profileOf({ order }: RankingCase): PartnerRanking['profile'] {
  const computed = orderProfile({ ...NO_FACTS, ...order.facts });
  return { computed, used: { ...computed, ...order.sliders } };
}

const NO_FACTS: OrderFacts = {
  toleranceGrade: null,
  roughnessRaMicrometres: null,
  inspection: null,
  isSafetyCritical: null,
  priceEstimateEur: null,
  targetPriceEur: null,
  requestedLeadTimeDays: null,
  normalLeadTimeDays: null,
  operations: null,
  distinctParts: null,
  machineAxes: null,
  maxKnownSimilarity: null,
  uncertainty: null,
};

function weightsOf({ weighting, strategy }: RankingCase, profile: OrderProfile, policy: MatchingPolicy): OrderWeights {
  const priorities = weighting === 'order' ? null : (strategy ?? UNIFORM);
  return orderDrivenWeights(weighting === 'strategy' ? NEUTRAL : profile, priorities, policy);
}

interface Judged {
  readonly firm: string;
  readonly gates: readonly GateResult[];
  readonly waivedGates: readonly WaivedGate[];
  readonly leaves: Readonly<Partial<Record<Leaf, AssembledLeaf>>>;
  readonly estimates: ByLeaf<LeafEstimate>;
}

function judge(candidate: RankingCandidate, { demand, priors }: RankingCase, context: ScoreContext, policy: MatchingPolicy): Judged {
  const { firm, facts, leaves: sources } = candidate;
  const leaves: Partial<Record<Leaf, AssembledLeaf>> = {};
  for (const leaf of LEAVES) {
    const assembled = assembleLeaf(leaf, sources[leaf] ?? {}, priors[leaf] ?? null, policy);
    if (assembled !== null) leaves[leaf] = assembled;
  }
  const ofFacts = facts === undefined || demand === undefined ? [] : checkKnockOuts({ ...facts, id: firm }, demand, policy);
  const gates = [...ofFacts, ...(candidate.gates ?? [])];
  return { firm, gates, waivedGates: candidate.waivers ?? [], leaves, estimates: completeLeaves(leaves, context) };
}

function correct(
  eligible: readonly RankedCandidate[],
  { fairness, preferences }: RankingCase,
  policy: MatchingPolicy,
): readonly CorrectedFirm[] {
  const shown = eligible.map(({ firm, suitability }) => ({ firm, suitability: suitability.rankingValue }));
  return correctForFairness(shown, fairness?.ledger ?? {}, fairness?.boosts ?? {}, policy, preferences ?? null);
}

/** Keys within the tie share a place; a firm that was held back never shares the first. */
function placesOf(corrected: readonly CorrectedFirm[], policy: MatchingPolicy): readonly number[] {
  let place = 1;
  let first = corrected[0];
  return corrected.map((entry, index) => {
    const isTied = first !== undefined && !entry.isHeldBack && first.isHeldBack === false && first.key - entry.key <= policy.ranking.tie;
    if (!isTied && index > 0) {
      place = index + 1;
      first = entry;
    }
    return place;
  });
}

function explore(corrected: readonly CorrectedFirm[], ranking: RankingCase, policy: MatchingPolicy): ExplorationDraw | null {
  if (ranking.exploreQuota === undefined) return null;
  const joint = new Map(ranking.candidates.map(({ firm, jointOrders }) => [firm, jointOrders ?? 0]));
  const candidates = corrected.map(({ firm, suitability }) => ({ firm, suitability, jointOrders: joint.get(firm) ?? 0 }));
  return drawExploration({ ...ranking.exploreQuota, operation: ranking.operation }, candidates, ranking.exploration, ranking.seed, policy);
}

function bookedExposure(ledger: ExposureLedger, corrected: readonly CorrectedFirm[], policy: MatchingPolicy): ExposureLedger {
  const booked = addExposure(ledger, corrected, policy);
  return Object.fromEntries(corrected.map(({ firm }) => [firm, booked[firm] as ExposureLedger[string]]));
}

interface PartnerParts {
  readonly judged: Judged;
  readonly leader: (CorrectedFirm & { readonly adjusted: ByLeaf<number> }) | null;
  readonly correction: CorrectedFirm | null;
  readonly bestSuitability: number;
  readonly place: number | null;
  readonly stability: FirmStability | null;
  readonly context: ScoreContext;
  readonly policy: MatchingPolicy;
}

function partner({ firm, standing, suitability, gates }: RankedCandidate, parts: PartnerParts): RankedPartner {
  const { judged, leader, correction, context, policy } = parts;
  const { leaves, losses, policyVersion: _version, ...scores } = suitability;
  const lossOf = (source: (typeof losses)[number]['source']) => losses.find((entry) => entry.source === source)?.loss ?? 0;
  const isBehind = correction !== null && leader !== null && leader.firm !== firm;
  return {
    firm,
    standing,
    place: parts.place,
    suitability: scores,
    leaves: leaves.map((row) => ({
      ...row,
      lowerBound: judged.estimates[row.leaf].lowerBound,
      upperBound: judged.estimates[row.leaf].upperBound,
      loss: lossOf(row.leaf),
      evidence: judged.leaves[row.leaf]?.evidence ?? [],
      isContradicted: judged.leaves[row.leaf]?.isContradicted ?? false,
    })),
    floorLoss: lossOf('floor-rule'),
    knockOuts: gates,
    waivers: judged.waivedGates,
    stability: parts.stability,
    fairness: correction === null ? null : { correction: correction.correction, key: correction.key, isHeldBack: correction.isHeldBack },
    behindLeader: isBehind ? leadOver(correction, leader, rankingLeaves(judged.estimates, context), context.weights, policy) : [],
    changes: isBehind ? changesToLead(correction, leader, parts) : standing === 'below-threshold' ? changesToPass(suitability, parts) : [],
  };
}

function leadOver(
  behind: CorrectedFirm,
  leader: CorrectedFirm & { readonly adjusted: ByLeaf<number> },
  adjusted: ByLeaf<number>,
  weights: ByLeaf<number>,
  policy: MatchingPolicy,
): readonly LeadOverFirm[] {
  const contributions: LeadOverFirm[] = [
    ...differenceContributions(lossContributions(leader.adjusted, weights, policy), lossContributions(adjusted, weights, policy)),
  ];
  const ofPreference = ({ correction }: CorrectedFirm) => correction.preferenceFactor ?? 1;
  const preference = Math.log(ofPreference(leader) / ofPreference(behind));
  const both = Math.log(leader.correction.factor / behind.correction.factor);
  const fairness = preference === 0 ? both : both - preference;
  if (fairness !== 0) contributions.push({ source: 'fairness', contribution: fairness });
  if (preference !== 0) contributions.push({ source: 'preference', contribution: preference });
  return contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

/** A hair above equality: with equal keys confidence would decide. */
const AHEAD = 1 + 1e-9;

/** What would put the firm first: the key of the leader, and enough suitability for the first place. */
function changesToLead(behind: CorrectedFirm, leader: CorrectedFirm, parts: PartnerParts): readonly Counterfactual[] {
  const byKey = leader.key / behind.correction.factor;
  const byMerit = parts.policy.fairness.firstPlaceShareMin * parts.bestSuitability;
  return eligibleAfter(changesToReach(Math.max(byKey, byMerit) * AHEAD, parts.judged.estimates, parts.context), parts);
}

function changesToPass({ threshold }: Suitability, parts: PartnerParts): readonly Counterfactual[] {
  const exploration = threshold.tested === 'lower-bound' ? 'exploit' : 'balanced';
  return eligibleAfter(changesToReach(threshold.limit, parts.judged.estimates, { ...parts.context, exploration }), parts);
}

/** A change that helps the ranking value may hurt the lower bound: bringing less than now, where the optimistic value is too much. */
function eligibleAfter(changes: readonly Counterfactual[], { judged, context, policy }: PartnerParts): readonly Counterfactual[] {
  return changes.filter(({ leaf, to }) => {
    const changed = computedLeaf(to, judged.estimates[leaf].confidence, policy);
    return scoreSuitability({ ...judged.estimates, [leaf]: changed }, context).threshold.isMet;
  });
}
