import { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { IdentityDirectory } from './directory.js';
import { memoryAdapters } from './memory-adapter.js';
import { languageOf, messagePage, signOutPage } from './pages.js';
import type { SigningKeys } from './signing-keys.js';

/** The one resource that tokens are for; their audience is what the services ask for. */
const RESOURCE = 'urn:gewerk:api';
const SCOPES = 'openid offline_access';
const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

export interface ProviderSettings {
  readonly directory: IdentityDirectory;
  readonly keys: SigningKeys;
  readonly audience: string;
  readonly interactionPath: string;
  readonly portal: {
    readonly clientId: string;
    readonly redirectUris: readonly string[];
    readonly postLogoutRedirectUris: readonly string[];
  };
}

/** One kind of token (JWT access tokens, RFC 9068), two ways to get it: client credentials, authorization code with PKCE. */
export function providerConfiguration(settings: ProviderSettings): Configuration {
  const { directory, keys } = settings;
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return {
    adapter: memoryAdapters(),
    jwks: keys.privateKeys as never,
    cookies: { keys: keys.cookieKeys },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: SCOPES.split(' '),
    claims: { openid: ['sub', 'name', 'network_id', 'org_id', 'roles'] },
    conformIdTokenClaims: false,
    clients: [...machineClients(directory), portalClient(settings)],
    responseTypes: ['code'],
    pkce: { required: () => true },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 30 * MINUTE_SECONDS,
      AuthorizationCode: MINUTE_SECONDS,
      ClientCredentials: 60 * MINUTE_SECONDS,
      Grant: 14 * DAY_SECONDS,
      IdToken: 60 * MINUTE_SECONDS,
      Interaction: 60 * MINUTE_SECONDS,
      RefreshToken: DAY_SECONDS,
      Session: DAY_SECONDS,
    },
    interactions: { policy, url: (_context, interaction) => `${settings.interactionPath}/${interaction.uid}` },
    findAccount: (_context, subject) => {
      const user = directory.userBySubject(subject);
      return user && { accountId: subject, claims: async () => ({ ...user.claims, name: user.displayName }) };
    },
    loadExistingGrant: grantWithoutAsking,
    formats: {
      customizers: {
        jwt: (_context, token, jwt) => {
          const { payload } = jwt;
          const claims =
            'accountId' in token && typeof token.accountId === 'string'
              ? directory.userBySubject(token.accountId)?.claims
              : directory.client(String(payload['client_id']))?.claims;
          if (claims === undefined) throw new Error('a token without a bearer we know');
          Object.assign(payload, claims);
        },
      },
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: SCOPES,
          audience: settings.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => {
          context.body = signOutPage(languageOf(context.get('accept-language')), form);
        },
        postLogoutSuccessSource: async (context) => {
          context.body = messagePage(languageOf(context.get('accept-language')), 'signedOut');
        },
      },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    renderError: async (context, out) => {
      context.type = 'html';
      context.body = messagePage(languageOf(context.get('accept-language')), 'failed', `${out.error}: ${out.error_description ?? ''}`);
    },
  };
}

function machineClients(directory: IdentityDirectory): NonNullable<Configuration['clients']> {
  return directory.clients.map(({ clientId, secret }) => ({
    client_id: clientId,
    client_secret: secret,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
  }));
}

function portalClient({ portal }: ProviderSettings): NonNullable<Configuration['clients']>[number] {
  return {
    client_id: portal.clientId,
    application_type: 'web',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [...portal.redirectUris],
    post_logout_redirect_uris: [...portal.postLogoutRedirectUris],
    token_endpoint_auth_method: 'none',
  };
}

/** The portal belongs to the same system: nobody is asked whether it may act for them. */
async function grantWithoutAsking(context: KoaContextWithOIDC) {
  const { provider, session, client, result } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  grant.addResourceScope(RESOURCE, SCOPES);
  await grant.save();
  return grant;
}
