import { setTimeout as delay } from 'node:timers/promises';
import { MovableClock, newId } from '@gewerk/kernel';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import { createEmptyDatabase } from '@gewerk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { openApiOf, type RunningService, type ServiceParts, startService } from '../src/index.js';
import { faults, workshopService } from './workshop.js';

const ISSUER = 'https://id.example';
const API = '/api/workshop/v1';
const DAY_MINUTES = 1440;

interface Answer {
  status: number;
  // `any`: the body is what the test looks into
  body: any;
}

type Role = 'member' | 'orchestrator' | 'orchestrator of another network';
type Call = (role: Role, method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>;

interface Running {
  service: RunningService;
  call: Call;
}

describe('a service', () => {
  const networkId = newId();
  let databases: { url: string; drop(): Promise<void> }[];
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwks: { keys: object[] };
  let transport: EmbeddedTransport;
  let main: Running;

  beforeAll(async () => {
    databases = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
    keys = await generateKeyPair('ES256');
    jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256' }] };
    await EmbeddedTransport.prepare(databases[1]?.url ?? '');
    transport = EmbeddedTransport.connect({ url: databases[1]?.url ?? '', name: 'workshop' });
    main = await start({ migrate: true });
  });

  afterEach(() => {
    faults.brokenMaterial = '';
    faults.holdUp = Promise.resolve();
  });

  afterAll(async () => {
    await main.service.close();
    await transport.close();
    await Promise.all(databases.map((database) => database.drop()));
  });

  async function start(changes: Partial<ServiceParts> = {}): Promise<Running> {
    const ownerUrl = databases[0]?.url ?? '';
    const as = (role: string): string => ownerUrl.replace(/\/\/[^@]+@/, `//${role}@`);
    const clock = new MovableClock();
    const service = await startService(workshopService, {
      databaseUrl: as('gewerk_app'),
      relayDatabaseUrl: as('gewerk_relay'),
      ownerDatabaseUrl: ownerUrl,
      migrate: false,
      transport,
      clock,
      clockControl: { clock },
      issuer: { issuer: ISSUER, audience: 'gewerk', jwks: jwks as never },
      publicUrl: 'http://127.0.0.1',
      log: { format: 'json', level: 'fatal' },
      ...changes,
    });
    const url = await service.listen(0, '127.0.0.1');
    const call: Call = async (role, method, path, body) => {
      const token = await tokenFor(role);
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() };
      const response = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    };
    return { service, call };
  }

  const tokenFor = (role: Role): Promise<string> =>
    new SignJWT({ network_id: role.endsWith('another network') ? newId() : networkId, org_id: newId(), roles: role.split(' ', 1) })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience('gewerk')
      .setSubject(role)
      .setExpirationTime('5m')
      .sign(keys.privateKey);

  const begin = async (material: string): Promise<string> => {
    const { status, body } = await main.call('member', 'POST', `${API}/jobs`, { material });
    expect(status).toBe(201);
    return body.jobId;
  };
  const stepsOf = async (jobId: string): Promise<string[]> => (await main.call('member', 'GET', `${API}/jobs/${jobId}`)).body.steps;
  const parked = async (): Promise<Answer['body'][]> => (await main.call('orchestrator', 'GET', `${API}/operations/parked`)).body.items;
  const decide = (id: string, decision: string, body: object = {}): Promise<Answer> =>
    main.call('orchestrator', 'POST', `${API}/operations/parked/${id}/${decision}`, body);

  it('is live and ready once it is started, for anybody who asks', async () => {
    expect(await main.call('member', 'GET', '/api/workshop/health/live')).toEqual({ status: 200, body: { status: 'live' } });
    expect(await main.call('member', 'GET', '/api/workshop/health/ready')).toEqual({
      status: 200,
      body: { status: 'ready', blockedSeconds: 0 },
    });
  });

  it('carries the event of a command to its projection, its reaction and the task and deadline these ask for', async () => {
    const jobId = await begin('steel');
    await until(async () => (await stepsOf(jobId)).length === 2);
    expect(await stepsOf(jobId)).toEqual(['saw steel', 'measured 36']);
  });

  it('counts what it consumed of a network, for its orchestrator and neither for members nor for others', async () => {
    const { body } = await main.call('orchestrator', 'GET', `${API}/operations/consumption`);
    expect(body).toMatchObject({ parked: 0, passedOver: {}, blockedSince: null, relayFault: null });
    expect(body.handled).toBeGreaterThanOrEqual(1);
    const elsewhere = await main.call('orchestrator of another network', 'GET', `${API}/operations/consumption`);
    expect(elsewhere).toMatchObject({ status: 200, body: { handled: 0 } });
    const refused = await main.call('member', 'GET', `${API}/operations/consumption`);
    expect(refused).toMatchObject({ status: 403, body: { code: 'auth.role-missing' } });
  });

  it('parks what its handler cannot take, and handles it in order when it is replayed after the repair', async () => {
    faults.brokenMaterial = 'glass';
    const jobId = await begin('glass');
    await until(async () => (await parked()).length === 1);
    await main.call('member', 'POST', `${API}/jobs/${jobId}/again`, { material: 'brass' });
    await until(async () => (await parked()).length === 2);
    const [first, second] = await parked();
    expect(first).toMatchObject({
      topic: 'workshop.job',
      key: jobId,
      version: 1,
      type: 'workshop.job-begun.v1',
      reason: 'failed',
      attempts: 3,
    });
    expect(first.error).toBe('TypeError: no drawer for glass');
    expect(second).toMatchObject({ key: jobId, version: 2 });

    const vain = await decide(first.id, 'replay');
    expect(vain).toMatchObject({ status: 200, body: { replayed: 0, remaining: 2, stoppedBy: 'TypeError: no drawer for glass' } });
    faults.brokenMaterial = '';
    const good = await decide(first.id, 'replay');
    expect(good).toMatchObject({ status: 200, body: { replayed: 2, remaining: 0, stoppedBy: null } });
    expect((await stepsOf(jobId)).filter((step) => step.startsWith('saw'))).toEqual(['saw glass', 'saw brass']);
    expect(await parked()).toEqual([]);
  });

  it('gives a parked event up when the orchestrator says why, and goes on with its stream', async () => {
    faults.brokenMaterial = 'wood';
    const jobId = await begin('wood');
    await until(async () => (await parked()).length === 1);
    const [{ id }] = await parked();
    const refused = await decide(id, 'discard', { reason: '' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ pointer: '/reason' }] } });
    expect((await decide(id, 'discard', { reason: 'no wood in this shop' })).status).toBe(204);
    expect(await parked()).toEqual([]);
    expect((await decide(id, 'replay')).status).toBe(404);
    await main.call('member', 'POST', `${API}/jobs/${jobId}/again`, { material: 'steel' });
    await until(async () => (await stepsOf(jobId)).includes('saw steel'));
    expect(await stepsOf(jobId)).not.toContain('saw wood');
  });

  it('replays what follows a gap once the orchestrator says that the missing events are lost', async () => {
    const jobId = await begin('tin');
    await until(async () => (await stepsOf(jobId)).includes('saw tin'));
    const owner = new pg.Client(databases[0]?.url);
    await owner.connect();
    // As after the restore of a publisher that forgot an event: the stream goes on with a version too many.
    await owner.query('update messaging.stream_head set version = version + 1 where key = $1', [jobId]);
    await owner.end();
    await main.call('member', 'POST', `${API}/jobs/${jobId}/again`, { material: 'zinc' });
    await until(async () => (await parked()).length === 1);
    const [{ id, reason }] = await parked();
    expect(reason).toBe('gap');
    expect((await decide(id, 'replay')).body).toMatchObject({ replayed: 0, remaining: 1 });
    expect((await decide(id, 'accept-gap', { reason: 'no' })).status).toBe(400);
    expect((await decide(id, 'accept-gap', { reason: 'lost with the old disk' })).status).toBe(204);
    expect((await decide(id, 'replay')).body).toMatchObject({ replayed: 1, remaining: 0 });
    expect(await stepsOf(jobId)).toContain('saw zinc');
  });

  it('lists parked events in pages', async () => {
    faults.brokenMaterial = 'clay';
    await Promise.all([begin('clay'), begin('clay')]);
    await until(async () => (await parked()).length === 2);
    const all = (await parked()).map(({ id }) => id);
    const page = (await main.call('orchestrator', 'GET', `${API}/operations/parked?limit=1`)).body;
    const next = (await main.call('orchestrator', 'GET', `${API}/operations/parked?limit=1&cursor=${page.nextCursor}`)).body;
    expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(all);
    expect(next.nextCursor).toBeNull();
    for (const id of all) await decide(id, 'discard', { reason: 'end of the test' });
  });

  it('meets deadlines at once when the orchestrator moves the time, and lets nobody else move it', async () => {
    const jobId = await begin('steel');
    await until(async () => (await stepsOf(jobId)).length === 2);
    const path = `${API}/operations/clock`;
    expect((await main.call('member', 'POST', path, { offsetMinutes: DAY_MINUTES })).status).toBe(403);
    expect((await main.call('orchestrator', 'POST', path, { offsetMinutes: -1 })).status).toBe(400);
    expect((await main.call('orchestrator', 'POST', path, { offsetMinutes: DAY_MINUTES + 1 })).status).toBe(204);
    await until(async () => (await stepsOf(jobId)).includes('due'));
    await main.call('orchestrator', 'POST', path, { offsetMinutes: 0 });
  });

  it('keeps the time that it was moved to when it is started again', async () => {
    const path = `${API}/operations/clock`;
    await main.call('orchestrator', 'POST', path, { offsetMinutes: DAY_MINUTES });
    const clock = new MovableClock();
    const again = await start({ clock, clockControl: { clock } });
    await again.service.close();
    expect(clock.offsetMillis).toBe(DAY_MINUTES * 60_000);
    await main.call('orchestrator', 'POST', path, { offsetMinutes: 0 });
  });

  it('moves no time where its composition root does not allow it', async () => {
    const fixed = await start({ clockControl: null });
    try {
      const answer = await fixed.call('orchestrator', 'POST', `${API}/operations/clock`, { offsetMinutes: 1 });
      expect(answer).toMatchObject({ status: 404, body: { code: 'operations.clock-fixed' } });
    } finally {
      await fixed.service.close();
    }
  });

  it('refuses to start where the time may be moved or the database migrated without its owner', async () => {
    await expect(start({ ownerDatabaseUrl: null, migrate: true })).rejects.toThrow('needs the owner');
    await expect(start({ ownerDatabaseUrl: null })).rejects.toThrow('needs the owner');
  });

  it('describes its own routes and those of the operator, without any infrastructure', async () => {
    const document = (await openApiOf(workshopService)) as { paths: Record<string, object> };
    expect(document).toEqual(main.service.openApi());
    expect(Object.keys(document.paths).sort()).toEqual([
      `${API}/jobs`,
      `${API}/jobs/{jobId}`,
      `${API}/jobs/{jobId}/again`,
      `${API}/operations/consumption`,
      `${API}/operations/denials`,
      `${API}/operations/denials/verification`,
      `${API}/operations/parked`,
      `${API}/operations/parked/{id}/accept-gap`,
      `${API}/operations/parked/{id}/discard`,
      `${API}/operations/parked/{id}/replay`,
    ]);
  });

  it('answers what it began before it closes, and a successor carries out what that asked for', async () => {
    const former = await start();
    let release = (): void => undefined;
    faults.holdUp = new Promise((resolve) => {
      release = resolve;
    });
    const answer = former.call('member', 'POST', `${API}/jobs`, { material: 'late' });
    await delay(100);
    const closed = former.service.close();
    await delay(50);
    release();
    const { status, body } = await answer;
    expect(status).toBe(201);
    await closed;
    await expect(former.call('member', 'GET', '/api/workshop/health/ready')).rejects.toThrow('fetch failed');
    await until(async () => (await stepsOf(body.jobId)).includes('saw late'));
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > endsAt) throw new Error('did not happen within 15 s');
    await delay(25);
  }
}
