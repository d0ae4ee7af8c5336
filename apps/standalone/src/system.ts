import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { billingService } from '@gewerk/billing';
import { capacityService } from '@gewerk/capacity';
import { collaborationService } from '@gewerk/collaboration';
import { allTopics } from '@gewerk/contracts';
import { demoClients, demoPeople } from '@gewerk/demo';
import { governanceService } from '@gewerk/governance';
import { MovableClock } from '@gewerk/kernel';
import { matchingService } from '@gewerk/matching';
import { ordersService } from '@gewerk/orders';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@gewerk/platform-embedded-postgres';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import { type RunningService, type ServiceDefinition, type ServiceParts, startService } from '@gewerk/platform-service';
import { registryService } from '@gewerk/registry';
import { sustainabilityService } from '@gewerk/sustainability';
import { createEmbeddedIssuer } from './identity/embedded-issuer.js';
import { landingPage } from './landing-page.js';
import { OriginServer } from './origin-server.js';

/** The whole system on one page: these services, one log, one Postgres, one identity provider, one address. */
const SERVICES: readonly ServiceDefinition[] = [
  governanceService,
  registryService,
  capacityService,
  ordersService,
  matchingService,
  sustainabilityService,
  collaborationService,
  billingService,
];

export interface SystemOptions {
  /** Where databases, keys and files live; absent: a temporary place that is gone afterwards. */
  dataDirectory: string | null;
  /** 0 takes any free port. */
  port: number;
  /** Requests a minute; absent: as many as come. */
  rateLimits?: { callerPerMinute: number; companyPerMinute: number };
  /** Whose tokens the services accept, where it is not the embedded issuer. */
  issuer?: ServiceParts['issuer'];
  progress(line: string): void;
}

export interface RunningSystem {
  readonly origin: string;
  /** Every route of every service, with who may call it. */
  routes(): ReturnType<RunningService['routes']>;
  eventCounts(): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

/** Starts everything in this process; what is missing (databases, tables, topics, keys) is made. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { dataDirectory, progress } = options;
  progress('starting Postgres');
  const postgres = await startEmbeddedPostgres({
    durable: dataDirectory !== null,
    ...(dataDirectory === null ? {} : { dataDirectory: path.join(dataDirectory, 'postgres') }),
  });
  await Promise.all([postgres.createDatabase('bus'), ...SERVICES.map((service) => postgres.createDatabase(databaseOf(service)))]);
  await EmbeddedTransport.prepare(`${postgres.url}/bus`);
  const transport = EmbeddedTransport.connect({ url: `${postgres.url.replace('postgres@', 'gewerk_app@')}/bus`, name: 'standalone' });
  await transport.ensureTopics(allTopics);

  const front = new OriginServer();
  const origin = await front.listen(options.port);
  const keys = dataDirectory ?? path.join(postgres.dataDirectory, '..', `gewerk-identity-${randomUUID()}`);
  const identity = {
    issuerUrl: `${origin}/identity`,
    dataDirectory: path.join(keys, 'identity'),
    clients: demoClients(),
    users: demoPeople(),
  };
  const issuer = await createEmbeddedIssuer(identity);
  front.mount('/identity', (request, response) => issuer.handle(request, response));
  front.landing = () => landingPage({ origin, services: SERVICES, clients: demoClients(), people: demoPeople() });

  progress(`starting ${SERVICES.length} services`);
  const clock = new MovableClock();
  const services = await Promise.all(
    SERVICES.map((definition) =>
      startService(definition, {
        databaseUrl: urlFor(postgres, definition, 'gewerk_app'),
        relayDatabaseUrl: urlFor(postgres, definition, 'gewerk_relay'),
        ownerDatabaseUrl: `${postgres.url}/${databaseOf(definition)}`,
        migrate: true,
        transport,
        clock,
        clockControl: { clock },
        issuer: options.issuer ?? { issuer: issuer.issuer, audience: 'gewerk', jwks: issuer.jwks },
        publicUrl: origin,
        rateLimits: options.rateLimits ?? null,
        log: { format: 'plain', level: 'warn' },
      }),
    ),
  );
  for (const service of services) front.mount(`/api/${service.name}`, (request, response) => service.handle(request, response));
  return {
    origin,
    routes: () => services.flatMap((service) => service.routes()),
    eventCounts: () => transport.counts(),
    stop: () => stopAll(front, services, transport, postgres),
  };
}

const databaseOf = ({ name }: ServiceDefinition): string => `gewerk_${name}`;

function urlFor(postgres: EmbeddedPostgres, definition: ServiceDefinition, role: string): string {
  return `${postgres.url.replace('postgres@', `${role}@`)}/${databaseOf(definition)}`;
}

async function stopAll(
  front: OriginServer,
  services: readonly RunningService[],
  transport: EmbeddedTransport,
  postgres: EmbeddedPostgres,
): Promise<void> {
  await front.close();
  await Promise.all(services.map((service) => service.close()));
  await transport.close();
  await postgres.stop();
}
