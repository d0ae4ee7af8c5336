import type { RedundancyResult } from '@gewerk/engine-resilience';
import type { AnswerPlan, Assignment, ConsortiumAnswer } from './answer.js';
import type { CompiledInstance } from '../instance/compiled.js';
import type { Refusal } from '../plans/enumeration.js';
import { type FoundPlan, paretoSet, representativesOf } from '../plans/found-plans.js';
import { PlanWalk } from '../plans/plan-walk.js';
import { type RelaxationSearch, searchRelaxations } from './relaxation.js';
import type { Extreme } from '../search/plan-search.js';
import { standbyOf } from '../plans/standby.js';

/** What a search knows when it is asked. */
export interface SearchState {
  /** Best utility first. */
  readonly plans: readonly FoundPlan[];
  readonly feasibleCount: number | null;
  readonly refused: readonly Refusal[] | null;
  /** Null: the best plan found is the bound. */
  readonly utilityBound: number | null;
  /** The best plan is the best of all, or there is none. */
  readonly isProven: boolean;
  /** Representatives besides the recommended one that are proven; null: all plans are known. */
  readonly provenExtremes: readonly Extreme[] | null;
  readonly isParetoComplete: boolean;
}

const NO_RELAXATION: RelaxationSearch = { relaxations: [], isExhaustive: true };

export function answerOf(instance: CompiledInstance, state: SearchState, relaxationNodesMax: number): ConsortiumAnswer {
  const { plans } = state;
  const isInfeasible = state.isProven && plans.length === 0;
  const best = plans.reduce((utility, plan) => Math.max(utility, plan.utility), 0);
  const utilityBound = isInfeasible ? null : Math.max(best, state.isProven ? best : Math.min(1, state.utilityBound ?? best));
  const pareto = paretoSet(plans);
  const walk = new PlanWalk(instance);
  const recommended = plans[0];
  const required = instance.source.order.requiredProbability;
  const standby = recommended === undefined || required === undefined ? null : standbyOf(instance, recommended.choice, required);
  const relaxation = isInfeasible ? searchRelaxations(instance, relaxationNodesMax) : NO_RELAXATION;
  return {
    feasibleCount: state.feasibleCount,
    proven: state.isProven,
    utilityBound,
    gap: utilityBound === null ? null : utilityBound === 0 ? 0 : (utilityBound - best) / utilityBound,
    paretoComplete: state.isParetoComplete || isInfeasible,
    plans: plans.map((plan) => planOf(instance, walk, plan, pareto.has(plan))),
    representatives: plans.length === 0 ? null : representativesOf(plans),
    standby: standby === null ? null : standby.chosen,
    probabilityWithStandby: standby === null ? null : standby.probability,
    refused: state.refused?.map(({ choice, rule }) => ({ assignment: assignmentOf(instance, choice), rule })) ?? null,
    relaxations: relaxation.relaxations,
    reasons: reasonsOf(instance, state, utilityBound, standby, relaxation),
  };
}

function planOf(instance: CompiledInstance, walk: PlanWalk, plan: FoundPlan, pareto: boolean): AnswerPlan {
  const days = walk.replay(plan.choice, () => ({ start: walk.start.slice(), end: walk.end.slice() }));
  const byOperation = (values: Float64Array) =>
    Object.fromEntries(instance.operations.map((operation, index) => [operation.id, Math.round((values[index] as number) * 1e9) / 1e9]));
  return {
    assignment: assignmentOf(instance, plan.choice),
    startDay: byOperation(days.start),
    endDay: byOperation(days.end),
    arrivalDay: plan.arrivalDay,
    priceEur: plan.priceEur,
    productionEur: plan.productionEur,
    transportEur: plan.transportEur,
    coordinationEur: plan.coordinationEur,
    standbyEur: 0,
    kgCo2e: plan.kgCo2e,
    probability: plan.probability,
    suitability: plan.suitability,
    utility: plan.utility,
    pareto,
  };
}

