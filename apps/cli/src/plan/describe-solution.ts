import { describePlan, type ScheduledOperation, scheduleOf, type Sequencing } from '@gewerk/engine-scheduling';
import type { Planned } from './read-plan-file.js';

/** The answer of `gewerk plan solve`. Times in the unit of the file. */
export interface ShopSolution {
  readonly objective: number;
  readonly makespan: number;
  readonly lowerBound: number;
  readonly schedule: readonly ScheduledOperation[];
  readonly iterations: number;
  readonly seconds: number;
}

export function describeSolution(
  planned: Planned,
  best: Sequencing,
  lowerBound: number,
  iterations: number,
  elapsedSeconds: number,
): object {
  const seconds = Math.round(elapsedSeconds * 1000) / 1000;
  if (planned.kind === 'plan') return { ...describePlan(planned.problem, best), lowerBound, iterations, seconds };
  const schedule = scheduleOf(planned.shop, best);
  const makespan = schedule.reduce((latest, { end }) => Math.max(latest, end), 0);
  return { objective: makespan, makespan, lowerBound, schedule, iterations, seconds } satisfies ShopSolution;
}
