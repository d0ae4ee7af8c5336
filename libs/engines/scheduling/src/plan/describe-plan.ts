import type { Sequencing } from '../search/disjunctive-graph.js';
import { compilePlan } from './compiled-plan.js';
import { explainLate, type LateOperation, type PlanWords } from './explain-late.js';
import { PlanCost } from './plan-cost.js';
import type { PlannedOperation, PlanProblem } from './plan-problem.js';
import { PlanTiming } from './plan-timing.js';

export interface DescribedPlan {
  readonly objective: number;
  readonly makespan: number;
  readonly weightedTardiness: number;
  readonly loadSpread: number;
  /** Operations that left the plan in force, in whole changes. */
  readonly changes: number;
  readonly schedule: readonly PlannedOperation[];
  readonly late: readonly LateOperation[];
}

/** The plan that a selection stands for, with a reason for every late operation. */
export function describePlan(problem: PlanProblem, selection: Sequencing, words?: PlanWords): DescribedPlan {
  const plan = compilePlan(problem);
  const timing = new PlanTiming(plan);
  timing.time(selection);
  const { objective, makespan, weightedTardiness, loadSpread, changes } = new PlanCost(plan).of(timing, selection);
  const schedule = plan.operations.map(({ job, source }, v) => ({
    job: plan.jobs[job]!.id,
    operation: source.id,
    machine: plan.machines[timing.machineOf[v]!]!.source.id,
    start: timing.start[v]!,
    end: timing.end[v]!,
  }));
  return { objective, makespan, weightedTardiness, loadSpread, changes, schedule, late: explainLate(plan, timing, selection, words) };
}
