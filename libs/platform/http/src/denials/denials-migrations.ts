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

/**
 * Entries expire. What may go is said by the database, not only by the code that deletes: the relay's role sees all entries and can take
 * out those that are old enough; where the chain begins then is kept beside its head.
 */
export class DenialsExpire1700000320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table app.denial_head add column forgotten_entry integer not null default 0, add column forgotten_hash text not null default '';
      create index denial_by_age on app.denial (denied_at);
      revoke update on app.denial_head from gewerk_app;
      grant update (entry, hash) on app.denial_head to gewerk_app;
      create policy seen_by_relay on app.denial for select to gewerk_relay using (true);
      create policy expired on app.denial for delete to gewerk_relay using (denied_at < app.now() - interval '400 days');
      create policy across_networks on app.denial_head to gewerk_relay using (true) with check (true);
      grant select, delete on app.denial to gewerk_relay;
      grant select, update (forgotten_entry, forgotten_hash) on app.denial_head to gewerk_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on app.denial, app.denial_head from gewerk_relay;
      drop policy seen_by_relay on app.denial;
      drop policy expired on app.denial;
      drop policy across_networks on app.denial_head;
      revoke update (entry, hash) on app.denial_head from gewerk_app;
      grant update on app.denial_head to gewerk_app;
      drop index app.denial_by_age;
      alter table app.denial_head drop column forgotten_entry, drop column forgotten_hash;
    `);
  }
}
