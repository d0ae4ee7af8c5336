import { tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers of commands under their keys. */
export class IdempotencyOfHttp1700000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.idempotency (
        network_id uuid not null,
        subject text not null,
        route text not null,
        key text not null,
        fingerprint text not null,
        status integer,
        headers json,
        body json,
        created_at timestamptz not null,
        primary key (network_id, subject, route, key)
      );
      create index idempotency_by_age on app.idempotency (created_at);
      ${tenantTable('app.idempotency', { relay: 'write' })}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.idempotency');
  }
}
