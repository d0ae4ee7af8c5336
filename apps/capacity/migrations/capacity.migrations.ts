import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialCapacity1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create extension if not exists btree_gist');
    await runner.query(MACHINES);
    await runner.query(HOLDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table reservation_slot, reservation, hold, report_receipt, machine_calendar, machine, site');
  }
}

const MACHINES = `
  create table site (
    network_id uuid not null, site_id uuid not null, company_id uuid not null,
    time_zone text not null, shifts jsonb not null, closed_days jsonb not null,
    primary key (network_id, site_id)
  );
  ${tenantTable('site')}

  create table machine (
    network_id uuid not null, machine_id uuid not null, company_id uuid not null, machine_group_id uuid not null, site_id uuid not null,
    process text not null, model text not null, label text not null, retired boolean not null,
    primary key (network_id, machine_id)
  );
  create index machine_of_company on machine (network_id, company_id, machine_id);
  ${tenantTable('machine')}

  -- Whoever changes a machine's hours or reservations holds the lock of its row here.
  create table machine_calendar (
    network_id uuid not null, machine_id uuid not null,
    as_of timestamptz, horizon jsonb, stated_windows jsonb not null default '[]', included_booking_ids uuid[] not null default '{}',
    usual_free_minutes_per_day double precision not null default 0,
    availability_version integer not null default 0, availability jsonb,
    primary key (network_id, machine_id)
  );
  ${tenantTable('machine_calendar')}

  create table report_receipt (
    network_id uuid not null, source text not null, event_id text not null, machine_id uuid not null,
    as_of timestamptz not null, received_at timestamptz not null,
    primary key (network_id, source, event_id)
  );
  ${tenantTable('report_receipt')}
`;

const HOLDS = `
  create table hold (
    network_id uuid not null, formation_id uuid not null,
    state text not null check (state in ('held', 'confirmed', 'released', 'expired', 'given-back')),
    revision integer not null, placed_at timestamptz not null, expires_at timestamptz not null, settled_at timestamptz,
    primary key (network_id, formation_id)
  );
  create index hold_by_expiry on hold (network_id, expires_at) where state = 'held';
  ${tenantTable('hold')}

  create table reservation (
    network_id uuid not null, reservation_id uuid not null, formation_id uuid not null, revision integer not null,
    operation_id uuid not null, role text not null check (role in ('primary', 'standby')),
    company_id uuid not null, machine_id uuid not null,
    state text not null check (state in ('held', 'booked', 'running', 'finished', 'superseded', 'released', 'expired', 'given-back')),
    slots jsonb not null, work_minutes integer not null, planned_starts_at timestamptz not null, planned_ends_at timestamptz not null,
    lost_windows jsonb not null default '[]',
    started_at timestamptz, finished_at timestamptz, good_pieces integer, scrap_pieces integer,
    primary key (network_id, reservation_id),
    foreign key (network_id, formation_id) references hold
  );
  create index reservation_of_company on reservation (network_id, company_id, reservation_id);
  -- One company does an operation; several may stand by for it.
  create unique index reservation_primary_once on reservation (network_id, formation_id, revision, operation_id) where role = 'primary';
  create unique index reservation_standby_once on reservation (network_id, formation_id, revision, operation_id, company_id)
    where role = 'standby';
  ${tenantTable('reservation')}

  -- Rows stand here while the hours are held or booked, and only then: two of one machine cannot overlap.
  create table reservation_slot (
    network_id uuid not null, reservation_id uuid not null, machine_id uuid not null,
    starts_at timestamptz not null, ends_at timestamptz not null,
    slot tstzrange generated always as (tstzrange(starts_at, ends_at)) stored,
    primary key (network_id, reservation_id, starts_at),
    foreign key (network_id, reservation_id) references reservation,
    constraint slot_not_empty check (starts_at < ends_at),
    constraint machine_taken_once exclude using gist (network_id with =, machine_id with =, slot with &&)
  );
  create index slot_of_machine on reservation_slot (network_id, machine_id, ends_at);
  ${tenantTable('reservation_slot')}
`;

class ShopPlanning1710000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SHOP_PLANS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shop_plan');
  }
}

const SHOP_PLANS = `
  -- A firm's own jobs and the plan of its shop: shown to the firm alone.
  create table shop_plan (
    network_id uuid not null, company_id uuid not null,
    shop jsonb not null, outages jsonb not null default '[]', delays jsonb not null default '[]',
    asked integer not null default 0, answered integer not null default 0, asked_because text not null default '',
    plan jsonb, failure jsonb,
    primary key (network_id, company_id),
    constraint answered_after_asked check (answered <= asked)
  );
  ${tenantTable('shop_plan')}
`;

class FreeHoursByPlan1710000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FREE_HOURS_BY_PLAN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table shop_plan drop column published_percent, drop column search_asked, drop column done_jobs, drop column house_digest',
    );
  }
}

const FREE_HOURS_BY_PLAN = `
  -- The share is null where the firm's own reports are published; a request up to search_asked is not answered without a search.
  alter table shop_plan
    add column published_percent integer check (published_percent between 1 and 100),
    add column search_asked integer not null default 0,
    add column done_jobs jsonb not null default '[]',
    add column house_digest text not null default '';
`;

export const capacityMigrations: readonly MigrationClass[] = [
  InitialCapacity1710000000000,
  ShopPlanning1710000100000,
  FreeHoursByPlan1710000200000,
];
