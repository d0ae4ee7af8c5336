import { type MigrationClass, persistenceMigrations } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log knows no tenancy: its records carry their network, and services alone may reach it. */
class EmbeddedBus1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema bus;
      create table bus.topic (name text primary key, kind text not null check (kind in ('state', 'fact')), partitions integer not null check (partitions > 0));
      create table bus.partition (
        topic text not null references bus.topic, partition integer not null, next_offset bigint not null default 0,
        primary key (topic, partition));
      create table bus.record (
        topic text not null, partition integer not null, "offset" bigint not null,
        -- Rises with the offsets of every partition, so that a batch over many topics comes roughly as it was appended.
        position bigint generated always as identity,
        key text not null, headers text not null, value text not null, bytes integer not null, compacted boolean not null,
        appended_at timestamptz not null default clock_timestamp(),
        primary key (topic, partition, "offset"));
      create index record_compaction on bus.record (topic, key) where compacted;
      create table bus.group_offset (
        group_name text not null, topic text not null, partition integer not null, next_offset bigint not null,
        primary key (group_name, topic, partition));
      grant usage on schema bus to gewerk_app, gewerk_relay;
      grant select, insert, update, delete on all tables in schema bus to gewerk_app, gewerk_relay;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema bus cascade');
  }
}

/** Everything that the database of the embedded bus needs; the roles come with persistence. */
export const embeddedBusMigrations: readonly MigrationClass[] = [...persistenceMigrations, EmbeddedBus1700000002000];
