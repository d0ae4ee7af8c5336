import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { allTopics } from '@gewerk/contracts';
import type { ServiceName } from '@gewerk/contracts';
import { demoClients, demoPeople, type SystemAddresses } from '@gewerk/demo';
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import pg from 'pg';
import { answering, type ServiceProcess, startProcess } from '../processes.js';
import { Databases } from '../world/databases.js';
import { loggedEvent, type LoggedEvent } from '../world/event-log.js';
import { secondNetworkClients } from '../world/second-network.js';
import { SERVICES } from '@gewerk/contracts';
import { type CodeMutationName, MUTATION_VARIABLE } from './code-mutations.js';

const BUS = 'bus';
const HOOK = pathToFileURL(path.join(import.meta.dirname, 'mutate-on-load.main.js')).href;

/** Services as processes on one Postgres and the embedded log; its state can be kept and put back. */
export class EmbeddedWorld {
  readonly databases: Databases;
  readonly addresses: SystemAddresses;
  readonly #running = new Map<ServiceName, ServiceProcess>();
  readonly #ports = new Map<ServiceName, number>();
  #identity: ServiceProcess | null = null;

  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly directory: string,
    private readonly issuerUrl: string,
  ) {
    this.databases = new Databases(postgres.url);
    this.addresses = {
      service: (name) => `http://127.0.0.1:${this.#ports.get(name)}`,
      tokenEndpoint: `${issuerUrl}/token`,
      patienceMillis: 30_000,
    };
  }

  static async start(): Promise<EmbeddedWorld> {
    const postgres = await startEmbeddedPostgres({ durable: false });
    const directory = mkdtempSync(path.join(tmpdir(), 'gewerk-mutations-'));
    const world = new EmbeddedWorld(postgres, directory, `http://127.0.0.1:${await freePort()}/identity`);
    await postgres.createDatabase(BUS);
    await EmbeddedTransport.prepare(`${postgres.url}/${BUS}`);
    const bus = world.bus();
    await bus.ensureTopics(allTopics);
    await bus.close();
    for (const name of SERVICES) {
      await postgres.createDatabase(Databases.nameOf(name));
      world.#ports.set(name, await freePort());
    }
    await world.#startIdentity();
    return world;
  }

  bus(): EmbeddedTransport {
    return EmbeddedTransport.connect({ url: `${this.postgres.url.replace('postgres@', 'gewerk_app@')}/${BUS}`, name: 'mutations' });
  }

  busClient(): pg.Client {
    return new pg.Client(`${this.postgres.url}/${BUS}`);
  }

  async startServices(names: readonly ServiceName[], mutation: CodeMutationName | null = null): Promise<void> {
    await Promise.all(names.map((name) => this.#startService(name, mutation)));
  }

  async killService(name: ServiceName): Promise<void> {
    await this.#running.get(name)?.kill();
    this.#running.delete(name);
  }

  async stopServices(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.stop()));
    this.#running.clear();
  }

  /** Everything in the log, in the order of its appending. */
  async events(): Promise<LoggedEvent[]> {
    const client = this.busClient();
    await client.connect();
    const { rows } = await client.query<{ topic: string; partition: number; offset: string; key: string; headers: string; value: string }>(
      'select topic, partition, "offset", key, headers, value from bus.record order by position',
    );
    await client.end();
    return rows.map((row) =>
      loggedEvent({
        topic: row.topic,
        partition: row.partition,
        offset: BigInt(row.offset),
        key: row.key,
        headers: JSON.parse(row.headers) as Record<string, string>,
        value: Buffer.from(row.value),
      }),
    );
  }

  /** Keeps every database as it is now. Nobody may be connected. */
  async keep(): Promise<void> {
    await this.#copy((name) => [name, `kept_${name}`]);
  }

  /** Puts back what was kept. */
  async putBack(): Promise<void> {
    await this.#copy((name) => [`kept_${name}`, name]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((service) => service.kill()));
    await this.#identity?.stop();
    await this.databases.disconnect();
    await this.postgres.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  async #copy(pairOf: (name: string) => [string, string]): Promise<void> {
    await this.databases.disconnect();
    const client = new pg.Client(`${this.postgres.url}/postgres`);
    await client.connect();
    for (const name of [BUS, ...SERVICES.map((service) => Databases.nameOf(service))]) {
      const [from, to] = pairOf(name);
      await client.query(`drop database if exists ${to} with (force)`);
      await client.query(`create database ${to} template ${from} strategy file_copy`);
    }
    await client.end();
  }

  async #startService(name: ServiceName, mutation: CodeMutationName | null): Promise<void> {
    const started = startProcess(
      name,
      `apps/${name}/dist/src/main.js`,
      {
        GEWERK_PORT: String(this.#ports.get(name)),
        GEWERK_DATABASE_URL: this.databases.urlFor(name, 'gewerk_app'),
        GEWERK_RELAY_DATABASE_URL: this.databases.urlFor(name, 'gewerk_relay'),
        GEWERK_OWNER_DATABASE_URL: this.databases.urlFor(name, 'owner'),
        GEWERK_MIGRATE: 'true',
        GEWERK_TRANSPORT: 'embedded',
        GEWERK_BUS_DATABASE_URL: `${this.postgres.url.replace('postgres@', 'gewerk_app@')}/${BUS}`,
        GEWERK_RATE_CALLER_PER_MINUTE: '6000',
        GEWERK_RATE_COMPANY_PER_MINUTE: '12000',
        GEWERK_OIDC_ISSUER: this.issuerUrl,
        GEWERK_CLOCK_CONTROL: 'true',
        GEWERK_BLOB_DIRECTORY: path.join(this.directory, 'files'),
        GEWERK_LOG_LEVEL: 'warn',
        ...(mutation === null ? {} : { [MUTATION_VARIABLE]: mutation }),
      },
      mutation === null ? {} : { nodeOptions: ['--import', HOOK] },
    );
    this.#running.set(name, started);
    await answering(started, `${this.addresses.service(name)}/api/${name}/health/ready`);
  }

  async #startIdentity(): Promise<void> {
    const file = path.join(this.directory, 'identity.json');
    writeFileSync(file, JSON.stringify({ clients: [...demoClients(), ...secondNetworkClients()], users: demoPeople() }));
    this.#identity = startProcess('identity', 'apps/standalone/dist/src/identity/issuer.main.js', {
      GEWERK_PORT: new URL(this.issuerUrl).port,
      GEWERK_OIDC_ISSUER: this.issuerUrl,
      GEWERK_IDENTITY_FILE: file,
      GEWERK_DATA_DIRECTORY: path.join(this.directory, 'identity'),
    });
    await answering(this.#identity, `${this.issuerUrl}/.well-known/openid-configuration`);
  }
}
