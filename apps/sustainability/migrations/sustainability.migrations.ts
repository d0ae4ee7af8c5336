import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialSustainability1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table company_country (
        network_id uuid not null, company_id uuid not null, country char(2) not null,
        primary key (network_id, company_id)
      );
      ${tenantTable('company_country')}

      create table company_score (
        network_id uuid not null, company_id uuid not null, year int not null, indicator_values jsonb not null, score jsonb not null,
        reported_at timestamptz not null,
        primary key (network_id, company_id)
      );
      ${tenantTable('company_score')}

      create table order_case (
        network_id uuid not null, order_id uuid not null, customer_company_id uuid not null, order_version int not null,
        submitted jsonb, baseline jsonb,
        primary key (network_id, order_id)
      );
      ${tenantTable('order_case')}

      create table proposal_case (
        network_id uuid not null, proposal_id uuid not null, order_id uuid not null, proposed jsonb not null, scored jsonb,
        primary key (network_id, proposal_id)
      );
      create index proposal_by_order on proposal_case (network_id, order_id);
      ${tenantTable('proposal_case')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table proposal_case, order_case, company_score, company_country');
  }
}

export const sustainabilityMigrations: readonly MigrationClass[] = [InitialSustainability1710000000000];
