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

export const PARTS = ['relay', 'pipeline', 'together'] as const;
export type Part = (typeof PARTS)[number];

/** `bare-our-records` is the bare loop with the platform's functions for Kafka's records in the place of kafkajs' own. */
export const COMPETITORS = ['gewerk', 'bare', 'bare-our-records'] as const;
export type CompetitorName = (typeof COMPETITORS)[number];

/** So many events over so many different keys. */
export interface Round {
  readonly events: number;
  readonly streams: number;
}

/** Milliseconds of each part, or what went wrong. */
export type Outcome = Readonly<Record<Part, number>> | { readonly error: string };
