import pg, { type Pool } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type QueryRunner } from 'typeorm';

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
    const runner = this.dataSource.createQueryRunner();
    try {
      await begin(runner, networkIds, options);
      const result = await work(runner.manager);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // Where none began, or the connection is gone, there is nothing to roll back.
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
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

/** How TypeORM begins. Read committed is what Postgres begins with. */
const START = 'START TRANSACTION';

/** Begins, and says in the same message which networks the transaction sees: a second one would cost every request a round trip. */
async function begin(runner: QueryRunner, networkIds: readonly string[], { readOnly }: TransactionOptions): Promise<void> {
  const networks = `set local app.networks = ${pg.escapeLiteral(`{${networkIds.join(',')}}`)}`;
  const query = runner.query.bind(runner);
  let begun = false;
  runner.query = (sql: string, ...others: unknown[]) => {
    if (sql !== START) return query(sql, ...(others as []));
    begun = true;
    return query(`${START}${readOnly === true ? ' READ ONLY' : ''}; ${networks}`);
  };
  try {
    await runner.startTransaction();
  } finally {
    Reflect.deleteProperty(runner, 'query');
  }
  if (!begun) throw new Error(`TypeORM no longer begins with ${START}: the transaction would see no network`);
}
