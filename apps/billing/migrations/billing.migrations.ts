import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialBilling1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table billed_company (
        network_id uuid not null, company_id uuid not null, name text not null, kind text not null, status text not null,
        country char(2) not null, vat_id text, membership_plan text not null,
        primary key (network_id, company_id)
      );
      ${tenantTable('billed_company')}

      create table charge (
        network_id uuid not null, charge_id uuid not null, company_id uuid not null,
        kind text not null check (kind in ('membership', 'transaction-fee')), subject text not null,
        description text not null, amount_minor bigint not null check (amount_minor > 0), currency char(3) not null,
        tariff_version text not null, charged_at timestamptz not null, invoice_id uuid,
        primary key (network_id, charge_id),
        constraint charge_once unique (network_id, kind, company_id, subject)
      );
      create index charge_open on charge (network_id, company_id, charged_at) where invoice_id is null;
      ${tenantTable('charge')}

      create table fee_case (
        network_id uuid not null, formation_id uuid not null, order_id uuid not null,
        supplier_shares jsonb, accepted_value_minor bigint, currency char(3), accepted_at timestamptz, settled boolean not null default false,
        primary key (network_id, formation_id)
      );
      ${tenantTable('fee_case')}
    `);
    await runner.query(ledgerTables);
    await runner.query(invoiceTables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table payment, invoice_line, invoice, invoice_series, posting, journal_entry, journal_head, fee_case, charge, billed_company',
    );
  }
}

// Corrections are new entries: the app role may neither change nor delete a posting, and a sum that is not zero does not commit.
const ledgerTables = `
  create table journal_head (
    network_id uuid not null primary key, entry_number bigint not null, entry_hash text not null
  );
  ${tenantTable('journal_head')}

  create table journal_entry (
    network_id uuid not null, entry_number bigint not null, kind text not null, reference text not null, memo text not null,
    posted_at timestamptz not null, previous_hash text not null, entry_hash text not null,
    primary key (network_id, entry_number),
    constraint journal_entry_once unique (network_id, kind, reference)
  );
  ${tenantTable('journal_entry')}
  revoke update, delete on journal_entry from gewerk_app;

  create table posting (
    network_id uuid not null, entry_number bigint not null, line_number int not null, account text not null,
    amount_minor bigint not null check (amount_minor <> 0), currency char(3) not null,
    primary key (network_id, entry_number, line_number),
    foreign key (network_id, entry_number) references journal_entry (network_id, entry_number)
  );
  create index posting_by_account on posting (network_id, account, currency);
  ${tenantTable('posting')}
  revoke update, delete on posting from gewerk_app;

  create function posting_must_balance() returns trigger language plpgsql as $$
  begin
    if exists (
      select 1 from posting where network_id = new.network_id and entry_number = new.entry_number group by currency having sum(amount_minor) <> 0
    ) then
      raise exception 'journal entry % does not balance', new.entry_number using errcode = '23514', constraint = 'posting_balances';
    end if;
    return null;
  end $$;
  create constraint trigger posting_balances after insert on posting deferrable initially deferred
    for each row execute function posting_must_balance();
`;

const invoiceTables = `
  create table invoice_series (
    network_id uuid not null, series text not null, last_number int not null,
    primary key (network_id, series)
  );
  ${tenantTable('invoice_series')}

  create table invoice (
    network_id uuid not null, invoice_id uuid not null, invoice_number text not null, company_id uuid not null,
    issued_at timestamptz not null, due_at timestamptz not null, net_minor bigint not null, vat_minor bigint not null, gross_minor bigint not null,
    currency char(3) not null, vat_category text not null, vat_rate_basis_points int not null, vat_note text,
    recipient_name text not null, recipient_country char(2) not null, recipient_vat_id text, rounding_rule text not null,
    primary key (network_id, invoice_id),
    unique (network_id, invoice_number),
    check (net_minor + vat_minor = gross_minor)
  );
  ${tenantTable('invoice')}
  revoke update, delete on invoice from gewerk_app;

  create table invoice_line (
    network_id uuid not null, invoice_id uuid not null, line_number int not null, charge_id uuid not null, description text not null, net_minor bigint not null,
    primary key (network_id, invoice_id, line_number),
    unique (network_id, charge_id),
    foreign key (network_id, invoice_id) references invoice (network_id, invoice_id)
  );
  ${tenantTable('invoice_line')}
  revoke update, delete on invoice_line from gewerk_app;

  create table payment (
    network_id uuid not null, payment_id uuid not null, invoice_id uuid not null, amount_minor bigint not null check (amount_minor > 0),
    currency char(3) not null, received_at timestamptz not null, reference text not null,
    primary key (network_id, payment_id),
    constraint payment_once unique (network_id, invoice_id, reference),
    foreign key (network_id, invoice_id) references invoice (network_id, invoice_id)
  );
  ${tenantTable('payment')}
  revoke update, delete on payment from gewerk_app;
`;

/**
 * Whoever measures the ledger sees amounts of all networks, and neither accounts nor what they were for. A charge knows what it
 * came from, so that an order can be followed to its invoice.
 */
class ObservedLedger1720000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create policy measured on posting for select to gewerk_relay using (true);
      grant select (network_id, entry_number, currency, amount_minor) on posting to gewerk_relay;
      alter table charge add column correlation_id text, add column traceparent text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table charge drop column correlation_id, drop column traceparent; revoke select on posting from gewerk_relay; drop policy measured on posting',
    );
  }
}

export const billingMigrations: readonly MigrationClass[] = [InitialBilling1710000000000, ObservedLedger1720000000000];
