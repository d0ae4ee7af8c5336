import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoClients, demoPeople, type SystemAddresses, SystemClient } from '@gewerk/demo';
import { freePort } from '@gewerk/platform-embedded-postgres';
import {
  type LocalKafka,
  type LocalRedis,
  type RestartablePostgres,
  startLocalKafka,
  startLocalRedis,
  startRestartablePostgres,
} from '@gewerk/testing';
import { answering, type ServiceProcess, startProcess } from '../processes.js';
import { until } from '../waiting.js';
import { startTraceCollector, type TraceCollector } from '../telemetry/trace-collector.js';
import { Databases } from './databases.js';
import { Duplicator } from './duplicator.js';
import { EventLog } from './event-log.js';
import { secondNetworkClients } from './second-network.js';
import { SERVICES, type ServiceName } from '@gewerk/contracts';
import { topicsOf } from './services.js';
import { SupervisedService } from './supervised-service.js';

const SESSION_SECONDS = 6;
/** Clients go on asking over every fault; each fault must have passed by then. */
const PATIENCE_MILLIS = 150_000;

/** Real Kafka, Postgres and Redis, an identity provider and one process per service, all of which can be made to fail. */
export class World {
  readonly log: EventLog;
  readonly duplicator: Duplicator;
  readonly addresses: SystemAddresses;
  /** The demonstration network's orchestrator, to look into services. */
  readonly orchestrator: SystemClient;
  #identity: ServiceProcess | null = null;
  readonly #services = new Map<ServiceName, SupervisedService>();
  /** Consumers that stand still on purpose, for which nobody waits. */
  readonly heldStill = new Set<ServiceName>();

  private constructor(
    public kafka: LocalKafka,
    readonly postgres: RestartablePostgres,
    readonly redis: LocalRedis,
    readonly databases: Databases,
    readonly traces: TraceCollector,
    private readonly directory: string,
    private readonly issuerUrl: string,
  ) {
    this.duplicator = new Duplicator(() => this.log.transport);
    this.log = new EventLog(kafka.brokers, (event) => this.duplicator.note(event));
    this.addresses = {
      service: (name) => this.service(name).address,
      tokenEndpoint: `${issuerUrl}/token`,
      patienceMillis: PATIENCE_MILLIS,
    };
    const found = demoClients().find(({ clientId }) => clientId === 'orchestrator');
    this.orchestrator = new SystemClient(this.addresses, 'orchestrator', found?.secret ?? '');
  }

  static async start(progress: (line: string) => void): Promise<World> {
    progress('starting Apache Kafka, Postgres and Redis');
    const directory = mkdtempSync(path.join(tmpdir(), 'gewerk-journey-'));
    const kafka = await startLocalKafka({ port: await freePort(), dataDirectory: path.join(directory, 'kafka') });
    const postgres = await startRestartablePostgres();
    const redis = await startLocalRedis();
    const issuerUrl = `http://127.0.0.1:${await freePort()}/identity`;
    const world = new World(kafka, postgres, redis, new Databases(postgres.url), await startTraceCollector(), directory, issuerUrl);
    // Topics come from the contracts, before any service starts: the broker creates none by itself.
    await world.log.start();
    progress(`starting ${SERVICES.length} services, one process each`);
    await world.#startIdentity();
    for (const name of SERVICES) {
      await postgres.createDatabase(Databases.nameOf(name));
      world.#services.set(name, await world.instanceOf(name));
    }
    await Promise.all(SERVICES.map((name) => world.service(name).start()));
    return world;
  }