function assignmentOf(instance: CompiledInstance, choice: ArrayLike<number>): Assignment {
  return Object.fromEntries(
    instance.operations.map((operation, index) => [operation.id, operation.candidates[choice[index] as number]?.firmId as string]),
  );
}

function reasonsOf(
  instance: CompiledInstance,
  state: SearchState,
  utilityBound: number | null,
  standby: RedundancyResult | null,
  relaxation: RelaxationSearch,
): string[] {
  const recommended = state.plans[0];
  if (recommended === undefined) return reasonsWithoutPlan(instance, state, relaxation);
  const name = Object.values(assignmentOf(instance, recommended.choice)).join('-');
  const utility = recommended.utility.toFixed(6);
  const reasons = [
    state.isProven
      ? `${name} is recommended: no plan has a higher utility than ${utility}`
      : `${name} has the highest utility found, ${utility}; the search was stopped, no plan can have more than ${(utilityBound ?? 0).toFixed(6)}`,
  ];
  if (state.provenExtremes !== null) reasons.push(extremesReason(state.provenExtremes));
  if (state.feasibleCount !== null) reasons.push(`${state.feasibleCount} of ${instance.assignments} plans keep all limits`);
  if (standby !== null) reasons.push(...standbyReasons(instance, standby));
  return reasons;
}

function extremesReason(proven: readonly Extreme[]): string {
  if (proven.length === 4) return 'the cheapest, fastest, greenest and safest plans are proven, too';
  if (proven.length === 0) return 'the cheapest, fastest, greenest and safest plans are the best found, not proven';
  return `of the other representatives ${proven.join(', ')} ${proven.length === 1 ? 'is' : 'are'} proven, the others are the best found`;
}

function standbyReasons(instance: CompiledInstance, standby: RedundancyResult): string[] {
  const required = (instance.source.order.requiredProbability ?? 0).toFixed(6);
  const alone = standby.probabilityWithoutStandby.toFixed(6);
  const names = standby.chosen.map((option) => `${option.operation}+${option.firm}`).join(', ');
  const reached = standby.probability.toFixed(6);
  const reasons: string[] = [];
  if (standby.chosen.length === 0 && standby.reached)
    reasons.push(`delivery probability ${alone} reaches the required ${required} without standby`);
  else if (standby.reached)
    reasons.push(
      `standby ${names} for ${eur(standby.feeEur)} raises the delivery probability from ${alone} to ${reached}, required ${required}`,
    );
  else if (standby.chosen.length === 0)
    reasons.push(`delivery probability ${alone} stays below the required ${required} and no standby helps: a decision is needed`);
  else
    reasons.push(
      `the required delivery probability ${required} is out of reach: standby ${names} for ${eur(standby.feeEur)} gives ${reached} at best, a decision is needed`,
    );
  if (standby.method === 'heuristic')
    reasons.push('more than 12 standby options: the set was found by a heuristic and may not be the cheapest');
  if (standby.reached && standby.nextStep !== null) {
    const { option, probability } = standby.nextStep;
    reasons.push(`${eur(option.feeEur)} more for ${option.operation}+${option.firm} would raise it to ${probability.toFixed(6)}`);
  }
  return reasons;
}

function reasonsWithoutPlan(instance: CompiledInstance, state: SearchState, relaxation: RelaxationSearch): string[] {
  const empty = instance.operations.filter((operation) => operation.candidates.length === 0).map((operation) => operation.id);
  if (empty.length > 0) return [`no plan exists: no candidate for ${empty.join(', ')}`];
  if (!state.isProven) return ['the search was stopped before a plan was found; give it more time'];
  const reasons = [`none of the ${instance.assignments} plans keeps all limits`];
  if (relaxation.relaxations.length === 0) reasons.push('no later date, larger consortium or lower compatibility limit alone would help');
  for (const { rule, from, to } of relaxation.relaxations) reasons.push(`${rule} ${to} instead of ${from} would make a plan feasible`);
  if (!relaxation.isExhaustive) reasons.push('the search for relaxations was cut short: smaller changes may do');
  return reasons;
}

function eur(amount: number): string {
  return `${amount.toFixed(2)} EUR`;
}
