import { type MigrationClass, tenantTable } from '@gewerk/platform-persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class InitialGovernance1710000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table network_configuration (
        network_id uuid not null, parameter_version int not null, configuration jsonb not null,
        in_force_from timestamptz not null, decided_by text not null,
        primary key (network_id, parameter_version)
      );
      ${tenantTable('network_configuration')}
      revoke update, delete on network_configuration from gewerk_app;

      create table uncertainty_reading (
        network_id uuid not null, reading_id uuid not null, uncertainty_index double precision not null, confidence double precision not null,
        band text not null, mode text not null, regions jsonb not null, as_of timestamptz not null, reported_by text not null,
        primary key (network_id, reading_id)
      );
      ${tenantTable('uncertainty_reading')}
      revoke update, delete on uncertainty_reading from gewerk_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table uncertainty_reading, network_configuration');
  }
}

export const governanceMigrations: readonly MigrationClass[] = [InitialGovernance1710000000000];
