import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialRegistry1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table company (
        network_id uuid not null, company_id uuid not null,
        status text not null check (status in ('candidate', 'active', 'suspended', 'left')),
        kind text not null, profile jsonb not null, registered_at timestamptz not null, changed_at timestamptz not null,
        primary key (network_id, company_id)
      );
      ${tenantTable('company')}

      -- Sites, machine groups and machines: an id once used stays with its company.
      create table company_item (
        network_id uuid not null, item_id uuid not null, company_id uuid not null,
        kind text not null check (kind in ('site', 'machine-group', 'machine')),
        primary key (network_id, item_id),
        foreign key (network_id, company_id) references company
      );
      ${tenantTable('company_item')}

      create table evidence (
        network_id uuid not null, evidence_id uuid not null, company_id uuid not null, subject text not null,
        counterpart_company_id uuid, value double precision not null check (value between 0 and 1), amount double precision not null,
        evidence_class text not null, observed_at timestamptz not null, expires_at timestamptz, derived boolean not null,
        recorded_at timestamptz not null,
        primary key (network_id, evidence_id),
        foreign key (network_id, company_id) references company
      );
      create index evidence_of_company on evidence (network_id, company_id, evidence_id);
      ${tenantTable('evidence')}
      revoke update, delete on evidence from gewerk_app;

      create table rate_card (
        network_id uuid not null, company_id uuid not null, rate_card_version integer not null,
        currency char(3) not null, valid_from timestamptz not null, rates jsonb not null, published_at timestamptz not null,
        primary key (network_id, company_id, rate_card_version),
        foreign key (network_id, company_id) references company
      );
      ${tenantTable('rate_card')}
      revoke update, delete on rate_card from gewerk_app;

      create table exclusion (
        network_id uuid not null, pair_id text not null, first_company_id uuid not null, second_company_id uuid not null,
        excluded boolean not null, reason_class text not null, changed_at timestamptz not null,
        primary key (network_id, pair_id),
        check (first_company_id < second_company_id),
        foreign key (network_id, first_company_id) references company,
        foreign key (network_id, second_company_id) references company
      );
      ${tenantTable('exclusion')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table exclusion, rate_card, evidence, company_item, company');
  }
}

export const registryMigrations: readonly MigrationClass[] = [InitialRegistry1710000000000];
