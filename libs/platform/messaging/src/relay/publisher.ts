import { type Stream, streamName } from '../envelope/stream.js';
import type { SlotSession } from '../session/slot-session.js';
import type { EventTransport } from '../transport/transport.js';
import { markSent, newestRows, type OutboxRow, recordOf, topicOf, unsentRows } from './outbox-rows.js';

/** Batches of one pass: between passes buckets are shared out anew. */
const MOST_BATCHES = 10;

export interface PublishCounters {
  published: number;
  /** The same by type of event: what happened in the network. */
  readonly publishedByType: Record<string, number>;
  /** Streams whose newest state went out again because another relay had overtaken this one. */
  republished: number;
}

/** Takes rows from the outbox to the transport. Remembers what it appended until it could mark it, over lost sessions too. */
export class Publisher {
  readonly counters: PublishCounters = { published: 0, publishedByType: {}, republished: 0 };
  readonly #appended = new Map<string, OutboxRow>();
  /** Streams that another relay marked: an older state of theirs may now stand last in the log. */
  readonly #overtaken = new Map<string, Stream>();
  readonly #knownTopics = new Set<string>();

  constructor(
    private readonly transport: EventTransport,
    private readonly batchSize: number,
  ) {}

  /**
   * Publishes what the session's buckets hold, batch after batch, but no more than some of them: then the caller has its turn.
   * @returns number of rows appended; 0 means that nothing is left for now
   */
  async pass(session: SlotSession): Promise<number> {
    await this.#mark(session);
    await this.#republish(session);
    let appended = 0;
    let rows = await unsentRows(session, this.batchSize, '0');
    for (let batch = 1; rows.length > 0; batch += 1) {
      const last = rows.at(-1)?.id ?? '0';
      const isLast = batch === MOST_BATCHES || rows.length < this.batchSize;
      const following = async (): Promise<OutboxRow[]> => {
        await this.#mark(session);
        return isLast ? [] : unsentRows(session, this.batchSize, last);
      };
      // While the broker writes this batch, the database marks the one before and reads the next.
      const [failure, next] = await allDone([this.#append(rows), following()]);
      if (failure !== null) {
        await this.#mark(session);
        throw failure;
      }
      appended += rows.length;
      rows = this.#overtaken.size === 0 ? next : [];
    }
    await this.#mark(session);
    await this.#republish(session);
    return appended;
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
    const rows = [...this.#appended.values()];
    const marked = await markSent(
      session,
      rows.map(({ id }) => id),
    );
    this.counters.published += marked.size;
    for (const row of rows) {
      if (marked.has(row.id)) this.counters.publishedByType[row.type] = (this.counters.publishedByType[row.type] ?? 0) + 1;
      else if (row.state) this.#overtaken.set(streamName(streamOf(row)), streamOf(row));
      this.#appended.delete(row.id);
    }
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

/** Waits for all of them before it throws what the first that failed threw: nothing may still run when others go on. */
async function allDone<Results extends unknown[]>(work: { [Index in keyof Results]: Promise<Results[Index]> }): Promise<Results> {
  await Promise.allSettled(work);
  return Promise.all(work) as Promise<Results>;
}

function streamOf(row: OutboxRow): Stream {
  return { networkId: row.network_id, topic: row.topic, key: row.key };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
