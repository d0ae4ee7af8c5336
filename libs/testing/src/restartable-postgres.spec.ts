import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type RestartablePostgres, startRestartablePostgres } from './restartable-postgres.js';

describe('a Postgres that may crash', () => {
  let server: RestartablePostgres;

  beforeAll(async () => {
    server = await startRestartablePostgres();
  });

  afterAll(() => server.stop());

  it('keeps what it confirmed and nothing else', async () => {
    const client = new pg.Client(`${server.url}/postgres`);
    const ended = new Promise((resolve) => client.once('error', resolve));
    await client.connect();
    await client.query('create table kept (n int)');
    await client.query('insert into kept values (1)');
    await client.query('begin');
    await client.query('insert into kept values (2)');
    await server.crash();
    await ended;
    await server.startAgain();
    const again = new pg.Client(`${server.url}/postgres`);
    await again.connect();
    const { rows } = await again.query('select n from kept');
    await again.end();
    expect(rows).toEqual([{ n: 1 }]);
  });
});
