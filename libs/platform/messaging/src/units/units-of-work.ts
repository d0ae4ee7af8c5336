import type { Clock } from '@gewerk/kernel';
import type { Database, Transaction } from '@gewerk/platform-persistence';
import { setTimeout as delay } from 'node:timers/promises';
import type { EventContract } from '../contract/contract.js';
import type { Origin } from '../envelope/event.js';
import { type Draft, draft } from '../outbox/draft.js';
import { ringOutboxBell } from '../outbox/outbox-bell.js';
import { flushOutbox } from '../outbox/outbox-writer.js';

/** One command, handled event, deadline or task result: a transaction of one network, and what leaves with it. */
export interface UnitOfWork {
  readonly tx: Transaction;
  readonly networkId: Origin['networkId'];
  readonly origin: Origin;
  readonly now: Date;
  /** What is published or asked for from here on belongs to what that correlation id stands for, an order say. */
  continueAs(correlationId: string): void;
  /** The data is checked and frozen now; it leaves with the commit. @throws UnpublishableEvent */
  publish<Data>(contract: EventContract<Data>, data: Data): void;
}

export interface UnitOptions {
  readonly readOnly?: boolean;
}

/** A unit that puts what it publishes into `drafts`; whoever owns the transaction flushes them. */
export function unitOfWork(tx: Transaction, begunBy: Origin, source: string, now: Date, drafts: Draft[]): UnitOfWork {
  let origin = begunBy;
  return {
    tx,
    networkId: origin.networkId,
    get origin() {
      return origin;
    },
    now,
    continueAs: (correlationId) => {
      origin = { ...origin, correlationId };
    },
    publish: (contract, data) => {
      drafts.push(draft(contract, data, origin, source, now));
    },
  };
}

export class UnitsOfWork {
  /** @param source CloudEvents source of this service's events, a URI reference such as `/gewerk/orders` */
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly source: string,
  ) {}

  /**
   * Runs `work` in a transaction of the origin's network and commits it together with what it published. Run again, up to
   * three times, where Postgres rolled it back for the sake of another transaction: `work` must do nothing but database work.
   */
  async run<T>(origin: Origin, work: (unit: UnitOfWork) => Promise<T>, options: UnitOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(origin, work, options);
      } catch (error) {
        if (attempt === 3 || !wasRolledBackForAnother(error)) throw error;
        await delay(20 * attempt * (1 + Math.random()));
      }
    }
  }

  async #once<T>(origin: Origin, work: (unit: UnitOfWork) => Promise<T>, options: UnitOptions): Promise<T> {
    const drafts: Draft[] = [];
    const result = await this.database.transaction(
      [origin.networkId],
      async (tx) => {
        const result = await work(unitOfWork(tx, origin, this.source, this.clock.now(), drafts));
        await flushOutbox(tx, drafts);
        return result;
      },
      options,
    );
    if (drafts.length > 0) ringOutboxBell(this.database);
    return result;
  }
}

/** Serialization failure, deadlock, lock not available: certain not to have committed, unlike a connection that broke. */
function wasRolledBackForAnother(error: unknown): boolean {
  const fault = error as { code?: string; driverError?: { code?: string } } | null;
  const code = fault?.driverError?.code ?? fault?.code;
  return code === '40001' || code === '40P01' || code === '55P03';
}
