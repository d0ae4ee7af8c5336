import pg from 'pg';

/**
 * Connections of the role `gewerk_relay`, which sees messaging and deadline tables across networks and nothing else. What a
 * relay or sweeper finds there it handles in one transaction per network of the app role.
 */
export class RelayPool {
  readonly #pool: pg.Pool;
  readonly #listeners = new Set<Listener>();

  private constructor(
    readonly url: string,
    readonly name: string,
  ) {
    this.#pool = new pg.Pool({ connectionString: url, max: 4, application_name: `gewerk-${name}-relay`, connectionTimeoutMillis: 10_000 });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
  }

  static connect(url: string, name: string): RelayPool {
    return new RelayPool(url, name);
  }

  async query<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, parameters)).rows;
  }

  /** Lends one connection, for session locks or a transaction of several statements. */
  async withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  /**
   * Calls `wake` at every NOTIFY on the channel, and once after each (re)connection, since notices are lost while it is down.
   * @returns a function that ends it
   */
  async listen(channel: string, wake: (payload: string) => void): Promise<() => Promise<void>> {
    const listener = new Listener(this.url, `gewerk-${this.name}-listen`, channel, wake);
    this.#listeners.add(listener);
    await listener.start();
    return async () => {
      this.#listeners.delete(listener);
      await listener.stop();
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => listener.stop()));
    this.#listeners.clear();
    await this.#pool.end();
  }
}

class Listener {
  #client: pg.Client | null = null;
  #stopped = false;
  #retry: NodeJS.Timeout | null = null;

  constructor(
    private readonly url: string,
    private readonly applicationName: string,
    private readonly channel: string,
    private readonly wake: (payload: string) => void,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: this.applicationName, keepAlive: true });
    client.on('notification', (notice) => this.wake(notice.payload ?? ''));
    client.on('error', () => this.#again(client));
    client.on('end', () => this.#again(client));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.#client = client;
      this.wake('');
    } catch {
      this.#again(client);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
    this.#client = null;
  }

  #again(client: pg.Client): void {
    if (this.#stopped || this.#retry !== null) return;
    client.removeAllListeners();
    client.on('error', () => undefined);
    client.end().catch(() => undefined);
    this.#client = null;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      if (!this.#stopped) void this.start();
    }, 500);
  }
}
