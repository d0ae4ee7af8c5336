import { createHash } from 'node:crypto';
import type { ConsortiaProposedData, NoConsortiumFoundData } from '@gewerk/contracts/matching';
import { compareRepresentatives, type ConsortiumAnswer, type Representative } from '@gewerk/engine-matching';
import { canonicalJson, seededId } from '@gewerk/kernel';
import type { Order } from '../../partners/domain/knock-outs.js';
import type { PartnerSnapshot } from '../../partners/domain/partner-snapshot.js';
import type { Assessment, JudgedCandidate } from './assessment.js';
import { planBody } from './consortium-plan.js';
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
}

/** Digest of input and policy, stored and published with the proposal. */
export function inputDigest(input: ProposalInput): string {
  const policy = policyVersion(input.snapshot.network.parameterVersion);
  return `sha256:${createHash('sha256').update(canonicalJson({ input, policy })).digest('hex')}`;
}

/** Up to five distinct plans with the labels they earned; the recommended one first. */
export function proposalBody(input: ProposalInput, assessment: Assessment, planning: PlanningCase, answer: ConsortiumAnswer): ProposalBody {
  const { order, snapshot } = input;
  const digest = inputDigest(input);
  const now = new Date(input.now);
  const comparisons = compareRepresentatives(planning.instance.order, answer);
  const plans = [...labelsByPlan(answer)].slice(0, PLANNING_POLICY.maxPlans).map(([index, labels]) => {
    const plan = answer.plans[index] as ConsortiumAnswer['plans'][number];
    const body = planBody({ planning, answer: plan, diaries: assessment.diaries });
    const comparison = comparisons.find((entry) => entry.plan === index) as (typeof comparisons)[number];
    return {
      planId: seededId(`${digest}/${canonicalJson(plan.assignment)}`, now.getTime()),
      labels: [...labels],
      ...body,
      reasons: planReasons(planning, answer, index, labels, comparison, body),
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
    policyVersion: policyVersion(snapshot.network.parameterVersion),
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

/** One plan may be cheapest and greenest at once; it is shown once. */
function labelsByPlan(answer: ConsortiumAnswer): ReadonlyMap<number, readonly Representative[]> {
  const { representatives } = answer;
  if (representatives === null) return new Map();
  const labels = new Map<number, Representative[]>([[representatives.recommended, []]]);
  for (const label of ['recommended', 'cheapest', 'fastest', 'greenest', 'safest'] as const) {
    const index = representatives[label];
    labels.set(index, [...(labels.get(index) ?? []), label]);
  }
  return labels;
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
    policyVersion: policyVersion(snapshot.network.parameterVersion),
    inputDigest: inputDigest(input),
    reasons: [...reasons],
    relaxations,
  };
}
