import { createHash } from 'node:crypto';
import type { ServiceName } from '@gewerk/contracts';
import type pg from 'pg';
import type { Databases } from '../world/databases.js';

const SPACE = createHash('sha256').update('gewerk.outbox').digest().readInt32BE(0);
const BUCKETS = 16;

/**
 * Takes every bucket of a service's outbox away from its relay, as another relay would that stands still: what commits meanwhile stays
 * unsent, while the service goes on serving and consuming.
 */
export class RelayHold {
  private constructor(private readonly session: pg.Client) {}

  static async take(databases: Databases, service: ServiceName): Promise<RelayHold> {
    const session = await databases.session(service);
    const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    const buckets = Array.from({ length: BUCKETS }, (_, bucket) => bucket);
    const taken = session.query(`select ${buckets.map((bucket) => `pg_advisory_lock(${SPACE}, ${bucket})`).join(', ')}`);
    // The relay's session ends and its locks go to whoever waits first, which is this one; where it had none, this one has them already.
    await databases.rows(
      service,
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and mode = 'ExclusiveLock' and objsubid = 2
         and database = (select oid from pg_database where datname = current_database()) and classid = $1::bigint::oid and pid <> $2`,
      [SPACE >>> 0, rows[0]?.pid],
    );
    await taken;
    return new RelayHold(session);
  }

  async release(): Promise<void> {
    await this.session.end();
  }
}
