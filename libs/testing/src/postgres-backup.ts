import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** What of a data directory belongs to the running server, or is written anew by the one that is restored. */
const NOT_COPIED = new Set(['postmaster.pid', 'postmaster.opts', 'server.log', 'pg_wal', 'pg_replslot', 'pg_stat_tmp', 'pg_subtrans']);
/** The user `nobody`, as whom the embedded server runs when root starts it. */
const NOBODY = 65534;
const ARCHIVE_LIMIT_MILLIS = 30_000;

/**
 * Has the server keep every finished segment of its log in a directory, from its next start on (PostgreSQL documentation,
 * "Continuous Archiving and Point-in-Time Recovery").
 * @param server base URL of the superuser, without a database
 */
export async function archiveContinuously(server: string, archiveDirectory: string): Promise<void> {
  mkdirSync(archiveDirectory, { recursive: true });
  handOver(archiveDirectory);
  const archived = path.join(archiveDirectory, '%f');
  await asSuperuser(server, async (client) => {
    await client.query("alter system set archive_mode = 'on'");
    // Never over a segment that is already there; not seen before it is whole.
    await client.query(
      `alter system set archive_command = 'test ! -f ${archived} && cp %p ${archived}.part && mv ${archived}.part ${archived}'`,
    );
  });
}

/** Copies the running cluster: with what is archived from here on, any later instant can be restored from it. */
export async function takeBaseBackup(server: string, dataDirectory: string, backupDirectory: string): Promise<void> {
  await asSuperuser(server, async (client) => {
    await client.query("select pg_backup_start('base', fast => true)");
    cpSync(dataDirectory, backupDirectory, {
      recursive: true,
      filter: (from) => !NOT_COPIED.has(path.relative(dataDirectory, from)),
    });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(wait_for_archive => true)');
    writeFileSync(path.join(backupDirectory, 'backup_label'), rows[0]?.labelfile ?? '');
  });
}

/** Names this instant, and waits until everything up to it is in the archive. */
export async function restorePoint(server: string, archiveDirectory: string, name: string): Promise<void> {
  const segment = await asSuperuser(server, async (client) => {
    const { rows } = await client.query<{ segment: string }>('select pg_walfile_name(pg_create_restore_point($1)) as segment', [name]);
    await client.query('select pg_switch_wal()');
    return rows[0]?.segment ?? '';
  });
  for (const until = Date.now() + ARCHIVE_LIMIT_MILLIS; !existsSync(path.join(archiveDirectory, segment)); ) {
    if (Date.now() > until) throw new Error(`segment ${segment} was not archived within ${ARCHIVE_LIMIT_MILLIS / 1000} s`);
    await delay(50);
  }
}

export interface Restoration {
  readonly backupDirectory: string;
  readonly archiveDirectory: string;
  /** Name of a restore point. */
  readonly upTo: string;
  /** Emptied and filled; start a server on it, which replays the archive and then takes writes. */
  readonly dataDirectory: string;
}

/** Lays a data directory out for recovery; the server must not run. */
export function layOutRestoration({ backupDirectory, archiveDirectory, upTo, dataDirectory }: Restoration): void {
  rmSync(dataDirectory, { recursive: true, force: true });
  cpSync(backupDirectory, dataDirectory, { recursive: true });
  for (const directory of ['pg_wal', 'pg_wal/archive_status', 'pg_replslot', 'pg_stat_tmp', 'pg_subtrans'])
    mkdirSync(path.join(dataDirectory, directory), { recursive: true });
  const settings = {
    restore_command: `cp ${path.join(archiveDirectory, '%f')} %p`,
    recovery_target_name: upTo,
    recovery_target_action: 'promote',
    // The restored server writes another history; the archive it came from stays as it is.
    archive_mode: 'off',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(path.join(dataDirectory, 'postgresql.auto.conf'), lines.join(''));
  writeFileSync(path.join(dataDirectory, 'recovery.signal'), '');
  handOver(dataDirectory);
}

/** Resolves once the server has replayed the archive and takes writes. */
export async function recovered(server: string): Promise<void> {
  for (const until = Date.now() + ARCHIVE_LIMIT_MILLIS; ; ) {
    const [row] = await asSuperuser(
      server,
      async (client) => (await client.query<{ recovering: boolean }>('select pg_is_in_recovery() as recovering')).rows,
    );
    if (row?.recovering === false) return;
    if (Date.now() > until) throw new Error(`the server still recovers after ${ARCHIVE_LIMIT_MILLIS / 1000} s`);
    await delay(50);
  }
}

/** Segments in the archive. */
export function archivedSegments(archiveDirectory: string): number {
  return readdirSync(archiveDirectory).filter((file) => /^[0-9A-F]{24}$/.test(file)).length;
}

function handOver(directory: string): void {
  if (process.getuid?.() === 0) spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, directory]);
  spawnSync('chmod', ['700', directory]);
}

async function asSuperuser<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: `${server}/postgres`, application_name: 'backup' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
