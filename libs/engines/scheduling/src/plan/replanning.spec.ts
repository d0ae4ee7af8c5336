import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPlan } from '../check/check-plan.js';
import { type DescribedPlan, describePlan } from './describe-plan.js';
import type { PlanMachine, PlanProblem } from './plan-problem.js';
import { PlanSearch } from './plan-search.js';
import { readPlanProblem } from './read-plan-problem.js';

const DAY = 1440;
const MACHINES = ['m0', 'm1', 'm2', 'm3'];
const CHANGE_COST = 480;

/** Four machines that work from 6 to 18, every day; jobs of up to five operations, most of which two machines can do. */
const shops = fc
  .array(
    fc.record({
      due: fc.integer({ min: 2, max: 20 }),
      weight: fc.integer({ min: 1, max: 3 }),
      operations: fc.array(
        fc.record({
          first: fc.nat(3),
          second: fc.option(fc.nat(3)),
          minutes: fc.integer({ min: 30, max: 300 }),
          family: fc.constantFrom('f', 'g'),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    { minLength: 4, maxLength: 14 },
  )
  .map((jobs) =>
    readPlanProblem({
      objective: 'weighted-tardiness',
      machines: MACHINES.map((id) => ({
        id,
        setupOtherwise: 15,
        open: Array.from({ length: 60 }, (_, day) => [day * DAY + 360, day * DAY + 1080]),
      })),
      jobs: jobs.map(({ due, weight, operations }, j) => ({
        ...{ id: `j${j}`, due: due * DAY, weight },
        operations: operations.map(({ first, second, minutes, family }, o) => ({
          ...{ id: `o${o}`, family, after: o > 0 ? [`o${o - 1}`] : [] },
          options: [...new Set([first, second ?? first])].map((k) => ({ machine: `m${k}`, minutes })),
        })),
      })),
    }),
  );

const changes = fc.constantFrom('machine-down', 'order-in', 'operation-late');

const solve = (problem: PlanProblem, iterations: number) => {
  const search = new PlanSearch(problem, 1);
  search.step(iterations);
  return { search, plan: describePlan(problem, search.exportBest()) };
};

/** A quarter of the plan has gone by: what has begun is frozen, nothing else starts before now. */
function running(problem: PlanProblem, { schedule, makespan }: DescribedPlan): PlanProblem & { now: number } {
  const now = Math.max(400, Math.round(makespan / 4));
  const begun = new Map(schedule.filter(({ start }) => start < now).map((entry) => [`${entry.job} ${entry.operation}`, entry]));
  const jobs = problem.jobs.map((job) => ({
    ...job,
    release: Math.max(job.release, now),
    operations: job.operations.map((operation) => ({ ...operation, frozen: begun.get(`${job.id} ${operation.id}`) ?? null })),
  }));
  return { ...problem, jobs, current: schedule, changeCost: CHANGE_COST, now };
}

function withChange(problem: PlanProblem & { now: number }, kind: string): PlanProblem {
  const { now } = problem;
  if (kind === 'machine-down')
    return { ...problem, machines: problem.machines.map((machine, k) => (k === 0 ? down(machine, now) : machine)) };
  if (kind === 'order-in') {
    const options = MACHINES.map((machine) => ({ machine, minutes: 120, setupMinutes: 0 }));
    const operation = { id: 'o', after: [], family: 'f', splittable: true, options, frozen: null };
    return { ...problem, jobs: [...problem.jobs, { id: 'new', release: now, due: now + 600, weight: 3, operations: [operation] }] };
  }
  const late = problem.current.find(({ start, end }) => start < now && end >= now);
  const jobs = problem.jobs.map((job) => ({
    ...job,
    operations: job.operations.map((operation) => {
      const isLate = job.id === late?.job && operation.id === late.operation && operation.frozen !== null;
      return isLate ? { ...operation, frozen: { ...operation.frozen, end: operation.frozen.end + 240 } } : operation;
    }),
  }));
  return { ...problem, jobs };
}

function down(machine: PlanMachine, now: number): PlanMachine {
  const outage = [now, now + DAY] as const;
  const open = (machine.open ?? []).flatMap(([start, end]) => [
    [start, Math.min(end, outage[0])] as const,
    [Math.max(start, outage[1]), end] as const,
  ]);
  return { ...machine, open: open.filter(([start, end]) => start < end) };
}

/** Operations of the plan in force that have another machine or another start now. */
function moved({ current }: PlanProblem, { schedule }: DescribedPlan): number {
  const now = new Map(schedule.map((entry) => [`${entry.job} ${entry.operation}`, entry]));
  return current.filter(({ job, operation, machine, start }) => {
    const entry = now.get(`${job} ${operation}`);
    return entry?.machine !== machine || entry.start !== start;
  }).length;
}

describe('a plan after one change', () => {
  it('leaves everything frozen where it is and keeps every rule, as the independent checker sees it', () => {
    fc.assert(
      fc.property(shops, changes, (shop, kind) => {
        const problem = withChange(running(shop, solve(shop, 600).plan), kind);
        const { plan } = solve(problem, 600);
        // A late operation may run into one that is frozen behind it: that is told, and nothing else.
        const frozen = problem.jobs.flatMap((job) => job.operations.filter((operation) => operation.frozen !== null));
        if (kind !== 'operation-late') expect(checkPlan(problem, plan.schedule)).toEqual([]);
        expect(checkPlan(problem, plan.schedule).filter((violation) => violation.includes('was moved'))).toEqual([]);
        expect(frozen.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('changes a good deal less than a plan from scratch would', () => {
    let [kept, scratch] = [0, 0];
    fc.assert(
      fc.property(shops, changes, (shop, kind) => {
        const problem = withChange(running(shop, solve(shop, 600).plan), kind);
        kept += moved(problem, solve(problem, 600).plan);
        scratch += moved(problem, solve({ ...problem, current: [], changeCost: 0 }, 600).plan);
      }),
      { numRuns: 30 },
    );
    expect(scratch).toBeGreaterThan(100);
    expect(kept).toBeLessThan((2 * scratch) / 3);
  });

  it('moves no operation of a machine that the change does not reach', () => {
    const chains = (id: string, count: number) =>
      Array.from({ length: count }, (_, j) => ({
        id: `${id}${j}`,
        due: (j + 1) * DAY,
        operations: [{ id: 'a', options: [{ machine: id, minutes: 400 }] }],
      }));
    const shop = readPlanProblem({
      objective: 'weighted-tardiness',
      machines: ['left', 'right'].map((id) => ({ id, open: Array.from({ length: 40 }, (_, d) => [d * DAY, d * DAY + 500]) })),
      jobs: [...chains('left', 12), ...chains('right', 12)],
    });
    const before = solve(shop, 3000).plan;
    const problem = withChange(running(shop, before), 'machine-down');
    const { plan } = solve(problem, 3000);
    expect(plan.objective).toBeGreaterThan(0);
    const right = ({ schedule }: DescribedPlan) => schedule.filter(({ machine }) => machine === 'right');
    expect(right(plan)).toEqual(right(before));
  });

  it('says what is frozen in the way of a late operation', () => {
    const problem = readPlanProblem({
      objective: 'weighted-tardiness',
      machines: [{ id: 'mill' }],
      jobs: [
        {
          id: 'promised',
          operations: [{ id: 'a', options: [{ machine: 'mill', minutes: 200 }], frozen: { machine: 'mill', start: 50, end: 250 } }],
        },
        { id: 'own', due: 150, operations: [{ id: 'b', options: [{ machine: 'mill', minutes: 100 }] }] },
      ],
    });
    const [late] = solve(problem, 100).plan.late;
    expect(late).toMatchObject({ job: 'own', blockedBy: 'frozen', waitsFor: { job: 'promised', operation: 'a' }, lateMinutes: 200 });
    expect(late?.remedies).toEqual(['let operation a of job promised leave its place: it is frozen on machine mill until minute 250']);
  });
});
