import 'reflect-metadata';
import { MovableClock } from '@gewerk/kernel';
import { applyHttpConventions, httpAdapter, openApiDocument } from '@gewerk/platform-http';
import { UnitsOfWork } from '@gewerk/platform-messaging';
import type { Database } from '@gewerk/platform-persistence';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceDefinition } from './definition.js';
import { OperationsState } from './operations/operations.state.js';
import { serviceRoot } from './service-root.js';
import { API_VERSION } from './start-service.js';

/** The OpenAPI document of a service without any infrastructure, for generators. */
export async function openApiOf(definition: ServiceDefinition): Promise<object> {
  // Nothing connects: describing routes reads decorators only.
  const database = {} as Database;
  const clock = new MovableClock();
  const issuer = { issuer: 'http://issuer.invalid', audience: 'gewerk', jwks: { keys: [] } };
  const units = new UnitsOfWork(database, clock, `/gewerk/${definition.name}`);
  const root = serviceRoot(definition, { database, units, clock, issuer, state: new OperationsState() });
  const app = await NestFactory.create<NestFastifyApplication>(root, httpAdapter(), { bodyParser: false, logger: false });
  applyHttpConventions(app);
  const document = openApiDocument(app, { name: definition.name, title: definition.title, version: API_VERSION });
  await app.close();
  return document;
}
