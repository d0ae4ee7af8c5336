import type { TopicContract } from '../contract/contract.js';

export interface OutgoingRecord {
  /** Decides the partition; records of one key keep their order. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
}

/** Where a consumer group goes on reading: the offset after the last record it is done with. */
export interface GroupPosition {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: bigint;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * Gets records in the order of their partitions, possibly of several partitions and topics. Their offsets are committed once
   * it resolves; if it rejects, they come again after a pause. The signal says that the result is no longer wanted. Where the
   * transport has more at hand, `upcoming` gives the records (the very array) that follow if all goes well.
   */
  onBatch(records: readonly IncomingRecord[], signal: AbortSignal, upcoming?: () => readonly IncomingRecord[]): Promise<void>;
}

export interface Consumption {
  /** Waits for the batch in hand, leaves the group. */
  close(): Promise<void>;
}

/** A durable partitioned log. A group that was never seen before reads each topic from its beginning. */
export interface EventTransport {
  /** Creates what is missing. @throws Error where a topic exists with another number of partitions or another kind */
  ensureTopics(topics: readonly TopicContract[]): Promise<void>;
  /** Resolves once the records are durable. A rejected call may have appended all, some or none. */
  append(topic: string, records: readonly OutgoingRecord[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<Consumption>;
  /** Moves the group back (never ahead) to positions before those it committed: its database was restored from a backup. */
  rewind(group: string, positions: readonly GroupPosition[]): Promise<void>;
  /** Records ever appended, by topic. */
  counts(): Promise<Record<string, number>>;
  /** Records of the topics that the group has not committed yet. */
  lag(group: string, topics: readonly string[]): Promise<number>;
  close(): Promise<void>;
}
