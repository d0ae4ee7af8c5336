import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@gewerk/platform-embedded-postgres';
import { Checks } from '../checks.js';
import { type ServiceProcess, startProcess } from '../processes.js';
import { attempt } from './attempt.js';
import { type ComposeService, readCompose, ROOT } from './compose-file.js';
import { type LocalHosts, startLocalHosts } from './local-hosts.js';
import { askedNames, servedNames } from './metrics.js';

/**
 * `npm run test:compose`: the one-shots and services of docker-compose.yml as processes of this machine, with its commands, its
 * environments and its health checks, on real Kafka, Postgres with passwords, and Redis where Debian's is installed.
 */
interface Running {
  readonly name: string;
  readonly process: ServiceProcess;
  readonly environment: Readonly<Record<string, string>>;
  readonly probe: readonly string[];
}

const READY_LIMIT_MILLIS = 90_000;
const compose = readCompose();
const checks = new Checks();
const files = mkdtempSync(path.join(tmpdir(), 'gewerk-compose-'));
const hosts = await startLocalHosts(compose['redis']?.environment?.['REDISCLI_AUTH'] ?? '');
if (!hosts.redis) checks.skip('redis-server is not installed: rate limits fall back to memory');
try {
  await run(hosts);
} finally {
  await hosts.stop();
  rmSync(files, { recursive: true, force: true });
}
process.exit(checks.report('test-results/compose.json'));

async function run(here: LocalHosts): Promise<void> {
  for (const name of ['databases', 'topics']) oneShot(name, here);
  oneShot('databases', here, 'may run again');
  const services: Running[] = [];
  for (const [name, service] of Object.entries(compose)) {
    if (isOurs(service) && service.command?.[1] === `apps/${name}/dist/src/main.js`) services.push(await start(name, service, here));
  }
  checks.check('all eight services are in the compose file', services.length === 8, services.map(({ name }) => name).join(', '));
  for (const service of services) await attempt(checks, `${service.name} is ready by its own health check`, () => ready(service));
  const served = new Set<string>();
  for (const service of services) {
    await attempt(checks, `${service.name} serves metrics, each with the label of its service`, async () => {
      for (const name of await metricsOf(service)) served.add(name);
    });
  }
  const dead = askedNames().filter((name) => !served.has(name));
  checks.check('every metric that an alert or a dashboard asks for is served', dead.length === 0, dead.join(', '));
  await Promise.all(services.map((service) => ended(service)));
}

function isOurs(service: ComposeService): boolean {
  return service.image.startsWith('gewerk:');
}

/** The environment of a service with the hosts of the compose network replaced. */
function environmentOf(service: ComposeService, here: LocalHosts): Record<string, string> {
  return Object.fromEntries(Object.entries(service.environment ?? {}).map(([key, value]) => [key, here.mapped(value)]));
}

function oneShot(name: string, here: LocalHosts, what = 'ends with 0'): void {
  const service = compose[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no ${name}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, service.command?.slice(1) ?? [], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environmentOf(service, here) },
    encoding: 'utf8',
  });
  checks.check(`the one-shot ${name} ${what}`, status === 0, `${stdout.slice(-1000)}${stderr.slice(-2000)}`);
}

/** Ports are a container's own there and shared by all here. */
async function start(name: string, service: ComposeService, here: LocalHosts): Promise<Running> {
  const environment = {
    ...environmentOf(service, here),
    GEWERK_PORT: String(await freePort()),
    GEWERK_METRICS_PORT: String(await freePort()),
    ...(service.environment?.['GEWERK_BLOB_DIRECTORY'] === undefined ? {} : { GEWERK_BLOB_DIRECTORY: files }),
  };
  const entry = service.command?.[1] ?? '';
  return { name, process: startProcess(name, entry, environment), environment, probe: service.healthcheck?.test.slice(2) ?? [] };
}

async function ready({ process: service, environment, probe }: Running): Promise<void> {
  for (const until = Date.now() + READY_LIMIT_MILLIS; ; await delay(300)) {
    const said = await probed(probe, environment);
    if (said === null) return;
    if (service.child.exitCode !== null || Date.now() > until) throw new Error(`${said}\n${service.log()}`);
  }
}

/** @returns null where the probe ended with 0, otherwise what it said */
async function probed(probe: readonly string[], environment: Readonly<Record<string, string>>): Promise<string | null> {
  const child = spawn(process.execPath, [...probe], { cwd: ROOT, env: { ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return code === 0 ? null : `the probe ended with ${String(code)}: ${said}`;
}

async function metricsOf({ name, environment }: Running): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${environment['GEWERK_METRICS_PORT']}/metrics`, { signal: AbortSignal.timeout(5_000) });
  const text = await response.text();
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`);
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const nameless = series.filter((line) => !line.includes(`service="${name}"`));
  if (series.length === 0 || nameless.length > 0)
    throw new Error(`${series.length} series, without the label: ${nameless.slice(0, 3).join(' | ')}`);
  return servedNames(text);
}

async function ended({ name, process: service }: Running): Promise<void> {
  const begin = Date.now();
  const code = await service.stop();
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  checks.check(`${name} ends with 0 on SIGTERM`, code === 0, `ended with ${code} after ${seconds} s\n${service.log()}`);
}
