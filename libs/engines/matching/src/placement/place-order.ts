import type { ConsortiumAnswer } from '../consortium/answer/answer.js';
import { answerOf } from '../consortium/answer/build-answer.js';
import { compileInstance } from '../consortium/instance/compiled.js';
import { FoundPlans } from '../consortium/plans/found-plans.js';
import { byCodeUnits, type ConsortiumInstance } from '../consortium/instance/instance.js';
import { LowerTails } from '../consortium/plans/lower-tails.js';
import { PlanWalk } from '../consortium/plans/plan-walk.js';
import { type DeadEnd, explore, type PlacementStep } from './explorer.js';
import { PLACEMENT_POLICY, type PlacementPolicy } from './policy.js';

/** An order to be placed without an optimiser: plain JSON, the same case and policy give the same placement. */
export interface PlacementCase {
  readonly instance: ConsortiumInstance;
  /** Stimulus of the first round, 0 to 10. */
  readonly urgency: number;
  /** What earlier results left behind, by operation and firm; absent: the start value. */
  readonly pheromones: readonly { readonly operation: string; readonly firm: string; readonly tau: number }[];
  readonly seed: number;
}

export interface Placement {
  /** As the optimiser answers, with nothing proven; no plan where every explorer ended without one. */
  readonly answer: ConsortiumAnswer;
  /** Explorers sent, and how many came home with a plan. */
  readonly explorers: number;
  readonly home: number;
  /** How each of the representatives came about, by index of its plan. */
  readonly steps: Readonly<Record<string, readonly PlacementStep[]>>;
  readonly deadEnds: readonly (DeadEnd & { readonly explorers: number })[];
}

/**
 * Decentralised placement (methods 9.4): explorers walk the order's route, firms pull by their thresholds, pheromone and lead time choose
 * among those that pull. The customer compares what the explorers bring home by the weights of the order. Rules of a plan (exclusions,
 * compatibility, members, calendars, due day) hold in every step, knock-outs because only candidates are asked.
 */
export function placeOrder(placement: PlacementCase, policy: PlacementPolicy = PLACEMENT_POLICY): Placement {
  const instance = compileInstance(placement.instance);
  const tails = new LowerTails(instance);
  const tau = new Map(placement.pheromones.map((trail) => [keyOf(trail.operation, trail.firm), trail.tau]));
  const tauOf = (operation: string, firm: string) => tau.get(keyOf(operation, firm)) ?? policy.pheromone.start;
  const { seed, urgency } = placement;
  const found = new FoundPlans();
  const stepsOf = new Map<string, readonly PlacementStep[]>();
  const deadEnds = new Map<string, DeadEnd & { explorers: number }>();
  let [home, explorers] = [0, 0];
  for (; home < policy.explorers && explorers < policy.explorersMax; explorers += 1) {
    const walk = new PlanWalk(instance, tails);
    const way = explore(walk, explorers, { instance, seed, urgency, policy, tauOf });
    if ('rule' in way) {
      const key = `${way.operation}/${way.rule}`;
      deadEnds.set(key, { ...way, explorers: (deadEnds.get(key)?.explorers ?? 0) + 1 });
      continue;
    }
    home += 1;
    const choice = walk.copyChoice();
    found.add({ ...walk.metrics(), choice });
    stepsOf.set(assignmentKey(Object.fromEntries(way.map(({ operation, firm }) => [operation, firm]))), way);
  }
  const ends = [...deadEnds].sort(([a], [b]) => byCodeUnits(a, b)).map(([, end]) => end);
  const state = { plans: found.shown(), feasibleCount: null, refused: null, utilityBound: 1, isProven: false };
  const answer = answerOf(instance, { ...state, provenExtremes: [], isParetoComplete: false }, 0);
  const shown = [...new Set(Object.values(answer.representatives ?? {}))];
  return {
    answer: { ...answer, reasons: reasonsOf(answer, explorers, home, ends) },
    ...{ explorers, home, deadEnds: ends },
    steps: Object.fromEntries(shown.map((index) => [index, stepsOf.get(assignmentKey(answer.plans[index]?.assignment ?? {})) ?? []])),
  };
}

function keyOf(operation: string, firm: string): string {
  return JSON.stringify([operation, firm]);
}

function assignmentKey(assignment: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(assignment).sort(([a], [b]) => byCodeUnits(a, b)));
}

function reasonsOf(answer: ConsortiumAnswer, explorers: number, home: number, deadEnds: Placement['deadEnds']): string[] {
  const best = answer.plans[0];
  const sent = `${home} of ${explorers} explorers found firms for every operation`;
  const ends = deadEnds.map(({ operation, rule, explorers: count }) => `${count} ended at ${operation}: ${rule}`);
  if (best === undefined) return [`no plan was placed: ${sent}`, ...ends];
  const name = Object.values(best.assignment).join('-');
  return [
    `${name} has the highest utility of ${answer.plans.length} placements, ${best.utility.toFixed(6)}; firms took the work themselves, no optimiser was asked`,
    sent,
    ...ends,
  ];
}
