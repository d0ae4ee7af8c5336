import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES } from '@gewerk/contracts';
import { newId } from '@gewerk/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { type RunningSystem, startSystem } from '../../src/system.js';
import { type Deviations, type IssuedClaims, TestIssuer } from './test-issuer.js';

const COOLDOWN_SECONDS = 1;
const MAX_AGE_SECONDS = 3;
const claims: IssuedClaims = { sub: 'olga', network_id: newId(), roles: ['orchestrator'] };
const PARKED = '/operations/parked';

let issuer: TestIssuer;
let system: RunningSystem;

/** What every service says to a token: the status, and the code of the refusal. All services must agree. */
async function verdict(token: string, path: string = PARKED): Promise<string> {
  const answers = await Promise.all(
    SERVICES.map(async (service) => {
      const response = await fetch(`${system.origin}/api/${service}/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
      const { code } = (await response.json()) as { code?: string };
      return `${response.status} ${code ?? ''}`.trim();
    }),
  );
  expect(new Set(answers).size).toBe(1);
  return answers[0] ?? '';
}

beforeAll(async () => {
  issuer = await TestIssuer.start();
  const trusted = { issuer: issuer.url, audience: 'gewerk', keysCooldownSeconds: COOLDOWN_SECONDS, keysMaxAgeSeconds: MAX_AGE_SECONDS };
  system = await startSystem({ dataDirectory: null, port: 0, issuer: trusted, progress: () => undefined });
}, 60_000);

afterAll(async () => {
  await system.stop();
  await issuer.stop();
}, 60_000);

describe('every service', () => {
  it('accepts a good token', async () => {
    expect(await verdict(await issuer.token(claims))).toBe('200');
  });

  it.each<[string, Partial<IssuedClaims>, Deviations, string]>([
    ['for another audience', claims, { audience: 'another-system' }, '401 auth.claim-invalid'],
    ['from another issuer', claims, { issuer: 'https://elsewhere.example' }, '401 auth.claim-invalid'],
    ['that is an ID token', claims, { typ: 'JWT' }, '401 auth.claim-invalid'],
    ['that is a refresh token', claims, { typ: 'Refresh' }, '401 auth.claim-invalid'],
    ['that expired', claims, { expiresIn: -60 }, '401 auth.token-expired'],
    ['that is not valid yet', { ...claims, nbf: Math.floor(Date.now() / 1000) + 600 }, {}, '401 auth.claim-invalid'],
    ['without a network', { sub: 'olga', roles: ['orchestrator'] }, {}, '401 auth.claim-invalid'],
    ['whose network is no uuid', { ...claims, network_id: '*' }, {}, '401 auth.claim-invalid'],
    ['whose network is a list', { ...claims, network_id: [newId()] as never }, {}, '401 auth.claim-invalid'],
    ['whose company is no uuid', { ...claims, org_id: "' or true" }, {}, '401 auth.claim-invalid'],
    ['without roles', { sub: 'olga', network_id: newId() }, {}, '401 auth.claim-invalid'],
    ['without a subject', { network_id: newId(), roles: ['orchestrator'] }, {}, '401 auth.claim-invalid'],
    ['with no role', { ...claims, roles: [] }, {}, '403 auth.role-missing'],
    ['with a role this system does not know', { ...claims, roles: ['administrator', 'Orchestrator'] }, {}, '403 auth.role-missing'],
  ])('refuses a token %s', async (_what, payload, deviations, expected) => {
    expect(await verdict(await issuer.token(payload, deviations))).toBe(expected);
  });

  it('refuses a token that a stranger signed under a key id of the issuer', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await verdict(await issuer.token(claims, { signer: privateKey }))).toBe('401 auth.token-invalid');
  });

  it('refuses a token without a signature', async () => {
    const unsigned = new UnsecuredJWT(claims).setIssuer(issuer.url).setAudience('gewerk').setExpirationTime('5m').encode();
    expect(await verdict(unsigned)).toBe('401 auth.token-invalid');
  });

  it('refuses a token signed with the published key as a password (HS256)', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey('first')));
    expect(await verdict(await issuer.token(claims, { algorithm: 'HS256', signer: secret }))).toBe('401 auth.token-invalid');
  });

  it('refuses a good signature by an algorithm that is not among the pinned ones', async () => {
    const { privateKey } = await generateKeyPair('ES384');
    expect(await verdict(await issuer.token(claims, { algorithm: 'ES384', signer: privateKey }))).toBe('401 auth.token-invalid');
  });

  it.each(['x', 'a.b.c', `${'A'.repeat(8_000)}.e30.AA`])('refuses what is no token at all (%.12s)', async (text) => {
    expect(await verdict(text)).toBe('401 auth.token-invalid');
  });

  it('shows the bearer of a network that it does not know nothing, and takes it for no fault', async () => {
    const stranger = await issuer.token({ ...claims, network_id: newId() });
    expect(await verdict(stranger)).toBe('200');
    const response = await fetch(`${system.origin}/api/governance/v1/network`, { headers: { authorization: `Bearer ${stranger}` } });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'governance.network-not-configured']);
  });
});

describe('when the issuer changes its keys', () => {
  it('every service accepts the new key without a restart, and the old one as long as it is published', async () => {
    expect(await verdict(await issuer.token(claims))).toBe('200');
    await issuer.publish('second');
    await delay(COOLDOWN_SECONDS * 1000);
    expect(await verdict(await issuer.token(claims, { kid: 'second' }))).toBe('200');
    expect(await verdict(await issuer.token(claims))).toBe('200');
  });

  it('no service accepts a key for long after it was withdrawn', async () => {
    const old = await issuer.token(claims);
    issuer.withdraw('first');
    await delay(MAX_AGE_SECONDS * 1000);
    expect(await verdict(old)).toBe('401 auth.token-invalid');
    expect(await verdict(await issuer.token(claims, { kid: 'second' }))).toBe('200');
  });

  it('a flood of tokens with key ids that nobody knows reaches the issuer once a cooldown and service at most', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const token = await issuer.token(claims, { kid: 'second' });
    issuer.keyRequests = 0;
    const startedAt = performance.now();
    for (let round = 0; round < 20; round += 1) {
      const forged = await issuer.token(claims, { kid: newId(), signer: privateKey });
      expect(await verdict(forged)).toBe('401 auth.token-invalid');
      expect(await verdict(token)).toBe('200');
    }
    const cooldowns = Math.ceil((performance.now() - startedAt) / 1000 / COOLDOWN_SECONDS) + 1;
    expect(issuer.keyRequests).toBeLessThanOrEqual(cooldowns * SERVICES.length);
  });
});
