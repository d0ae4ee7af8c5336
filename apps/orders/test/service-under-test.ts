import { type CompanyId, MovableClock, type NetworkId, newId } from '@gewerk/kernel';
import type { Caller } from '@gewerk/platform-auth';
import { type ConsumeOptions, encode, type EventContract, type EventTransport, type IncomingRecord } from '@gewerk/platform-messaging';
import { migrationsOf, type RunningService, type ServiceDefinition, startService } from '@gewerk/platform-service';
import { createTestDatabase, type TestDatabase } from '@gewerk/testing';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';

const ISSUER = 'https://issuer.example';

/** Events of other services are handed over one by one, and are handled when `receive` returns. */
class HandFedTransport implements EventTransport {
  #consumer: ConsumeOptions | null = null;
  #offset = 0n;

  async ensureTopics(): Promise<void> {}
  async append(): Promise<void> {}
  async rewind(): Promise<void> {}
  async close(): Promise<void> {}

  async consume(options: ConsumeOptions): Promise<{ close(): Promise<void> }> {
    this.#consumer = options;
    return { close: async () => {} };
  }

  async counts(): Promise<Record<string, number>> {
    return {};
  }

  async lag(): Promise<number> {
    return 0;
  }

  async feed(topic: string, record: { key: string; headers: Readonly<Record<string, string>>; value: string }): Promise<void> {
    if (this.#consumer === null) throw new Error('the service does not consume yet');
    this.#offset += 1n;
    const incoming: IncomingRecord = { ...record, topic, partition: 0, offset: this.#offset, value: Buffer.from(record.value) };
    await this.#consumer.onBatch([incoming], new AbortController().signal);
  }
}

export interface Answer {
  readonly status: number;
  // `any`: bodies of many routes
  readonly body: any;
}

/** One service on real Postgres and real HTTP, with events from and to other services in the hands of the test. */
export class ServiceUnderTest {
  readonly #versions = new Map<string, number>();

  private constructor(
    readonly networkId: NetworkId,
    readonly clock: MovableClock,
    private readonly service: RunningService,
    private readonly url: string,
    private readonly database: TestDatabase,
    private readonly owner: pg.Client,
    private readonly transport: HandFedTransport,
    private readonly sign: (claims: Record<string, unknown>, subject: string) => Promise<string>,
  ) {}

  static async start(definition: ServiceDefinition): Promise<ServiceUnderTest> {
    const database = await createTestDatabase({ migrations: migrationsOf(definition), entities: definition.entities });
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
    const clock = new MovableClock();
    const transport = new HandFedTransport();
    const service = await startService(definition, {
      databaseUrl: database.url,
      relayDatabaseUrl: database.relayUrl,
      ownerDatabaseUrl: null,
      migrate: false,
      transport,
      clock,
      clockControl: null,
      issuer: { issuer: ISSUER, audience: 'gewerk', jwks: { keys: [jwk] } },
      publicUrl: 'http://localhost',
      log: { format: 'json', level: 'fatal' },
    });
    const url = (await service.listen(0, '127.0.0.1')).replace('[::1]', '127.0.0.1');
    const owner = new pg.Client(database.ownerUrl);
    await owner.connect();
    const sign = (claims: Record<string, unknown>, subject: string): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
        .setIssuer(ISSUER)
        .setAudience('gewerk')
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
    return new ServiceUnderTest(newId<NetworkId>(), clock, service, url, database, owner, transport, sign);
  }

  async stop(): Promise<void> {
    await this.owner.end();
    await this.service.close();
    await this.database.drop();
  }

  caller(role: Caller['roles'][number], companyId: string | null = null): Caller {
    return { subject: `${role}-${companyId}`, networkId: this.networkId, companyId: companyId as CompanyId | null, roles: [role] };
  }

  async get(caller: Caller, path: string): Promise<Answer> {
    return this.#fetch(caller, path, { method: 'GET' });
  }

  async post(caller: Caller, path: string, body: object | Buffer, key: string = newId()): Promise<Answer> {
    const binary = Buffer.isBuffer(body);
    const headers = { 'content-type': binary ? 'model/step' : 'application/json', 'idempotency-key': key };
    return this.#fetch(caller, path, { method: 'POST', headers, body: binary ? new Uint8Array(body) : JSON.stringify(body) });
  }

  /** An event of another service, next in its stream. */
  async receive<Data>(contract: EventContract<Data>, data: Data): Promise<void> {
    const key = contract.keyOf(data);
    const stream = `${contract.topic.name}/${key}`;
    const version = (this.#versions.get(stream) ?? 0) + 1;
    this.#versions.set(stream, version);
    const id = newId();
    const envelope = {
      id,
      type: contract.type,
      source: '/gewerk/other',
      time: this.clock.now(),
      networkId: this.networkId,
      correlationId: id,
    };
    const position = { topic: contract.topic.name, key, epoch: 1, version, causationId: null, hops: 0, traceparent: null };
    await this.transport.feed(contract.topic.name, encode({ ...envelope, ...position }, JSON.stringify(data)));
    const parked = await this.rows<{ error: string }>('select error from messaging.parked');
    if (parked.length > 0) throw new Error(`parked: ${parked[0]?.error}`);
  }

  /** What the service published of one type, oldest first. */
  async published<Data>(contract: EventContract<Data>): Promise<Data[]> {
    const rows = await this.rows<{ payload: string }>(
      'select payload from messaging.outbox where type = $1 and network_id = $2 order by id',
      [contract.type, this.networkId],
    );
    return rows.map((row) => JSON.parse(row.payload) as Data);
  }

  /** Past row level security: to look, never to act. */
  async rows<Row extends object>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(sql, params)).rows as Row[];
  }

  openApi(): object {
    return this.service.openApi();
  }

  async #fetch(caller: Caller, path: string, init: RequestInit): Promise<Answer> {
    const claims = {
      network_id: caller.networkId,
      roles: caller.roles,
      ...(caller.companyId === null ? {} : { org_id: caller.companyId }),
    };
    const token = await this.sign(claims, caller.subject);
    const response = await fetch(`${this.url}${path}`, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }
}
