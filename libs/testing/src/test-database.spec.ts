import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { isTransient, isUniqueViolation, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, type TestDatabase } from './test-database.js';

class Things1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table thing (network_id uuid not null, name text not null, primary key (network_id, name)); ${tenantTable('thing', { relay: 'read' })}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table thing');
  }
}

describe('a database of one service', () => {
  const [first, second] = [newId(), newId()];
  let test: TestDatabase;

  beforeAll(async () => {
    test = await createTestDatabase({ migrations: [Things1800000000000], entities: [] });
    for (const network of [first, second]) {
      await test.database.transaction([network], (tx) => tx.query('insert into thing values ($1, $2)', [network, 'lathe']));
    }
  });

  afterAll(() => test.drop());

  it('shows a transaction the rows of its networks only', async () => {
    const seen = (networks: string[]): Promise<{ n: number }[]> =>
      test.database.transaction(networks, (tx) => tx.query('select count(*)::int as n from thing'));
    expect(await seen([first])).toEqual([{ n: 1 }]);
    expect(await seen([first, second])).toEqual([{ n: 2 }]);
    expect(await seen([])).toEqual([{ n: 0 }]);
  });

  it('refuses to write a row of another network', async () => {
    const write = test.database.transaction([first], (tx) => tx.query('insert into thing values ($1, $2)', [second, 'mill']));
    await expect(write).rejects.toThrow('row-level security');
  });

  it('tells a unique violation apart', async () => {
    const again = test.database.transaction([first], (tx) => tx.query('insert into thing values ($1, $2)', [first, 'lathe']));
    const error: unknown = await again.catch((caught: unknown) => caught);
    expect(isUniqueViolation(error, 'thing_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'other')).toBe(false);
  });

  it('gives up a transaction whose client stands still, and takes that for a fault that passes', async () => {
    const [row] = await test.database.transaction([first], (tx) =>
      tx.query<{ idle_in_transaction_session_timeout: string }[]>('show idle_in_transaction_session_timeout'),
    );
    expect(row?.idle_in_transaction_session_timeout).toBe('20s');
    expect(isTransient({ driverError: { code: '25P03' } })).toBe(true);
  });

  it('lets a read-only transaction change nothing', async () => {
    const write = test.database.transaction([first], (tx) => tx.query('delete from thing'), { readOnly: true });
    await expect(write).rejects.toThrow('read-only');
  });
});
