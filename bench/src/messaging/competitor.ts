import type { Workload } from './workload.js';

/** One way from a table of outgoing events over Kafka to effects in another database. */
export interface Competitor {
  /** Table → Kafka. The rows are committed at once, then counted until the last is marked. @returns milliseconds */
  relay(workload: Workload): Promise<number>;
  /** Kafka → effects, from the first batch handed over to the last commit; the records are there already. @returns milliseconds */
  pipeline(workload: Workload): Promise<number>;
  /** Both at once, from the commit of the rows to the last effect. @returns milliseconds */
  together(workload: Workload): Promise<number>;
  /** Leaves tables as small as at the start. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
