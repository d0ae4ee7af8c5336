import { createHash } from 'node:crypto';
import pg from 'pg';

export interface SlotSessionOptions {
  readonly url: string;
  readonly applicationName: string;
  /** Sessions of one space divide its slots among them. */
  readonly space: string;
  readonly slots: number;
  /** A process that stands still this long loses its slots to others. */
  readonly leaseMillis?: number;
  readonly channel: string;
  onNotice(payload: string): void;
}

/**
 * A dedicated connection that owns some of the numbered slots of a space, by session advisory locks: nobody else owns them as
 * long as the connection lives. The server ends a connection that falls silent, so that a stopped process is overtaken.
 */
export class SlotSession {
  readonly #owned = new Set<number>();
  readonly #space: number;
  #alive = true;
  #heartbeat: NodeJS.Timeout | null = null;

  private constructor(
    private readonly client: pg.Client,
    private readonly options: SlotSessionOptions,
  ) {
    this.#space = createHash('sha256').update(options.space).digest().readInt32BE(0);
  }

  static async open(options: SlotSessionOptions): Promise<SlotSession> {
    const client = new pg.Client({
      connectionString: options.url,
      application_name: options.applicationName,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    const session = new SlotSession(client, options);
    client.on('error', () => session.#lose());
    client.on('end', () => session.#lose());
    client.on('notification', (notice) => options.onNotice(notice.payload ?? ''));
    await client.connect();
    await session.#prepare();
    return session;
  }

  get alive(): boolean {
    return this.#alive;
  }

  get owned(): readonly number[] {
    return [...this.#owned].sort((a, b) => a - b);
  }

  async query<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, parameters)).rows;
  }

  /** For a statement that runs with every batch: parsed and planned once. @param name unique within the session */
  async prepared<Row extends pg.QueryResultRow>(name: string, sql: string, parameters: unknown[]): Promise<Row[]> {
    return (await this.client.query<Row>({ name, text: sql, values: parameters })).rows;
  }

  /** Takes free slots up to a fair share and gives back what exceeds it. Call it between batches, never during one. */
  async rebalance(): Promise<void> {
    const [row] = await this.query<{ members: number }>(
      `select count(*)::int as members from pg_locks where locktype = 'advisory' and granted and mode = 'ShareLock' and objsubid = 2
        and database = (select oid from pg_database where datname = current_database()) and classid = $1::bigint::oid and objid = $2::bigint::oid`,
      [this.#space >>> 0, MEMBERSHIP],
    );
    const fair = Math.ceil(this.options.slots / Math.max(1, row?.members ?? 1));
    for (const slot of surplus(this.owned, fair)) {
      await this.query('select pg_advisory_unlock($1, $2)', [this.#space, slot]);
      this.#owned.delete(slot);
    }
    for (let slot = 0; slot < this.options.slots && this.#owned.size < fair; slot += 1) {
      if (this.#owned.has(slot)) continue;
      const [attempt] = await this.query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [this.#space, slot]);
      if (attempt?.got === true) this.#owned.add(slot);
    }
  }

  async close(): Promise<void> {
    this.#lose();
    await this.client.end().catch(() => undefined);
  }

  async #prepare(): Promise<void> {
    const leaseMillis = this.options.leaseMillis ?? 10_000;
    await this.client.query(`set idle_session_timeout = ${Math.round(leaseMillis)}`);
    // Tables that fill and empty by the second mislead the planner; every statement of such a session finds its rows by an index.
    await this.client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_hashjoin = off; set enable_mergejoin = off');
    // What such a session writes (sent, read up to here) may be lost in a crash: the events go out or come in again and are known.
    await this.client.query('set synchronous_commit = off');
    await this.client.query(`listen ${this.client.escapeIdentifier(this.options.channel)}`);
    await this.client.query('select pg_advisory_lock_shared($1, $2)', [this.#space, MEMBERSHIP]);
    this.#heartbeat = setInterval(() => void this.client.query('select 1').catch(() => this.#lose()), leaseMillis / 4);
    this.#heartbeat.unref();
  }

  #lose(): void {
    this.#alive = false;
    this.#owned.clear();
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    this.#heartbeat = null;
  }
}

/** Spread over all of them, so that a topic with few partitions is divided too. */
function surplus(owned: readonly number[], fair: number): number[] {
  if (owned.length <= fair) return [];
  const kept = new Set(Array.from({ length: fair }, (_, index) => owned[Math.floor((index * owned.length) / fair)]));
  return owned.filter((slot) => !kept.has(slot));
}

/** Each member of a space holds this number of it in shared mode, so that members can be counted. */
const MEMBERSHIP = 1_000_000;
