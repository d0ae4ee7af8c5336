import { type Stream, streamName } from '../envelope/stream.js';
import type { SlotSession } from '../session/slot-session.js';
import type { EventTransport } from '../transport/transport.js';
import { markSent, newestRows, type OutboxRow, recordOf, topicOf, unsentRows } from './outbox-rows.js';

export interface PublishCounters {
  published: number;
  /** Streams whose newest state went out again because another relay had overtaken this one. */
  republished: number;
}

/** Takes rows from the outbox to the transport. Remembers what it appended until it could mark it, over lost sessions too. */
export class Publisher {
  readonly counters: PublishCounters = { published: 0, republished: 0 };
  readonly #appended = new Map<string, OutboxRow>();
  /** Streams that another relay marked: an older state of theirs may now stand last in the log. */
  readonly #overtaken = new Map<string, Stream>();
  readonly #knownTopics = new Set<string>();

  constructor(
    private readonly transport: EventTransport,
    private readonly batchSize: number,
  ) {}

  /**
   * Publishes one batch of the session's buckets.
   * @returns number of rows read; fewer than the batch size means that nothing is left for now
   */
  async pass(session: SlotSession): Promise<number> {
    await this.#mark(session);
    await this.#republish(session);
    const rows = await unsentRows(session, session.owned, this.batchSize);
    if (rows.length === 0) return 0;
    const failure = await this.#append(rows);
    await this.#mark(session);
    await this.#republish(session);
    if (failure !== null) throw failure;
    return rows.length;
  }

  async #append(rows: readonly OutboxRow[]): Promise<Error | null> {
    const byTopic = Map.groupBy(rows, (row) => row.topic);
    const outcomes = await Promise.allSettled(
      [...byTopic].map(async ([topic, ofTopic]) => {
        await this.#appendTo(topic, ofTopic);
        for (const row of ofTopic) this.#appended.set(row.id, row);
      }),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    return failed === undefined ? null : asError(failed.reason);
  }

  async #appendTo(topic: string, rows: readonly OutboxRow[]): Promise<void> {
    const [first] = rows;
    if (first !== undefined && !this.#knownTopics.has(topic)) {
      await this.transport.ensureTopics([topicOf(first)]);
      this.#knownTopics.add(topic);
    }
    await this.transport.append(topic, rows.map(recordOf));
  }

  async #mark(session: SlotSession): Promise<void> {
    if (this.#appended.size === 0) return;
    const marked = await markSent(session, [...this.#appended.keys()]);
    this.counters.published += marked.size;
    for (const [id, row] of this.#appended) {
      if (!marked.has(id) && row.state) {
        this.#overtaken.set(streamName(streamOf(row)), streamOf(row));
      }
    }
    this.#appended.clear();
  }

  /** Until nothing newer was committed while the newest was on its way: then it stands last, whoever else appended. */
  async #republish(session: SlotSession): Promise<void> {
    while (this.#overtaken.size > 0) {
      const newest = await newestRows(session, [...this.#overtaken.values()]);
      for (const [topic, rows] of Map.groupBy(newest, (row) => row.topic)) await this.#appendTo(topic, rows);
      const sent = new Set(newest.map((row) => row.id));
      const after = await newestRows(session, [...this.#overtaken.values()]);
      const stillBehind = after.filter((row) => !sent.has(row.id));
      this.counters.republished += this.#overtaken.size - stillBehind.length;
      this.#overtaken.clear();
      for (const row of stillBehind) this.#overtaken.set(streamName(streamOf(row)), streamOf(row));
    }
  }
}

function streamOf(row: OutboxRow): Stream {
  return { networkId: row.network_id, topic: row.topic, key: row.key };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
