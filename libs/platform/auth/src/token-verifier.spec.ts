import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DomainError } from '@gewerk/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { TokenVerifier } from './token-verifier.js';

const issuer = 'https://id.example/identity';
const networkId = '0190f5b2-7c1e-7000-8000-000000000001';
const companyId = '0190f5b2-7c1e-7000-8000-0000000000c1';
const claims: JWTPayload = { sub: 'anna', network_id: networkId, org_id: companyId, roles: ['member', 'astronaut'] };
type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let keys: Keys;
let strangers: Keys;
let jwks: JSONWebKeySet;

interface TokenOptions {
  payload?: JWTPayload;
  issuer?: string;
  audience?: string;
  typ?: string;
  expires?: string | number;
  signer?: Keys;
}

function token(options: TokenOptions = {}): Promise<string> {
  return new SignJWT(options.payload ?? claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: options.typ ?? 'at+jwt' })
    .setIssuer(options.issuer ?? issuer)
    .setAudience(options.audience ?? 'gewerk')
    .setIssuedAt()
    .setExpirationTime(options.expires ?? '5m')
    .sign((options.signer ?? keys).privateKey);
}

async function codeOf(result: Promise<unknown>): Promise<string> {
  try {
    await result;
  } catch (error) {
    if (error instanceof DomainError) return `${error.kind} ${error.code}`;
    throw error;
  }
  return 'accepted';
}

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  strangers = await generateKeyPair('ES256');
  jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256' }] };
});

describe('an access token', () => {
  const verify = (text: string): Promise<unknown> => new TokenVerifier({ issuer, audience: 'gewerk', jwks }).verify(text);

  it('names the caller, with the roles this system knows', async () => {
    expect(await verify(await token())).toEqual({ subject: 'anna', networkId, companyId, roles: ['member'] });
  });

  it('may come without an organisation', async () => {
    const { org_id: _, ...rest } = claims;
    expect(await verify(await token({ payload: rest }))).toMatchObject({ companyId: null });
  });

  it.each<[string, TokenOptions, string]>([
    ['from another issuer', { issuer: 'https://elsewhere.example' }, 'auth.claim-invalid'],
    ['for another audience', { audience: 'another-system' }, 'auth.claim-invalid'],
    ['of another type, such as an ID token', { typ: 'JWT' }, 'auth.claim-invalid'],
    ['that expired', { expires: 1_700_000_000 }, 'auth.token-expired'],
    ['that is not valid yet', { payload: { ...claims, nbf: Math.floor(Date.now() / 1000) + 60 } }, 'auth.claim-invalid'],
    ['without a subject', { payload: { ...claims, sub: undefined } }, 'auth.claim-invalid'],
    ['without roles', { payload: { ...claims, roles: undefined } }, 'auth.claim-invalid'],
    ['whose network is no uuid', { payload: { ...claims, network_id: 'main' } }, 'auth.claim-invalid'],
    ['whose organisation is no uuid', { payload: { ...claims, org_id: '7' } }, 'auth.claim-invalid'],
    ['whose roles are no list', { payload: { ...claims, roles: 'orchestrator' } }, 'auth.claim-invalid'],
  ])('%s is refused', async (_what, options, code) => {
    expect(await codeOf(verify(await token(options)))).toBe(`unauthenticated ${code}`);
  });

  it('signed by a stranger under our key id is refused', async () => {
    expect(await codeOf(verify(await token({ signer: strangers })))).toBe('unauthenticated auth.token-invalid');
  });

  it('without a signature (alg none) is refused', async () => {
    const unsigned = new UnsecuredJWT(claims).setIssuer(issuer).setAudience('gewerk').setExpirationTime('5m').encode();
    expect(await codeOf(verify(unsigned))).toBe('unauthenticated auth.token-invalid');
  });

  it('signed with the public key as an HMAC secret is refused', async () => {
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience('gewerk')
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(JSON.stringify(jwks.keys[0])));
    expect(await codeOf(verify(forged))).toBe('unauthenticated auth.token-invalid');
  });

  it('by an algorithm outside the configured ones is refused', async () => {
    const verifier = new TokenVerifier({ issuer, audience: 'gewerk', jwks, algorithms: ['RS256'] });
    expect(await codeOf(verifier.verify(await token()))).toBe('unauthenticated auth.token-invalid');
  });
});

