import { tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialMatching1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table partner_network (
        network_id uuid not null, id uuid not null, rules jsonb not null, primary key (network_id, id));
      ${tenantTable('partner_network')}

      create table partner_uncertainty (
        network_id uuid not null, id uuid not null, uncertainty jsonb not null, primary key (network_id, id));
      ${tenantTable('partner_uncertainty')}

      create table partner_company (
        network_id uuid not null, id uuid not null, processes text[] not null, company jsonb not null, primary key (network_id, id));
      ${tenantTable('partner_company')}

      create table partner_rate_card (
        network_id uuid not null, id uuid not null, rate_card jsonb not null, primary key (network_id, id));
      ${tenantTable('partner_rate_card')}

      create table partner_evidence (
        network_id uuid not null, id uuid not null, company_id uuid not null, subject text not null, counterpart_company_id uuid,
        value double precision not null, amount double precision not null, evidence_class text not null,
        observed_at timestamptz not null, expires_at timestamptz, primary key (network_id, id));
      create index partner_evidence_company on partner_evidence (network_id, company_id);
      ${tenantTable('partner_evidence')}

      create table partner_exclusion (
        network_id uuid not null, id text not null, company_ids uuid[] not null, excluded boolean not null, primary key (network_id, id));
      ${tenantTable('partner_exclusion')}

      create table partner_availability (
        network_id uuid not null, id uuid not null, company_id uuid not null, availability jsonb not null, primary key (network_id, id));
      create index partner_availability_company on partner_availability (network_id, company_id);
      ${tenantTable('partner_availability')}

      create table placed_order (
        network_id uuid not null, id uuid not null, order_version integer, customer_company_id uuid, submitted jsonb,
        cancelled_at timestamptz, proposal_state text not null default 'pending'
          check (proposal_state in ('pending', 'proposed', 'none-found', 'failed')),
        refusal jsonb, assessment jsonb, primary key (network_id, id));
      ${tenantTable('placed_order')}

      create table proposal (
        network_id uuid not null, id uuid not null, order_id uuid not null, order_version integer not null,
        customer_company_id uuid not null, proposed_at timestamptz not null, valid_until timestamptz not null,
        policy_version text not null, input_digest text not null, body jsonb not null, input jsonb not null, planning jsonb not null,
        primary key (network_id, id),
        foreign key (network_id, order_id) references placed_order (network_id, id));
      create index proposal_order on proposal (network_id, order_id, proposed_at desc);
      ${tenantTable('proposal')}

      create table formation (
        network_id uuid not null, id uuid not null, order_id uuid not null, order_version integer not null,
        customer_company_id uuid not null, proposal_id uuid not null, plan_id uuid not null, state text not null,
        chosen_at timestamptz not null, body jsonb not null,
        primary key (network_id, id),
        foreign key (network_id, proposal_id) references proposal (network_id, id));
      create unique index formation_live on formation (network_id, order_id) where state not in ('failed', 'dissolved');
      ${tenantTable('formation')}

      create table invitation (
        network_id uuid not null, id uuid not null, formation_id uuid not null, company_id uuid not null, state text not null,
        sent_at timestamptz not null, expires_at timestamptz not null, body jsonb not null,
        primary key (network_id, id),
        foreign key (network_id, formation_id) references formation (network_id, id));
      create index invitation_formation on invitation (network_id, formation_id);
      create index invitation_company on invitation (network_id, company_id, id);
      ${tenantTable('invitation')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table invitation, formation, proposal, placed_order, partner_availability, partner_exclusion, partner_evidence,
        partner_rate_card, partner_company, partner_uncertainty, partner_network`);
  }
}

/** Decision records of stage 1: chained, written once. The record is text, so that its hash does not hang on how a database writes JSON. */
class RankingDecisions1720000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ranking_decision (
        network_id uuid not null, entry bigint not null, id uuid not null, order_id uuid not null, order_version integer not null,
        operation_id uuid not null, operation_name text not null, process text not null, decided_at timestamptz not null,
        policy_version text not null, digest text not null, input_digest text not null, summary jsonb not null,
        content text not null, content_hash text not null, hash text not null,
        primary key (network_id, entry), unique (network_id, id),
        foreign key (network_id, order_id) references placed_order (network_id, id));
      create index ranking_decision_order on ranking_decision (network_id, order_id, entry desc);
      ${tenantTable('ranking_decision')}
      revoke update, delete on ranking_decision from gewerk_app;

      create table ranking_decision_head (network_id uuid not null primary key, entry bigint not null, hash text not null);
      ${tenantTable('ranking_decision_head')}
      revoke delete on ranking_decision_head from gewerk_app;

      create table firm_ranking (
        network_id uuid not null, company_id uuid not null, entry bigint not null, decision_id uuid not null, process text not null,
        decided_at timestamptz not null, policy_version text not null, view jsonb not null,
        primary key (network_id, company_id, entry),
        foreign key (network_id, entry) references ranking_decision (network_id, entry));
      ${tenantTable('firm_ranking')}
      revoke update, delete on firm_ranking from gewerk_app;

      alter table proposal add column rankings jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table proposal drop column rankings;
      drop table firm_ranking, ranking_decision_head, ranking_decision`);
  }
}

export const matchingMigrations = [InitialMatching1710000000000, RankingDecisions1720000000000];
