import { MovableClock } from '@gewerk/kernel';
import { mutualTls, readEnvironment, url } from '@gewerk/platform-config';
import { EmbeddedTransport, type EventTransport, KafkaTransport, raiseEpoch } from '@gewerk/platform-messaging';
import { createLogger, startTracing } from '@gewerk/platform-observability';
import { migrate } from '@gewerk/platform-persistence';
import type { LoggerService } from '@nestjs/common';
import type { ServiceDefinition } from './definition.js';
import { rebuildProjections } from './rebuild-projections.js';
import { type ServiceSettings, serviceVariables } from './settings.js';
import { API_VERSION, migrationsOf, startService } from './start-service.js';
import { serveMetrics } from './telemetry/metrics-server.js';

/**
 * A service as a process of its own: reads the environment, serves until SIGTERM, drains. With an argument it does one job and ends:
 * `migrate` brings its database to the newest shape, `raise-epoch` follows the restore of a backup, `rebuild` fills the projections of a
 * fresh database from the log.
 */
export async function runServiceProcess(definition: ServiceDefinition): Promise<void> {
  const [job] = process.argv.slice(2);
  if (job === undefined) return serve(definition);
  const jobs: Readonly<Record<string, () => Promise<void>>> = {
    migrate: () => migrate({ ownerUrl: ownerUrl(), migrations: migrationsOf(definition) }),
    'raise-epoch': async () => {
      process.stdout.write(`${definition.name} publishes in epoch ${await raiseEpoch(ownerUrl())} from now on\n`);
    },
    rebuild: () => rebuild(definition),
  };
  const work = jobs[job];
  if (work === undefined) throw new Error(`"${job}" is no job of a service: give ${Object.keys(jobs).join(', ')}, or nothing to serve`);
  await work();
}

/** Jobs of the database's owner need nothing else of the environment. */
function ownerUrl(): string {
  return readEnvironment({
    ownerDatabaseUrl: url('GEWERK_OWNER_DATABASE_URL', {
      about: "the service's database, its owner",
      protocols: ['postgres:', 'postgresql:'],
    }),
  }).ownerDatabaseUrl;
}

async function serve(definition: ServiceDefinition): Promise<void> {
  const settings = readEnvironment(serviceVariables);
  const logger = createLogger({ service: definition.name, format: settings.logFormat, level: settings.logLevel });
  logger.log(`starting with ${String(settings)}`);
  process.on('uncaughtException', (error) => endForSupervisor(logger, error));
  process.on('unhandledRejection', (error) => endForSupervisor(logger, error));
  const stopTracing =
    settings.otlpUrl === null
      ? null
      : startTracing({
          service: definition.name,
          version: API_VERSION,
          collectorUrl: settings.otlpUrl,
          sampleRatio: settings.traceSampleRatio,
        });
  const clock = new MovableClock();
  const transport = openTransport(definition.name, settings, logger);
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
    redisUrl: settings.redisUrl,
    rateLimits: { callerPerMinute: settings.rateCallerPerMinute, companyPerMinute: settings.rateCompanyPerMinute },
    trustedProxies: settings.trustedProxies,
    log: { format: settings.logFormat, level: settings.logLevel },
  });
  service.metrics.watchProcess();
  const metricsServer = settings.metricsPort === 0 ? null : await serveMetrics(settings.metricsPort, () => service.metrics.render());
  logger.log(`listening on ${await service.listen(settings.port)}`);
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await service.close();
    await transport.close();
    await metricsServer?.close();
    await stopTracing?.();
    // kafkajs keeps timers alive after a stop; the work is done, so the process ends.
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

async function rebuild(definition: ServiceDefinition): Promise<void> {
  const settings = readEnvironment(serviceVariables);
  const logger = createLogger({ service: definition.name, format: settings.logFormat, level: settings.logLevel });
  const transport = openTransport(definition.name, settings, logger);
  try {
    await rebuildProjections(definition, { databaseUrl: settings.databaseUrl, transport });
  } finally {
    await transport.close();
  }
  process.exit(0);
}

/** After an error that nobody caught the state is unknown; a supervisor starts the process anew. */
function endForSupervisor(logger: LoggerService, error: unknown): void {
  logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}

function openTransport(service: string, settings: ServiceSettings, logger: LoggerService): EventTransport {
  if (settings.transport === 'kafka') {
    if (settings.kafkaBrokers.length === 0) throw new Error('GEWERK_KAFKA_BROKERS is not set: give host:port of at least one broker');
    const files = { ca: settings.kafkaTlsCaFile, cert: settings.kafkaTlsCertFile, key: settings.kafkaTlsKeyFile };
    const ssl = mutualTls(files, 'GEWERK_KAFKA_TLS');
    return new KafkaTransport({
      brokers: settings.kafkaBrokers,
      clientId: `gewerk-${service}`,
      sessionTimeoutMillis: settings.kafkaSessionSeconds * 1000,
      onFault: (error) => logger.warn(`kafka: ${error.message}`),
      ...(ssl === null ? {} : { ssl }),
    });
  }
  if (settings.busDatabaseUrl === null) throw new Error('GEWERK_BUS_DATABASE_URL is not set: the embedded transport keeps its log there');
  return EmbeddedTransport.connect({ url: settings.busDatabaseUrl, name: service });
}
