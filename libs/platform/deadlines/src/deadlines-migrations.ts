import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Deadlines1700000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.deadline (
        network_id uuid not null, kind text not null, subject text not null, due_at timestamptz not null, payload jsonb not null,
        correlation_id text not null, causation_id text, hops integer not null, traceparent text,
        attempts integer not null default 0, next_attempt_at timestamptz not null, error text, parked_at timestamptz,
        primary key (network_id, kind, subject));
      create index deadline_due on app.deadline (next_attempt_at) where parked_at is null;
      ${tenantTable('app.deadline', { relay: 'read' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.deadline');
  }
}

/** The one table of a service's deadlines; runs after the migrations of persistence. */
export const deadlinesMigrations: readonly MigrationClass[] = [Deadlines1700000003000];
