import { demoClients, demoPeople } from '@gewerk/demo';
import { followOrder, INVOICE, ORDER_REQUEST } from './order-trace.js';
import type { CollectedSpan } from './trace-collector.js';

export interface TelemetryCheck {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** Services that one order goes through; governance sets the rules before. */
const SERVICES_OF_AN_ORDER = ['orders', 'matching', 'sustainability', 'capacity', 'collaboration', 'billing', 'registry'];

/** @param correlationId of the order that is looked at, as its service remembers it */
export function checkTraces(spans: readonly CollectedSpan[], correlationId: string): TelemetryCheck[] {
  const { spans: ofOrder, services, traces, wayBack } = followOrder(spans, correlationId);
  const missing = SERVICES_OF_AN_ORDER.filter((service) => !services.includes(service));
  const names = new Set(ofOrder.map((span) => span.name));
  const invoices = spans.filter((span) => span.name === INVOICE);
  const way = wayBack.map((span) => `${span.service}: ${span.name}`);
  return [
    {
      name: `one correlation id leads through ${services.length} services from the request to the invoice (${ofOrder.length} spans in ${traces} traces)`,
      passed: missing.length === 0 && names.has(ORDER_REQUEST) && names.has(INVOICE),
      detail: `without ${missing.join(', ')}; spans: ${[...names].join(', ')}`,
    },
    {
      name: `the traces of its commands are linked: ${way.join(' <- ')}`,
      passed: wayBack.length >= 3,
      detail: `there is no way back to ${ORDER_REQUEST} from any of ${invoices.length} invoices, which carry ${invoices.flatMap((span) => span.correlationIds).join(', ')}`,
    },
  ];
}

/** Names, passwords and secrets of everybody in the story must stand neither in logs nor in spans. */
export function checkNoPersonIsNamed(what: string, texts: readonly string[]): TelemetryCheck {
  const confidential = [
    ...demoPeople().flatMap((person) => [person.displayName, person.password]),
    ...demoClients().map((client) => client.secret),
  ];
  const found = texts.filter((text) => confidential.some((word) => text.includes(word)) || /Bearer ey|eyJ[\w-]{10,}\./.test(text));
  return {
    name: `${what}: ${texts.length} read, no person, secret or token among them`,
    passed: texts.length > 0 && found.length === 0,
    detail: found.slice(0, 3).join('\n'),
  };
}
