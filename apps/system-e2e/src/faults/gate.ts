import type { ServiceName } from '@gewerk/contracts';
import type pg from 'pg';
import { until } from '../waiting.js';
import type { Databases } from '../world/databases.js';

const KEY = 20_261_121;

export type TableWrite = 'insert' | 'update' | 'insert or update';

/**
 * Holds a service's transaction still at a write to a table: at the statement itself or in the middle of its COMMIT, where the client has said
 * its last word and waits for the answer. A trigger of the test's, not of the service's, waits there for a lock that the test holds.
 */
export class Gate {
  private constructor(
    private readonly databases: Databases,
    private readonly service: ServiceName,
    private readonly table: string,
    private readonly session: pg.Client,
  ) {}

  static async shut(
    databases: Databases,
    service: ServiceName,
    at: { table: string; write: TableWrite; moment: 'statement' | 'commit' },
  ): Promise<Gate> {
    const session = await databases.session(service);
    await session.query('select pg_advisory_lock($1)', [KEY]);
    await session.query(
      `create or replace function public.journey_gate() returns trigger language plpgsql as
       $$ begin perform pg_advisory_xact_lock_shared(${KEY}); return new; end $$`,
    );
    const trigger =
      at.moment === 'commit'
        ? `create constraint trigger journey_gate after ${at.write} on ${at.table} deferrable initially deferred`
        : `create trigger journey_gate before ${at.write} on ${at.table}`;
    await session.query(`${trigger} for each row execute function public.journey_gate()`);
    return new Gate(databases, service, at.table, session);
  }

  /** Resolves once transactions stand at the gate. @returns the process ids of their sessions */
  reached(): Promise<number[]> {
    return until(`a transaction of ${this.service} writes to ${this.table}`, async () => {
      const waiting = await this.#waiting();
      return waiting.length > 0 && waiting;
    });
  }

  /** Lets those who wait go on, and nobody wait any more. */
  async open(): Promise<void> {
    await this.session.query('select pg_advisory_unlock($1)', [KEY]);
    await until(`nobody of ${this.service} waits at the gate`, async () => (await this.#waiting()).length === 0);
  }

  async remove(): Promise<void> {
    await this.session.query(`drop trigger journey_gate on ${this.table}`);
    await this.session.query('drop function public.journey_gate()');
    await this.session.end();
  }

  async #waiting(): Promise<number[]> {
    const rows = await this.databases.rows<{ pid: number }>(
      this.service,
      `select pid from pg_stat_activity where datname = current_database() and application_name = $1 and wait_event_type = 'Lock'
         and wait_event = 'advisory' order by xact_start`,
      [`gewerk-${this.service}`],
    );
    return rows.map(({ pid }) => pid);
  }
}