/** The clock stands still and moves by hand; everything else goes on. */
function holdClock(): { pass(seconds: number): void } {
  jest.useFakeTimers({
    doNotFake: ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'clearTimeout'],
  });
  return { pass: (seconds) => jest.setSystemTime(Date.now() + seconds * 1000) };
}

describe('a token that was found good', () => {
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is believed for half a minute without another look at its signature', async () => {
    const clock = holdClock();
    const signatures = jest.spyOn(globalThis.crypto.subtle, 'verify');
    const verifier = new TokenVerifier({ issuer, audience: 'gewerk', jwks });
    const text = await token();
    const first = await verifier.verify(text);
    clock.pass(29);
    expect(await verifier.verify(text)).toBe(first);
    expect(signatures).toHaveBeenCalledTimes(1);
    clock.pass(2);
    expect(await verifier.verify(text)).toEqual(first);
    expect(signatures).toHaveBeenCalledTimes(2);
  });

  it('is refused once it has expired, and so is one that differs from it by a letter', async () => {
    const clock = holdClock();
    const verifier = new TokenVerifier({ issuer, audience: 'gewerk', jwks, clockToleranceSeconds: 0 });
    const text = await token({ expires: '10s' });
    await verifier.verify(text);
    expect(await codeOf(verifier.verify(`${text.slice(0, -3)}AAA`))).toBe('unauthenticated auth.token-invalid');
    clock.pass(11);
    expect(await codeOf(verifier.verify(text))).toBe('unauthenticated auth.token-expired');
  });
});

describe('keys of a remote issuer', () => {
  let server: Server;
  let origin: string;
  let answers = true;
  let requests = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      if (!answers) return response.writeHead(500).end();
      const body = request.url?.endsWith('openid-configuration') ? { issuer: origin, jwks_uri: `${origin}/keys` } : jwks;
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('are found by discovery', async () => {
    expect(await new TokenVerifier({ issuer: origin, audience: 'gewerk' }).verify(await token({ issuer: origin }))).toMatchObject({
      subject: 'anna',
    });
  });

  it('may be fetched from an address of their own, while the issuer is named otherwise', async () => {
    const verifier = new TokenVerifier({ issuer, audience: 'gewerk', jwksUrl: `${origin}/keys` });
    expect(await codeOf(verifier.verify(await token()))).toBe('accepted');
  });

  it('that cannot be fetched are a fault of ours, not of the token, and are asked for again', async () => {
    const discovering = new TokenVerifier({ issuer: origin, audience: 'gewerk' });
    const direct = new TokenVerifier({ issuer: origin, audience: 'gewerk', jwksUrl: `${origin}/keys` });
    answers = false;
    for (const verifier of [discovering, direct]) {
      expect(await codeOf(verifier.verify(await token({ issuer: origin })))).toBe('unavailable auth.issuer-unavailable');
    }
    answers = true;
    expect(await codeOf(discovering.verify(await token({ issuer: origin })))).toBe('accepted');
  });

  it('are forgotten ten minutes after they were withdrawn at the latest, also for a token that was just found good', async () => {
    const clock = holdClock();
    const verifier = new TokenVerifier({ issuer: origin, audience: 'gewerk' });
    const text = await token({ issuer: origin, expires: '1h' });
    expect(await codeOf(verifier.verify(text))).toBe('accepted');
    const published = jwks;
    jwks = { keys: [{ ...(await exportJWK(strangers.publicKey)), kid: 'k2', alg: 'ES256' }] };
    clock.pass(569);
    expect(await codeOf(verifier.verify(text))).toBe('accepted');
    clock.pass(31);
    expect(await codeOf(verifier.verify(text))).toBe('unauthenticated auth.token-invalid');
    jwks = published;
    jest.useRealTimers();
  });

  it('are not asked for in vain with every token while the issuer fails', async () => {
    const verifier = new TokenVerifier({ issuer: origin, audience: 'gewerk' });
    answers = false;
    requests = 0;
    for (let count = 0; count < 200; count += 1) {
      expect(await codeOf(verifier.verify(await token({ issuer: origin })))).toBe('unavailable auth.issuer-unavailable');
    }
    expect(requests).toBeLessThan(8);
    answers = true;
  });
});
