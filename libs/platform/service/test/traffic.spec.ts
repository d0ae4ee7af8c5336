import { MovableClock, newId } from '@gewerk/kernel';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import { createEmptyDatabase } from '@gewerk/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type RunningService, startService } from '../src/index.js';
import { faults, workshopService } from './workshop.js';

const ISSUER = 'https://id.example';
const JOBS = '/api/workshop/v1/jobs';
const CALLER_PER_MINUTE = 12;

describe('the traffic of a service', () => {
  const networkId = newId();
  const companyId = newId();
  let databases: { url: string; drop(): Promise<void> }[];
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let transport: EmbeddedTransport;
  let service: RunningService;
  let url: string;

  beforeAll(async () => {
    databases = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
    keys = await generateKeyPair('ES256');
    await EmbeddedTransport.prepare(databases[1]?.url ?? '');
    transport = EmbeddedTransport.connect({ url: databases[1]?.url ?? '', name: 'workshop' });
    const ownerUrl = databases[0]?.url ?? '';
    const as = (role: string): string => ownerUrl.replace(/\/\/[^@]+@/, `//${role}@`);
    service = await startService(workshopService, {
      databaseUrl: as('gewerk_app'),
      relayDatabaseUrl: as('gewerk_relay'),
      ownerDatabaseUrl: ownerUrl,
      migrate: true,
      transport,
      clock: new MovableClock(),
      clockControl: null,
      issuer: { issuer: ISSUER, audience: 'gewerk', jwks: { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256' }] } as never },
      publicUrl: 'http://127.0.0.1',
      rateLimits: { callerPerMinute: CALLER_PER_MINUTE, companyPerMinute: 20 },
      log: { format: 'json', level: 'fatal' },
    });
    url = await service.listen(0, '127.0.0.1');
  });

  afterEach(() => {
    faults.holdUp = Promise.resolve();
  });

  afterAll(async () => {
    await service.close();
    await transport.close();
    await Promise.all(databases.map((database) => database.drop()));
  });

  const tokenOf = (subject: string, company = companyId): Promise<string> =>
    new SignJWT({ network_id: networkId, org_id: company, roles: ['member'] })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience('gewerk')
      .setSubject(subject)
      .setExpirationTime('5m')
      .sign(keys.privateKey);

  async function begin(subject: string, company?: string): Promise<Response> {
    const authorization = `Bearer ${await tokenOf(subject, company)}`;
    return fetch(`${url}${JOBS}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': newId() },
      body: '{"material":"steel"}',
    });
  }

  async function statuses(requests: number, subjectOf: (index: number) => string, company?: string): Promise<number[]> {
    const found: number[] = [];
    for (let index = 0; index < requests; index += 1) found.push((await begin(subjectOf(index), company)).status);
    return found;
  }

  async function seriesOf(name: string): Promise<{ labels: string; value: number }[]> {
    const lines = (await service.metrics.render()).split('\n').filter((line) => line.startsWith(`${name}{`));
    return lines.map((line) => ({ labels: line.slice(name.length, line.indexOf('} ') + 1), value: Number(line.split(' ').at(-1)) }));
  }
  const valueOf = async (name: string, label = ''): Promise<number> =>
    (await seriesOf(name)).find(({ labels }) => labels.includes(label))?.value ?? 0;

  it('is measured by method, route template and status, without a word of who asked', async () => {
    expect((await begin('anna', newId())).status).toBe(201);
    const jobId = newId();
    await fetch(`${url}${JOBS}/${jobId}`, { headers: { authorization: `Bearer ${await tokenOf('anna')}` } });
    const found = await seriesOf('gewerk_http_request_duration_seconds_count');
    const begun = found.find(({ labels }) => labels.includes('method="POST"') && labels.includes(`route="${JOBS}"`));
    expect(begun?.labels).toContain('status="201"');
    expect(begun?.value).toBe(1);
    expect(found.some(({ labels }) => labels.includes(`route="${JOBS}/:jobId"`))).toBe(true);
    expect(await service.metrics.render()).not.toMatch(new RegExp(`anna|${jobId}|${networkId}|${companyId}`));
  });

  it('shows what the service published, consumed and holds back', async () => {
    const endsAt = Date.now() + 15_000;
    while ((await valueOf('gewerk_events_consumed_total', 'outcome="handled"')) < 1 && Date.now() < endsAt);
    expect(await valueOf('gewerk_events_published_total', 'type="workshop.job-begun.v1"')).toBe(1);
    expect(await valueOf('gewerk_events_consumed_total', 'outcome="handled"')).toBe(1);
    expect(await valueOf('gewerk_event_delay_seconds_count')).toBe(1);
    expect(await valueOf('gewerk_outbox_unsent_rows')).toBe(0);
    expect(await valueOf('gewerk_parked_streams')).toBe(0);
    expect(await valueOf('gewerk_database_up')).toBe(1);
  });

  it('of one caller is bounded, and the answer says how long to wait', async () => {
    const company = newId();
    const found = await statuses(CALLER_PER_MINUTE + 1, () => 'bert', company);
    expect(found.filter((status) => status === 201)).toHaveLength(CALLER_PER_MINUTE);
    const refused = await begin('bert', company);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'http.too-many-requests', params: { scope: 'caller' } });
    expect((await begin('cleo', company)).status).toBe(201);
    expect(await valueOf('gewerk_http_rate_limited_total', 'scope="caller"')).toBeGreaterThanOrEqual(1);
  });

  it('of one company is bounded, however many callers it has', async () => {
    const company = newId();
    const found = await statuses(22, (index) => `guest${index}`, company);
    expect(found.filter((status) => status === 201)).toHaveLength(20);
    expect((await begin('dora', newId())).status).toBe(201);
  });

  it('is turned away while more wait for the database than it can serve in time, and probes are not', async () => {
    let release = (): void => undefined;
    faults.holdUp = new Promise((resolve) => {
      release = resolve;
    });
    const waiting = Array.from({ length: 130 }, (_, index) => begin(`w${index}`, newId()));
    const endsAt = Date.now() + 15_000;
    while ((await valueOf('gewerk_http_shed_total')) < 1 && Date.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await fetch(`${url}/api/workshop/health/live`)).status).toBe(200);
    release();
    const answers = await Promise.all(waiting);
    const shed = answers.filter(({ status }) => status === 503);
    expect(shed.length).toBeGreaterThan(0);
    expect(shed[0]?.headers.get('retry-after')).toBe('2');
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(100);
  });

  it('without a good token ends for the address after so many tries', async () => {
    const stranger = (): Promise<Response> => fetch(`${url}${JOBS}/${newId()}`, { headers: { authorization: 'Bearer nonsense' } });
    const found: number[] = [];
    for (let index = 0; index < CALLER_PER_MINUTE + 3; index += 1) found.push((await stranger()).status);
    expect(found.slice(0, CALLER_PER_MINUTE).every((status) => status === 401)).toBe(true);
    expect(found.at(-1)).toBe(429);
    expect((await fetch(`${url}/api/workshop/health/ready`)).status).toBe(200);
  });
});
