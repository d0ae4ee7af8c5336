import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gewerk } from './launcher.js';

const id = '0198c0de-0000-7000-8000-000000000001';
const other = '0198c0de-0000-7000-8000-000000000002';
const parked = (eventId: string, version: number) => ({
  id: eventId,
  topic: 'orders.order',
  key: 'k',
  version,
  type: 'orders.order-submitted.v1',
  reason: 'invalid',
  error: '/data/pieces is missing',
  attempts: 5,
  parkedAt: '2026-06-01T08:00:00.000Z',
});

interface Seen {
  request: string;
  authorization: string | undefined;
  body: string;
}

describe('gewerk events', () => {
  let server: Server;
  let url: string;
  let seen: Seen[] = [];

  const answers: Record<string, (body: string) => { status: number; body: unknown }> = {
    'GET /identity/.well-known/openid-configuration': () => ({ status: 200, body: { token_endpoint: `${url}/identity/token` } }),
    'POST /identity/token': () => ({ status: 200, body: { access_token: 'from-issuer', expires_in: 300 } }),
    'GET /api/matching/v1/operations/parked': () => ({ status: 200, body: { items: [parked(id, 3)], nextCursor: 'a b' } }),
    'GET /api/matching/v1/operations/parked?cursor=a%20b': () => ({ status: 200, body: { items: [parked(other, 4)], nextCursor: null } }),
    'GET /api/orders/v1/operations/parked': () => ({ status: 200, body: { items: [], nextCursor: null } }),
    [`POST /api/matching/v1/operations/parked/${id}/replay`]: () => ({ status: 200, body: { replayed: 2, remaining: 0, stoppedBy: null } }),
    [`POST /api/matching/v1/operations/parked/${other}/replay`]: () => ({
      status: 200,
      body: { replayed: 0, remaining: 2, stoppedBy: 'still invalid' },
    }),
    [`POST /api/matching/v1/operations/parked/${id}/discard`]: () => ({ status: 204, body: null }),
  };

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await bodyOf(request);
      const line = `${request.method} ${request.url}`;
      seen.push({ request: line, authorization: request.headers.authorization, body });
      const answer = answers[line]?.(body) ?? {
        status: 404,
        body: { title: 'Not Found', detail: 'there is no such event', code: 'operations.not-parked' },
      };
      response.writeHead(answer.status, { 'content-type': answer.status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(answer.body === null ? undefined : JSON.stringify(answer.body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    seen = [];
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const run = (...given: string[]) => gewerk(['events', ...given], { environment: { GEWERK_URL: url, GEWERK_TOKEN: 'from-environment' } });

  it('lists the parked events of all pages', async () => {
    const { code, out, err } = await run('parked', '--service', 'matching');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`${id}  2026-06-01T08:00:00.000Z  orders.order k version 3  orders.order-submitted.v1`);
    expect(out).toContain(other);
    expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer from-environment', 'Bearer from-environment']);
  });

  it('lists them as JSON, and says where there are none', async () => {
    expect(JSON.parse((await run('parked', '--service', 'matching', '--json')).out)).toEqual([parked(id, 3), parked(other, 4)]);
    expect((await run('parked', '--service', 'orders')).out).toBe('no parked events\n');
  });

  it('replays, and exits 1 where the stream stays parked', async () => {
    expect(await run('replay', id, '--service', 'matching')).toEqual({
      code: 0,
      out: '2 replayed, 0 of the stream still parked\n',
      err: '',
    });
    const stopped = await run('replay', other, '--service', 'matching');
    expect(stopped).toMatchObject({ code: 1, err: 'stopped by: still invalid\n' });
  });

  it('discards with a reason only', async () => {
    const { code, err } = await run('discard', id, '--service', 'matching');
    expect(code).toBe(2);
    expect(err).toContain('--reason');
    expect(seen).toEqual([]);
    expect(await run('discard', id, '--service', 'matching', '--reason', 'test data')).toMatchObject({ code: 0, out: `${id} discarded\n` });
    expect(seen.map(({ body }) => JSON.parse(body))).toEqual([{ reason: 'test data' }]);
  });

  it('fetches a token with client credentials from the issuer', async () => {
    const given = ['events', 'parked', '--service', 'orders', '--url', url, '--client', 'operator', '--secret', 'a:b'];
    expect(await gewerk(given)).toMatchObject({ code: 0 });
    expect(seen.map(({ request }) => request)).toEqual([
      'GET /identity/.well-known/openid-configuration',
      'POST /identity/token',
      'GET /api/orders/v1/operations/parked',
    ]);
    expect(seen[1]).toMatchObject({
      authorization: `Basic ${Buffer.from('operator:a%3Ab').toString('base64')}`,
      body: 'grant_type=client_credentials',
    });
    expect(seen[2]?.authorization).toBe('Bearer from-issuer');
  });

  it('hands on what the system refuses, with its code', async () => {
    const { code, out, err } = await run('replay', other.replace('2', '9'), '--service', 'matching');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('answered 404: there is no such event (operations.not-parked)');
  });

  it('is refused where there is no network, so that the commands that need none are known to try none', async () => {
    const ended = await gewerk(['events', 'parked', '--service', 'orders', '--url', url, '--token', 't'], { offline: true });
    expect(ended).toMatchObject({ code: 99, err: 'network used\n' });
    expect(seen).toEqual([]);
  });

  it('says that no system answers', async () => {
    const { code, err } = await gewerk(['events', 'parked', '--service', 'orders', '--url', 'http://127.0.0.1:1', '--token', 't']);
    expect(code).toBe(1);
    expect(err).toContain('does not answer');
  });

  it.each([
    [['parked'], '--service is missing'],
    [['parked', '--service', 'Orders/../x'], 'is no name of a service'],
    [['parked', '--service', 'orders', '--url', 'localhost'], 'is no address'],
    [['replay', '--service', 'orders'], 'the id of the parked event is missing'],
    [['replay', 'all', '--service', 'orders'], '"all" is no id'],
    [['parked', '--service', 'orders', '--client', 'c'], 'the secret of client c is missing'],
  ])('refuses %j before it asks anybody', async (given, message) => {
    const { code, err } = await run(...given);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(seen).toEqual([]);
  });

  it('asks for a token where none is given', async () => {
    const { code, err } = await gewerk(['events', 'parked', '--service', 'orders', '--url', url]);
    expect(code).toBe(2);
    expect(err).toContain('GEWERK_TOKEN');
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
