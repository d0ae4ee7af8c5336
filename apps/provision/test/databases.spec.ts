import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestPostgres, type TestPostgres } from '@gewerk/testing';
import pg from 'pg';
import { prepareDatabases } from '../src/databases.js';

const passwords = { owner: "own'er", app: 'app', relay: 'relay' };
const NAME = 'gewerk_workshop';
let server: TestPostgres;

async function asRole<T>(role: string, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(`${server.url.replace('postgres@', `${role}@`)}/${database}`);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await startTestPostgres();
  await prepareDatabases(`${server.url}/postgres`, [NAME, 'gewerk_other'], passwords);
});
afterAll(() => server.stop());

describe('the preparation of databases', () => {
  it('makes the owner of every database a role that is neither superuser nor able to bypass row level security', async () => {
    const [row] = await asRole('postgres', 'postgres', async (client) => {
      const { rows } = await client.query(
        `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_database join pg_roles r on r.oid = datdba where datname = $1`,
        [NAME],
      );
      return rows;
    });
    expect(row).toEqual({ rolname: 'gewerk_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: true, rolcreatedb: false });
  });

  it('lets the owner do what migrations do: extensions, schemas, roles that are missing', async () => {
    await asRole('gewerk_owner', NAME, async (client) => {
      await client.query('create extension btree_gist; create schema app; grant usage on schema public to gewerk_app');
      await client.query(
        'do $$ begin create role gewerk_app; exception when duplicate_object then null; end $$; create role gewerk_provision_test',
      );
      await client.query('drop role gewerk_provision_test');
    });
  });

  it('lets nobody else make anything in a database', async () => {
    for (const role of ['gewerk_app', 'gewerk_relay']) {
      await expect(asRole(role, 'gewerk_other', (client) => client.query('create schema mine'))).rejects.toThrow(/permission denied/);
    }
  });

  it('may run again, also with another password, and keeps what is there', async () => {
    await asRole('gewerk_owner', 'gewerk_other', (client) => client.query('create table kept (id int)'));
    const verifier = () =>
      asRole('postgres', 'postgres', async (client) => {
        const { rows } = await client.query<{ rolpassword: string }>("select rolpassword from pg_authid where rolname = 'gewerk_app'");
        return rows[0]?.rolpassword;
      });
    const before = await verifier();
    await prepareDatabases(`${server.url}/postgres`, [NAME, 'gewerk_other'], { ...passwords, app: 'another' });
    expect(before).toMatch(/^SCRAM-SHA-256/);
    expect(await verifier()).not.toBe(before);
    await asRole('gewerk_owner', 'gewerk_other', (client) => client.query('select from kept'));
  });
});
