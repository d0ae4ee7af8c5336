import { createHash, timingSafeEqual } from 'node:crypto';
import { isUuid } from '@gewerk/kernel';

/** What an access token says of its bearer. */
export interface IdentityClaims {
  readonly sub: string;
  readonly network_id: string;
  readonly org_id?: string;
  readonly roles: readonly string[];
}

/** A machine that gets tokens by client credentials. */
export interface IdentityClient {
  readonly clientId: string;
  readonly secret: string;
  readonly claims: IdentityClaims;
}

/** A person of the demo, who signs in on the login page. */
export interface IdentityUser {
  readonly username: string;
  readonly password: string;
  /** Shown on the login page and in the portal. */
  readonly displayName: string;
  readonly claims: IdentityClaims;
}

/** Everybody whom the embedded issuer knows. Passwords stand here in clear: it is for demos and tests, never for real people. */
export class IdentityDirectory {
  readonly #clients: ReadonlyMap<string, IdentityClient>;
  readonly #usersByName: ReadonlyMap<string, IdentityUser>;
  readonly #usersBySubject: ReadonlyMap<string, IdentityUser>;

  constructor(
    readonly clients: readonly IdentityClient[],
    readonly users: readonly IdentityUser[],
  ) {
    this.#clients = new Map(clients.map((client) => [client.clientId, client]));
    this.#usersByName = new Map(users.map((user) => [user.username, user]));
    this.#usersBySubject = new Map(users.map((user) => [user.claims.sub, user]));
    if (this.#clients.size < clients.length) throw new Error('two clients have the same clientId');
    if (this.#usersByName.size < users.length) throw new Error('two users have the same username');
    if (this.#usersBySubject.size < users.length) throw new Error('two users have the same claims.sub');
  }

  client(clientId: string): IdentityClient | undefined {
    return this.#clients.get(clientId);
  }

  userBySubject(subject: string): IdentityUser | undefined {
    return this.#usersBySubject.get(subject);
  }

  userByPassword(username: string, password: string): IdentityUser | undefined {
    const user = this.#usersByName.get(username);
    const matches = timingSafeEqual(digest(password), digest(user?.password ?? ''));
    return user !== undefined && matches ? user : undefined;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * Reads `{ "clients": [{ clientId, secret, claims }], "users": [{ username, password, displayName, claims }] }`.
 * @throws Error naming every field that is missing or wrong
 */
export function parseIdentityDirectory(text: string): IdentityDirectory {
  const problems: string[] = [];
  const root = asRecord(JSON.parse(text), '', problems);
  const clients = entries(root, 'clients', problems).map(
    ({ path, entry }): IdentityClient => ({
      clientId: textOf(entry, 'clientId', path, problems),
      secret: textOf(entry, 'secret', path, problems),
      claims: claimsOf(entry, path, problems),
    }),
  );
  const users = entries(root, 'users', problems).map(
    ({ path, entry }): IdentityUser => ({
      username: textOf(entry, 'username', path, problems),
      password: textOf(entry, 'password', path, problems),
      displayName: textOf(entry, 'displayName', path, problems),
      claims: claimsOf(entry, path, problems),
    }),
  );
  if (problems.length > 0) throw new Error(`The identity file is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return new IdentityDirectory(clients, users);
}

type Fields = Readonly<Record<string, unknown>>;

function entries(root: Fields, field: string, problems: string[]): { path: string; entry: Fields }[] {
  const list = root[field] ?? [];
  if (!Array.isArray(list)) {
    problems.push(`/${field} must be a list`);
    return [];
  }
  return list.map((entry, index) => ({ path: `/${field}/${index}`, entry: asRecord(entry, `/${field}/${index}`, problems) }));
}

function claimsOf(entry: Fields, path: string, problems: string[]): IdentityClaims {
  const at = `${path}/claims`;
  const claims = asRecord(entry['claims'], at, problems);
  const { org_id: companyId, roles } = claims;
  if (!isUuid(claims['network_id'])) problems.push(`${at}/network_id must be a uuid`);
  if (companyId !== undefined && !isUuid(companyId)) problems.push(`${at}/org_id must be a uuid or absent`);
  if (!Array.isArray(roles) || roles.some((role) => typeof role !== 'string')) problems.push(`${at}/roles must be a list of texts`);
  return {
    sub: textOf(claims, 'sub', at, problems),
    network_id: claims['network_id'] as string,
    ...(companyId === undefined ? {} : { org_id: companyId as string }),
    roles: (roles ?? []) as string[],
  };
}

function textOf(fields: Fields, field: string, path: string, problems: string[]): string {
  const value = fields[field];
  if (typeof value === 'string' && value !== '') return value;
  problems.push(`${path}/${field} must be a non-empty text`);
  return '';
}

function asRecord(value: unknown, path: string, problems: string[]): Fields {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Fields;
  problems.push(`${path === '' ? 'the file' : path} must be an object`);
  return {};
}
