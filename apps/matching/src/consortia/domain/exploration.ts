import type { AnswerPlan, ConsortiumAnswer, ConsortiumInstance, RankingCase, RankingRecord } from '@gewerk/engine-matching';
import type { Company } from '../../partners/domain/partner-snapshot.js';
import type { Assessment, StageOneQuestion } from './assessment.js';
import { planBody } from './consortium-plan.js';
import type { Reason } from './plan-reasons.js';
import type { PlanningCase } from './planning-case.js';

/** Operations that the explore quota gives to a firm with little history (methods 8.5), by the firm. */
export type Explored = ReadonlyMap<string, string>;

/** The best plan in which the drawn firms do their operations. */
export interface ExploredPlan {
  readonly plan: AnswerPlan;
  readonly firms: Explored;
}

export function exploredIn(records: readonly RankingRecord[]): Explored {
  return new Map(
    records.flatMap(({ result: { operation, exploreDraw } }) =>
      exploreDraw?.explored == null ? [] : [[operation, exploreDraw.explored] as const],
    ),
  );
}

/** The problem with nobody but the drawn firms for their operations; null where one of them made no offer. */
export function exploringInstance({ instance }: PlanningCase, firms: Explored): ConsortiumInstance | null {
  const candidates = instance.candidates.filter(({ operation, firm }) => (firms.get(operation) ?? firm) === firm);
  const isOpen = [...firms.keys()].every((operation) => candidates.some((candidate) => candidate.operation === operation));
  return isOpen ? { ...instance, candidates } : null;
}

/** Nothing is risked for learning: the plan reaches the probability that the order requires, with its standbys (methods 8.5). */
export function isSafe(planning: PlanningCase, plan: AnswerPlan, { diaries }: Assessment): boolean {
  const { deliveryProbability, standby } = planBody({ planning, answer: plan, diaries });
  return (standby?.deliveryProbability ?? deliveryProbability) >= (planning.instance.order.requiredProbability ?? 0) - 1e-9;
}

/** The same question where the draws have to be taken back; their records then say why. */
export function withoutExploring(question: StageOneQuestion, firms: Explored): StageOneQuestion {
  const unsafe = (one: RankingCase): RankingCase =>
    one.exploreQuota === undefined ? one : { ...one, exploreQuota: { ...one.exploreQuota, reachesRequiredProbability: false } };
  return { ...question, cases: question.cases.map((one) => (firms.has(one.operation) ? unsafe(one) : one)) };
}

/** The answer with the explored plan among its plans, and its index; null where nothing is explored. */
export function withExplored(answer: ConsortiumAnswer, explored: ExploredPlan | null): { answer: ConsortiumAnswer; first: number | null } {
  if (explored === null) return { answer, first: null };
  const { assignment } = explored.plan;
  const known = answer.plans.findIndex((plan) =>
    Object.entries(assignment).every(([operation, firm]) => plan.assignment[operation] === firm),
  );
  if (known >= 0) return { answer, first: known };
  return { answer: { ...answer, plans: [...answer.plans, explored.plan] }, first: answer.plans.length };
}

/** Why a newcomer is shown first. What is said goes to the customer: no score, and no word of the firm it stands in for. */
export function explorationReasons({ firms }: ExploredPlan, records: readonly RankingRecord[], companies: readonly Company[]): Reason[] {
  const names = new Map(companies.map(({ companyId, name }) => [companyId, name]));
  return [...firms].map(([operationId, companyId]) => {
    const { result, policy } = records.find((record) => record.result.operation === operationId) as RankingRecord;
    const quota = result.exploreDraw?.quota ?? 0;
    const limit = policy.exploration.jointOrdersBelow;
    const name = names.get(companyId) ?? companyId;
    return {
      code: 'explores-newcomer',
      text: `${name} is shown first for one operation although you have had fewer than ${limit} orders together: the network gives ${Math.round(quota * 100)} % of its harmless operations to good firms that it knows little of, by lot. You are free to choose another plan.`,
      params: { operationId, companyId, quota, jointOrdersBelow: limit },
    };
  });
}
