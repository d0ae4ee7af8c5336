import { type DescribedPlan, describePlan, type PlanProblem, PlanSearch, readPlanProblem } from '@gewerk/engine-scheduling';
import { seededRandom } from '@gewerk/kernel';

/** The answer has to be there within 200 ms; what is left after that is for reading, explaining and drawing it. */
const ANSWER_MILLIS = 80;
const STEP_ITERATIONS = 10;

export interface Replanned {
  readonly change: string;
  readonly millis: number;
  readonly operations: number;
  readonly machinesChanged: number;
  readonly tardinessBefore: number;
  readonly tardinessAfter: number;
}

/** One change after the other to a shop of 60 jobs with shifts and set-ups by family: how long the new plan takes and what it moves. */
export function replanAfterChanges(): Replanned[] {
  const shop = shopOf(60, 12, 5);
  const first = new PlanSearch(shop, 1);
  first.step(40_000);
  const inForce = describePlan(shop, first.exportBest());
  const now = Math.round(inForce.makespan / 4);
  const running = withFrozen({ ...shop, current: inForce.schedule, changeCost: 480 }, inForce, now);
  const late = inForce.schedule.find(({ start, end }) => start < now && end > now);
  const [order] = shopOf(1, 12, 6).jobs;
  const changes: [string, PlanProblem][] = [
    [
      'a machine is down for a day',
      { ...running, machines: running.machines.map((machine, k) => (k === 0 ? downFrom(machine, now, now + 1440) : machine)) },
    ],
    ['an order comes in', { ...running, jobs: [...running.jobs, { ...order!, id: 'new', release: now, due: now + 3000 }] }],
    ['an operation ends four hours late', lengthened(running, late?.job ?? '', late?.operation ?? '', 240)],
  ];
  return changes.map(([change, problem]) => replan(change, problem, inForce));
}

function replan(change: string, problem: PlanProblem, before: DescribedPlan): Replanned {
  const startedAt = performance.now();
  const search = new PlanSearch(problem, 1);
  while (performance.now() - startedAt < ANSWER_MILLIS) search.step(STEP_ITERATIONS);
  const plan = describePlan(problem, search.exportBest());
  const millis = performance.now() - startedAt;
  const machineOf = new Map(before.schedule.map(({ job, operation, machine }) => [`${job}/${operation}`, machine]));
  const changed = plan.schedule.filter(({ job, operation, machine }) => (machineOf.get(`${job}/${operation}`) ?? machine) !== machine);
  return {
    change,
    millis,
    operations: plan.schedule.length,
    machinesChanged: changed.length,
    tardinessBefore: before.weightedTardiness,
    tardinessAfter: plan.weightedTardiness,
  };
}

function withFrozen(problem: PlanProblem, plan: DescribedPlan, now: number): PlanProblem {
  const begun = new Map(plan.schedule.filter(({ start }) => start < now).map((entry) => [`${entry.job}/${entry.operation}`, entry]));
  const jobs = problem.jobs.map((job) => ({
    ...job,
    release: Math.max(job.release, now),
    operations: job.operations.map((operation) => ({ ...operation, frozen: begun.get(`${job.id}/${operation.id}`) ?? null })),
  }));
  return { ...problem, jobs };
}

function downFrom(machine: PlanProblem['machines'][number], from: number, until: number): PlanProblem['machines'][number] {
  const open = (machine.open ?? []).flatMap(([start, end]) => [
    [start, Math.min(end, from)] as const,
    [Math.max(start, until), end] as const,
  ]);
  return { ...machine, open: open.filter(([start, end]) => start < end) };
}

function lengthened(problem: PlanProblem, jobId: string, operationId: string, minutes: number): PlanProblem {
  const jobs = problem.jobs.map((job) => ({
    ...job,
    operations: job.operations.map((operation) => {
      if (job.id !== jobId || operation.id !== operationId || operation.frozen === null) return operation;
      return { ...operation, frozen: { ...operation.frozen, end: operation.frozen.end + minutes } };
    }),
  }));
  return { ...problem, jobs };
}

function shopOf(jobs: number, machines: number, seed: number): PlanProblem {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return readPlanProblem({
    objective: 'weighted-tardiness',
    startsAt: '2026-11-23T05:00:00Z',
    horizonDays: 200,
    calendars: { day: { zone: 'Europe/Vienna', shifts: [{ weekdays: [1, 2, 3, 4, 5], startMinute: 360, endMinute: 1080 }] } },
    machines: Array.from({ length: machines }, (_, k) => ({ id: `m${k}`, calendar: 'day', setupOtherwise: 20 })),
    jobs: Array.from({ length: jobs }, (_, j) => ({
      id: `j${j}`,
      due: 6000 + below(9000),
      weight: 1 + below(3),
      operations: Array.from({ length: 5 }, (_unused, o) => {
        const [first, minutes] = [below(machines), 30 + below(240)];
        return {
          id: `o${o}`,
          after: o > 0 ? [`o${o - 1}`] : [],
          family: `f${below(4)}`,
          options: [0, 1, 2]
            .slice(0, 1 + below(3))
            .map((offset) => ({ machine: `m${(first + offset) % machines}`, minutes: minutes + 10 * offset })),
        };
      }),
    })),
  });
}
