import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenVerifier } from '@gewerk/platform-auth';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { parseIdentityDirectory } from './directory.js';
import { createEmbeddedIssuer, type EmbeddedIssuer } from './embedded-issuer.js';

const networkId = '0190f5b2-7c1e-7000-8000-000000000001';
const companyId = '0190f5b2-7c1e-7000-8000-0000000000c1';
const clients = [
  {
    clientId: 'erp-of-schmidt',
    secret: 'geheim',
    claims: { sub: 'machine-7', network_id: networkId, org_id: companyId, roles: ['system'] },
  },
];
const users = [
  {
    username: 'olga',
    password: 'demo',
    displayName: 'Olga <Orchestrator>',
    claims: { sub: 'person-1', network_id: networkId, roles: ['orchestrator'] },
  },
];
let server: Server;
let origin: string;
let dataDirectory: string;
let issuer: EmbeddedIssuer;

const startIssuer = (): Promise<EmbeddedIssuer> => createEmbeddedIssuer({ issuerUrl: `${origin}/identity`, dataDirectory, clients, users });
const verifier = (): TokenVerifier => new TokenVerifier({ issuer: `${origin}/identity`, audience: 'gewerk', jwks: issuer.jwks });

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'gewerk-identity-'));
  server = createServer((request, response) => issuer.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = await startIssuer();
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function postForm(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' });
}

const tokenOf = (secret: string): Promise<Response> =>
  postForm('/identity/token', { grant_type: 'client_credentials' }, { authorization: `Basic ${btoa(`erp-of-schmidt:${secret}`)}` });

describe('client credentials', () => {
  it('give an access token that the services accept, with the claims of the client', async () => {
    const { access_token: token } = (await (await tokenOf('geheim')).json()) as { access_token: string };
    expect(await verifier().verify(token)).toEqual({ subject: 'machine-7', networkId, companyId, roles: ['system'] });
  });

  it('with a wrong secret give nothing', async () => {
    const response = await tokenOf('geraten');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('give tokens that another audience or issuer does not take', async () => {
    const { access_token: token } = (await (await tokenOf('geheim')).json()) as { access_token: string };
    const { jwks } = issuer;
    await expect(new TokenVerifier({ issuer: `${origin}/identity`, audience: 'other', jwks }).verify(token)).rejects.toMatchObject({
      code: 'auth.claim-invalid',
    });
    await expect(new TokenVerifier({ issuer: 'https://other', audience: 'gewerk', jwks }).verify(token)).rejects.toMatchObject({
      code: 'auth.claim-invalid',
    });
  });

  it('stay good over a restart, because the keys are kept, readable by their owner only', async () => {
    const { access_token: token } = (await (await tokenOf('geheim')).json()) as { access_token: string };
    issuer = await startIssuer();
    await expect(verifier().verify(token)).resolves.toMatchObject({ subject: 'machine-7' });
    expect((await stat(join(dataDirectory, 'identity-keys.json'))).mode & 0o777).toBe(0o600);
  });

  it('are verified by keys that the discovery document leads to, none of them private', async () => {
    const { access_token: token } = (await (await tokenOf('geheim')).json()) as { access_token: string };
    await expect(new TokenVerifier({ issuer: `${origin}/identity`, audience: 'gewerk' }).verify(token)).resolves.toMatchObject({
      roles: ['system'],
    });
    expect(await (await fetch(`${origin}/identity/jwks`)).text()).not.toContain('"d"');
  });
});

/** A browser that keeps cookies and follows the sign-in by hand. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(new URL(url, origin), {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }
}

const codeVerifier = randomBytes(32).toString('base64url');

function authorizationUrl(changes: Record<string, string | undefined> = {}): string {
  const parameters = {
    client_id: 'gewerk-portal',
    response_type: 'code',
    redirect_uri: `${origin}/signed-in`,
    scope: 'openid',
    state: 's1',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/identity/auth?${new URLSearchParams(given)}`;
}

async function signIn(browser: Browser): Promise<string> {
  const login = (await browser.go(authorizationUrl())).headers.get('location') ?? '';
  const resumed = (await browser.go(login, { username: 'olga', password: 'demo' })).headers.get('location') ?? '';
  return new URL((await browser.go(resumed)).headers.get('location') ?? '').searchParams.get('code') ?? '';
}

const exchange = (code: string, proof: string): Promise<Response> =>
  postForm('/identity/token', {
    grant_type: 'authorization_code',
    client_id: 'gewerk-portal',
    redirect_uri: `${origin}/signed-in`,
    code,
    code_verifier: proof,
  });

describe('the authorization code with PKCE', () => {
  it('signs a person in without a consent page, and a refresh token goes on', async () => {
    const tokens = (await (await exchange(await signIn(new Browser()), codeVerifier)).json()) as Record<string, string>;
    expect(await verifier().verify(tokens['access_token'] ?? '')).toEqual({
      subject: 'person-1',
      networkId,
      companyId: null,
      roles: ['orchestrator'],
    });
    expect(decodeJwt(tokens['id_token'] ?? '')).toMatchObject({ name: 'Olga <Orchestrator>', roles: ['orchestrator'] });
    const refreshed = await postForm('/identity/token', {
      grant_type: 'refresh_token',
      client_id: 'gewerk-portal',
      refresh_token: tokens['refresh_token'] ?? '',
    });
    expect(await verifier().verify(((await refreshed.json()) as { access_token: string }).access_token)).toMatchObject({
      subject: 'person-1',
    });
  });

  it('does not ask a signed-in browser again', async () => {
    const browser = new Browser();
    await signIn(browser);
    expect((await browser.go(authorizationUrl())).headers.get('location')).toContain('/signed-in?code=');
  });

  it('needs the verifier of the challenge', async () => {
    const response = await exchange(await signIn(new Browser()), randomBytes(32).toString('base64url'));
    expect(await response.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('is refused without a challenge', async () => {
    const response = await new Browser().go(authorizationUrl({ code_challenge: undefined, code_challenge_method: undefined }));
    expect(response.headers.get('location')).toContain('error=invalid_request');
  });

  it('never redirects to an address that is not registered', async () => {
    const response = await new Browser().go(authorizationUrl({ redirect_uri: 'https://evil.example/' }));
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });
});

describe('the login page', () => {
  it('names the people of the demo, escaped', async () => {
    const browser = new Browser();
    const login = (await browser.go(authorizationUrl())).headers.get('location') ?? '';
    const html = await (await browser.go(login)).text();
    expect(html).toContain('Olga &#60;Orchestrator&#62;');
    expect(html).not.toContain('<Orchestrator>');
  });

  it.each([
    ['olga', 'falsch'],
    ['nobody', ''],
    ['nobody', 'demo'],
  ])('refuses %s with the password "%s"', async (username, password) => {
    const browser = new Browser();
    const login = (await browser.go(authorizationUrl())).headers.get('location') ?? '';
    const response = await browser.go(login, { username, password });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('User name or password is wrong.');
  });

  it('belongs to the browser in which the sign-in began', async () => {
    const login = (await new Browser().go(authorizationUrl())).headers.get('location') ?? '';
    expect((await new Browser().go(login, { username: 'olga', password: 'demo' })).status).toBe(400);
  });
});

describe('signing out', () => {
  it('is asked for once, and the next sign-in needs the password again', async () => {
    const browser = new Browser();
    await signIn(browser);
    const page = await (await browser.go('/identity/session/end')).text();
    expect(page).toContain('Do you want to sign out?');
    const [, action = '', xsrf = ''] = /action="([^"]+)".*?name="xsrf" value="(\w+)"/s.exec(page) ?? [];
    await browser.go(action, { xsrf, logout: 'yes' });
    expect((await browser.go(authorizationUrl())).headers.get('location')).toContain('/identity/interaction/');
  });
});

describe('the identity file', () => {
  it('is read into clients and users', () => {
    expect(parseIdentityDirectory(JSON.stringify({ clients, users }))).toMatchObject({ clients, users });
  });

  it('is refused with every wrong field named', () => {
    const wrong = { clients: [{ clientId: 'x', claims: { sub: 's', network_id: 'n', roles: 'member' } }], users: {} };
    expect(() => parseIdentityDirectory(JSON.stringify(wrong))).toThrow(
      /\/clients\/0\/secret must be[^]*\/clients\/0\/claims\/network_id must be a uuid[^]*\/clients\/0\/claims\/roles[^]*\/users must be a list/,
    );
  });
});
