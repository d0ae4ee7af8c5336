import { MovableClock } from '@gewerk/kernel';
import { choice, flag, integer, list, optionalUrl, readEnvironment, text, url } from '@gewerk/platform-config';
import { EmbeddedTransport, type EventTransport, KafkaTransport } from '@gewerk/platform-messaging';
import { createLogger } from '@gewerk/platform-observability';
import { migrate } from '@gewerk/platform-persistence';
import type { LoggerService } from '@nestjs/common';
import type { ServiceDefinition } from './definition.js';
import { migrationsOf, startService } from './start-service.js';

function readSettings() {
  return readEnvironment({
    port: integer('GEWERK_PORT', { about: 'port of the HTTP server', fallback: 8400, min: 0, max: 65_535 }),
    databaseUrl: url('GEWERK_DATABASE_URL', { about: "the service's database, role gewerk_app", protocols: ['postgres:', 'postgresql:'] }),
    relayDatabaseUrl: url('GEWERK_RELAY_DATABASE_URL', {
      about: 'the same database, role gewerk_relay',
      protocols: ['postgres:', 'postgresql:'],
    }),
    ownerDatabaseUrl: optionalUrl('GEWERK_OWNER_DATABASE_URL', {
      about: 'the same database, its owner; for migrations',
      protocols: ['postgres:', 'postgresql:'],
    }),
    migrate: flag('GEWERK_MIGRATE', { about: 'migrate at start instead of as a step of the deployment', fallback: false }),
    transport: choice('GEWERK_TRANSPORT', ['kafka', 'embedded'], { about: 'where events travel', fallback: 'kafka' }),
    kafkaBrokers: list('GEWERK_KAFKA_BROKERS', { about: 'host:port of Kafka brokers', fallback: [] }),
    busDatabaseUrl: optionalUrl('GEWERK_BUS_DATABASE_URL', {
      about: 'database of the embedded transport',
      protocols: ['postgres:', 'postgresql:'],
    }),
    issuer: url('GEWERK_OIDC_ISSUER', { about: 'issuer of access tokens', protocols: ['http:', 'https:'] }),
    jwksUrl: optionalUrl('GEWERK_OIDC_JWKS_URL', {
      about: "the issuer's keys, where its discovery document is not reachable under its public name",
      protocols: ['http:', 'https:'],
    }),
    audience: text('GEWERK_OIDC_AUDIENCE', { about: 'audience of access tokens', fallback: 'gewerk' }),
    publicUrl: url('GEWERK_PUBLIC_URL', {
      about: 'origin under which clients reach the service',
      protocols: ['http:', 'https:'],
      fallback: 'http://127.0.0.1:8400',
    }),
    clockControl: flag('GEWERK_CLOCK_CONTROL', {
      about: 'let the orchestrator move the time, as the owner of the database; for demonstrations and tests only',
      fallback: false,
    }),
    logFormat: choice('GEWERK_LOG_FORMAT', ['json', 'plain'], { about: 'form of the log', fallback: 'json' }),
    logLevel: choice('GEWERK_LOG_LEVEL', ['error', 'warn', 'log', 'debug'], { about: 'least level that is written', fallback: 'log' }),
  });
}

type Settings = ReturnType<typeof readSettings>;

/** A service as a process of its own: reads the environment, serves until SIGTERM, drains. `migrate` as argument only migrates. */
export async function runServiceProcess(definition: ServiceDefinition): Promise<void> {
  const settings = readSettings();
  const logger = createLogger({ service: definition.name, format: settings.logFormat, level: settings.logLevel });
  if (process.argv[2] === 'migrate') {
    if (settings.ownerDatabaseUrl === null)
      throw new Error('GEWERK_OWNER_DATABASE_URL is not set: migrations need the owner of the database');
    await migrate({ ownerUrl: settings.ownerDatabaseUrl, migrations: migrationsOf(definition) });
    return;
  }
  logger.log(`starting with ${String(settings)}`);
  process.on('uncaughtException', (error) => endForSupervisor(logger, error));
  process.on('unhandledRejection', (error) => endForSupervisor(logger, error));
  const clock = new MovableClock();
  const transport = openTransport(definition.name, settings);
  const service = await startService(definition, {
    databaseUrl: settings.databaseUrl,
    relayDatabaseUrl: settings.relayDatabaseUrl,
    ownerDatabaseUrl: settings.ownerDatabaseUrl,
    migrate: settings.migrate,
    transport,
    clock,
    clockControl: settings.clockControl ? { clock } : null,
    issuer: {
      issuer: settings.issuer,
      audience: settings.audience,
      ...(settings.jwksUrl === null ? {} : { jwksUrl: settings.jwksUrl }),
    },
    publicUrl: settings.publicUrl,
    log: { format: settings.logFormat, level: settings.logLevel },
  });
  logger.log(`listening on ${await service.listen(settings.port)}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await service.close();
    await transport.close();
    // kafkajs keeps timers alive after a stop; the work is done, so the process ends.
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

/** After an error that nobody caught the state is unknown; a supervisor starts the process anew. */
function endForSupervisor(logger: LoggerService, error: unknown): void {
  logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}

function openTransport(service: string, settings: Settings): EventTransport {
  if (settings.transport === 'kafka') {
    if (settings.kafkaBrokers.length === 0) throw new Error('GEWERK_KAFKA_BROKERS is not set: give host:port of at least one broker');
    return new KafkaTransport({ brokers: settings.kafkaBrokers, clientId: `gewerk-${service}` });
  }
  if (settings.busDatabaseUrl === null) throw new Error('GEWERK_BUS_DATABASE_URL is not set: the embedded transport keeps its log there');
  return EmbeddedTransport.connect({ url: settings.busDatabaseUrl, name: service });
}
