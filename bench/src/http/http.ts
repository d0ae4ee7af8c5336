import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { newId } from '@gewerk/kernel';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import { createEmptyDatabase } from '@gewerk/testing';
import autocannon from 'autocannon';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import type { Benchmark, Measured } from '../benchmark.js';
import { startPostgres } from '../infrastructure.js';
import { inTurns, type Series } from '../side-by-side.js';
import { SQL_TABLES } from './bare-app.js';
import type { ServerSettings } from './server.main.js';

const SERVERS = ['gewerk', 'sql', 'empty'] as const;
type ServerName = (typeof SERVERS)[number];
const ISSUER = 'https://id.example';
const CONNECTIONS = 16;
const SECONDS = 3;
const ROUNDS = 3;

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
  readonly bookingUrl: string;
}

/** A service of the platform beside a bare Nest application with the same rows, and one with nothing behind its routes. */
export const http: Benchmark = {
  name: 'http',
  async run(progress) {
    const postgres = await startPostgres(true);
    const servers = new Map<string, Server>();
    try {
      const { settings, token } = await prepare();
      for (const name of SERVERS) servers.set(name, await start(name, settings, token));
      for (const name of SERVERS) await load(servers.get(name), 'GET', token, 1);
      const figures = await inTurns(SERVERS, ROUNDS, async (name, round) => {
        const get = await load(servers.get(name), 'GET', token, SECONDS);
        const post = await load(servers.get(name), 'POST', token, SECONDS);
        progress(`round ${round + 1} of ${ROUNDS}, ${name}: GET ${get.rate}/s p99 ${get.p99} ms, POST ${post.rate}/s p99 ${post.p99} ms`);
        return { getPerSecond: get.rate, getP99Millis: get.p99, postPerSecond: post.rate, postP99Millis: post.p99 };
      });
      return report(figures);
    } finally {
      for (const { process } of servers.values()) process.kill('SIGKILL');
      await postgres.stop();
    }
  },
};

async function prepare(): Promise<{ settings: ServerSettings; token: string }> {
  const keys = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256' }] };
  const claims = { network_id: newId(), org_id: newId(), roles: ['member'] };
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience('gewerk')
    .setSubject('bench')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(keys.privateKey);
  const [database, bus, bare] = [await createEmptyDatabase(), await createEmptyDatabase(), await createEmptyDatabase()];
  await EmbeddedTransport.prepare(bus.url);
  const client = new pg.Client(bare.url);
  await client.connect();
  await client.query(SQL_TABLES);
  await client.end();
  process.env['BENCH_DATABASE_URL'] = bare.url;
  const busUrl = bus.url.replace(/\/\/[^@]+@/, '//gewerk_app@');
  return { settings: { databaseUrl: database.url, busUrl, issuer: ISSUER, jwks }, token };
}

async function start(name: ServerName, settings: ServerSettings, token: string): Promise<Server> {
  const child = fork(new URL('./server.main.js', import.meta.url), [name], {
    env: { ...process.env, BENCH_SERVER: JSON.stringify(settings) },
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the server "${name}" ended before it listened`)));
  const [url] = (await Promise.race([once(child, 'message'), ended])) as [string];
  ended.catch(() => undefined);
  const answer = await fetch(url, { method: 'POST', headers: headersWith(token), body: BODY });
  if (!answer.ok) throw new Error(`the server "${name}" answers ${answer.status}: ${await answer.text()}`);
  const { bookingId } = (await answer.json()) as { bookingId: string };
  return { process: child, url, bookingUrl: `${url}/${bookingId}` };
}

const BODY = JSON.stringify({ material: '42CrMo4', minutes: 90 });

function headersWith(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() };
}

/** The load comes from this process, the server has one of its own. */
async function load(
  server: Server | undefined,
  method: 'GET' | 'POST',
  token: string,
  duration: number,
): Promise<{ rate: number; p99: number }> {
  if (server === undefined) throw new Error('the server does not run');
  const request: autocannon.Request =
    method === 'GET'
      ? { method, headers: { authorization: `Bearer ${token}` } }
      : { method, body: BODY, setupRequest: (each) => ({ ...each, headers: headersWith(token) }) };
  const url = method === 'GET' ? server.bookingUrl : server.url;
  const { requests, latency, errors, non2xx } = await autocannon({ url, connections: CONNECTIONS, duration, requests: [request] });
  if (errors + non2xx > 0) throw new Error(`${method} ${url}: ${errors} errors, ${non2xx} answers other than 2xx`);
  return { rate: Math.round(requests.average), p99: latency.p99 };
}

function report(
  figures: Readonly<Record<'getPerSecond' | 'getP99Millis' | 'postPerSecond' | 'postP99Millis', readonly Series[]>>,
): Measured {
  const median = (figure: keyof typeof figures, name: ServerName): number =>
    figures[figure].find((series) => series.name === name)?.median ?? 0;
  const titles: Record<ServerName, string> = {
    gewerk: 'service of the platform',
    sql: 'bare Nest on Fastify, same rows',
    empty: 'bare Nest on Fastify, nothing behind',
  };
  const rows = (['get', 'post'] as const).flatMap((method) =>
    SERVERS.map((name) => [
      `${method.toUpperCase()}, ${titles[name]}`,
      Math.round(median(`${method}PerSecond`, name)),
      median(`${method}P99Millis`, name).toFixed(0),
      (median(`${method}PerSecond`, 'gewerk') / median(`${method}PerSecond`, name)).toFixed(2),
    ]),
  );
  return {
    settings: { connections: CONNECTIONS, secondsPerRound: SECONDS, rounds: ROUNDS, fsync: true, poolSize: 10 },
    tables: [{ caption: 'Medians of the rounds', columns: ['', 'requests/s', 'p99 ms', 'Gewerk / this'], rows }],
    values: figures,
  };
}
