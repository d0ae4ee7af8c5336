import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialOrders1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(partTables);
    await runner.query(orderTables);
    await runner.query(productionTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table order_rating, finished_operation, formation_booking, order_formation, known_part, customer_order, part');
  }
}

const partTables = `
  create table part (
    network_id uuid not null, part_id uuid not null, owner_company_id uuid not null, name text not null,
    sha256 char(64) not null, byte_length integer not null check (byte_length > 0),
    state text not null check (state in ('measuring', 'measured', 'failed')),
    volume_mm3 double precision, area_mm2 double precision, box_micrometres integer[], solids integer,
    failure_code text, failure_reason text, received_at timestamptz not null, measured_at timestamptz,
    primary key (network_id, part_id),
    check (state <> 'measured' or (volume_mm3 > 0 and area_mm2 > 0 and array_length(box_micrometres, 1) = 3 and solids > 0)),
    check ((state = 'failed') = (failure_code is not null))
  );
  create index part_by_owner on part (network_id, owner_company_id, part_id);
  ${tenantTable('part')}
`;

// \`submission\` is the order as published; \`answer\` is what matching said last about it.
const orderTables = `
  create table customer_order (
    network_id uuid not null, order_id uuid not null, customer_company_id uuid not null, order_version integer not null check (order_version >= 1),
    state text not null, answer text check (answer in ('proposed', 'unplaceable')), title text not null, submitted_at timestamptz not null,
    due_at timestamptz not null, submission jsonb not null, computed_quality double precision not null, computed_complexity double precision not null,
    routing_version text not null, cancelled_at timestamptz, cancel_reason text,
    delivered_at timestamptz, accepted_pieces integer, on_time boolean, accepted_value_minor bigint, accepted_currency char(3),
    complained_at timestamptz, complaint_pieces integer, complaint_reason text, rated_at timestamptz,
    primary key (network_id, order_id)
  );
  create index customer_order_by_customer on customer_order (network_id, customer_company_id, order_id);
  ${tenantTable('customer_order')}

  create table known_part (
    network_id uuid not null, order_id uuid not null, part_id uuid not null, material text not null, processes text[] not null,
    net_mass_grams integer not null, tolerance_it smallint not null,
    primary key (network_id, order_id, part_id),
    foreign key (network_id, order_id) references customer_order (network_id, order_id)
  );
  ${tenantTable('known_part')}

  create table order_rating (
    network_id uuid not null, order_id uuid not null, company_id uuid not null,
    quality double precision not null, punctuality double precision not null, communication double precision not null, satisfaction double precision not null,
    primary key (network_id, order_id, company_id),
    foreign key (network_id, order_id) references customer_order (network_id, order_id)
  );
  ${tenantTable('order_rating')}
`;

// What matching and capacity tell. Their topics do not wait for each other, so nothing here refers to rows that another topic brings.
const productionTables = `
  create table order_formation (
    network_id uuid not null, formation_id uuid not null, order_id uuid not null,
    chosen_at timestamptz, confirmed_at timestamptz, ended_at timestamptz, end_reason text,
    consortium_id uuid, lead_company_id uuid, member_company_ids uuid[] not null default '{}',
    price_minor bigint, currency char(3), promised_at timestamptz, arrives_at timestamptz, announced_at timestamptz, expected_at timestamptz,
    primary key (network_id, formation_id)
  );
  create index order_formation_by_order on order_formation (network_id, order_id);
  create index order_formation_members on order_formation using gin (member_company_ids);
  ${tenantTable('order_formation')}

  create table formation_booking (
    network_id uuid not null, booking_id uuid not null, formation_id uuid not null, operation_id uuid not null, company_id uuid not null,
    role text not null check (role in ('primary', 'standby')), planned_ends_at timestamptz not null,
    primary key (network_id, booking_id)
  );
  create index formation_booking_by_formation on formation_booking (network_id, formation_id);
  ${tenantTable('formation_booking')}

  create table finished_operation (
    network_id uuid not null, booking_id uuid not null, formation_id uuid not null, operation_id uuid not null, company_id uuid not null,
    finished_at timestamptz not null, good_pieces integer not null, scrap_pieces integer not null,
    primary key (network_id, booking_id)
  );
  create index finished_operation_by_formation on finished_operation (network_id, formation_id);
  ${tenantTable('finished_operation')}
`;

export const ordersMigrations: readonly MigrationClass[] = [InitialOrders1710000000000];
