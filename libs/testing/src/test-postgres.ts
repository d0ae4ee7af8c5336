import { startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';

export interface TestPostgres {
  /** Base URL of the superuser, without a database. */
  readonly url: string;
  readonly kind: 'container' | 'embedded';
  stop(): Promise<void>;
}

/**
 * Postgres for a test run: in a container where an engine answers, otherwise from the embedded binaries, and it says so.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const container = await containerPostgres();
  if (container !== null) return container;
  const server = await startEmbeddedPostgres({ durable: false });
  return { url: server.url, kind: 'embedded', stop: () => server.stop() };
}

async function containerPostgres(): Promise<TestPostgres | null> {
  if (process.env['GEWERK_TEST_CONTAINERS'] === 'off') return null;
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  try {
    const started = await new PostgreSqlContainer('postgres:18.4-alpine').withUsername('postgres').withPassword('postgres').start();
    // Roles of the services log in without a password, as on the embedded server.
    const allowAll = 'echo \'host all all all trust\' > "$PGDATA/pg_hba.conf" && pg_ctl reload -D "$PGDATA"';
    await started.exec(['sh', '-c', `su postgres -c '${allowAll.replaceAll("'", `'"'"'`)}'`]);
    const url = `postgres://postgres@${started.getHost()}:${started.getPort()}`;
    return { url, kind: 'container', stop: async () => void (await started.stop()) };
  } catch (error) {
    console.warn(`no container engine answers (${(error as Error).message}); using the embedded Postgres`);
    return null;
  }
}