  service(name: ServiceName): SupervisedService {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`no service ${name}`);
    return service;
  }

  /** From here on clients find this instance. */
  route(name: ServiceName, instance: SupervisedService): void {
    this.#services.set(name, instance);
  }

  /** An instance that is not started yet. */
  async instanceOf(name: ServiceName): Promise<SupervisedService> {
    return new SupervisedService(
      name,
      { http: await freePort(), metrics: await freePort() },
      {
        GEWERK_OTLP_URL: this.traces.url,
        GEWERK_DATABASE_URL: this.databases.urlFor(name, 'gewerk_app'),
        GEWERK_RELAY_DATABASE_URL: this.databases.urlFor(name, 'gewerk_relay'),
        GEWERK_OWNER_DATABASE_URL: this.databases.urlFor(name, 'owner'),
        GEWERK_MIGRATE: 'true',
        GEWERK_TRANSPORT: 'kafka',
        GEWERK_KAFKA_BROKERS: this.kafka.brokers.join(','),
        GEWERK_KAFKA_SESSION_SECONDS: String(SESSION_SECONDS),
        GEWERK_REDIS_URL: this.redis.url,
        GEWERK_RATE_CALLER_PER_MINUTE: '6000',
        GEWERK_RATE_COMPANY_PER_MINUTE: '12000',
        GEWERK_OIDC_ISSUER: this.issuerUrl,
        GEWERK_CLOCK_CONTROL: 'true',
        GEWERK_BLOB_DIRECTORY: path.join(this.directory, 'files'),
        GEWERK_LOG_LEVEL: 'debug',
      },
    );
  }

  async restartBroker(end: 'stop' | 'kill'): Promise<void> {
    const [broker] = this.kafka.brokers;
    await this.kafka[end]();
    this.kafka = await startLocalKafka({ port: Number(broker?.split(':')[1]), dataDirectory: path.join(this.directory, 'kafka') });
  }

  /** Records of its topics that the service's group has not committed. */
  lagOf(name: ServiceName): Promise<number> {
    return this.log.transport.lag(name, topicsOf(name));
  }

  /** Resolves once nothing is under way: outboxes empty, everything consumed, no task waiting. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 2; ) {
      for (const name of SERVICES) {
        if (this.heldStill.has(name)) continue;
        let left = 'not asked yet';
        const nothingLeft = async (): Promise<boolean> => (left = await this.#underWay(name)) === '';
        await until(() => `${name} has nothing under way, but ${left} (${this.service(name).log().slice(-300)})`, nothingLeft, 180_000);
      }
      // What one service did may have given others work meanwhile.
      calm += 1;
    }
  }

  async eventCounts(networkId: string): Promise<Record<string, number>> {
    await this.log.caughtUp();
    const ids = new Map<string, Set<string>>();
    for (const { topic, id, networkId: of } of this.log.events) {
      if (of !== networkId) continue;
      ids.set(topic, (ids.get(topic) ?? new Set()).add(id));
    }
    return Object.fromEntries([...ids].map(([topic, distinct]) => [topic, distinct.size]));
  }

  /** Stops every service as an orchestrator of containers would. @returns exit codes by service */
  async stopServices(): Promise<Record<string, number | null>> {
    const codes = await Promise.all(SERVICES.map(async (name) => [name, (await this.#services.get(name)?.stop()) ?? null] as const));
    return Object.fromEntries(codes);
  }

  /** Ends everything that still runs, whatever happened. */
  async close(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.kill()));
    await this.#identity?.stop();
    await this.log.close().catch(() => undefined);
    await this.databases.disconnect();
    await this.traces.close();
    await Promise.all([this.kafka.stop(), this.postgres.stop(), this.redis.stop()]);
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** @returns what the service still has to do, empty if nothing */
  async #underWay(name: ServiceName): Promise<string> {
    try {
      const unsent = await this.databases.count(name, 'messaging.outbox where unsent');
      if (unsent > 0) return `${unsent} events unsent`;
      const tasks = await this.databases.count(name, 'app.task where failed_at is null');
      if (tasks > 0) return `${tasks} tasks not done`;
      const lag = topicsOf(name).length === 0 ? 0 : await this.lagOf(name);
      return lag === 0 ? '' : `${lag} records not consumed`;
    } catch (error) {
      return `it cannot be asked: ${error instanceof Error ? error.message : String(error)}`;
    }
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
