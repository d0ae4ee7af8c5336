import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPlan } from '../check/check-plan.js';
import { compilePlan } from './compiled-plan.js';
import { describePlan } from './describe-plan.js';
import { PlanCost } from './plan-cost.js';
import type { PlanProblem } from './plan-problem.js';
import { PlanSearch } from './plan-search.js';
import { PlanTiming } from './plan-timing.js';
import { readPlanProblem } from './read-plan-problem.js';

const windows = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 10, max: 60 })), { minLength: 1, maxLength: 4 })
  .map((pairs) => {
    let at = 0;
    const open = pairs.map(([gap, length]) => [(at += gap), (at += length)] as [number, number]);
    return [...open, [at + 10, 100_000]];
  });

const machine = (id: string, site: string) =>
  fc
    .record(
      { open: windows, setupOtherwise: fc.integer({ min: 0, max: 8 }), setups: fc.constantFrom([], [{ from: 'f', to: 'g', minutes: 12 }]) },
      { requiredKeys: [] },
    )
    .map((fields) => ({ id, site, ...fields }));

const oven = fc
  .record({ capacity: fc.integer({ min: 1, max: 3 }), startWithin: windows }, { requiredKeys: ['capacity'] })
  .map((batch) => ({ id: 'oven', site: 'b', batch }));

const operation = fc.record({
  machines: fc.subarray(['m1', 'm2', 'oven'], { minLength: 1 }),
  minutes: fc.integer({ min: 1, max: 40 }),
  setupMinutes: fc.constantFrom(0, 0, 5),
  family: fc.constantFrom('f', 'g'),
  splittable: fc.boolean(),
  isChained: fc.boolean(),
});

const job = fc.record({
  release: fc.integer({ min: 0, max: 50 }),
  due: fc.integer({ min: 20, max: 200 }),
  weight: fc.integer({ min: 1, max: 3 }),
  operations: fc.array(operation, { minLength: 1, maxLength: 4 }),
});

function problems(jobsMax: number): fc.Arbitrary<PlanProblem> {
  return fc
    .record({
      objective: fc.constantFrom('makespan', 'weighted-tardiness', 'levelled-load'),
      machines: fc.tuple(machine('m1', 'a'), machine('m2', 'b'), oven),
      jobs: fc.array(job, { minLength: 1, maxLength: jobsMax }),
      leg: fc.integer({ min: 0, max: 25 }),
    })
    .map(({ leg, jobs, ...rest }) =>
      readPlanProblem({
        ...rest,
        transport: [
          { from: 'a', to: 'b', minutes: leg },
          { from: 'b', to: 'a', minutes: leg + 3 },
        ],
        jobs: jobs.map(({ operations, ...dates }, index) => ({
          id: `j${index}`,
          ...dates,
          operations: operations.map(({ machines, minutes, setupMinutes, family, splittable, isChained }, number) => ({
            id: `o${number}`,
            family,
            splittable: splittable && minutes < 30,
            after: isChained && number > 0 ? [`o${number - 1}`] : [],
            options: machines.map((name, at) => ({ machine: name, minutes: minutes + at, setupMinutes })),
          })),
        })),
      }),
    );
}

/** Every order and every choice of machines, timed by the rules of the model. */
function bruteForce(problem: PlanProblem): number {
  const plan = compilePlan(problem);
  const timing = new PlanTiming(plan);
  const judge = new PlanCost(plan);
  const n = plan.operations.length;
  const selection = { option: new Int32Array(n), order: new Int32Array(n) };
  const isPlaced = new Array<boolean>(n).fill(false);
  let best = Number.POSITIVE_INFINITY;
  const extend = (done: number): void => {
    if (done === n) {
      timing.time(selection);
      best = Math.min(best, judge.of(timing, selection).objective);
      return;
    }
    for (let v = 0; v < n; v += 1) {
      const { predecessorStart, predecessors, optionStart } = plan.shop;
      if (isPlaced[v] || predecessors.subarray(predecessorStart[v], predecessorStart[v + 1]).some((before) => !isPlaced[before])) continue;
      isPlaced[v] = true;
      selection.order[done] = v;
      for (let o = 0; o < optionStart[v + 1]! - optionStart[v]!; o += 1) {
        selection.option[v] = o;
        extend(done + 1);
      }
      isPlaced[v] = false;
    }
  };
  extend(0);
  return best;
}

const solve = (problem: PlanProblem, iterations: number, seed = 1) => {
  const search = new PlanSearch(problem, seed);
  search.step(iterations);
  return { search, plan: describePlan(problem, search.exportBest()) };
};

/** Two machines of one site, open always; each job one operation of 100 minutes that either may do. */
const twoMills = (jobs: number, more: object = {}) =>
  readPlanProblem({
    objective: 'weighted-tardiness',
    machines: [{ id: 'mill1' }, { id: 'mill2' }],
    jobs: Array.from({ length: jobs }, (_, j) => ({
      id: `j${j}`,
      due: 100 * (1 + (j >> 1)),
      operations: [
        {
          id: 'mill',
          options: [
            { machine: 'mill1', minutes: 100 },
            { machine: 'mill2', minutes: 100 },
          ],
        },
      ],
    })),
    ...more,
  });

