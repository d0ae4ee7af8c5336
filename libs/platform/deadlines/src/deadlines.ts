import type { UnitOfWork } from '@gewerk/platform-messaging';

export interface Deadline {
  /** Says which method is called, e.g. `invitation`. */
  readonly kind: string;
  /** What it is about, e.g. the id of the invitation; one deadline per network, kind and subject. */
  readonly subject: string;
  readonly dueAt: Date;
  readonly payload?: object;
}

/** Sets and clears deadlines in the transaction of a unit of work: they stand or fall with its other changes. */
export class Deadlines {
  /** Sets the deadline, in place of one of the same kind and subject. */
  async set(work: UnitOfWork, deadline: Deadline): Promise<void> {
    const { networkId, origin } = work;
    await work.tx.query(
      `insert into app.deadline as d (network_id, kind, subject, due_at, next_attempt_at, payload, correlation_id, causation_id, hops, traceparent)
       values ($1, $2, $3, $4, $4, $5::jsonb, $6, $7, $8, $9)
       on conflict (network_id, kind, subject) do update set due_at = excluded.due_at, next_attempt_at = excluded.next_attempt_at,
         payload = excluded.payload, correlation_id = excluded.correlation_id, causation_id = excluded.causation_id, hops = excluded.hops,
         traceparent = excluded.traceparent, attempts = 0, error = null, parked_at = null`,
      [
        networkId,
        deadline.kind,
        deadline.subject,
        deadline.dueAt,
        JSON.stringify(deadline.payload ?? {}),
        origin.correlationId,
        origin.causationId,
        origin.hops,
        origin.traceparent ?? null,
      ],
    );
  }

  /** Clears the deadline if it stands. */
  async clear(work: UnitOfWork, kind: string, subject: string): Promise<void> {
    await work.tx.query('delete from app.deadline where network_id = $1 and kind = $2 and subject = $3', [work.networkId, kind, subject]);
  }

  /** Deadlines of the network that failed too often and wait for an operator, oldest first. */
  async parked(work: UnitOfWork): Promise<ParkedDeadline[]> {
    const rows = await work.tx.query<{ kind: string; subject: string; due_at: Date; attempts: number; error: string; parked_at: Date }[]>(
      `select kind, subject, due_at, attempts, error, parked_at from app.deadline where network_id = $1 and parked_at is not null
       order by parked_at, kind, subject limit 500`,
      [work.networkId],
    );
    return rows.map((row) => ({
      kind: row.kind,
      subject: row.subject,
      dueAt: row.due_at,
      attempts: row.attempts,
      error: row.error,
      parkedAt: row.parked_at,
    }));
  }

  /** Gives a parked deadline its attempts back. @returns whether there was one */
  async retry(work: UnitOfWork, kind: string, subject: string): Promise<boolean> {
    const [rows] = await work.tx.query<[object[], number]>(
      `update app.deadline set attempts = 0, error = null, parked_at = null, next_attempt_at = app.now()
       where network_id = $1 and kind = $2 and subject = $3 and parked_at is not null returning 1`,
      [work.networkId, kind, subject],
    );
    return rows.length > 0;
  }
}

export interface ParkedDeadline {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly error: string;
  readonly parkedAt: Date;
}
