import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { allTopics } from '@gewerk/contracts';
import { demoClients, demoPeople, type ServiceName, type SystemAddresses } from '@gewerk/demo';
import { freePort, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { KafkaTransport } from '@gewerk/platform-messaging';
import { startLocalKafka } from '@gewerk/testing';
import { answering, type ServiceProcess, startProcess } from './processes.js';

const SERVICES: readonly ServiceName[] = [
  'governance',
  'registry',
  'capacity',
  'orders',
  'matching',
  'sustainability',
  'collaboration',
  'billing',
];

export interface DistributedSystem {
  readonly addresses: SystemAddresses;
  eventCounts(): Promise<Record<string, number>>;
  /** Stops every process as an orchestrator of containers would; exit codes by service. */
  stop(): Promise<Record<string, number | null>>;
}

/** Real Kafka, real Postgres, an identity provider and one process per service. */
export async function startDistributedSystem(progress: (line: string) => void): Promise<DistributedSystem> {
  progress('assembling and starting Apache Kafka');
  const kafka = await startLocalKafka();
  const postgres = await startEmbeddedPostgres({ durable: false });
  // Topics come from the contracts, before any service starts: the broker creates none by itself.
  const topics = new KafkaTransport({ brokers: kafka.brokers, clientId: 'gewerk-journey' });
  await topics.ensureTopics(allTopics);

  const work = mkdtempSync(path.join(tmpdir(), 'gewerk-journey-'));
  const identityPort = await freePort();
  const issuerUrl = `http://127.0.0.1:${identityPort}/identity`;
  writeFileSync(path.join(work, 'identity.json'), JSON.stringify({ clients: demoClients(), users: demoPeople() }));
  const identity = startProcess('identity', 'apps/standalone/dist/src/identity/issuer.main.js', {
    GEWERK_PORT: String(identityPort),
    GEWERK_OIDC_ISSUER: issuerUrl,
    GEWERK_IDENTITY_FILE: path.join(work, 'identity.json'),
    GEWERK_DATA_DIRECTORY: path.join(work, 'identity'),
  });
  progress(`starting ${SERVICES.length} services, one process each`);
  const ports = new Map<ServiceName, number>();
  const processes: ServiceProcess[] = [identity];
  for (const name of SERVICES) {
    const port = await freePort();
    ports.set(name, port);
    await postgres.createDatabase(`gewerk_${name}`);
    const databaseFor = (role: string): string => `${postgres.url.replace('postgres@', `${role}@`)}/gewerk_${name}`;
    processes.push(
      startProcess(name, `apps/${name}/dist/src/main.js`, {
        GEWERK_PORT: String(port),
        GEWERK_DATABASE_URL: databaseFor('gewerk_app'),
        GEWERK_RELAY_DATABASE_URL: databaseFor('gewerk_relay'),
        GEWERK_OWNER_DATABASE_URL: databaseFor('postgres'),
        GEWERK_MIGRATE: 'true',
        GEWERK_TRANSPORT: 'kafka',
        GEWERK_KAFKA_BROKERS: kafka.brokers.join(','),
        GEWERK_OIDC_ISSUER: issuerUrl,
        GEWERK_CLOCK_CONTROL: 'true',
        GEWERK_BLOB_DIRECTORY: path.join(work, 'files'),
        GEWERK_LOG_LEVEL: 'warn',
      }),
    );
  }
  const addressOf = (name: ServiceName): string => `http://127.0.0.1:${ports.get(name)}`;
  await answering(identity, `${issuerUrl}/.well-known/openid-configuration`);
  for (const service of processes.slice(1))
    await answering(service, `${addressOf(service.name as ServiceName)}/api/${service.name}/health/ready`);
  return {
    addresses: { service: addressOf, tokenEndpoint: `${issuerUrl}/token` },
    eventCounts: () => topics.counts(),
    stop: async () => {
      const codes = await Promise.all(processes.map(async (service) => [service.name, await service.stop()] as const));
      await topics.close();
      await kafka.stop();
      await postgres.stop();
      return Object.fromEntries(codes);
    },
  };
}
