import { DomainError, newId } from '@gewerk/kernel';
import type { Origin, UnitsOfWork } from '@gewerk/platform-messaging';
import { CORRELATION_ATTRIBUTE, correlated, inSpan } from '@gewerk/platform-observability';
import type { RelayPool } from '@gewerk/platform-persistence';
import { TASK_CHANNEL, type Task, type TaskHandler } from './tasks.js';

export interface TaskRunnerOptions {
  relayPool: RelayPool;
  units: UnitsOfWork;
  // `any`: handlers of different inputs and outputs in one list
  handlers: readonly TaskHandler<any, any>[];
  /** Tasks in hand at once. */
  width?: number;
  /** Renewed while the task is in hand; one whose runner died or stands still waits as long. */
  leaseMillis?: number;
  /** Before the second try; each further one waits four times as long. */
  backoffMillis?: number;
  onFault?(error: Error): void;
}

const DEFAULT_WIDTH = 3;
const DEFAULT_LEASE_MILLIS = 20_000;
/** A lease is renewed so often before it ends, so that one slow answer of the database does not cost it. */
const RENEWALS_PER_LEASE = 4;
const DEFAULT_BACKOFF_MILLIS = 500;
const POLL_MILLIS = 1_000;
const MOST_ATTEMPTS = 5;

interface TaskRow {
  network_id: string;
  task_id: string;
  kind: string;
  subject: string;
  payload: Record<string, unknown>;
  origin: Origin;
  attempts: number;
}

/** Another runner took the task over; what was computed here is dropped. */
class LeaseLost extends Error {}

/**
 * Leases tasks, computes, and commits results fenced by the lease. Several runners may work on one database; a task whose runner
 * died is taken up by another when its lease ends.
 */
