import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { archiveContinuously, layOutRestoration, recovered, restorePoint, takeBaseBackup } from './postgres-backup.js';

const STOP_LIMIT_MILLIS = 20_000;

export interface RestartablePostgres {
  /** Base URL of the superuser, the same over restarts. */
  readonly url: string;
  createDatabase(name: string): Promise<void>;
  /** Ends it as a crash would: no connection is told, nothing is written; the next start recovers from the log. */
  crash(): Promise<void>;
  /** On the same data and port. */
  startAgain(): Promise<void>;
  /** A copy of everything, from which `restore` can bring back any restore point that follows. */
  backUp(): Promise<void>;
  /** Names this instant and sees it safe in the archive. */
  restorePoint(name: string): Promise<void>;
  /** Loses the data and brings them back as they stood at a restore point, on the same port. */
  restore(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** An embedded Postgres that keeps what it confirmed over a crash, so with durable commits, and archives its log. */
export async function startRestartablePostgres(): Promise<RestartablePostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'gewerk-postgres-'));
  // Under root Postgres runs as nobody, who must be able to enter.
  chmodSync(directory, 0o755);
  const [dataDirectory, archiveDirectory, backupDirectory] = [
    join(directory, 'data'),
    join(directory, 'archive'),
    join(directory, 'backup'),
  ];
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ durable: true, dataDirectory });
  const { url } = server;
  const startAgain = async (): Promise<void> => {
    server = await startEmbeddedPostgres({ durable: true, dataDirectory, port: Number(new URL(url).port) });
  };
  await archiveContinuously(url, archiveDirectory);
  await server.stop();
  await startAgain();
  return {
    url,
    createDatabase: (name) => server.createDatabase(name),
    crash: () => immediately(dataDirectory),
    startAgain,
    backUp: () => takeBaseBackup(url, dataDirectory, backupDirectory),
    restorePoint: (name) => restorePoint(url, archiveDirectory, name),
    restore: async (upTo) => {
      await immediately(dataDirectory);
      layOutRestoration({ backupDirectory, archiveDirectory, upTo, dataDirectory });
      await startAgain();
      await recovered(url);
    },
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** SIGQUIT is Postgres' immediate shutdown. */
async function immediately(dataDirectory: string): Promise<void> {
  const pidFile = join(dataDirectory, 'postmaster.pid');
  const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGQUIT');
  for (const until = Date.now() + STOP_LIMIT_MILLIS; existsSync(pidFile); ) {
    if (Date.now() > until) throw new Error(`Postgres ${postmaster} did not stop within ${STOP_LIMIT_MILLIS / 1000} s`);
    await delay(50);
  }
}
