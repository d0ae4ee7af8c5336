import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkPlan } from './check/check-plan.js';
import { describePlan } from './plan/describe-plan.js';
import { PlanSearch } from './plan/plan-search.js';
import { readPlanProblem } from './plan/read-plan-problem.js';

const GOLDEN = new URL('../../golden/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, GOLDEN), 'utf8'));
const ITERATIONS = 5000;

const cases = readdirSync(GOLDEN);

describe('golden plans', () => {
  it('are there', () => {
    expect(cases).toEqual(expect.arrayContaining(['furnace-on-listed-days', 'one-machine-down']));
  });

  it.each(cases)('%s gives the plan beside it', (name) => {
    const problem = readPlanProblem(read(`${name}/problem.json`));
    const search = new PlanSearch(problem, 1);
    search.step(ITERATIONS);
    const plan = describePlan(problem, search.exportBest());
    expect(checkPlan(problem, plan.schedule)).toEqual([]);
    expect(plan).toEqual(read(`${name}/plan.json`));
  });
});
