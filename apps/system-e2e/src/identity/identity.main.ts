import { type DemoClient, demoClients, demoPeople } from '@gewerk/demo';
import { type Caller, TokenVerifier } from '@gewerk/platform-auth';
import { Checks } from '../checks.js';
import { attempt } from '../compose/attempt.js';
import { KeycloakUnavailable, type LocalKeycloak, startLocalKeycloak } from './local-keycloak.js';
import { RealmAdministration } from './realm-administration.js';
import { authorizationPage, clientToken, signIn, tokenResponse, type Tokens } from './sign-in.js';

/**
 * `npm run test:identity`: the realm that ships, on the Keycloak release of docker-compose.yml, judged by the verifier of the
 * services; and the rotation of its signing key as its runbook says.
 */
const PUBLIC_URL = 'http://localhost:8400';
const PORTAL = { clientId: 'gewerk-portal', redirectUri: `${PUBLIC_URL}/signed-in` };
const checks = new Checks();

try {
  console.log('assembling and starting Keycloak');
  const keycloak = await startLocalKeycloak(PUBLIC_URL);
  console.log(`Keycloak ${keycloak.version} is up`);
  try {
    await machines(keycloak);
    await people(keycloak);
    await rotation(keycloak);
  } finally {
    await keycloak.stop();
  }
} catch (error) {
  if (error instanceof KeycloakUnavailable) checks.skip(`no Keycloak to try the realm on: ${error.message}`);
  else
    checks.check(
      'the identity provider is tried to the end',
      false,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
}
process.exit(checks.report('test-results/identity.json'));

/** A verifier as a service makes it at start: it fetches the issuer's keys when it first needs them. */
function service({ issuer }: LocalKeycloak): TokenVerifier {
  return new TokenVerifier({ issuer, audience: 'gewerk' });
}

function headerOf(token: string): { alg: string; typ: string; kid: string } {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { alg: string; typ: string; kid: string };
}

function speaksFor(caller: Caller, claims: DemoClient['claims']): boolean {
  const same = caller.networkId === claims.network_id && caller.companyId === (claims.org_id ?? null);
  return same && caller.roles.join() === claims.roles.join() && caller.subject !== '';
}

async function refused(verification: Promise<unknown>): Promise<boolean> {
  return verification.then(
    () => false,
    () => true,
  );
}

async function machines(keycloak: LocalKeycloak): Promise<void> {
  const verifier = service(keycloak);
  const { issuer } = keycloak;
  const wrong: string[] = [];
  for (const { clientId, secret, claims } of demoClients()) {
    const caller = await verifier.verify(await clientToken(issuer, clientId, secret));
    if (!speaksFor(caller, claims)) wrong.push(`${clientId}: ${JSON.stringify(caller)}`);
  }
  checks.check(
    `each of ${demoClients().length} clients gets a token that names its network, company and role`,
    wrong.length === 0,
    wrong.join('\n'),
  );
  const token = await clientToken(issuer, 'orchestrator', 'demo-secret-orchestrator');
  const { alg, typ } = headerOf(token);
  checks.check('access tokens are signed with ES256 and say what they are (at+jwt)', alg === 'ES256' && typ === 'at+jwt', `${alg} ${typ}`);
  const guessed = await tokenResponse(issuer, { grant_type: 'client_credentials' }, ['orchestrator', 'guessed']);
  checks.check('a wrong secret gets nothing', guessed.status === 401, String(guessed.status));
  const elsewhere = new TokenVerifier({ issuer, audience: 'another-system' });
  checks.check('a token is good for this audience only', await refused(elsewhere.verify(token)));
}

async function people(keycloak: LocalKeycloak): Promise<void> {
  const { issuer } = keycloak;
  const verifier = service(keycloak);
  let tokens: Tokens = { access_token: '' };
  for (const { username, password, claims } of demoPeople()) {
    await attempt(checks, `the ${username} signs in with code and PKCE and gets the claims of that role`, async () => {
      tokens = await signIn(issuer, { ...PORTAL, username, password });
      const caller = await verifier.verify(tokens.access_token);
      if (!speaksFor(caller, claims)) throw new Error(JSON.stringify(caller));
    });
  }
  const { id_token: idToken = '', refresh_token: refreshToken = '' } = tokens;
  checks.check('an ID token opens no service', idToken !== '' && (await refused(verifier.verify(idToken))));
  const refresh = { grant_type: 'refresh_token', client_id: PORTAL.clientId, refresh_token: refreshToken };
  const [first, again] = [await tokenResponse(issuer, refresh), await tokenResponse(issuer, refresh)];
  checks.check('a refresh token serves once', first.ok && again.status === 400, `${first.status} ${again.status}`);

  const location = async (parameters: Record<string, string>): Promise<string> =>
    (await authorizationPage(issuer, parameters)).headers.get('location') ?? '';
  const withoutPkce = await location({ client_id: PORTAL.clientId, redirect_uri: PORTAL.redirectUri });
  checks.check('without PKCE there is no code', withoutPkce.includes('error=invalid_request'), withoutPkce);
  const elsewhere = await authorizationPage(issuer, { client_id: PORTAL.clientId, redirect_uri: 'https://elsewhere.example/' });
  checks.check('a code goes to no other address', elsewhere.status === 400, String(elsewhere.status));
  const [person] = demoPeople();
  const typed = { grant_type: 'password', client_id: PORTAL.clientId, username: person?.username ?? '', password: person?.password ?? '' };
  const direct = await tokenResponse(issuer, typed);
  checks.check('a password typed into a client gets no token', direct.status === 400 || direct.status === 401, String(direct.status));
  const editors = await new RealmAdministration(keycloak).editorsOfAttributes();
  const granted = [editors['network_id'], editors['org_id']].map((each) => each?.join());
  checks.check(
    'only an administrator edits network and company of a person',
    granted.every((each) => each === 'admin'),
    granted.join(' '),
  );
}

/** The runbook's order: publish, wait until every service has fetched, sign with it, retire the old one. */
async function rotation(keycloak: LocalKeycloak): Promise<void> {
  const administration = new RealmAdministration(keycloak);
  const token = (): Promise<string> => clientToken(keycloak.issuer, 'orchestrator', 'demo-secret-orchestrator');
  const old = await token();
  await administration.addKey('signing-2', 90);
  checks.check('an added key of lower priority does not sign yet', headerOf(await token()).kid === headerOf(old).kid);
  const running = service(keycloak);
  await running.verify(old);

  await administration.changeKey('signing-2', { priority: '110' });
  const fresh = await token();
  checks.check('with the higher priority it signs', headerOf(fresh).kid !== headerOf(old).kid);
  await attempt(checks, 'a service that has fetched the published keys takes tokens of the new key at once', async () => {
    await running.verify(fresh);
  });
  await attempt(checks, 'and still those of the old one', async () => {
    await running.verify(old);
  });

  await administration.changeKey('signing-1', { active: 'false' });
  await attempt(checks, 'a passive key still verifies, also for a service that starts now', async () => {
    await service(keycloak).verify(old);
  });
  await administration.changeKey('signing-1', { enabled: 'false' });
  const later = service(keycloak);
  checks.check('a disabled key verifies no more', await refused(later.verify(old)));
  await attempt(checks, 'while the new one does', async () => {
    await later.verify(fresh);
  });
}
