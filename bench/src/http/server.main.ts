import 'reflect-metadata';
import { systemClock } from '@gewerk/kernel';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import { startService } from '@gewerk/platform-service';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { EmptyModule, SqlModule } from './bare-app.js';
import { workbenchService } from './workbench.js';

/** One competitor as a process of its own; tells its parent where it listens. */
export interface ServerSettings {
  readonly databaseUrl: string;
  readonly busUrl: string;
  readonly issuer: string;
  readonly jwks: object;
}

const kind = process.argv[2];
const settings = JSON.parse(process.env['BENCH_SERVER'] ?? '{}') as ServerSettings;
process.send?.(kind === 'gewerk' ? await platform(settings) : await bare());

async function platform({ databaseUrl, busUrl, issuer, jwks }: ServerSettings): Promise<string> {
  const as = (role: string): string => databaseUrl.replace(/\/\/[^@]+@/, `//${role}@`);
  const service = await startService(workbenchService, {
    databaseUrl: as('gewerk_app'),
    relayDatabaseUrl: as('gewerk_relay'),
    ownerDatabaseUrl: databaseUrl,
    migrate: true,
    transport: EmbeddedTransport.connect({ url: busUrl, name: 'workbench' }),
    clock: systemClock,
    clockControl: null,
    issuer: { issuer, audience: 'gewerk', jwks: jwks as never },
    publicUrl: 'http://127.0.0.1',
    log: { format: 'json', level: 'error' },
  });
  await service.listen(0, '127.0.0.1').then((url) => (process.env['BENCH_URL'] = url));
  return `${process.env['BENCH_URL']}/api/workbench/v1/bookings`;
}

async function bare(): Promise<string> {
  const module = kind === 'sql' ? SqlModule : EmptyModule;
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return `${await app.getUrl()}/bookings`;
}
