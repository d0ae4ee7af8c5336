import * as billing from './billing/index.js';
import * as capacity from './capacity/index.js';
import * as collaboration from './collaboration/index.js';
import type { EventDefinition, TopicDefinition } from './definition.js';
import * as governance from './governance/index.js';
import * as matching from './matching/index.js';
import * as orders from './orders/index.js';
import * as registry from './registry/index.js';
import * as sustainability from './sustainability/index.js';

export type { DataOf, DisclosureClass, EventDefinition, TopicDefinition } from './definition.js';
export { type Material, MATERIALS, type Process, PROCESSES, type Reservation, type StrategyVector, type Window } from './vocabulary.js';

const contexts = { governance, registry, capacity, orders, matching, sustainability, collaboration, billing };

export type ServiceName = keyof typeof contexts;

export const SERVICES = Object.keys(contexts) as readonly ServiceName[];

/** What is published, by the service in whose part of the contracts it stands. */
export const eventsOfService: ReadonlyMap<ServiceName, readonly EventDefinition[]> = new Map(
  SERVICES.map((service) => [service, Object.values<unknown>(contexts[service]).filter(isEvent)]),
);

/** Every published event, in the order of the contexts: for generators, validators and the creation of topics. */
export const allEvents: readonly EventDefinition[] = [...eventsOfService.values()].flat();

export const allTopics: readonly TopicDefinition[] = [...new Set(allEvents.map((event) => event.topic))];

function isEvent(member: unknown): member is EventDefinition {
  return typeof member === 'object' && member !== null && 'type' in member && 'topic' in member && 'keyOf' in member;
}
