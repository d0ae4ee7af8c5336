import { tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refused calls, each chained to the one before it; written once, never changed. */
export class DenialsOfHttp1700000310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table app.denial (
        network_id uuid not null,
        entry integer not null,
        subject text not null,
        company_id uuid,
        route text not null,
        code text not null,
        correlation_id uuid not null,
        denied_at timestamptz not null,
        omitted integer not null,
        hash text not null,
        primary key (network_id, entry)
      );
      create table app.denial_head (
        network_id uuid primary key,
        entry integer not null,
        hash text not null
      );
      ${tenantTable('app.denial')}
      ${tenantTable('app.denial_head')}
      revoke update, delete on app.denial from gewerk_app;
      revoke delete on app.denial_head from gewerk_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table app.denial, app.denial_head');
  }
}
