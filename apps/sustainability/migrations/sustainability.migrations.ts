import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialSustainability1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(companyTables);
    await runner.query(orderTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table scored_proposal, scored_order, company_score, company_indicator, company');
  }
}

// A company without a profile is one that a proposal names and the registry has not told of yet.
const companyTables = `
  create table company (
    network_id uuid not null, company_id uuid not null, name text, machines jsonb, standards text[],
    primary key (network_id, company_id),
    check ((name is null) = (machines is null) and (name is null) = (standards is null))
  );
  ${tenantTable('company')}

  create table company_indicator (
    network_id uuid not null, company_id uuid not null, code text not null, value double precision not null, source text not null,
    period text not null, stated_by text not null, stated_at timestamptz not null,
    primary key (network_id, company_id, code),
    foreign key (network_id, company_id) references company (network_id, company_id)
  );
  ${tenantTable('company_indicator')}

  create table company_score (
    network_id uuid not null, company_id uuid not null,
    ecological double precision, economic double precision, social double precision, total double precision,
    confidence double precision not null, indicators jsonb not null, missing_cells text[] not null,
    content_digest text not null, scored_at timestamptz not null,
    primary key (network_id, company_id),
    foreign key (network_id, company_id) references company (network_id, company_id)
  );
  ${tenantTable('company_score')}
`;

// An order without facts is one that a proposal names and orders has not told of yet.
const orderTables = `
  create table scored_order (
    network_id uuid not null, order_id uuid not null, facts jsonb, baseline jsonb, scored_at timestamptz,
    primary key (network_id, order_id),
    check ((facts is null) = (baseline is null))
  );
  ${tenantTable('scored_order')}

  create table scored_proposal (
    network_id uuid not null, proposal_id uuid not null, order_id uuid not null, proposed_at timestamptz not null, plans jsonb not null,
    company_ids uuid[] not null, scores jsonb, factor_version text, scored_at timestamptz,
    primary key (network_id, proposal_id),
    foreign key (network_id, order_id) references scored_order (network_id, order_id)
  );
  create index scored_proposal_by_order on scored_proposal (network_id, order_id);
  create index scored_proposal_waiting on scored_proposal using gin (company_ids) where scores is null;
  ${tenantTable('scored_proposal')}
`;

export const sustainabilityMigrations: readonly MigrationClass[] = [InitialSustainability1710000000000];
