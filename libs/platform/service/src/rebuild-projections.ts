import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { newId, systemClock } from '@gewerk/kernel';
import { httpAdapter } from '@gewerk/platform-http';
import { EventBusServer, type EventTransport, UnitsOfWork } from '@gewerk/platform-messaging';
import { Database } from '@gewerk/platform-persistence';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceDefinition } from './definition.js';
import { OperationsState } from './operations/operations.state.js';
import { serviceRoot } from './service-root.js';

export interface RebuildParts {
  /** Role `gewerk_app`, of a migrated database without events. */
  databaseUrl: string;
  transport: EventTransport;
}

/**
 * Reads the log from its beginning into the projections of a fresh database: no reaction runs and nothing is published. Resolves once
 * everything that stood in the log is projected.
 * @throws Error where an event could not be projected
 */
export async function rebuildProjections(definition: ServiceDefinition, { databaseUrl, transport }: RebuildParts): Promise<void> {
  const { name } = definition;
  const clock = systemClock;
  const database = await Database.connect({ name: `${name}-rebuild`, url: databaseUrl, entities: definition.entities, poolSize: 4 });
  const units = new UnitsOfWork(database, clock, `/gewerk/${name}`);
  // Nobody calls: the issuer is never asked.
  const issuer = { issuer: 'http://issuer.invalid', audience: 'gewerk', jwks: { keys: [] } };
  const root = serviceRoot(definition, { database, units, clock, issuer, state: new OperationsState() });
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), { bodyParser: false, logger: ['error', 'warn'] });
  // A group of its own reads from the beginning and takes nothing from the group that is live.
  const consumer = `${name}.rebuild-${newId()}`;
  const bus = new EventBusServer({ transport, database, clock, source: `/gewerk/${name}`, consumer, mode: 'rebuild' });
  app.connectMicroservice<MicroserviceOptions>({ strategy: bus }, { inheritAppConfig: false });
  await app.startAllMicroservices();
  const topics = bus.pipeline.topics.map((topic) => topic.name);
  while (topics.length > 0 && (await transport.lag(consumer, topics)) > 0) await delay(100);
  const { parked } = bus.pipeline.counters.total;
  await app.close();
  await database.close();
  if (parked > 0) throw new Error(`${name}: ${parked} events could not be projected`);
}
