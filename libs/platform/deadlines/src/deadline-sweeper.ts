import type { NetworkId } from '@gewerk/kernel';
import type { Origin, UnitsOfWork } from '@gewerk/platform-messaging';
import { CORRELATION_ATTRIBUTE, correlated, inSpan } from '@gewerk/platform-observability';
import { type Database, isTransient, type RelayPool } from '@gewerk/platform-persistence';
import type { DeadlineHandler, DueDeadline } from './on-deadline.js';

export interface DeadlineSweeperOptions {
  readonly database: Database;
  /** Sees the deadlines of all networks. */
  readonly relay: RelayPool;
  readonly units: UnitsOfWork;
  readonly handlers: ReadonlyMap<string, DeadlineHandler>;
  readonly pollMillis?: number;
  onFault?(error: Error, due: { readonly kind: string; readonly subject: string } | null): void;
}

const BATCH = 200;
const NETWORKS_AT_ONCE = 4;
/** After so many failures a deadline waits for an operator. */
const MOST_ATTEMPTS = 10;

/**
 * Calls the handlers of due deadlines, each in one transaction of its network together with the deadline's removal. Several
 * sweepers may run: the row's lock decides who gets it.
 */
export class DeadlineSweeper {
  #loop: Promise<void> | null = null;
  #sweeping: Promise<number> | null = null;
  #stopped = false;
  #endSleep: (() => void) | null = null;
  #woken = false;

  constructor(private readonly options: DeadlineSweeperOptions) {}

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks at once instead of at the next second, e.g. after the clock was moved. */
  wake(): void {
    this.#woken = true;
    this.#endSleep?.();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.wake();
    await this.#loop;
    await this.#sweeping;
  }

  /**
   * Deals with everything that is due, also with what falls due by it.
   * @returns number of deadlines whose handlers took effect
   */
  async sweep(): Promise<number> {
    while (this.#sweeping !== null) await this.#sweeping;
    this.#sweeping = this.#sweepAll();
    try {
      return await this.#sweeping;
    } finally {
      this.#sweeping = null;
    }
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.sweep();
      } catch (error) {
        this.options.onFault?.(asError(error), null);
      }
      await this.#sleep();
    }
  }

  async #sweepAll(): Promise<number> {
    let done = 0;
    while (!this.#stopped) {
      const due = await this.#due();
      let took = 0;
      const byNetwork = [...Map.groupBy(due, (row) => row.network_id).values()];
      const lane = async (): Promise<void> => {
        for (let rows = byNetwork.shift(); rows !== undefined; rows = byNetwork.shift()) {
          // Within a network in the order of their times, as they would have come one by one.
          for (const row of rows) if (!this.#stopped && (await this.#deal(row))) took += 1;
        }
      };
      await Promise.all(Array.from({ length: NETWORKS_AT_ONCE }, lane));
      done += took;
      // Where nothing took effect, all that is left was put off or is another sweeper's.
      if (took === 0) break;
    }
    return done;
  }

  #due(): Promise<DueRow[]> {
    return this.options.relay.query<DueRow>(
      `select network_id, kind, subject, correlation_id, causation_id, hops, traceparent from app.deadline
       where parked_at is null and next_attempt_at <= app.now() and kind = any ($1) order by due_at, network_id, kind, subject limit ${BATCH}`,
      [[...this.options.handlers.keys()]],
    );
  }

  async #deal(row: DueRow): Promise<boolean> {
    const handler = this.options.handlers.get(row.kind);
    if (handler === undefined) return false;
    try {
      const settings = { attributes: { [CORRELATION_ATTRIBUTE]: row.correlation_id }, follows: [row.traceparent] };
      return await correlated(row.correlation_id, () => inSpan(`deadline ${row.kind}`, settings, () => this.#call(row, handler)));
    } catch (error) {
      const failure = asError(error);
      this.options.onFault?.(failure, row);
      // What the database's state forbids for now says nothing against the handler.
      if (!isTransient(error)) await this.#putOff(row, failure);
      return false;
    }
  }

  async #call(row: DueRow, handler: DeadlineHandler): Promise<boolean> {
    return this.options.units.run(originOf(row), async (work) => {
      const [taken] = await work.tx.query<TakenRow[]>(
        `with due as (
           select network_id, kind, subject from app.deadline
           where network_id = $1 and kind = $2 and subject = $3 and parked_at is null and next_attempt_at <= app.now() for update skip locked)
         , gone as (delete from app.deadline d using due where (d.network_id, d.kind, d.subject) = (due.network_id, due.kind, due.subject)
           returning d.kind, d.subject, d.due_at, d.payload)
         select * from gone`,
        [row.network_id, row.kind, row.subject],
      );
      if (taken === undefined) return false;
      const due: DueDeadline = { kind: taken.kind, subject: taken.subject, dueAt: taken.due_at, payload: taken.payload };
      await handler(work, due);
      return true;
    });
  }

  /** Doubles the pause from one second up to five minutes. */
  async #putOff(row: DueRow, failure: Error): Promise<void> {
    await this.options.database.transaction([row.network_id], (tx) =>
      tx.query(
        `update app.deadline set attempts = attempts + 1, error = $4,
           next_attempt_at = app.now() + least(300, power(2, attempts)) * interval '1 second',
           parked_at = case when attempts + 1 >= $5 then app.now() end
         where network_id = $1 and kind = $2 and subject = $3 and next_attempt_at <= app.now()`,
        [
          row.network_id,
          row.kind,
          row.subject,
          `${failure.name}: ${failure.message}`.replaceAll('\u0000', '\ufffd').slice(0, 4000),
          MOST_ATTEMPTS,
        ],
      ),
    );
  }

  async #sleep(): Promise<void> {
    if (!this.#woken && !this.#stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.options.pollMillis ?? 1000);
        this.#endSleep = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#endSleep = null;
    this.#woken = false;
  }
}

interface DueRow {
  network_id: string;
  kind: string;
  subject: string;
  correlation_id: string;
  causation_id: string | null;
  hops: number;
  traceparent: string | null;
}

interface TakenRow {
  kind: string;
  subject: string;
  due_at: Date;
  payload: unknown;
}

/** A deadline goes on in the name of whoever set it, so that an order can be followed through its waiting times. */
function originOf(row: DueRow): Origin {
  return {
    networkId: row.network_id as NetworkId,
    correlationId: row.correlation_id,
    causationId: row.causation_id,
    hops: row.hops,
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
