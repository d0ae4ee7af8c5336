import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Idempotency1700000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.idempotency (
        network_id uuid not null, subject text not null, route text not null, idempotency_key text not null,
        fingerprint text not null, response jsonb, created_at timestamptz not null default clock_timestamp(),
        primary key (network_id, subject, route, idempotency_key)
      );
      ${tenantTable('app.idempotency')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.idempotency');
  }
}

export const httpMigrations: readonly MigrationClass[] = [Idempotency1700000300000];
