import { checkPlan, describePlan, PlanSearch, readPlanProblem } from '@gewerk/engine-scheduling';
import type { SolvedPlan } from '../domain/plan.js';

/** Where a worker thread finds `solvePlan`. */
export const PLAN_SOLVER_MODULE = import.meta.url;

export interface SearchLimits {
  iterations: number;
  millis: number;
}

const SEED = 1;
/** Between two looks at the clock; a plan of a thousand operations takes some tenths of a millisecond. */
const STEP_ITERATIONS = 10;
const POLISHING_ITERATIONS = 300;

/**
 * Runs in a worker thread. The search ends by its iterations, so that equal models get equal plans, and by the clock where that
 * takes too long.
 * @param labels of machines, by id, for what is said of them
 * @throws DomainError of the engine where the model cannot be planned
 */
export function solvePlan(model: object, labels: Readonly<Record<string, string>>, limits: SearchLimits): SolvedPlan {
  const startedAt = performance.now();
  const problem = readPlanProblem(model);
  const search = new PlanSearch(problem, SEED);
  while (!isEnough(search, limits) && performance.now() - startedAt < limits.millis) search.step(STEP_ITERATIONS);
  const startsAt = Date.parse((model as { startsAt: string }).startsAt);
  const described = describePlan(problem, search.exportBest(), {
    at: (minute) => `${new Date(startsAt + minute * 60_000).toISOString().slice(0, 16)}Z`,
    machine: (id) => labels[id] ?? id,
  });
  return {
    described,
    lowerBound: search.lowerBound,
    iterations: search.iterations,
    engineMillis: performance.now() - startedAt,
    conflicts: checkPlan(problem, described.schedule),
  };
}

/** Once nothing is late that need not be, all that is left to gain is a few changes less. */
function isEnough(search: PlanSearch, { iterations }: SearchLimits): boolean {
  const most = search.objective <= search.lowerBound ? Math.min(iterations, POLISHING_ITERATIONS) : iterations;
  return search.isProven || search.iterations >= most;
}
