import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Tasks1700000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.task (
        network_id uuid not null, task_id uuid not null, kind text not null, subject text not null, payload jsonb not null,
        origin jsonb not null, attempts int not null default 0, due_at timestamptz not null default clock_timestamp(),
        lease_token uuid, leased_until timestamptz, failed_at timestamptz, error text,
        primary key (network_id, task_id)
      );
      create index task_due on app.task (due_at) where failed_at is null;
      ${tenantTable('app.task', { relay: 'write' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.task');
  }
}

export const computeMigrations: readonly MigrationClass[] = [Tasks1700000200000];
