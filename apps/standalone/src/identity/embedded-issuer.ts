import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { JSONWebKeySet } from 'jose';
import Provider, { errors } from 'oidc-provider';
import { type IdentityClient, IdentityDirectory, type IdentityUser } from './directory.js';
import { languageOf, loginPage, messagePage } from './pages.js';
import { providerConfiguration } from './provider-configuration.js';
import { loadSigningKeys } from './signing-keys.js';

const MAX_FORM_BYTES = 4_096;
const WRONG_PASSWORD_DELAY_MILLIS = 400;

export interface EmbeddedIssuerOptions {
  /** `<origin>/identity`; requests under its path belong to the issuer. */
  issuerUrl: string;
  /** Where the signing keys are kept. */
  dataDirectory: string;
  clients: readonly IdentityClient[];
  users: readonly IdentityUser[];
  /** Audience of the access tokens; `gewerk` unless said otherwise. */
  audience?: string;
  /** The web page's public client; by default `gewerk-portal`, returning to `<origin>/` and `<origin>/signed-in`. */
  portal?: { clientId: string; redirectUris: readonly string[]; postLogoutRedirectUris: readonly string[] };
}

export interface EmbeddedIssuer {
  readonly issuer: string;
  readonly jwks: JSONWebKeySet;
  /** Answers a request whose path begins with the issuer's path. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** An OpenID provider inside the process, for the demo and for tests. */
export async function createEmbeddedIssuer(options: EmbeddedIssuerOptions): Promise<EmbeddedIssuer> {
  const issuerUrl = new URL(options.issuerUrl);
  const mountPath = issuerUrl.pathname.replace(/\/$/, '');
  const interactionPath = `${mountPath}/interaction`;
  const directory = new IdentityDirectory(options.clients, options.users);
  const keys = await loadSigningKeys(options.dataDirectory);
  const { origin } = issuerUrl;
  const portal = options.portal ?? {
    clientId: 'gewerk-portal',
    redirectUris: [`${origin}/`, `${origin}/signed-in`],
    postLogoutRedirectUris: [`${origin}/`],
  };
  const provider = new Provider(
    options.issuerUrl,
    providerConfiguration({ directory, keys, audience: options.audience ?? 'gewerk', interactionPath, portal }),
  );
  const answer = provider.callback();
  return {
    issuer: options.issuerUrl,
    jwks: keys.publicKeys,
    handle(request, response) {
      const url = request.url ?? '/';
      if (url.startsWith(`${interactionPath}/`)) {
        signIn(provider, directory, request, response).catch((error: unknown) => fail(error, request, response));
        return;
      }
      // The provider's routes begin at its mount path; it reads `originalUrl` for the addresses it gives out.
      Object.assign(request, { originalUrl: url, url: url.slice(mountPath.length) || '/' });
      void answer(request, response);
    },
  };
}

async function signIn(provider: Provider, directory: IdentityDirectory, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  const language = languageOf(request.headers['accept-language']);
  const page = (wrongFor?: string): string =>
    loginPage({ language, action: request.url ?? '', people: directory.users, ...(wrongFor === undefined ? {} : { wrongFor }) });
  if (request.method !== 'POST') {
    sendHtml(response, 200, page());
    return;
  }
  const form = await readForm(request);
  const username = form.get('username') ?? '';
  const user = directory.userByPassword(username, form.get('password') ?? '');
  if (user === undefined) {
    await delay(WRONG_PASSWORD_DELAY_MILLIS);
    sendHtml(response, 401, page(username));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: user.claims.sub } }, { mergeWithLastSubmission: false });
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_FORM_BYTES) throw new errors.InvalidRequest('the form is too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    })
    .end(html);
}

function fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const refused = error instanceof errors.OIDCProviderError;
  if (!refused) console.error(error);
  if (response.headersSent) response.destroy();
  else sendHtml(response, refused ? 400 : 500, messagePage(languageOf(request.headers['accept-language']), refused ? 'expired' : 'failed'));
}
