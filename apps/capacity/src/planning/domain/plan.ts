import type { DescribedPlan, LateOperation, PlannedOperation } from '@gewerk/engine-scheduling';
import type { Delay, Outage, Shop } from './shop.js';
import { BOOKING_PREFIX } from './shop-rules.js';

const MINUTE_MILLIS = 60_000;

export interface OperationPlan {
  jobId: string;
  operationId: string;
  machineId: string;
  /** Start of the set-up. */
  startsAt: string;
  endsAt: string;
  dueAt: string | null;
  /** Of the network: a hold or a booking. */
  origin: 'own' | 'network';
  /** Begun or promised. */
  isFrozen: boolean;
}

export interface LateOperationPlan {
  jobId: string;
  operationId: string;
  machineId: string;
  endsAt: string;
  /** From which the rest of the job could still be in time. */
  latestEndsAt: string;
  lateMinutes: number;
  blockedBy: LateOperation['blockedBy'];
  waitsFor: { jobId: string; operationId: string } | null;
  waitMinutes: number;
  remedies: readonly string[];
}

/** The plan of one firm, as it is kept. */
export interface ShopPlan {
  /** The request it answers. */
  revision: number;
  because: string;
  plannedAt: string;
  machines: number;
  weightedMinutesLate: number;
  loadSpreadMinutes: number;
  endsAt: string;
  objective: number;
  lowerBound: number;
  /** Operations of the plan before that start at another time now, or on another machine. */
  movedOperations: number;
  reassignedOperations: number;
  iterations: number;
  engineMillis: number;
  operations: readonly OperationPlan[];
  late: readonly LateOperationPlan[];
  /** What the rules of the model are broken by: things that are begun or promised and cannot both be. */
  conflicts: readonly string[];
}

/** Everything kept of a firm's planning. */
export interface ShopPlanning {
  companyId: string;
  shop: Shop;
  outages: readonly Outage[];
  delays: readonly Delay[];
  /** Requests so far, and the last one that was answered. */
  asked: number;
  answered: number;
  askedBecause: string;
  /** The last request that a search has to answer: more changed than the network's work. */
  searchAsked: number;
  plan: ShopPlan | null;
  /** Of the jobs stated, those that by their plans are done. */
  doneJobs: readonly string[];
  /** Of the machines and hours that the last request was answered for; empty before. */
  shopFloorDigest: string;
  /** How much of what the plan leaves free is published; null: the firm's own reports are. */
  publishedPercent: number | null;
  /** Why the last request could not be planned. */
  failure: { code: string; detail: string } | null;
}

/** What the engine answers for a model. */
export interface SolvedPlan {
  described: DescribedPlan;
  lowerBound: number;
  iterations: number;
  engineMillis: number;
  conflicts: readonly string[];
}

/** What the model cannot tell of its jobs. */
export interface PlanFrame {
  originMillis: number;
  machines: number;
  dueAt: ReadonlyMap<string, string>;
  frozen: ReadonlySet<string>;
  before: readonly OperationPlan[];
  /** Work on machines that were withdrawn. */
  stranded: readonly string[];
}

export function keyOfOperation(jobId: string, operationId: string): string {
  return `${jobId}\u0000${operationId}`;
}

export function planOf(solved: SolvedPlan, frame: PlanFrame, about: { revision: number; because: string; plannedAt: string }): ShopPlan {
  const { described } = solved;
  const at = (minute: number): string => new Date(frame.originMillis + minute * MINUTE_MILLIS).toISOString();
  const operations = described.schedule.map((planned) => operationPlan(planned, frame, at));
  return {
    ...about,
    machines: frame.machines,
    weightedMinutesLate: Math.round(described.weightedTardiness),
    loadSpreadMinutes: Math.round(described.loadSpread),
    endsAt: at(described.makespan),
    objective: Math.round(described.objective),
    lowerBound: Math.round(solved.lowerBound),
    ...movedSince(frame.before, operations),
    iterations: solved.iterations,
    engineMillis: Math.round(solved.engineMillis),
    operations,
    late: described.late.map((late) => ({
      jobId: late.job,
      operationId: late.operation,
      machineId: late.machine,
      endsAt: at(late.end),
      latestEndsAt: at(late.latestEnd),
      lateMinutes: late.lateMinutes,
      blockedBy: late.blockedBy,
      waitsFor: late.waitsFor === null ? null : { jobId: late.waitsFor.job, operationId: late.waitsFor.operation },
      waitMinutes: late.waitMinutes,
      remedies: late.remedies,
    })),
    conflicts: [...solved.conflicts, ...frame.stranded.map((job) => `${job} stands on a machine that was withdrawn`)],
  };
}

function operationPlan(planned: PlannedOperation, { dueAt, frozen }: PlanFrame, at: (minute: number) => string): OperationPlan {
  const { job, operation, machine, start, end } = planned;
  return {
    jobId: job,
    operationId: operation,
    machineId: machine,
    startsAt: at(start),
    endsAt: at(end),
    dueAt: dueAt.get(job) ?? null,
    origin: job.startsWith(BOOKING_PREFIX) ? 'network' : 'own',
    isFrozen: frozen.has(keyOfOperation(job, operation)),
  };
}

function movedSince(
  before: readonly OperationPlan[],
  operations: readonly OperationPlan[],
): Pick<ShopPlan, 'movedOperations' | 'reassignedOperations'> {
  const former = new Map(before.map((entry) => [keyOfOperation(entry.jobId, entry.operationId), entry]));
  const pairs = operations.flatMap((entry) => {
    const was = former.get(keyOfOperation(entry.jobId, entry.operationId));
    return was === undefined ? [] : [{ entry, was }];
  });
  const reassigned = pairs.filter(({ entry, was }) => entry.machineId !== was.machineId);
  const moved = pairs.filter(({ entry, was }) => entry.machineId !== was.machineId || entry.startsAt !== was.startsAt);
  return { movedOperations: moved.length, reassignedOperations: reassigned.length };
}
