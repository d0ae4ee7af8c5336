import { newId } from '@gewerk/kernel';
import { Database, type DatabaseOptions, migrate, type MigrationClass, persistenceMigrations } from '@gewerk/platform-persistence';
import pg from 'pg';

export interface TestDatabase {
  /** Connected as the role that row level security binds. */
  readonly database: Database;
  readonly url: string;
  readonly relayUrl: string;
  readonly tailUrl: string;
  /** The superuser's; passes row level security by, so use it to arrange and to look, never for what is under test. */
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/**
 * A fresh database on the Postgres of this test run (see `jest/global-setup.mjs`), migrated and connected.
 * @param options migrations besides those of persistence, and the entities to map
 */
export async function createTestDatabase(options: {
  migrations: readonly MigrationClass[];
  entities: DatabaseOptions['entities'];
}): Promise<TestDatabase> {
  const server = testPostgresUrl();
  const name = `test_${newId().replaceAll('-', '').slice(0, 24)}`;
  await administer(server, `create database ${name} template template0`);
  const ownerUrl = `${server}/${name}`;
  const as = (role: string): string => ownerUrl.replace(/\/\/[^@]+@/, `//${role}@`);
  await migrate({ ownerUrl, migrations: [...new Set([...persistenceMigrations, ...options.migrations])] });
  const database = await Database.connect({ name, url: as('gewerk_app'), entities: options.entities, poolSize: 8 });
  return {
    database,
    url: as('gewerk_app'),
    relayUrl: as('gewerk_relay'),
    tailUrl: as('gewerk_tail'),
    ownerUrl,
    drop: async () => {
      await database.close();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

/** A fresh database without any tables, e.g. for the embedded bus. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = testPostgresUrl();
  const name = `test_${newId().replaceAll('-', '').slice(0, 24)}`;
  await administer(server, `create database ${name} template template0`);
  return { url: `${server}/${name}`, drop: () => administer(server, `drop database ${name} with (force)`) };
}

export function testPostgresUrl(): string {
  const url = process.env['GEWERK_TEST_POSTGRES_URL'];
  if (url === undefined) throw new Error('no Postgres for tests: run them with `npm test`, whose global setup starts one');
  return url;
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