export class TaskRunner {
  readonly #handlers: ReadonlyMap<string, TaskHandler<any, any>>;
  readonly #running = new Set<Promise<void>>();
  readonly #leases = new Set<string>();
  #stopping = false;
  #poll: NodeJS.Timeout | null = null;
  #renewal: NodeJS.Timeout | null = null;
  #unlisten: (() => Promise<void>) | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(private readonly options: TaskRunnerOptions) {
    this.#handlers = new Map(options.handlers.map((handler) => [handler.kind, handler]));
  }

  async start(): Promise<void> {
    this.#poll = setInterval(() => this.#look(), POLL_MILLIS);
    this.#renewal = setInterval(() => void this.#renew(), this.#leaseMillis / RENEWALS_PER_LEASE);
    this.#unlisten = await this.options.relayPool.listen(TASK_CHANNEL, () => this.#look());
  }

  /** Takes no new task and waits for those in hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#poll !== null) clearInterval(this.#poll);
    await this.#unlisten?.();
    // A lease that is on its way must arrive before the tasks in hand are all there are.
    await this.#looking;
    await Promise.all(this.#running);
    if (this.#renewal !== null) clearInterval(this.#renewal);
  }

  get #leaseMillis(): number {
    return this.options.leaseMillis ?? DEFAULT_LEASE_MILLIS;
  }

  /** A lease that ended meanwhile and was taken by another has another token; it stays theirs. */
  async #renew(): Promise<void> {
    if (this.#leases.size === 0) return;
    await this.options.relayPool
      .query(`update app.task set leased_until = clock_timestamp() + $1 * interval '1 millisecond' where lease_token = any ($2::uuid[])`, [
        this.#leaseMillis,
        [...this.#leases],
      ])
      .catch((error: Error) => this.options.onFault?.(error));
  }

  #look(): void {
    if (this.#looking !== null) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#fillWhileAsked().finally(() => {
      this.#looking = null;
      // Asked after the last round had ended, before this was noted.
      if (this.#lookAgain && !this.#stopping) this.#look();
    });
  }

  async #fillWhileAsked(): Promise<void> {
    try {
      do {
        this.#lookAgain = false;
        await this.#fill();
      } while (this.#lookAgain && !this.#stopping);
    } catch (error) {
      this.options.onFault?.(error as Error);
    }
  }

  async #fill(): Promise<void> {
    while (!this.#stopping && this.#running.size < (this.options.width ?? DEFAULT_WIDTH)) {
      const leaseToken = newId();
      const row = await this.#lease(leaseToken);
      if (row === undefined) return;
      this.#leases.add(leaseToken);
      const work = this.#traced(row, leaseToken).finally(() => {
        this.#leases.delete(leaseToken);
        this.#running.delete(work);
        this.#look();
      });
      this.#running.add(work);
    }
  }

  async #lease(leaseToken: string): Promise<TaskRow | undefined> {
    const [row] = await this.options.relayPool.query<TaskRow>(
      `update app.task set lease_token = $1, leased_until = clock_timestamp() + $2 * interval '1 millisecond', attempts = attempts + 1
       where (network_id, task_id) = (
         select network_id, task_id from app.task
         where failed_at is null and due_at <= clock_timestamp() and (leased_until is null or leased_until < clock_timestamp()) and kind = any ($3)
         order by due_at limit 1 for update skip locked)
       returning network_id, task_id, kind, subject, payload, origin, attempts`,
      [leaseToken, this.#leaseMillis, [...this.#handlers.keys()]],
    );
    return row;
  }

  #traced(row: TaskRow, leaseToken: string): Promise<void> {
    const { correlationId, traceparent } = row.origin;
    const settings = { attributes: { [CORRELATION_ATTRIBUTE]: correlationId }, follows: [traceparent] };
    return correlated(correlationId, () => inSpan(`task ${row.kind}`, settings, () => this.#work(row, leaseToken)));
  }

  async #work(row: TaskRow, leaseToken: string): Promise<void> {
    const handler = this.#handlers.get(row.kind);
    if (handler === undefined) return;
    const { kind, subject, payload, origin, attempts } = row;
    const task: Task = { networkId: origin.networkId, taskId: row.task_id, kind, subject, payload, origin, attempts };
    try {
      // Each try before ended without a word, so its process died: computing it again would take this one along.
      if (attempts > MOST_ATTEMPTS) throw new Error(`${MOST_ATTEMPTS} runners were lost over it`);
      const input: unknown = await this.options.units.run(origin, (work) => handler.load(work, task));
      const output: unknown = input === null ? null : await handler.compute(input, task);
      await this.options.units.run(origin, async (work) => {
        const deleted: unknown = await work.tx.query(
          'delete from app.task where network_id = $1 and task_id = $2 and lease_token = $3 returning 1',
          [task.networkId, task.taskId, leaseToken],
        );
        if (!hasRows(deleted)) throw new LeaseLost();
        if (input !== null) await handler.save(work, task, output, input);
      });
    } catch (error) {
      if (!(error instanceof LeaseLost)) await this.#retryLater(handler, task, leaseToken, error as Error);
    }
  }

  async #retryLater(handler: TaskHandler<any, any>, task: Task, leaseToken: string, error: Error): Promise<void> {
    this.options.onFault?.(new Error(`task ${task.kind} ${task.subject}, try ${task.attempts}: ${error.message}`, { cause: error }));
    // A refusal by a rule will be the same next time; a fault may pass.
    const hopeless = error instanceof DomainError && error.kind !== 'unavailable';
    const last = hopeless || task.attempts >= MOST_ATTEMPTS;
    try {
      await this.options.units.run(task.origin, async (work) => {
        const updated: unknown = await work.tx.query(
          `update app.task set lease_token = null, leased_until = null, error = $4,
             failed_at = case when $5 then clock_timestamp() end, due_at = clock_timestamp() + $6 * interval '1 millisecond'
           where network_id = $1 and task_id = $2 and lease_token = $3 returning 1`,
          [
            task.networkId,
            task.taskId,
            leaseToken,
            error.message.slice(0, 2000),
            last,
            (this.options.backoffMillis ?? DEFAULT_BACKOFF_MILLIS) * 4 ** (task.attempts - 1),
          ],
        );
        if (last && hasRows(updated)) await handler.failed?.(work, task, error);
      });
    } catch (fault) {
      // Its lease runs out, then somebody tries again.
      this.options.onFault?.(fault as Error);
    }
  }
}

/** TypeORM answers `[rows, count]` to DELETE and UPDATE with RETURNING. */
function hasRows(answer: unknown): boolean {
  return Array.isArray(answer) && Array.isArray(answer[0]) && answer[0].length > 0;
}
