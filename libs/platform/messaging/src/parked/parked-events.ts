import { DomainError, newId } from '@gewerk/kernel';
import type { Transaction } from '@gewerk/platform-persistence';
import type { Position, Stream } from '../envelope/stream.js';
import { Inbox } from '../inbox/inbox.js';
import type { ParkReason } from '../pipeline/item.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { IncomingRecord } from '../transport/transport.js';

/** An event that waits for an operator. */
export interface ParkedEvent extends Stream, Position {
  readonly id: string;
  readonly eventId: string | null;
  readonly type: string | null;
  readonly reason: ParkReason;
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

export interface ReplayOutcome {
  readonly replayed: number;
  /** Events of the stream that are still parked. */
  readonly remaining: number;
  /** Why it stopped before the end, or null. */
  readonly stoppedBy: string | null;
}

/** Who decides, and why: kept for good beside what was decided on. */
export interface Decision {
  readonly networkId: string;
  /** Id of the parked event. */
  readonly id: string;
  readonly subject: string;
  readonly reason: string;
}

/** The operator's queue of one consumer. */
export class ParkedEvents {
  readonly #inbox: Inbox;

  constructor(private readonly pipeline: Pipeline) {
    this.#inbox = new Inbox(pipeline.consumer, null);
  }

  /** @param after id of the last parked event of the former page */
  async list(networkId: string, page: { limit: number; after?: string }): Promise<ParkedEvent[]> {
    const rows = await this.pipeline.database.transaction([networkId], (tx) =>
      tx.query<ParkedRow[]>(
        `select * from messaging.parked where network_id = $1 and consumer = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
        [networkId, this.pipeline.consumer, page.after ?? null, page.limit],
      ),
    );
    return rows.map(parkedEventOf);
  }

  /** Tries the whole stream of a parked event again, ascending, until one fails. */
  async replay(decision: Omit<Decision, 'reason'>): Promise<ReplayOutcome> {
    const rows = await this.#streamOf(decision);
    for (const [index, row] of rows.entries()) {
      const stoppedBy = await this.#replayOne(row, decision.subject);
      if (stoppedBy !== null) return { replayed: index, remaining: rows.length - index, stoppedBy };
    }
    return { replayed: rows.length, remaining: 0, stoppedBy: null };
  }

  /**
   * Gives a parked event up: it is kept in the audit, the stream goes on behind it.
   * @throws DomainError `messaging.earlier-event-parked` where an earlier one of its stream must be decided first
   */
  async discard(decision: Decision): Promise<void> {
    requireReason(decision);
    await this.#settle(decision, async (tx, row) => {
      await this.#inbox.moveTo(tx, streamOf(row), positionOf(row));
      await tx.query('delete from messaging.parked where network_id = $1 and id = $2', [row.network_id, row.id]);
      await audit(tx, row, 'discarded', decision.subject, decision.reason);
    });
  }

  /** Declares the events missing before a parked one to be lost, so that it can be replayed. */
  async acceptGap(decision: Decision): Promise<void> {
    requireReason(decision);
    await this.#settle(decision, async (tx, row) => {
      await this.#inbox.moveTo(tx, streamOf(row), { epoch: row.epoch, version: Number(row.version) - 1 });
      await audit(tx, row, 'gap-accepted', decision.subject, decision.reason);
    });
  }

  async #replayOne(row: ParkedRow, subject: string): Promise<string | null> {
    let fault: string | null = null;
    try {
      await this.pipeline.replay(recordOf(row), {
        afterwards: async (tx, plan) => {
          fault = plan.parked[0]?.fault.error ?? null;
          if (fault !== null) return;
          await tx.query('delete from messaging.parked where network_id = $1 and id = $2', [row.network_id, row.id]);
          await audit(tx, row, 'replayed', subject, plan.duplicates.length > 0 ? 'already superseded' : 'handled');
        },
      });
    } catch (error) {
      fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    if (fault !== null) {
      await this.pipeline.database.transaction([row.network_id], (tx) =>
        tx.query('update messaging.parked set attempts = attempts + 1, error = $3 where network_id = $1 and id = $2', [
          row.network_id,
          row.id,
          fault,
        ]),
      );
    }
    return fault;
  }

  /** Runs the decision under the watermark's lock, on the earliest parked event of its stream only. */
  async #settle(decision: Decision, work: (tx: Transaction, row: ParkedRow) => Promise<void>): Promise<void> {
    await this.pipeline.database.transaction([decision.networkId], async (tx) => {
      const found = await this.#find(tx, decision);
      await this.#inbox.lock(tx, streamOf(found));
      const [first] = await this.#rowsOf(tx, found);
      if (first?.id !== found.id) {
        throw new DomainError(
          'conflict',
          'messaging.earlier-event-parked',
          'An earlier event of the same stream is parked: decide on that one first.',
          [],
          {
            earlierId: first?.id ?? null,
          },
        );
      }
      await work(tx, first);
    });
  }

  #streamOf(decision: Pick<Decision, 'networkId' | 'id'>): Promise<ParkedRow[]> {
    return this.pipeline.database.transaction([decision.networkId], async (tx) => this.#rowsOf(tx, await this.#find(tx, decision)));
  }

  async #find(tx: Transaction, decision: Pick<Decision, 'networkId' | 'id'>): Promise<ParkedRow> {
    const [row] = await tx.query<ParkedRow[]>('select * from messaging.parked where network_id = $1 and id = $2 and consumer = $3', [
      decision.networkId,
      decision.id,
      this.pipeline.consumer,
    ]);
    if (row === undefined) throw new DomainError('not-found', 'messaging.not-parked', 'No such event is parked (any more).');
    return row;
  }

  #rowsOf(tx: Transaction, row: ParkedRow): Promise<ParkedRow[]> {
    return tx.query<ParkedRow[]>(
      'select * from messaging.parked where network_id = $1 and consumer = $2 and topic = $3 and key = $4 order by epoch, version',
      [row.network_id, this.pipeline.consumer, row.topic, row.key],
    );
  }
}

interface ParkedRow {
  network_id: string;
  id: string;
  consumer: string;
  topic: string;
  key: string;
  epoch: number;
  version: string;
  event_id: string | null;
  type: string | null;
  reason: ParkReason;
  error: string;
  attempts: number;
  partition: number;
  offset: string;
  wire_key: string | null;
  headers: string;
  payload: Buffer | null;
  parked_at: Date;
}

async function audit(tx: Transaction, row: ParkedRow, action: string, subject: string, reason: string): Promise<void> {
  await tx.query(
    `insert into messaging.parked_audit (network_id, id, consumer, topic, key, epoch, version, event_id, type, action, subject, reason, error,
       headers, payload, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, app.now())`,
    [
      row.network_id,
      newId(),
      row.consumer,
      row.topic,
      row.key,
      row.epoch,
      row.version,
      row.event_id,
      row.type,
      action,
      subject,
      reason,
      row.error,
      row.headers,
      row.payload,
    ],
  );
}

function requireReason(decision: Decision): void {
  if (decision.reason.trim() === '') {
    throw new DomainError('invalid', 'messaging.reason-missing', 'State why: it is kept in the audit.', [
      { pointer: '/reason', code: 'required' },
    ]);
  }
}

function recordOf(row: ParkedRow): IncomingRecord {
  return {
    topic: row.topic,
    partition: row.partition,
    offset: BigInt(row.offset),
    key: row.wire_key,
    headers: JSON.parse(row.headers) as Record<string, string>,
    value: row.payload,
  };
}

function streamOf(row: ParkedRow): Stream {
  return { networkId: row.network_id, topic: row.topic, key: row.key };
}

function positionOf(row: ParkedRow): Position {
  return { epoch: row.epoch, version: Number(row.version) };
}

function parkedEventOf(row: ParkedRow): ParkedEvent {
  return {
    ...streamOf(row),
    ...positionOf(row),
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    reason: row.reason,
    error: row.error,
    attempts: row.attempts,
    parkedAt: row.parked_at,
  };
}
