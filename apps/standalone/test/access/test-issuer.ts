import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface IssuedClaims extends JWTPayload {
  sub: string;
  network_id: string;
  org_id?: string;
  roles: string[];
}

/** How a token differs from a good one. */
export interface Deviations {
  kid?: string;
  issuer?: string;
  audience?: string;
  typ?: string;
  algorithm?: string;
  /** Seconds from now. */
  expiresIn?: number;
  signer?: KeyPair['privateKey'] | Uint8Array;
}

/** An issuer of access tokens in the hands of the test: it publishes and withdraws keys, and counts who asks for them. */
export class TestIssuer {
  readonly #server: Server;
  readonly #pairs = new Map<string, KeyPair>();
  readonly #published = new Map<string, JWK>();
  keyRequests = 0;
  url = '';

  private constructor() {
    this.#server = createServer((request, response) => {
      const asksForKeys = request.url === '/keys';
      if (asksForKeys) this.keyRequests += 1;
      const answer = asksForKeys ? { keys: [...this.#published.values()] } : { issuer: this.url, jwks_uri: `${this.url}/keys` };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  }

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    await new Promise<void>((resolve) => issuer.#server.listen(0, '127.0.0.1', resolve));
    issuer.url = `http://127.0.0.1:${(issuer.#server.address() as AddressInfo).port}`;
    await issuer.publish('first');
    return issuer;
  }

  async publish(kid: string): Promise<void> {
    const pair = await generateKeyPair('ES256');
    this.#pairs.set(kid, pair);
    this.#published.set(kid, { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig' });
  }

  withdraw(kid: string): void {
    this.#published.delete(kid);
  }

  publicKey(kid: string): JWK {
    return this.#published.get(kid) as JWK;
  }

  token(claims: Partial<IssuedClaims>, deviations: Deviations = {}): Promise<string> {
    const { kid = 'first', issuer = this.url, audience = 'gewerk', typ = 'at+jwt', algorithm = 'ES256', expiresIn = 600 } = deviations;
    const signer = deviations.signer ?? this.#pairs.get(kid)?.privateKey;
    if (signer === undefined) throw new Error(`the issuer has no key ${kid}`);
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iat: now, ...claims })
      .setProtectedHeader({ alg: algorithm, kid, typ })
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(now + expiresIn)
      .sign(signer);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
