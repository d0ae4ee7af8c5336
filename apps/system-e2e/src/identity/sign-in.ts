import { createHash, randomBytes } from 'node:crypto';

export interface Tokens {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
}

const endpoint = (issuer: string, name: string): string => `${issuer}/protocol/openid-connect/${name}`;

/** @returns what the token endpoint answers, also where it refuses */
export async function tokenResponse(issuer: string, form: Record<string, string>, basic?: [string, string]): Promise<Response> {
  const authorization = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic.join(':')).toString('base64')}` };
  return fetch(endpoint(issuer, 'token'), { method: 'POST', headers: authorization, body: new URLSearchParams(form) });
}

/** @throws Error with the refusal */
export async function clientToken(issuer: string, clientId: string, secret: string): Promise<string> {
  const response = await tokenResponse(issuer, { grant_type: 'client_credentials' }, [clientId, secret]);
  if (!response.ok) throw new Error(`${clientId}: ${response.status} ${await response.text()}`);
  return ((await response.json()) as Tokens).access_token;
}

export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly password: string;
}

/** A person signs in on the page of the realm as a browser would: authorisation code with PKCE. */
export async function signIn(issuer: string, { clientId, redirectUri, username, password }: Authorization): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url');
  const page = await authorizationPage(issuer, {
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const html = await page.text();
  const action = /action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
  if (action === undefined) throw new Error(`no form on the login page (${page.status}): ${html.slice(0, 400)}`);
  const cookie = page.headers.getSetCookie().map((each) => each.split(';')[0]);
  const answer = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookie.join('; ') },
    body: new URLSearchParams({ username, password }),
  });
  const code = new URL(answer.headers.get('location') ?? 'http://none').searchParams.get('code');
  if (code === null) throw new Error(`the login did not lead back with a code: ${answer.status} ${answer.headers.get('location')}`);
  const form = { grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri, code, code_verifier: verifier };
  const response = await tokenResponse(issuer, form);
  if (!response.ok) throw new Error(`the code was not taken: ${await response.text()}`);
  return (await response.json()) as Tokens;
}

export function authorizationPage(issuer: string, parameters: Record<string, string>): Promise<Response> {
  const query = new URLSearchParams({ response_type: 'code', scope: 'openid', state: 's', ...parameters });
  return fetch(`${endpoint(issuer, 'auth')}?${query.toString()}`, { redirect: 'manual' });
}
