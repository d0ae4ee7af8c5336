import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId } from '@gewerk/kernel';
import { EmbeddedTransport, encode, type Envelope } from '@gewerk/platform-messaging';
import { Database } from '@gewerk/platform-persistence';
import { createEmptyDatabase } from '@gewerk/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobBegun } from './workshop.js';

const MAIN = fileURLToPath(new URL('./workshop-main.js', import.meta.url));

interface Ended {
  code: number | null;
  output: string;
}

interface Started {
  child: ChildProcess;
  output(): string;
  ended: Promise<Ended>;
}

describe('the process of a service', () => {
  let databases: { url: string; drop(): Promise<void> }[];

  beforeAll(async () => {
    databases = await Promise.all([createEmptyDatabase(), createEmptyDatabase()]);
    await EmbeddedTransport.prepare(databases[1]?.url ?? '');
  });

  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  function settings(): Record<string, string> {
    const ownerUrl = databases[0]?.url ?? '';
    const as = (role: string): string => ownerUrl.replace(/\/\/[^@]+@/, `//${role}:s3cret@`);
    return {
      GEWERK_PORT: '0',
      GEWERK_DATABASE_URL: as('gewerk_app'),
      GEWERK_RELAY_DATABASE_URL: as('gewerk_relay'),
      GEWERK_OWNER_DATABASE_URL: ownerUrl,
      GEWERK_TRANSPORT: 'embedded',
      GEWERK_BUS_DATABASE_URL: databases[1]?.url ?? '',
      GEWERK_OIDC_ISSUER: 'http://127.0.0.1:9/identity',
      GEWERK_PUBLIC_URL: 'http://127.0.0.1',
    };
  }

  function start(environment: Record<string, string>, ...parameters: string[]): Started {
    const child = spawn(process.execPath, [MAIN, ...parameters], { env: { PATH: process.env['PATH'], ...environment } });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output: text })));
    return { child, output: () => text, ended };
  }

  it('ends at once where settings are missing, and names them all', async () => {
    const { code, output } = await start({}).ended;
    expect(code).toBe(1);
    for (const name of ['GEWERK_DATABASE_URL', 'GEWERK_RELAY_DATABASE_URL', 'GEWERK_OIDC_ISSUER']) expect(output).toContain(name);
  });

  it('does the jobs of the owner with nothing but his connection, and refuses a job that it does not know', async () => {
    const owner = { GEWERK_OWNER_DATABASE_URL: settings()['GEWERK_OWNER_DATABASE_URL'] ?? '' };
    expect(await start(owner, 'migrate').ended).toMatchObject({ code: 0 });
    expect((await start(owner, 'raise-epoch').ended).output).toContain('workshop publishes in epoch 2 from now on');
    expect(await start({}, 'raise-epoch').ended).toMatchObject({ code: 1, output: expect.stringContaining('GEWERK_OWNER_DATABASE_URL') });
    expect(await start(owner, 'migrated').ended).toMatchObject({
      code: 1,
      output: expect.stringContaining('give migrate, raise-epoch, rebuild'),
    });
  });

  it('migrates and ends when asked to, serves afterwards, and ends on SIGTERM without waiting for idle clients', async () => {
    expect(await start(settings(), 'migrate').ended).toMatchObject({ code: 0 });
    const { child, output, ended } = start(settings());
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', () => {
        const address = /listening on (http:\/\/[\w.:[\]]+)/.exec(output())?.[1];
        if (address !== undefined) resolve(address);
      });
      void ended.then((end) => reject(new Error(`it ended: ${end.output}`)));
    });
    const { port } = new URL(url);
    expect((await fetch(`http://127.0.0.1:${port}/api/workshop/health/ready`)).status).toBe(200);
    expect(output()).not.toContain('s3cret');
    const stoppedAt = Date.now();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(Date.now() - stoppedAt).toBeLessThan(5_000);
  });

  it('rebuilds the projections of a fresh database from the log when asked to, without reacting to anything', async () => {
    const [, bus] = databases;
    const [jobId, networkId, id] = [newId(), newId(), newId()];
    const transport = EmbeddedTransport.connect({ url: bus?.url ?? '', name: 'test' });
    await transport.ensureTopics([JobBegun.topic]);
    const envelope: Envelope = {
      ...{ networkId, topic: JobBegun.topic.name, key: jobId, epoch: 1, version: 1, id, type: JobBegun.type, source: '/gewerk/workshop' },
      ...{ time: new Date(), correlationId: id, causationId: null, hops: 0, traceparent: null },
    };
    await transport.append(JobBegun.topic.name, [encode(envelope, JSON.stringify({ jobId, material: 'brass' }))]);
    await transport.close();
    const fresh = await createEmptyDatabase();
    const as = (role: string): string => fresh.url.replace(/\/\/[^@]+@/, `//${role}@`);
    const environment = { ...settings(), GEWERK_OWNER_DATABASE_URL: fresh.url, GEWERK_DATABASE_URL: as('gewerk_app') };
    expect(await start(environment, 'migrate').ended).toMatchObject({ code: 0 });
    expect(await start(environment, 'rebuild').ended).toMatchObject({ code: 0 });
    const database = await Database.connect({ name: 'test', url: as('gewerk_app'), entities: [] });
    const found = await database.transaction([networkId], async (tx) => ({
      steps: await tx.query<object[]>('select step from job_step where job_id = $1', [jobId]),
      tasks: await tx.query<object[]>('select 1 from app.task'),
      published: await tx.query<object[]>('select 1 from messaging.outbox'),
    }));
    await database.close();
    await fresh.drop();
    expect(found).toEqual({ steps: [{ step: 'saw brass' }], tasks: [], published: [] });
  });
});
