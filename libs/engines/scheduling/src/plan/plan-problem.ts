/** A half-open interval of minutes. */
export type Minutes = readonly [start: number, end: number];

export type PlanObjective = 'makespan' | 'weighted-tardiness' | 'levelled-load';

/** All times are whole minutes from the start of the plan. */
export interface PlanProblem {
  readonly objective: PlanObjective;
  readonly machines: readonly PlanMachine[];
  readonly jobs: readonly PlanJob[];
  /** From site to site, in the direction given; nothing within a site. */
  readonly transport: readonly { readonly from: string; readonly to: string; readonly minutes: number }[];
  /** The plan that is in force. A new one stays close to it: each operation that changes costs `changeCost`. */
  readonly current: readonly PlannedOperation[];
  readonly changeCost: number;
}

export interface PlanMachine {
  readonly id: string;
  readonly site: string;
  /** When it works, sorted and apart, outages already taken out; null: always. */
  readonly open: readonly Minutes[] | null;
  /** Minutes of set-up between two families; what is not named takes `setupOtherwise`, equal families none. */
  readonly setups: readonly { readonly from: string; readonly to: string; readonly minutes: number }[];
  readonly setupOtherwise: number;
  /** A furnace and the like: up to so many operations of one family and duration together, started within the times listed. */
  readonly batch: { readonly capacity: number; readonly startWithin: readonly Minutes[] | null } | null;
}

export interface PlanJob {
  readonly id: string;
  readonly release: number;
  readonly due: number | null;
  readonly weight: number;
  readonly operations: readonly PlanOperation[];
}

export interface PlanOperation {
  readonly id: string;
  /** Ids within the job. */
  readonly after: readonly string[];
  readonly family: string;
  /** False: set-up and run in one piece; otherwise only the set-up is, and the run goes on after a closed time. */
  readonly splittable: boolean;
  readonly options: readonly { readonly machine: string; readonly minutes: number; readonly setupMinutes: number }[];
  /** Already begun, or promised: stays exactly there. */
  readonly frozen: { readonly machine: string; readonly start: number; readonly end: number } | null;
}

export interface PlannedOperation {
  readonly job: string;
  readonly operation: string;
  readonly machine: string;
  /** Start of the set-up. */
  readonly start: number;
  readonly end: number;
}
