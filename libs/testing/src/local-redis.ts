import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@gewerk/platform-embedded-postgres';

const START_LIMIT_MILLIS = 10_000;

export interface LocalRedis {
  /** `redis://127.0.0.1:<port>`; the same over a restart. */
  readonly url: string;
  /** How many keys it holds. */
  keys(): Promise<number>;
  /** Forgets every key, as an operator's slip would. */
  flush(): Promise<void>;
  /** Ends it at once; whoever connects finds nobody. */
  kill(): Promise<void>;
  /** Empty, on the same port. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts Redis from the PATH on a free port, without persistence.
 * @throws Error that names the missing program and where it comes from
 */
export async function startLocalRedis(): Promise<LocalRedis> {
  requireRedis();
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'gewerk-redis-'));
  let server = await start(port, directory);
  const kill = async (): Promise<void> => ended(server);
  return {
    url: `redis://127.0.0.1:${port}`,
    keys: async () => Number((await command(port, 'DBSIZE')).slice(1)),
    flush: async () => {
      const answer = await command(port, 'FLUSHALL');
      if (!answer.startsWith('+OK')) throw new Error(`Redis answered ${answer.trim()} to FLUSHALL`);
    },
    kill,
    startAgain: async () => {
      server = await start(port, directory);
    },
    stop: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function requireRedis(): void {
  const { error } = spawnSync(program(), ['--version']);
  if (error) {
    throw new Error(`A local Redis needs "${program()}", which was not found (Debian: apt-get install redis-server, or set REDIS_SERVER).`);
  }
}

function program(): string {
  return process.env['REDIS_SERVER'] ?? 'redis-server';
}

async function start(port: number, directory: string): Promise<ChildProcess> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory];
  const server = spawn(program(), settings, { stdio: 'ignore' });
  process.once('exit', () => server.kill('SIGKILL'));
  for (const until = Date.now() + START_LIMIT_MILLIS; ; ) {
    const answer = await command(port, 'PING').catch(() => '');
    if (answer.startsWith('+PONG')) return server;
    if (Date.now() > until || server.exitCode !== null) throw new Error(`Redis did not start on port ${port}`);
    await delay(50);
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await exit;
}

/** One inline command of the Redis protocol, and the first of its answer. */
function command(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(chunk.toString());
    });
  });
}
