import { type CompanyId, DomainError, isUuid, type NetworkId } from '@gewerk/kernel';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { type Caller, ROLES, type Role } from './caller.js';
import { IssuerConnection } from './issuer-connection.js';
import { VerifiedTokens } from './verified-tokens.js';

export type SignatureAlgorithm = 'RS256' | 'ES256' | 'EdDSA';

/** Whose access tokens are accepted. */
export interface IssuerSettings {
  /** Exactly the `iss` of the tokens. */
  readonly issuer: string;
  /** Must be among the `aud` of the tokens; `gewerk` unless configured otherwise. */
  readonly audience: string;
  /** The issuer's public keys, where they are at hand (the embedded issuer, tests). */
  readonly jwks?: JSONWebKeySet;
  /** Where to fetch them; without it the issuer's discovery document says so. */
  readonly jwksUrl?: string;
  readonly algorithms?: readonly SignatureAlgorithm[];
  readonly clockToleranceSeconds?: number;
  /** Keys are not fetched anew within so long, whatever key ids tokens name; so late at most a new key is known. Default 30. */
  readonly keysCooldownSeconds?: number;
  /** So late at most a withdrawn key is refused: keys are fetched anew before, by as much as a verdict lasts. Default 600. */
  readonly keysMaxAgeSeconds?: number;
  /** A token found good is believed for so long, at most for half the age of the keys. Default 30; 0 verifies every request. */
  readonly verdictSeconds?: number;
}

const ALL_ALGORITHMS: readonly SignatureAlgorithm[] = ['RS256', 'ES256', 'EdDSA'];
const DEFAULT_KEYS_COOLDOWN_SECONDS = 30;
const DEFAULT_KEYS_MAX_AGE_SECONDS = 600;
const DEFAULT_VERDICT_SECONDS = 30;
const DEFAULT_CLOCK_TOLERANCE_SECONDS = 5;

/** Verifies JWT access tokens (RFC 9068): signature by pinned algorithms, type, issuer, audience, time, and our claims. */
export class TokenVerifier {
  readonly #connection = new IssuerConnection();
  readonly #verified: VerifiedTokens;
  readonly #keysMaxAgeSeconds: number;
  readonly #toleranceSeconds: number;
  #remoteKeys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly settings: IssuerSettings) {
    const keysMaxAgeSeconds = settings.keysMaxAgeSeconds ?? DEFAULT_KEYS_MAX_AGE_SECONDS;
    // Both together must not outlast what is promised of a withdrawn key.
    const verdictSeconds = Math.min(settings.verdictSeconds ?? DEFAULT_VERDICT_SECONDS, keysMaxAgeSeconds / 2);
    this.#verified = new VerifiedTokens(verdictSeconds * 1000);
    this.#keysMaxAgeSeconds = keysMaxAgeSeconds - verdictSeconds;
    this.#toleranceSeconds = settings.clockToleranceSeconds ?? DEFAULT_CLOCK_TOLERANCE_SECONDS;
  }

  /** @throws DomainError `unauthenticated` where the token is not good, `unavailable` where the issuer's keys cannot be fetched */
  async verify(token: string): Promise<Caller> {
    const known = this.#verified.callerOf(token);
    if (known !== null) return known;
    const keys = await this.keys();
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: [...(this.settings.algorithms ?? ALL_ALGORITHMS)],
        issuer: this.settings.issuer,
        audience: this.settings.audience,
        typ: 'at+jwt',
        clockTolerance: this.#toleranceSeconds,
        requiredClaims: ['exp', 'sub', 'network_id', 'roles'],
      });
      const caller = callerOf(payload);
      this.#verified.remember(token, caller, ((payload.exp ?? 0) + this.#toleranceSeconds) * 1000);
      return caller;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private keys(): Promise<JWTVerifyGetKey> {
    this.#remoteKeys ??= this.resolveKeys().catch((error: unknown) => {
      this.#remoteKeys = undefined;
      throw unavailable(error);
    });
    return this.#remoteKeys;
  }

  private async resolveKeys(): Promise<JWTVerifyGetKey> {
    const { jwks, jwksUrl, issuer } = this.settings;
    if (jwks !== undefined) return createLocalJWKSet(jwks);
    const url = jwksUrl ?? (await this.#connection.discoverJwksUrl(issuer));
    return createRemoteJWKSet(new URL(url), {
      timeoutDuration: this.#connection.timeoutMillis,
      cooldownDuration: (this.settings.keysCooldownSeconds ?? DEFAULT_KEYS_COOLDOWN_SECONDS) * 1000,
      cacheMaxAge: this.#keysMaxAgeSeconds * 1000,
      [customFetch]: (address, options) => this.#connection.fetch(address, options),
    });
  }
}

function callerOf(payload: JWTPayload): Caller {
  const { sub, network_id: networkId, org_id: companyId, roles } = payload;
  if (typeof sub !== 'string' || sub === '') throw badClaim('sub', 'a non-empty text');
  if (!isUuid(networkId)) throw badClaim('network_id', 'a uuid');
  if (companyId !== undefined && companyId !== null && !isUuid(companyId)) throw badClaim('org_id', 'a uuid');
  if (!Array.isArray(roles)) throw badClaim('roles', 'a list');
  return {
    subject: sub,
    networkId: networkId as NetworkId,
    companyId: (companyId ?? null) as CompanyId | null,
    roles: ROLES.filter((role: Role) => roles.includes(role)),
  };
}

function badClaim(claim: string, expected: string): DomainError {
  return new DomainError('unauthenticated', 'auth.claim-invalid', `The access token's claim ${claim} must be ${expected}.`, [], { claim });
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) {
    return new DomainError('unauthenticated', 'auth.token-expired', 'The access token has expired: fetch a new one.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error;
    return new DomainError('unauthenticated', 'auth.claim-invalid', `The access token's ${claim} is not the expected one.`, [], { claim });
  }
  const keysAreMissing = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  if (keysAreMissing || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC') return unavailable(error);
  return new DomainError(
    'unauthenticated',
    'auth.token-invalid',
    'The access token is malformed or not signed by the issuer of this system.',
  );
}

function unavailable(cause: unknown): DomainError {
  const error = new DomainError(
    'unavailable',
    'auth.issuer-unavailable',
    'The issuer of access tokens does not answer: try again shortly.',
  );
  error.cause = cause;
  return error;
}
