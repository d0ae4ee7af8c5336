import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Entrance } from '@gewerk/platform-auth';
import { computeMigrations } from '@gewerk/platform-compute';
import { deadlinesMigrations } from '@gewerk/platform-deadlines';
import {
  applyHttpConventions,
  DenialLog,
  httpAdapter,
  httpMigrations,
  openApiDocument,
  serveOpenApi,
  type Traffic,
} from '@gewerk/platform-http';
import { EventBusServer, messagingMigrations, Relay, UnitsOfWork } from '@gewerk/platform-messaging';
import { createLogger, Metrics, platformMetrics } from '@gewerk/platform-observability';
import { Database, databaseClockOffset, migrate, persistenceMigrations, RelayPool, setDatabaseClock } from '@gewerk/platform-persistence';
import { RateLimits, RedisStore } from '@gewerk/platform-rate-limits';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Background } from './background.js';
import type { ServiceDefinition } from './definition.js';
import { OperationsState } from './operations/operations.state.js';
import type { RunningService, ServiceParts } from './parts.js';
import { serviceRoot } from './service-root.js';
import { measureService } from './telemetry/service-metrics.js';

export const API_VERSION = '1.0.0';

export function migrationsOf(definition: ServiceDefinition) {
  const platform = [...persistenceMigrations, ...messagingMigrations, ...deadlinesMigrations, ...computeMigrations, ...httpMigrations];
  return [...platform, ...definition.migrations];
}

/** Brings one service up on the parts it is given: database, application, event bus, relay, deadlines, tasks. */
export async function startService(definition: ServiceDefinition, parts: ServiceParts): Promise<RunningService> {
  const { name } = definition;
  if (parts.migrate) await migrate({ ownerUrl: ownerUrlFor('migrating at start', name, parts), migrations: migrationsOf(definition) });
  const moveClock = await clockMover(name, parts);
  const database = await Database.connect({ name, url: parts.databaseUrl, entities: definition.entities, poolSize: 10 });
  const relayPool = RelayPool.connect(parts.relayDatabaseUrl, name);
  const source = `/gewerk/${name}`;
  const units = new UnitsOfWork(database, parts.clock, source);
  const state = new OperationsState();
  const logger = createLogger({ service: name, ...parts.log });

  const metrics = new Metrics(name, platformMetrics, definition.measures?.table ?? {});
  metrics.set('gewerk_build_info', 1, { version: API_VERSION });
  const store = parts.redisUrl ? RedisStore.connect(parts.redisUrl, (error) => logger.warn(`redis: ${error.message}`)) : null;
  measureService({ metrics, database, relayPool, transport: parts.transport, state, store });
  const { measures } = definition;
  if (measures !== undefined) metrics.beforeRendering(() => measures.read(relayPool, metrics));

  const root = serviceRoot(definition, { database, units, clock: parts.clock, issuer: parts.issuer, state });
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(trafficOf(parts, name, metrics, database, store)), {
    bodyParser: false,
    logger,
  });
  applyHttpConventions(app, app.get(DenialLog, { strict: false }));
  // A connection that becomes idle only after the server began to close would otherwise hold it open until its keep-alive ends.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (_request, reply) => {
      if (state.draining) reply.header('connection', 'close');
    });

  const bus = new EventBusServer({
    transport: parts.transport,
    database,
    clock: parts.clock,
    source,
    consumer: name,
    onHandled: ({ time }) =>
      metrics.observe('gewerk_event_delay_seconds', Math.max(0, parts.clock.now().getTime() - time.getTime()) / 1000),
    onFault: (error, context) =>
      logger.warn(`events: ${error.message} (${context.events} events, ${context.transient ? 'will pass' : 'may be parked'})`),
  });
  app.connectMicroservice<MicroserviceOptions>({ strategy: bus }, { inheritAppConfig: false });
  const api = { name, title: definition.title, version: API_VERSION };
  const document = openApiDocument(app, api);
  serveOpenApi(app, api, document);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await app.startAllMicroservices();

  const relay = new Relay({
    name,
    relayUrl: parts.relayDatabaseUrl,
    transport: parts.transport,
    onFault: (error) => logger.warn(`relay: ${error.message}`),
  });
  const background = new Background(definition, app, { database, units, relayPool, logger });
  relay.start();
  await background.start();
  state.bus = bus;
  state.relay = relay;
  if (moveClock !== null) {
    state.moveClock = async (offsetMillis) => {
      await moveClock(offsetMillis);
      background.wake();
    };
  }

  return {
    name,
    handle: (request: IncomingMessage, response: ServerResponse) => app.getHttpAdapter().getInstance().routing(request, response),
    listen: async (port, host = '0.0.0.0') => {
      await app.listen(port, host);
      return app.getUrl();
    },
    openApi: () => document,
    metrics,
    routes: () => app.get(Entrance).routes,
    close: async () => {
      state.draining = true;
      await bus.close();
      await background.stop();
      await relay.stop();
      await app.close();
      store?.close();
      await relayPool.close();
      await database.close();
    },
  };
}

function trafficOf(parts: ServiceParts, service: string, metrics: Metrics, database: Database, store: RedisStore | null): Traffic {
  const { rateLimits } = parts;
  const waitingForDatabase = (): number => database.connections.waiting;
  const traffic = { metrics, waitingForDatabase, trustedProxies: parts.trustedProxies ?? [] };
  if (rateLimits === undefined || rateLimits === null) return { ...traffic, limits: null };
  const seconds = 60;
  const allowances = {
    caller: { points: rateLimits.callerPerMinute, seconds },
    company: { points: rateLimits.companyPerMinute, seconds },
    // Whoever has no good token gets no more tries than a caller who has one.
    address: { points: rateLimits.callerPerMinute, seconds },
  };
  const limits = new RateLimits({ service, allowances, store });
  return { ...traffic, limits };
}

/** Asked for before anything is connected, so that a refusal leaves nothing open. */
function ownerUrlFor(purpose: string, name: string, { ownerDatabaseUrl }: ServiceParts): string {
  if (ownerDatabaseUrl !== null) return ownerDatabaseUrl;
  throw new Error(`${name}: ${purpose} needs the owner's connection string of the database`);
}

async function clockMover(name: string, parts: ServiceParts): Promise<((offsetMillis: number) => Promise<void>) | null> {
  const { clockControl } = parts;
  if (clockControl === null) return null;
  const ownerUrl = ownerUrlFor('letting the orchestrator move the time', name, parts);
  // The database remembers its time over a restart; the process must not fall behind it.
  clockControl.clock.setOffset(await databaseClockOffset(ownerUrl));
  return async (offsetMillis) => {
    await setDatabaseClock(ownerUrl, offsetMillis);
    clockControl.clock.setOffset(offsetMillis);
  };
}
