import { allTopics, SERVICES } from '@gewerk/contracts';
import { integer, list, mutualTls, optionalText, readEnvironment, text, url } from '@gewerk/platform-config';
import { KafkaTransport } from '@gewerk/platform-messaging';
import { prepareDatabases } from './databases.js';
import { databaseOf, migrateService } from './migrations.js';

const STEPS: Readonly<Record<string, () => Promise<void>>> = { databases, topics };

const step = STEPS[process.argv[2] ?? ''];
if (step === undefined) {
  console.error(`Give one of ${Object.keys(STEPS).join(', ')}; apps/provision/README.md says what each does and needs.`);
  process.exit(2);
}
try {
  await step();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function databases(): Promise<void> {
  const environment = readEnvironment({
    adminUrl: url('GEWERK_ADMIN_DATABASE_URL', {
      about: 'a role that may create roles and databases',
      protocols: ['postgres:', 'postgresql:'],
    }),
    owner: text('GEWERK_OWNER_PASSWORD', { about: 'password of gewerk_owner, which migrates', secret: true }),
    app: text('GEWERK_APP_PASSWORD', { about: 'password of gewerk_app', secret: true }),
    relay: text('GEWERK_RELAY_PASSWORD', { about: 'password of gewerk_relay', secret: true }),
  });
  await prepareDatabases(environment.adminUrl, SERVICES.map(databaseOf), environment);
  for (const service of SERVICES) await migrateService(service, environment.adminUrl, environment.owner);
  console.log(`${SERVICES.length} databases are ready and migrated`);
}

async function topics(): Promise<void> {
  const environment = readEnvironment({
    brokers: list('GEWERK_KAFKA_BROKERS', { about: 'host:port of Kafka brokers' }),
    caFile: optionalText('GEWERK_KAFKA_TLS_CA_FILE', { about: 'certificate authority of the brokers' }),
    certFile: optionalText('GEWERK_KAFKA_TLS_CERT_FILE', { about: 'our certificate' }),
    keyFile: optionalText('GEWERK_KAFKA_TLS_KEY_FILE', { about: 'key of our certificate' }),
    replicas: integer('GEWERK_KAFKA_REPLICATION_FACTOR', {
      about: "copies of a partition; -1 is the brokers' default",
      min: -1,
      max: 15,
      fallback: -1,
    }),
  });
  const ssl = mutualTls({ ca: environment.caFile, cert: environment.certFile, key: environment.keyFile }, 'GEWERK_KAFKA_TLS');
  const transport = new KafkaTransport({
    brokers: environment.brokers,
    clientId: 'gewerk-provision',
    replicationFactor: environment.replicas,
    ...(ssl === null ? {} : { ssl }),
  });
  await transport.ensureTopics(allTopics);
  await transport.close();
  console.log(`${allTopics.length} topics are ready`);
  // kafkajs keeps timers alive after a disconnect.
  process.exit(0);
}
