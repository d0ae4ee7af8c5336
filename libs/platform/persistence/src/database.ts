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
      extra: { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 },
    });
    await dataSource.initialize();
    return new Database(dataSource);
  }

  /**
   * Runs `work` in one transaction in which rows of the given networks are visible, and no others. Read committed: what must
   * not collide is locked or constrained where it matters.
   */
  async transaction<T>(networkIds: readonly string[], work: (tx: Transaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.dataSource.transaction('READ COMMITTED', async (tx) => {
      if (options.readOnly === true) await tx.query('set transaction read only');
      await tx.query("select set_config('app.networks', $1, true)", [`{${networkIds.join(',')}}`]);
      return work(tx);
    });
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
