import type { Window } from '@gewerk/contracts';

export interface OwnOperation {
  /** Within its job. */
  operationId: string;
  after?: string[];
  /** Equal families follow each other without set-up. */
  family?: string;
  /** Whether the run goes on after a closed time; true unless said otherwise. */
  splittable?: boolean;
  options: { machineId: string; minutes: number; setupMinutes?: number }[];
}

export interface OwnJob {
  jobId: string;
  releaseAt?: string;
  dueAt?: string;
  weight?: number;
  operations: OwnOperation[];
}

interface MachineRules {
  machineId: string;
  setups?: { from: string; to: string; minutes: number }[];
  setupOtherwiseMinutes?: number;
  batch?: { capacity: number; startWindows?: Window[] };
}

/** What a firm's own system says of its shop: its jobs, and the rules of its machines; its hours and holidays the registry knows. */
export interface Shop {
  objective?: 'weighted-tardiness' | 'makespan' | 'levelled-load';
  machines?: MachineRules[];
  transport?: { fromSiteId: string; toSiteId: string; minutes: number }[];
  jobs: OwnJob[];
}

export interface Outage {
  machineId: string;
  startsAt: string;
  endsAt: string;
}

/** When an operation of the plan will end, against the plan. */
export interface Delay {
  jobId: string;
  operationId: string;
  endsAt: string;
}

/** One thing that happened in the shop. */
export type ShopChange = ({ kind: 'machine-outage' } & Outage) | { kind: 'order-in'; job: OwnJob } | ({ kind: 'operation-late' } & Delay);
