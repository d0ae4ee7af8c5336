import pg from 'pg';
import { until } from '../waiting.js';
import { SERVICES, type ServiceName } from '@gewerk/contracts';

/** The same server as another user; without a password, as on servers for tests. */
export function withUser(server: string, user: string): string {
  const url = new URL(server);
  if (url.username === user) return server;
  url.username = user;
  url.password = '';
  return url.toString().replace(/\/$/, '');
}

/** The databases of all services, seen as their owner, who passes row level security by: to look and to hold still, never to repair. */
export class Databases {
  readonly #pools = new Map<string, pg.Pool>();

  /** @param server base URL of the superuser, without a database */
  constructor(readonly server: string) {}

  static nameOf(service: ServiceName): string {
    return `gewerk_${service}`;
  }

  urlFor(service: ServiceName, role: 'owner' | 'gewerk_app' | 'gewerk_relay'): string {
    return `${role === 'owner' ? this.server : withUser(this.server, role)}/${Databases.nameOf(service)}`;
  }

  async rows<Row extends pg.QueryResultRow>(service: ServiceName, sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.#pool(service).query<Row>(sql, parameters)).rows;
  }

  async count(service: ServiceName, from: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ n: number }>(service, `select count(*)::int as n from ${from}`, parameters);
    return row?.n ?? 0;
  }

  /** A session of its own, for locks. The caller ends it. */
  async session(service: ServiceName): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.urlFor(service, 'owner'), application_name: 'journey' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Resolves once every database answers again after a restart. */
  async answering(): Promise<void> {
    for (const service of SERVICES) await until(`the database of ${service}`, () => this.rows(service, 'select 1').catch(() => null));
  }

  /** Lets every connection go; the next question opens new ones. */
  async disconnect(): Promise<void> {
    const pools = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(pools.map((pool) => pool.end()));
  }

  #pool(service: ServiceName): pg.Pool {
    let pool = this.#pools.get(service);
    if (pool === undefined) {
      pool = new pg.Pool({ connectionString: this.urlFor(service, 'owner'), max: 3, application_name: 'journey' });
      pool.on('error', () => undefined);
      this.#pools.set(service, pool);
    }
    return pool;
  }
}
