import { createHash } from 'node:crypto';
import type { ConsortiaProposedData, NoConsortiumFoundData } from '@gewerk/contracts/matching';
import { compareRepresentatives, type ConsortiumAnswer, type PlanComparison, type Representative } from '@gewerk/engine-matching';
import { canonicalJson, seededId } from '@gewerk/kernel';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { DecentralPlacement } from '../../placement/domain/placement.js';
import type { PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';
import type { Assessment, JudgedCandidate } from './assessment.js';
import { planBody } from './consortium-plan.js';
import { type ExploredPlan, explorationReasons, withExplored } from './exploration.js';
import { planReasons, type Reason } from './plan-reasons.js';
import type { PlanningCase } from './planning-case.js';
import { PLANNING_POLICY, policyVersion } from './planning-policy.js';

const MILLIS_PER_HOUR = 3_600_000;

export type ProposalBody = Omit<ConsortiaProposedData, 'proposalId'>;

/** Everything a proposal is computed from: the same input gives the same proposal. */
export interface ProposalInput {
  readonly order: Order;
  readonly snapshot: PartnerSnapshot;
  /** ISO instant. */
  readonly now: string;
  /** Absent: the optimiser proposes. */
  readonly placement?: DecentralPlacement;
}

/** Digest of input and policy, stored and published with the proposal. */
export function inputDigest(input: ProposalInput): string {
  const policy = policyVersion(input.snapshot);
  return `sha256:${createHash('sha256').update(canonicalJson({ input, policy })).digest('hex')}`;
}

/** Up to five distinct plans with the labels they earned; the recommended one first, before it one that gives a newcomer a chance. */
export function proposalBody(
  input: ProposalInput,
  assessment: Assessment,
  planning: PlanningCase,
  solved: ConsortiumAnswer,
  explored: ExploredPlan | null = null,
): ProposalBody {
  const { order, snapshot } = input;
  const { answer, first } = withExplored(solved, explored);
  const digest = inputDigest(input);
  const now = new Date(input.now);
  const plans = [...labelsByPlan(answer, first)].slice(0, PLANNING_POLICY.maxPlans).map(([index, labels]) => {
    const plan = answer.plans[index] as ConsortiumAnswer['plans'][number];
    const body = planBody({ planning, answer: plan, diaries: assessment.diaries });
    const comparison = comparisonOf(planning, answer, index);
    const isExplored = index === first && explored !== null;
    return {
      planId: seededId(`${digest}/${canonicalJson(plan.assignment)}`, now.getTime()),
      labels: [...labels],
      ...body,
      reasons: [
        ...(isExplored ? explorationReasons(explored, assessment.records, snapshot.companies) : []),
        ...planReasons(planning, answer, index, labelsOf(answer, index), comparison, body),
      ],
    };
  });
  const seen = new Set(planning.offers.map((offer) => offer.machineId));
  const { weights, anchors, requiredProbability } = planning.instance.order;
  return {
    orderId: order.orderId,
    orderVersion: order.orderVersion,
    customerCompanyId: order.customerCompanyId,
    proposedAt: input.now,
    validUntil: new Date(now.getTime() + PLANNING_POLICY.proposalValidHours * MILLIS_PER_HOUR).toISOString(),
    policyVersion: policyVersion(snapshot),
    inputDigest: digest,
    optimal: answer.proven,
    profile: {
      quality: assessment.profile.q,
      cost: assessment.profile.c,
      time: assessment.profile.t,
      complexity: assessment.profile.x,
      uncertainty: assessment.profile.u,
    },
    requiredProbability: requiredProbability ?? 0,
    weights: { ...weights },
    anchors: Object.fromEntries(Object.entries(anchors).map(([criterion, anchor]) => [criterion, [...anchor] as [number, number]])),
    plans,
    seenAvailability: snapshot.availability
      .filter(({ machineId }) => seen.has(machineId))
      .map(({ machineId, availabilityVersion }) => ({ machineId, availabilityVersion })),
  };
}

/** Of any plan with the recommended one: the plan takes the place of a representative. */
function comparisonOf({ instance }: PlanningCase, { plans, representatives }: ConsortiumAnswer, index: number): PlanComparison {
  const named = { ...(representatives as NonNullable<typeof representatives>), safest: index };
  return compareRepresentatives(instance.order, { plans, representatives: named }).find(({ plan }) => plan === index) as PlanComparison;
}

const LABELS = ['recommended', 'cheapest', 'fastest', 'greenest', 'safest'] as const;

/**
 * One plan may be cheapest and greenest at once; it is shown once. A plan that the explore quota puts first is recommended, too: it is
 * what the network asks for, and the best one by the weights of the order stays beside it.
 */
function labelsByPlan(answer: ConsortiumAnswer, first: number | null): ReadonlyMap<number, readonly Representative[]> {
  const { representatives } = answer;
  if (representatives === null) return new Map();
  const shown = [...new Set([...(first === null ? [] : [first]), ...LABELS.map((label) => representatives[label])])];
  return new Map(
    shown.map((index) => {
      const earned = labelsOf(answer, index);
      return [index, index === first && !earned.includes('recommended') ? ['recommended', ...earned] : earned];
    }),
  );
}

function labelsOf({ representatives }: ConsortiumAnswer, index: number): readonly Representative[] {
  return LABELS.filter((label) => representatives?.[label] === index);
}

/** Operations for which nobody may be asked, with what keeps the companies out. */
export function gapsOf(input: ProposalInput, assessment: Assessment): Reason[] {
  const open = input.order.operations.filter(({ operationId }) => (assessment.shortlisted.get(operationId) ?? []).length === 0);
  return open.map(({ operationId, name, process }) => {
    const judged = assessment.judged.get(operationId) ?? [];
    const causes = countedCauses(judged);
    const told = Object.entries(causes).map(([cause, count]) => `${cause} (${count})`);
    const why = judged.length === 0 ? 'no company offers this process' : told.join(', ');
    return {
      code: 'operation-without-candidate',
      text: `No company can do operation "${name}" (${process}): ${why}.`.slice(0, 400),
      params: { operationId, process, companies: judged.length, ...causes },
    };
  });
}

function countedCauses(judged: readonly JudgedCandidate[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const candidate of judged) {
    const failed = candidate.gates.find((gate) => gate.state === 'fail') ?? candidate.gates.find((gate) => gate.state === 'unknown');
    const cause = failed === undefined ? candidate.standing : `${failed.code} ${failed.reason}`;
    counts[cause] = (counts[cause] ?? 0) + 1;
  }
  return counts;
}

export function refusalBody(
  input: ProposalInput,
  reasons: readonly Reason[],
  relaxations: NoConsortiumFoundData['relaxations'],
): NoConsortiumFoundData {
  const { order, snapshot } = input;
  return {
    orderId: order.orderId,
    orderVersion: order.orderVersion,
    customerCompanyId: order.customerCompanyId,
    policyVersion: policyVersion(snapshot),
    inputDigest: inputDigest(input),
    reasons: [...reasons],
    relaxations,
  };
}
