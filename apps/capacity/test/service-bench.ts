import { generateKeyPairSync, sign } from 'node:crypto';
import { MovableClock, type NetworkId, newId } from '@gewerk/kernel';
import type { Role } from '@gewerk/platform-auth';
import { EmbeddedTransport, embeddedBusMigrations } from '@gewerk/platform-messaging';
import { migrationsOf, type RunningService, startService } from '@gewerk/platform-service';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { capacityService } from '../src/index.js';

const ISSUER = 'http://issuer.test';

export interface Answer {
  status: number;
  // `any`: whatever JSON the service answers
  body: any;
}

/** The running service behind real HTTP, with an issuer of our own. */
export class ServiceBench {
  readonly networkId = newId<NetworkId>();
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  test: TestDatabase;
  #service: RunningService;
  #origin: string;
  #stop: (() => Promise<void>)[] = [];

  async start(): Promise<void> {
    this.test = await createTestDatabase({ migrations: migrationsOf(capacityService), entities: [] });
    const bus = await createTestDatabase({ migrations: embeddedBusMigrations, entities: [] });
    const transport = EmbeddedTransport.connect({ url: bus.url, name: 'test' });
    this.#service = await startService(capacityService, {
      databaseUrl: this.test.url,
      relayDatabaseUrl: this.test.relayUrl,
      ownerDatabaseUrl: null,
      migrate: false,
      transport,
      clock: new MovableClock(),
      clockControl: null,
      issuer: {
        issuer: ISSUER,
        audience: 'gewerk',
        jwks: { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256' }] },
      },
      publicUrl: 'http://127.0.0.1',
      log: { format: 'plain', level: 'error' },
    });
    this.#origin = await this.#service.listen(0, '127.0.0.1');
    this.#stop = [() => this.#service.close(), () => transport.close(), () => this.test.drop(), () => bus.drop()];
  }

  async stop(): Promise<void> {
    for (const stop of this.#stop) await stop();
  }

  /** Somebody who calls: `as('member', companyId)('GET', '/machines')`. */
  as(role: Role, companyId: string | null = null): (method: string, path: string, body?: unknown, contentType?: string) => Promise<Answer> {
    return async (method, path, body, contentType = 'application/json') => {
      const response = await fetch(`${this.#origin}/api/capacity/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${this.#token(role, companyId)}`, 'content-type': contentType, 'idempotency-key': newId() },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    };
  }

  #token(role: Role, companyId: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: ISSUER,
      aud: 'gewerk',
      sub: `${role} ${companyId ?? ''}`,
      iat: now,
      exp: now + 600,
      network_id: this.networkId,
      org_id: companyId,
      roles: [role],
    };
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encode({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(text), { key: this.#keys.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }
}
