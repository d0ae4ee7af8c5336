import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@gewerk/contracts';
import { demoClients } from '@gewerk/demo';
import { newId } from '@gewerk/kernel';
import { freePort } from '@gewerk/platform-embedded-postgres';
import pg from 'pg';
import { type RunningSystem, startSystem } from '../src/system.js';

const dataDirectory = mkdtempSync(path.join(tmpdir(), 'gewerk-standalone-'));
// Under root Postgres runs as nobody, who must be able to enter.
chmodSync(dataDirectory, 0o755);
process.env['GEWERK_BLOB_DIRECTORY'] = path.join(dataDirectory, 'files');

let port: number;
let system: RunningSystem;

async function tokenOf(clientId: string): Promise<string> {
  const client = demoClients().find((each) => each.clientId === clientId);
  const authorization = `Basic ${Buffer.from(`${client?.clientId}:${client?.secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(`${system.origin}/identity/token`, { method: 'POST', headers: { authorization }, body });
  return ((await response.json()) as { access_token: string }).access_token;
}

async function call(
  method: string,
  address: string,
  options: { token?: string; body?: unknown; key?: string; contentType?: string } = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers: Record<string, string> = {};
  if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
  if (options.key !== undefined) headers['idempotency-key'] = options.key;
  if (options.body !== undefined) headers['content-type'] = options.contentType ?? 'application/json';
  const response = await fetch(`${system.origin}${address}`, {
    method,
    headers,
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Tables with whether they carry a network, whether row level security is forced, and the first column of the primary key. */
const TABLES = `
  select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
         exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'network_id') as tenant,
         (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
          where i.indrelid = c.oid and i.indisprimary) as first_key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

/** What belongs to the system as a whole: its time, its positions in the log, its own shape. */
const WITHOUT_NETWORK = ['app.clock', 'messaging.consumer_offset', 'messaging.epoch', 'public.migrations'];

interface Operation {
  method: string;
  address: string;
  template: string;
  contentType: string;
}

/** Every operation that the services describe, with made-up ids in its path. */
async function operations(): Promise<Operation[]> {
  const found: Operation[] = [];
  for (const service of SERVICES) {
    const { body } = await call('GET', `/api/${service}/openapi.json`);
    for (const [template, methods] of Object.entries(
      body['paths'] as Record<string, Record<string, { requestBody?: { content: object } }>>,
    )) {
      for (const [method, { requestBody }] of Object.entries(methods)) {
        const contentType = Object.keys(requestBody?.content ?? {})[0] ?? 'application/json';
        found.push({ method: method.toUpperCase(), template, address: template.replace(/\{[^}]+\}/g, () => newId()), contentType });
      }
    }
  }
  return found;
}

beforeAll(async () => {
  port = await freePort();
  system = await startSystem({ dataDirectory, port, progress: () => undefined });
}, 60_000);

afterAll(async () => {
  await system.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
}, 60_000);

describe('the standalone system', () => {
  it('describes every service in OpenAPI 3.1 and serves a page for it', async () => {
    for (const service of SERVICES) {
      const { body } = await call('GET', `/api/${service}/openapi.json`);
      expect(body['openapi']).toMatch(/^3\.1/);
      expect((await fetch(`${system.origin}/api/${service}/docs`)).status).toBe(200);
      expect((await call('GET', `/api/${service}/health/ready`)).status).toBe(200);
    }
    expect((await fetch(system.origin)).status).toBe(200);
  });

  it('answers no operation of any service without a good token', async () => {
    const all = await operations();
    expect(all.length).toBeGreaterThan(40);
    for (const { method, address, template, contentType } of all) {
      for (const token of [undefined, 'not-a-token']) {
        const sent = method === 'GET' ? {} : { body: {}, contentType };
        const { status, body } = await call(method, address, { ...sent, ...(token === undefined ? {} : { token }) });
        expect([method, template, status, body['status']]).toEqual([method, template, 401, 401]);
      }
    }
  });

  it('never answers a role that an operation is not for, and names no internals when it refuses', async () => {
    const auditor = await tokenOf('auditor');
    for (const { method, address, template, contentType } of (await operations()).filter((operation) => operation.method !== 'GET')) {
      const { status, body } = await call(method, address, { token: auditor, key: newId(), body: {}, contentType });
      expect([method, template, status]).toEqual([method, template, 403]);
      expect(JSON.stringify(body)).not.toMatch(/node_modules|select |\.ts:/);
    }
  });

  it('forces row level security on every table that holds rows of networks, and keys them by network first', async () => {
    const [, , , postgresPort] = readFileSync(path.join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    for (const service of SERVICES) {
      const owner = new pg.Client(`postgres://postgres@127.0.0.1:${postgresPort}/gewerk_${service}`);
      await owner.connect();
      const { rows } = await owner.query<{ name: string; tenant: boolean; forced: boolean; first_key: string | null }>(TABLES);
      await owner.end();
      expect(rows.filter((table) => table.tenant).length).toBeGreaterThan(5);
      const open = rows.filter((table) => table.tenant && !(table.forced && table.first_key === 'network_id'));
      expect([service, open]).toEqual([service, []]);
      expect([service, rows.filter((table) => !table.tenant).map((table) => table.name)]).toEqual([service, WITHOUT_NETWORK]);
    }
  });

  it('lets an operator look for parked events from the command line', async () => {
    const launcher = path.resolve(import.meta.dirname, '../../../cli/bin/gewerk.js');
    const client = demoClients().find((each) => each.clientId === 'orchestrator');
    for (const service of SERVICES) {
      const address = ['--service', service, '--url', system.origin, '--client', client?.clientId ?? '', '--secret', client?.secret ?? ''];
      const { stdout } = await promisify(execFile)(process.execPath, [launcher, 'events', 'parked', '--json', ...address]);
      expect(JSON.parse(stdout)).toEqual([]);
    }
  });

  it('keeps its data and its address over a restart', async () => {
    const token = await tokenOf('orchestrator');
    const configuration = {
      name: 'Kept',
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      closedDays: [],
      strategy: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
      selections: {},
      sustainabilityAmbition: 0.5,
      limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
    };
    const put = await call('PUT', '/api/governance/v1/network', { token, key: newId(), body: configuration });
    expect(put.status).toBe(200);
    const before = await system.eventCounts();
    await system.stop();
    system = await startSystem({ dataDirectory, port, progress: () => undefined });
    const again = await call('GET', '/api/governance/v1/network', { token: await tokenOf('orchestrator') });
    expect(again.body).toMatchObject({ name: 'Kept', parameterVersion: 1 });
    expect((await system.eventCounts())['governance.network']).toBeGreaterThanOrEqual(before['governance.network'] ?? 1);
    expect((await call('GET', '/api/governance/v1/network', { token })).status).toBe(200);
  }, 60_000);
});
