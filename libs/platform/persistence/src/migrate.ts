import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

export interface MigrateOptions {
  /** Connection string of the database's owner; the only one that may change its shape. */
  ownerUrl: string;
  migrations: readonly MigrationClass[];
}

/** Brings a database to the newest shape: roles that are missing, then every migration not yet run, each in its transaction. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.ownerUrl,
    migrations: [...options.migrations],
    migrationsTransactionMode: 'each',
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    // Replicas of a service may migrate at once; the lock lets one at a time pass.
    await dataSource.query("select pg_advisory_lock(hashtextextended('gewerk.migrate', 0))");
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/** What every service's database rests on: roles, the networks of a transaction, the time of the system. */
class FoundationOfApp1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const role of ['gewerk_app', 'gewerk_relay', 'gewerk_tail']) {
      await runner.query(
        // An owner that may make no roles finds them made by whoever made the owner.
        `do $$ begin
           if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login nosuperuser nobypassrls; end if;
         exception when duplicate_object or unique_violation then null; end $$`,
      );
    }
    await runner.query(`
      create schema app;
      create function app.networks() returns uuid[] language sql stable as
        $$ select coalesce(nullif(current_setting('app.networks', true), '')::uuid[], '{}') $$;
      create table app.clock (only_row boolean primary key default true check (only_row), time_offset interval not null);
      insert into app.clock (time_offset) values (interval '0');
      create function app.now() returns timestamptz language sql stable as
        $$ select clock_timestamp() + (select time_offset from app.clock) $$;
      grant usage on schema app to gewerk_app, gewerk_relay, gewerk_tail;
      grant usage on schema public to gewerk_app, gewerk_relay, gewerk_tail;
      grant select on app.clock to gewerk_app, gewerk_relay, gewerk_tail;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema app cascade');
  }
}

export const persistenceMigrations: readonly MigrationClass[] = [FoundationOfApp1700000000000];

/** Moves `app.now()` of one database; needs its owner, whom only the standalone and tests have at run time. */
export async function setDatabaseClock(ownerUrl: string, offsetMillis: number): Promise<void> {
  const dataSource = new DataSource({ type: 'postgres', url: ownerUrl, poolSize: 1 });
  await dataSource.initialize();
  try {
    await dataSource.query("update app.clock set time_offset = $1 * interval '1 millisecond'", [offsetMillis]);
  } finally {
    await dataSource.destroy();
  }
}

/** How far `app.now()` of a database was moved, in milliseconds; whoever moves it must own the database, as above. */
export async function databaseClockOffset(ownerUrl: string): Promise<number> {
  const dataSource = new DataSource({ type: 'postgres', url: ownerUrl, poolSize: 1 });
  await dataSource.initialize();
  try {
    const [row] = await dataSource.query<{ millis: number }[]>(
      'select (extract(epoch from time_offset) * 1000)::float8 as millis from app.clock',
    );
    return row?.millis ?? 0;
  } finally {
    await dataSource.destroy();
  }
}
