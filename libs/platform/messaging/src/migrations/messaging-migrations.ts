import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class Messaging1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema messaging;
      grant usage on schema messaging to gewerk_app, gewerk_relay;

      -- Raised when this database was restored from a backup: what it publishes then begins at version 1 of a new epoch.
      create table messaging.epoch (only_row boolean primary key default true check (only_row), epoch integer not null);
      insert into messaging.epoch (epoch) values (1);
      grant select on messaging.epoch to gewerk_app;

      create table messaging.stream_head (
        network_id uuid not null, topic text not null, key text not null,
        epoch integer not null, version bigint not null,
        primary key (network_id, topic, key)) with (fillfactor = 70);
      ${tenantTable('messaging.stream_head')}

      create table messaging.outbox (
        network_id uuid not null, id bigint generated always as identity, bucket smallint not null,
        topic text not null, state boolean not null, partitions integer not null,
        key text not null, epoch integer not null, version bigint not null,
        event_id uuid not null, type text not null, source text not null, event_time timestamptz not null,
        correlation_id text not null, causation_id text, hops integer not null, traceparent text,
        payload text not null, bytes integer not null,
        unsent boolean not null default true, sent_at timestamptz,
        primary key (network_id, topic, key, epoch, version));
      create index outbox_unsent on messaging.outbox (id) include (bucket) where unsent;
      create index outbox_sent on messaging.outbox (sent_at) where not unsent;
      ${tenantTable('messaging.outbox', { relay: 'write' })}
    `);
    await runner.query(CONSUMING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema messaging cascade');
  }
}

const CONSUMING = `
  -- Room on the page for the next version of a row that every event of its stream updates.
  create table messaging.watermark (
    network_id uuid not null, consumer text not null, topic text not null, key text not null,
    epoch integer not null, version bigint not null,
    primary key (network_id, consumer, topic, key)) with (fillfactor = 70);
  ${tenantTable('messaging.watermark')}

  -- Offsets belong to partitions, which hold the streams of many networks.
  create table messaging.consumer_offset (
    consumer text not null, topic text not null, partition integer not null, next_offset bigint not null,
    primary key (consumer, topic, partition));
  grant select, insert, update on messaging.consumer_offset to gewerk_app;

  create table messaging.parked (
    network_id uuid not null, id uuid not null, consumer text not null, topic text not null, key text not null,
    epoch integer not null, version bigint not null, event_id text, type text,
    reason text not null, error text not null, attempts integer not null,
    partition integer not null, "offset" bigint not null, wire_key text, headers text not null, payload bytea,
    parked_at timestamptz not null,
    primary key (network_id, id),
    unique (network_id, consumer, topic, key, epoch, version));
  ${tenantTable('messaging.parked', { relay: 'read' })}

  create table messaging.parked_audit (
    network_id uuid not null, id uuid not null, consumer text not null, topic text not null, key text not null,
    epoch integer not null, version bigint not null, event_id text, type text,
    action text not null check (action in ('replayed', 'discarded', 'gap-accepted')),
    subject text not null, reason text not null, error text, headers text, payload bytea, at timestamptz not null,
    primary key (network_id, id));
  ${tenantTable('messaging.parked_audit')}
  revoke update, delete on messaging.parked_audit from gewerk_app;
`;

/** A stream remembers what began it, so that later commands can go on under the same correlation id. */
class StreamCorrelation1720000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table messaging.stream_head add column correlation_id text, add column traceparent text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table messaging.stream_head drop column correlation_id, drop column traceparent');
  }
}

/**
 * Less to write per event: a row of the outbox is found by its id, by its place in its stream only where a state may have to be
 * published again; and a statement knows the rows it locked by the number it gave them, where it had to compare texts.
 */
class LeanRows1740000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table messaging.outbox drop constraint outbox_pkey, add primary key (network_id, id);
      create unique index outbox_states on messaging.outbox (network_id, topic, key, epoch, version) where state;
      alter table messaging.stream_head add column place integer;
      alter table messaging.watermark add column place integer;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table messaging.watermark drop column place;
      alter table messaging.stream_head drop column place;
      drop index messaging.outbox_states;
      alter table messaging.outbox drop constraint outbox_pkey, add primary key (network_id, topic, key, epoch, version);
    `);
  }
}

/** Tables of outbox and inbox; a service's database runs them after those of persistence. */
export const messagingMigrations: readonly MigrationClass[] = [
  Messaging1700000001000,
  StreamCorrelation1720000001000,
  LeanRows1740000001000,
];
