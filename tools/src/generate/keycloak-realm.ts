import { demoClients, type DemoClient, type DemoPerson, demoPeople } from '@gewerk/demo';

export const REALM_FILE = 'deploy/keycloak/gewerk-realm.json';

const ROLES: Readonly<Record<string, string>> = {
  orchestrator: 'Runs the network: configuration, admission, operations',
  member: 'Acts for a member company',
  customer: 'Acts for a customer company',
  system: 'A machine or planning system of a member company',
  auditor: 'Reads what is needed to judge the network, changes nothing',
};
/** Replaced by Keycloak at import from its environment. */
const ORIGIN = `\${GEWERK_PUBLIC_URL}`;
const TEN_MINUTES_SECONDS = 600;
const HALF_AN_HOUR_SECONDS = 1_800;
const DAY_SECONDS = 86_400;

/**
 * The Keycloak realm of the full stack. Claims come from attributes and realm roles of users, for people and for the service
 * accounts of clients alike, so that one scope serves both and an operator grants by editing users.
 */
export function keycloakRealm(): object {
  return {
    realm: 'gewerk',
    displayName: 'Gewerk',
    enabled: true,
    sslRequired: 'external',
    registrationAllowed: false,
    resetPasswordAllowed: false,
    editUsernameAllowed: false,
    bruteForceProtected: true,
    failureFactor: 10,
    revokeRefreshToken: true,
    refreshTokenMaxReuse: 0,
    defaultSignatureAlgorithm: 'ES256',
    accessTokenLifespan: TEN_MINUTES_SECONDS,
    ssoSessionIdleTimeout: HALF_AN_HOUR_SECONDS,
    ssoSessionMaxLifespan: DAY_SECONDS,
    internationalizationEnabled: true,
    supportedLocales: ['de', 'en'],
    defaultLocale: 'en',
    eventsEnabled: true,
    adminEventsEnabled: true,
    adminEventsDetailsEnabled: true,
    roles: { realm: Object.entries(ROLES).map(([name, description]) => ({ name, description })) },
    clientScopes: [gewerkScope()],
    defaultDefaultClientScopes: ['gewerk'],
    components: { ...keyProviders(), ...userProfile() },
    clients: [portal(), ...demoClients().map(machine)],
    users: [...demoClients().map(serviceAccount), ...demoPeople().map(person)],
  };
}

/** The claims of an access token that every service asks for (RFC 9068 and ours). */
function gewerkScope(): object {
  const everywhere = {
    'access.token.claim': 'true',
    'id.token.claim': 'true',
    'userinfo.token.claim': 'true',
    'introspection.token.claim': 'true',
  };
  const mapper = (name: string, protocolMapper: string, config: Record<string, string>): object => ({
    name,
    protocol: 'openid-connect',
    protocolMapper,
    config,
  });
  const attribute = (name: string): object =>
    mapper(name, 'oidc-usermodel-attribute-mapper', {
      ...everywhere,
      'user.attribute': name,
      'claim.name': name,
      'jsonType.label': 'String',
    });
  return {
    name: 'gewerk',
    description: 'Who the bearer is in the network',
    protocol: 'openid-connect',
    attributes: { 'include.in.token.scope': 'false', 'display.on.consent.screen': 'false' },
    protocolMappers: [
      mapper('sub', 'oidc-sub-mapper', { 'access.token.claim': 'true', 'introspection.token.claim': 'true' }),
      mapper('audience', 'oidc-audience-mapper', {
        'included.custom.audience': 'gewerk',
        'access.token.claim': 'true',
        'introspection.token.claim': 'true',
        'id.token.claim': 'false',
      }),
      mapper('roles', 'oidc-usermodel-realm-role-mapper', {
        ...everywhere,
        'claim.name': 'roles',
        multivalued: 'true',
        'jsonType.label': 'String',
      }),
      attribute('network_id'),
      attribute('org_id'),
      mapper('name', 'oidc-full-name-mapper', { 'access.token.claim': 'false', 'id.token.claim': 'true', 'userinfo.token.claim': 'true' }),
    ],
  };
}

/** Named here, or Keycloak would sign with RSA; rotation adds a second `ecdsa-generated` (docs/runbooks/rotate-signing-keys.md). */
function keyProviders(): object {
  const provider = (name: string, providerId: string, config: Record<string, string>): object => ({
    name,
    providerId,
    subComponents: {},
    config: Object.fromEntries(Object.entries({ priority: '100', ...config }).map(([key, value]) => [key, [value]])),
  });
  return {
    'org.keycloak.keys.KeyProvider': [
      provider('signing-1', 'ecdsa-generated', { ecdsaEllipticCurveKey: 'P-256' }),
      provider('hmac', 'hmac-generated', { algorithm: 'HS512' }),
      provider('aes', 'aes-generated', {}),
    ],
  };
}

/** Network and company of a person are for administrators to see and set: a person who could edit them could enter any company. */
function userProfile(): object {
  const ownPermissions = { view: ['admin', 'user'], edit: ['admin', 'user'] };
  const profile = {
    attributes: [
      { name: 'username', permissions: ownPermissions, validations: { length: { min: 3, max: 255 } } },
      { name: 'email', permissions: ownPermissions, validations: { email: {} } },
      { name: 'firstName', permissions: ownPermissions },
      { name: 'lastName', permissions: ownPermissions },
      ...['network_id', 'org_id'].map((name) => ({
        name,
        permissions: { view: ['admin'], edit: ['admin'] },
        validations: { pattern: { pattern: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$', 'error-message': 'not a uuid' } },
      })),
    ],
  };
  return {
    'org.keycloak.userprofile.UserProfileProvider': [
      { providerId: 'declarative-user-profile', subComponents: {}, config: { 'kc.user.profile.config': [JSON.stringify(profile)] } },
    ],
  };
}

const TOKEN_TYPE = { 'access.token.header.type.rfc9068': 'true' };
const NO_FLOW = {
  protocol: 'openid-connect',
  enabled: true,
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  frontchannelLogout: false,
  fullScopeAllowed: true,
  defaultClientScopes: ['gewerk'],
  optionalClientScopes: [],
};

function portal(): object {
  return {
    ...NO_FLOW,
    clientId: 'gewerk-portal',
    name: 'Gewerk portal',
    publicClient: true,
    standardFlowEnabled: true,
    rootUrl: ORIGIN,
    redirectUris: [`${ORIGIN}/`, `${ORIGIN}/signed-in`],
    webOrigins: [ORIGIN],
    attributes: { ...TOKEN_TYPE, 'pkce.code.challenge.method': 'S256', 'post.logout.redirect.uris': `${ORIGIN}/` },
  };
}

function machine({ clientId, secret }: DemoClient): object {
  return {
    ...NO_FLOW,
    clientId,
    secret,
    publicClient: false,
    clientAuthenticatorType: 'client-secret',
    serviceAccountsEnabled: true,
    attributes: { ...TOKEN_TYPE, 'use.refresh.tokens': 'false' },
  };
}

function serviceAccount({ clientId, claims }: DemoClient): object {
  return { username: `service-account-${clientId}`, enabled: true, serviceAccountClientId: clientId, ...grants(claims) };
}

function person({ username, password, displayName, claims }: DemoPerson): object {
  return {
    username,
    enabled: true,
    firstName: displayName,
    credentials: [{ type: 'password', value: password, temporary: false }],
    ...grants(claims),
  };
}

function grants({ network_id, org_id, roles }: DemoClient['claims']): object {
  const attributes = { network_id: [network_id], ...(org_id === undefined ? {} : { org_id: [org_id] }) };
  return { attributes, realmRoles: roles };
}
