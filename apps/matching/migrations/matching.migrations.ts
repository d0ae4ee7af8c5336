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

/** What is shown to whom over time, what became of each decision, whom customers prefer, and weights that were learnt. */
class ChoicesAndOutcomes1730000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table exposure_entry (
        network_id uuid not null, order_id uuid not null, order_version integer not null, operation_id uuid not null,
        company_id uuid not null, decision_id uuid not null, shown_at timestamptz not null, place integer not null,
        target double precision not null, real double precision not null,
        primary key (network_id, order_id, order_version, operation_id, company_id),
        foreign key (network_id, decision_id) references ranking_decision (network_id, id));
      create index exposure_entry_company on exposure_entry (network_id, company_id, shown_at);
      ${tenantTable('exposure_entry')}
      revoke update, delete on exposure_entry from gewerk_app;

      create table exposure_account (
        network_id uuid not null, company_id uuid not null, rankings integer not null, target double precision not null,
        real double precision not null, primary key (network_id, company_id));
      ${tenantTable('exposure_account')}
      revoke delete on exposure_account from gewerk_app;

      create table decision_sequel (
        network_id uuid not null, entry bigint not null, decision_id uuid not null, order_id uuid not null, operation_id uuid not null,
        kind text not null, happened_at timestamptz not null, content text not null, hash text not null,
        primary key (network_id, entry),
        foreign key (network_id, decision_id) references ranking_decision (network_id, id));
      create index decision_sequel_decision on decision_sequel (network_id, decision_id, entry);
      create index decision_sequel_delivered on decision_sequel (network_id, entry desc) where kind = 'delivered';
      ${tenantTable('decision_sequel')}
      revoke update, delete on decision_sequel from gewerk_app;

      create table decision_sequel_head (network_id uuid not null primary key, entry bigint not null, hash text not null);
      ${tenantTable('decision_sequel_head')}
      revoke delete on decision_sequel_head from gewerk_app;

      create table joint_experience (
        network_id uuid not null, formation_id uuid not null, company_id uuid not null, partner_company_id uuid not null,
        good_share double precision not null, orders integer not null, observed_at timestamptz not null, in_open_conflict boolean not null,
        primary key (network_id, company_id, formation_id, partner_company_id));
      ${tenantTable('joint_experience')}

      create table partner_preference (network_id uuid not null, id uuid not null, preferred jsonb not null, primary key (network_id, id));
      ${tenantTable('partner_preference')}

      create table weight_proposal (
        network_id uuid not null, id uuid not null, version integer not null, state text not null
          check (state in ('refused', 'proposed', 'in-force', 'superseded', 'rejected')),
        proposed_at timestamptz not null, operations integer not null, body jsonb not null, decided_at timestamptz, decided_by text,
        primary key (network_id, id), unique (network_id, version));
      create unique index weight_proposal_in_force on weight_proposal (network_id) where state = 'in-force';
      ${tenantTable('weight_proposal')}
      revoke delete on weight_proposal from gewerk_app;

      alter table placed_order add column reference_price_eur double precision, add column valued_at timestamptz;
      create index placed_order_valued on placed_order (network_id, valued_at) where valued_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table placed_order drop column reference_price_eur, drop column valued_at;
      drop table weight_proposal, partner_preference, joint_experience, decision_sequel_head, decision_sequel, exposure_account,
        exposure_entry`);
  }
}

/** Placement without the optimiser (methods 9.4): the switch, what results taught, and the record of each placement. */
class DecentralPlacement1740000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table placement_setting (
        network_id uuid not null primary key, optimiser_off boolean not null, set_at timestamptz not null, set_by text not null);
      ${tenantTable('placement_setting')}
      revoke delete on placement_setting from gewerk_app;

      create table placement_result (
        network_id uuid not null, decision_id uuid not null, company_id uuid not null, process text not null,
        quality double precision not null check (quality between 0 and 1), observed_at timestamptz not null,
        primary key (network_id, decision_id),
        foreign key (network_id, decision_id) references ranking_decision (network_id, id));
      create index placement_result_trail on placement_result (network_id, process, company_id, observed_at desc);
      ${tenantTable('placement_result')}

      create table placement_record (
        network_id uuid not null, proposal_id uuid not null, placed_at timestamptz not null, digest text not null, content text not null,
        primary key (network_id, proposal_id),
        foreign key (network_id, proposal_id) references proposal (network_id, id));
      ${tenantTable('placement_record')}
      revoke update, delete on placement_record from gewerk_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table placement_record, placement_result, placement_setting');
  }
}

export const matchingMigrations = [
  ...[InitialMatching1710000000000, RankingDecisions1720000000000, ChoicesAndOutcomes1730000000000],
  DecentralPlacement1740000000000,
];
