import { billingService } from '@gewerk/billing';
import { capacityService } from '@gewerk/capacity';
import { collaborationService } from '@gewerk/collaboration';
import { governanceService } from '@gewerk/governance';
import { matchingService } from '@gewerk/matching';
import { ordersService } from '@gewerk/orders';
import type { EnvironmentSpec } from '@gewerk/platform-config';
import type { MetricTable } from '@gewerk/platform-observability';
import { openApiOf, type ServiceDefinition } from '@gewerk/platform-service';
import { registryService } from '@gewerk/registry';
import { sustainabilityService } from '@gewerk/sustainability';
import type { Readers } from './events.js';

const SERVICES: readonly ServiceDefinition[] = [
  billingService,
  capacityService,
  collaborationService,
  governanceService,
  matchingService,
  ordersService,
  registryService,
  sustainabilityService,
];

export const serviceNames: readonly string[] = SERVICES.map((service) => service.name);

/** Where Nest keeps the patterns of `@EventPattern` methods. */
const PATTERN_METADATA = 'microservices:pattern';

/** Who listens to what, read off the subscription classes. */
export function readersOfEvents(): Readers {
  const readers = new Map<string, string[]>();
  for (const { name, subscriptions } of SERVICES) {
    const prototype = (subscriptions?.prototype ?? {}) as Record<string, object>;
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const patterns: unknown = Reflect.getMetadata(PATTERN_METADATA, prototype[method] ?? {});
      for (const pattern of Array.isArray(patterns) ? patterns : []) {
        const type = String(pattern).replace(/^(project|react):/, '');
        const known = readers.get(type) ?? [];
        if (!known.includes(name)) readers.set(type, [...known, name]);
      }
    }
  }
  return { of: (type) => (readers.get(type) ?? []).toSorted() };
}

/** What each service measures and reads from its environment beside what all of them do. */
export function ownReferences(): { name: string; metrics: MetricTable; variables: EnvironmentSpec }[] {
  return SERVICES.map(({ name, measures, variables }) => ({ name, metrics: measures?.table ?? {}, variables: variables ?? {} }));
}

/** The OpenAPI document of every service by name. */
export async function openApiDocuments(): Promise<Map<string, object>> {
  const documents = new Map<string, object>();
  for (const service of SERVICES) documents.set(service.name, await openApiOf(service));
  return documents;
}
