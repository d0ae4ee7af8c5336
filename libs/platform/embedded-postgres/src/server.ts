import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { locateBinaries } from './binaries.js';

/** The user `nobody`: Postgres refuses to run as root, and this account exists everywhere. */
const NOBODY = 65534;

export interface EmbeddedPostgresOptions {
  /** Directory of the cluster; created when missing. Absent: a temporary one that `stop` removes. */
  dataDirectory?: string;
  /** TCP port on 127.0.0.1. Absent: any free one. */
  port?: number;
  /** False trades durability for speed; for tests only. */
  durable: boolean;
}

export interface EmbeddedPostgres {
  /** Base URL of the superuser without a database, e.g. `postgres://postgres@127.0.0.1:5433`. */
  readonly url: string;
  readonly dataDirectory: string;
  createDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Where a persistent cluster lives by default: never inside root's private home, which `nobody` could not reach. */
export function defaultDataRoot(): string {
  return process.getuid?.() === 0 ? path.join(path.parse(process.cwd()).root, 'var', 'tmp', 'gewerk') : path.join(homedir(), '.gewerk');
}

/**
 * Starts a real Postgres 18 from the npm package's binaries. A server that a killed parent left running on the same data
 * directory is taken over rather than started twice.
 * @throws Error when the platform has no binaries or the directory cannot be used
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = new Cluster(options.dataDirectory);
  cluster.initialize();
  const running = cluster.runningPort();
  if (running !== null && options.port !== undefined && running !== options.port) cluster.stop();
  const port =
    running !== null && (options.port === undefined || running === options.port) ? running : (options.port ?? (await freePort()));
  if (cluster.runningPort() === null) cluster.start(port, options.durable);
  const url = `postgres://postgres@127.0.0.1:${port}`;
  return {
    url,
    dataDirectory: cluster.directory,
    createDatabase: (name) => createDatabase(url, name),
    stop: async () => {
      cluster.stop();
      if (options.dataDirectory === undefined) rmSync(cluster.directory, { recursive: true, force: true });
    },
  };
}

class Cluster {
  readonly directory: string;
  readonly #binaries = locateBinaries();
  readonly #asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

  constructor(dataDirectory?: string) {
    if (dataDirectory === undefined) {
      this.directory = mkdtempSync(path.join(tmpdir(), 'gewerk-postgres-'));
    } else {
      this.directory = path.resolve(dataDirectory);
      mkdirSync(path.dirname(this.directory), { recursive: true, mode: 0o755 });
      mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    }
    if (process.getuid?.() === 0) chownSync(this.directory, NOBODY, NOBODY);
  }

  initialize(): void {
    if (existsSync(path.join(this.directory, 'PG_VERSION'))) return;
    const arguments_ = ['-D', this.directory, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin'];
    this.#run('initdb', [...arguments_, '--builtin-locale=C.UTF-8', '--no-sync']);
  }

  /** The port of a server that runs on this directory, or null. */
  runningPort(): number | null {
    if (this.#spawn('pg_ctl', ['-D', this.directory, 'status']).status !== 0) return null;
    const pidFile = readFileSync(path.join(this.directory, 'postmaster.pid'), 'utf8').split('\n');
    return Number(pidFile[3]);
  }

  start(port: number, durable: boolean): void {
    const settings = ['listen_addresses=127.0.0.1', 'max_connections=300', 'unix_socket_directories='];
    if (!durable) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
    const options = `-p ${port} ${settings.map((setting) => `-c ${setting}`).join(' ')}`;
    this.#run('pg_ctl', ['-D', this.directory, '-w', '-l', path.join(this.directory, 'server.log'), '-o', options, 'start']);
  }

  stop(): void {
    if (this.runningPort() !== null) this.#run('pg_ctl', ['-D', this.directory, '-m', 'fast', '-w', 'stop']);
  }

  #run(program: string, arguments_: string[]): void {
    const result = this.#spawn(program, arguments_);
    const code = (result.error as NodeJS.ErrnoException | undefined)?.code;
    if (/could not access directory/.test(result.stderr ?? '')) {
      throw new Error(
        `Postgres runs as "nobody" when started by root, and that user cannot enter ${path.dirname(this.directory)}: chmod it to 755 or name another`,
      );
    }
    if (code === 'EACCES') {
      throw new Error(
        'Postgres runs as "nobody" when started by root, and that user cannot reach its programs: move the checkout out of a private home',
      );
    }
    if (result.status !== 0) throw new Error(`${program} failed: ${result.stderr || result.error?.message || 'see server.log'}`);
  }

  #spawn(program: string, arguments_: string[]): SpawnSyncReturns<string> {
    const environment = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: this.#binaries.lib };
    // The started server must not inherit our pipes, or spawnSync would wait for it to end.
    const stdio = program === 'pg_ctl' ? ('ignore' as const) : ('pipe' as const);
    const options = { ...this.#asNobody, env: environment, encoding: 'utf8' as const, cwd: path.parse(this.directory).root, stdio };
    return spawnSync(path.join(this.#binaries.bin, program), arguments_, options);
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client(`${url}/postgres`);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} template template0`);
  } finally {
    await client.end();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
