import { startTestPostgres } from '../dist/src/test-postgres.js';

export default async function globalSetup() {
  const server = await startTestPostgres();
  process.stderr.write(`Postgres for this run: ${server.kind}\n`);
  process.env['GEWERK_TEST_POSTGRES_URL'] = server.url;
  globalThis.__gewerkPostgres = server;
}
