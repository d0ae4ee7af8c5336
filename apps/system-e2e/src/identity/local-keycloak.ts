import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@gewerk/platform-embedded-postgres';
import { readCompose, ROOT } from '../compose/compose-file.js';

const CACHE = path.join(ROOT, '.gewerk/keycloak');
const REALM = 'deploy/keycloak/gewerk-realm.json';
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';
const START_LIMIT_MILLIS = 180_000;

export interface LocalKeycloak {
  /** Issuer of the realm gewerk. */
  readonly issuer: string;
  /** Address of the server with its path, for the administration. */
  readonly address: string;
  readonly admin: { readonly username: string; readonly password: string };
  readonly version: string;
  stop(): Promise<void>;
}

/** The server's distribution could not be had: no Java, no Maven, or Maven reaches no repository that has it. */
export class KeycloakUnavailable extends Error {}

/**
 * Starts the Keycloak release of docker-compose.yml on this machine's Java with the realm that ships, its environment, and a
 * database in memory instead of Postgres.
 */
export async function startLocalKeycloak(publicUrl: string): Promise<LocalKeycloak> {
  const service = readCompose()['keycloak'];
  const version = /:([\d.]+)$/.exec(service?.image ?? '')?.[1] ?? '';
  const home = assembled(version);
  mkdirSync(path.join(home, 'data/import'), { recursive: true });
  cpSync(path.join(ROOT, REALM), path.join(home, 'data/import/gewerk-realm.json'));

  const [port, managementPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${port}/identity`;
  const shipped = Object.entries(service?.environment ?? {}).filter(([name]) => !/^KC_(?:DB|HOSTNAME|PROXY)/.test(name));
  const environment = { ...process.env, ...Object.fromEntries(shipped), GEWERK_PUBLIC_URL: publicUrl };
  const server = spawn(
    path.join(home, 'bin/kc.sh'),
    [
      'start-dev',
      '--import-realm',
      '--db=dev-mem',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--http-management-port=${managementPort}`,
    ],
    // A group of its own: the script starts Java as its child.
    { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const killWithParent = (): void => signalGroup(server, 'SIGKILL');
  process.once('exit', killWithParent);
  await started(server, `http://127.0.0.1:${managementPort}/identity/health/ready`);
  return {
    issuer: `${address}/realms/gewerk`,
    address,
    admin: {
      username: service?.environment?.['KC_BOOTSTRAP_ADMIN_USERNAME'] ?? '',
      password: service?.environment?.['KC_BOOTSTRAP_ADMIN_PASSWORD'] ?? '',
    },
    version,
    stop: async () => {
      await ended(server);
      process.off('exit', killWithParent);
    },
  };
}

/** @returns home of the server; Maven Central has had every second release or so, hence the pin in docker-compose.yml */
function assembled(version: string): string {
  if (spawnSync('java', ['-version']).status !== 0) throw new KeycloakUnavailable('java was not found on the PATH (17 or newer)');
  const home = path.join(CACHE, `keycloak-${version}`);
  if (existsSync(path.join(home, 'bin/kc.sh'))) return home;
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(path.join(CACHE, 'assembling-'));
  const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  const { error, status, stdout } = spawnSync(
    'mvn',
    ['-q', '-B', `${PLUGIN}:unpack`, `-Dartifact=${artifact}`, `-DoutputDirectory=${fresh}`],
    // The plugin leaves a marker in the directory that it runs in.
    { encoding: 'utf8', cwd: fresh },
  );
  if (error !== undefined || status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new KeycloakUnavailable(
      error === undefined ? `Maven could not fetch ${artifact}:\n${stdout.slice(-800)}` : 'mvn was not found on the PATH',
    );
  }
  renameSync(path.join(fresh, `keycloak-${version}`), home);
  rmSync(fresh, { recursive: true });
  chmodSync(path.join(home, 'bin/kc.sh'), 0o755);
  return home;
}

async function started(server: ChildProcess, readyUrl: string): Promise<void> {
  let lastLines = '';
  const read = (chunk: Buffer): void => {
    lastLines = (lastLines + chunk.toString()).slice(-4000);
  };
  server.stdout?.on('data', read);
  server.stderr?.on('data', read);
  for (const until = Date.now() + START_LIMIT_MILLIS; ; await delay(500)) {
    const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok === true) return;
    if (server.exitCode !== null || Date.now() > until) {
      signalGroup(server, 'SIGKILL');
      throw new Error(`Keycloak did not start. Its last lines:\n${lastLines}`);
    }
  }
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  signalGroup(server, 'SIGTERM');
  const forced = setTimeout(() => signalGroup(server, 'SIGKILL'), 20_000);
  await exit;
  clearTimeout(forced);
}

function signalGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // ended already
  }
}