describe('the search over plans', () => {
  it('keeps every rule of the model, as the independent checker sees it', () => {
    fc.assert(
      fc.property(problems(5), fc.nat(100), (problem, seed) => {
        const { search, plan } = solve(problem, 400, seed);
        expect(checkPlan(problem, plan.schedule)).toEqual([]);
        expect(plan.objective).toBeCloseTo(search.objective, 6);
        expect(search.lowerBound).toBeLessThanOrEqual(plan.objective + 1e-9);
      }),
      { numRuns: 80 },
    );
  });

  it('finds the best of all orders and machines in nearly all tiny plans, and never claims more', () => {
    const tiny = problems(2).filter(({ jobs }) => jobs.reduce((sum, { operations }) => sum + operations.length, 0) <= 4);
    const gaps = fc.sample(tiny, 40).map((problem, seed) => solve(problem, 4000, seed).plan.objective - bruteForce(problem));
    expect(Math.min(...gaps)).toBeGreaterThan(-1e-6);
    expect(gaps.filter((gap) => gap > 1e-6).length).toBeLessThanOrEqual(3);
  });

  it('gives the same plan for the same seed and iterations', () => {
    fc.assert(
      fc.property(problems(5), (problem) => {
        expect(solve(problem, 300, 9).plan).toEqual(solve(problem, 300, 9).plan);
      }),
      { numRuns: 10 },
    );
  });

  it('says what blocks a late operation and what would free it', () => {
    const problem = readPlanProblem({
      objective: 'weighted-tardiness',
      machines: [{ id: 'mill' }, { id: 'spare', open: [[500, 5000]] }],
      jobs: [
        { id: 'first', due: 300, weight: 5, operations: [{ id: 'a', options: [{ machine: 'mill', minutes: 300 }] }] },
        {
          id: 'second',
          due: 350,
          operations: [
            {
              id: 'b',
              options: [
                { machine: 'mill', minutes: 100 },
                { machine: 'spare', minutes: 90 },
              ],
            },
          ],
        },
      ],
    });
    const [late, ...more] = solve(problem, 500).plan.late;
    expect(more).toEqual([]);
    expect(late).toMatchObject({
      ...{ job: 'second', operation: 'b', end: 400, latestEnd: 350, lateMinutes: 50, waitMinutes: 300 },
      ...{ blockedBy: 'machine-busy', waitsFor: { job: 'first', operation: 'a' }, machine: 'mill' },
    });
    expect(late?.remedies).toEqual([
      'free machine mill from minute 0 on: operation a of job first holds it until minute 300',
      'use machine spare: free at minute 0 it would end at minute 90',
    ]);
  });

  it('refuses a plan that the calendars have no room for', () => {
    const problem = readPlanProblem({
      machines: [{ id: 'mill', open: [[0, 50]] }],
      jobs: [{ id: 'j', operations: [{ id: 'a', options: [{ machine: 'mill', minutes: 60 }] }] }],
    });
    expect(() => new PlanSearch(problem, 1)).toThrow('scheduling.calendars-too-short');
  });

  it('levels the loads of machines that may do the same', () => {
    const { plan } = solve(twoMills(6, { objective: 'levelled-load' }), 3000);
    expect(plan).toMatchObject({ loadSpread: 0, weightedTardiness: 0 });
  });
});

describe('re-planning', () => {
  const before = solve(twoMills(20), 4000).plan;

  it('leaves a plan in force as it is where nothing changed', () => {
    const { plan } = solve(twoMills(20, { current: before.schedule }), 2000);
    expect(plan.changes).toBe(0);
    expect(plan.schedule).toEqual(before.schedule);
  });

  it('keeps frozen operations and moves few others when a machine is down', () => {
    const problem = twoMills(20, { current: before.schedule });
    const down = {
      ...problem,
      machines: problem.machines.map((mill) =>
        mill.id === 'mill2'
          ? {
              ...mill,
              open: [
                [0, 200],
                [400, 9000],
              ] as const,
            }
          : mill,
      ),
    };
    const withFrozen = {
      ...down,
      jobs: down.jobs.map((entry) => ({
        ...entry,
        operations: entry.operations.map((source) => {
          const planned = before.schedule.find(({ job: name }) => name === entry.id);
          return { ...source, frozen: planned !== undefined && planned.start < 100 ? planned : null };
        }),
      })),
    };
    const { plan } = solve(withFrozen, 5000);
    expect(checkPlan(withFrozen, plan.schedule)).toEqual([]);
    const machineOf = new Map(before.schedule.map(({ job: name, machine: on }) => [name, on]));
    const moved = plan.schedule.filter(({ job: name, machine: on }) => machineOf.get(name) !== on);
    expect(moved.length).toBeLessThanOrEqual(3);
    for (const entry of before.schedule.filter(({ start }) => start < 100)) expect(plan.schedule).toContainEqual(entry);
  });

  it('takes one more order in without moving the others where there is room behind them', () => {
    const { plan } = solve(twoMills(21, { current: before.schedule }), 3000);
    expect(plan.changes).toBe(0);
    expect(plan.schedule.find(({ job: name }) => name === 'j20')?.start).toBe(1000);
  });
});
