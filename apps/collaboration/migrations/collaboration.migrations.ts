import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialCollaboration1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consortium_record (
        network_id uuid not null, formation_id uuid not null, consortium_id uuid, order_id uuid, customer_company_id uuid, lead_company_id uuid,
        members jsonb, phase text not null, opened_at timestamptz, closed_at timestamptz, outcome text,
        primary key (network_id, formation_id),
        unique (network_id, consortium_id)
      );
      create index consortium_by_order on consortium_record (network_id, order_id);
      ${tenantTable('consortium_record')}

      create table consortium_log (
        network_id uuid not null, formation_id uuid not null, event_id uuid not null, kind text not null, detail jsonb not null,
        happened_at timestamptz not null,
        primary key (network_id, formation_id, event_id)
      );
      ${tenantTable('consortium_log')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table consortium_log, consortium_record');
  }
}

export const collaborationMigrations: readonly MigrationClass[] = [InitialCollaboration1710000000000];
