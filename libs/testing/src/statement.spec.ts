import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { isUniqueViolation, Statement, type Transaction, tenantTable } from '@gewerk/platform-persistence';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database.js';

class Tools1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table tool (network_id uuid not null, name text not null, primary key (network_id, name)); ${tenantTable('tool')}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tool');
  }
}

const ADD = new Statement<{ name: string }>('test.add', 'insert into tool (network_id, name) values ($1, $2) returning name');
const LIST = new Statement<{ name: string }>('test.list', 'select name from tool order by name');

describe('a statement that is prepared', () => {
  const [first, second] = [newId(), newId()];
  let test: TestDatabase;

  const add = (network: string, name: string): Promise<{ name: string }[]> =>
    test.database.transaction([network], (tx) => ADD.run(tx, [network, name]));

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [Tools1800000000000], entities: [] });
    await add(first, 'drill');
    await add(second, 'reamer');
  });

  afterAll(() => test.drop());

  it('is known to its connection, parsed once however often it runs', async () => {
    const known = await test.database.transaction([first], async (tx) => {
      for (let run = 0; run < 3; run += 1) await LIST.run(tx, []);
      return tx.query<{ runs: number }[]>(
        `select (generic_plans + custom_plans)::int as runs from pg_prepared_statements where name = 'test.list'`,
      );
    });
    expect(known).toEqual([{ runs: 3 }]);
  });

  it('shows each transaction the rows of its own networks, also once its plan is settled', async () => {
    for (let run = 0; run < 8; run += 1) {
      for (const [network, name] of [
        [first, 'drill'],
        [second, 'reamer'],
      ] as const) {
        expect(await test.database.transaction([network], (tx) => LIST.run(tx, []))).toEqual([{ name }]);
      }
    }
  });

  it('goes on when a newer release adds a column', async () => {
    const owner = new pg.Client(test.ownerUrl);
    await owner.connect();
    try {
      await owner.query(`alter table tool add column maker text not null default 'unknown'`);
    } finally {
      await owner.end();
    }
    expect(await add(second, 'tap')).toEqual([{ name: 'tap' }]);
    expect(await test.database.transaction([second], (tx) => LIST.run(tx, []))).toEqual([{ name: 'reamer' }, { name: 'tap' }]);
  });

  it('fails as any other does, and runs again afterwards', async () => {
    const error: unknown = await add(first, 'drill').catch((caught: unknown) => caught);
    expect(isUniqueViolation(error, 'tool_pkey')).toBe(true);
    await expect(test.database.transaction([first], (tx) => ADD.run(tx, [second, 'saw']))).rejects.toThrow('row-level security');
    expect(await add(first, 'saw')).toEqual([{ name: 'saw' }]);
  });

  it('refuses a transaction that has ended', async () => {
    const ended = await test.database.transaction([first], (tx): Promise<Transaction> => Promise.resolve(tx));
    await expect(LIST.run(ended, [])).rejects.toThrow('the statement test.list runs within a transaction');
  });
});
