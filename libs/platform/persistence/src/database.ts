import type { Pool } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** A database transaction that sees the rows of its networks only. */
export type Transaction = EntityManager;

export interface DatabaseOptions {
  /** Seen by the operator in pg_stat_activity. */
  name: string;
  /** Connection string of the role `gewerk_app`, which owns nothing and cannot bypass row level security. */
  url: string;
  entities: readonly EntityTarget<ObjectLiteral>[];
  poolSize?: number;
}

export interface TransactionOptions {
  readOnly?: boolean;
}

/**
 * Nothing of a service may hold a connection, a lock or a snapshot for ever; engines run outside of transactions. A process that
 * stands still in the middle of a transaction would hold its locks against whoever took its work over.
 */
const TIME_LIMITS = { statement_timeout: 30_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 20_000, query_timeout: 35_000 };

export interface PoolConnections {
  readonly active: number;
  readonly idle: number;
  /** Transactions that wait for one. */
  readonly waiting: number;
}

/** One service's Postgres, reached as the role that row level security binds. */
export class Database {
  private constructor(readonly dataSource: DataSource) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: [...options.entities] as never,
      synchronize: false,
      poolSize: options.poolSize ?? 10,
      applicationName: `gewerk-${options.name}`,
      extra: { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000, ...TIME_LIMITS },
    });
    await dataSource.initialize();
    return new Database(dataSource);
  }

  /**
   * Runs `work` in one transaction in which rows of the given networks are visible, and no others. Read committed: what must
   * not collide is locked or constrained where it matters.
   */
  async transaction<T>(networkIds: readonly string[], work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    // Read committed is what Postgres begins with; saying so would cost a round trip.
    return this.dataSource.transaction(async (tx) => {
      await tx.query(options.readOnly === true ? BEGIN_READING : BEGIN, [`{${networkIds.join(',')}}`]);
      return work(tx);
    });
  }

  /** The pool as it stands now. */
  get connections(): PoolConnections {
    const { totalCount, idleCount, waitingCount } = (this.dataSource.driver as unknown as { master: Pool }).master;
    return { active: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

const BEGIN = "select set_config('app.networks', $1, true)";
const BEGIN_READING = "select set_config('app.networks', $1, true), set_config('transaction_read_only', 'on', true)";
