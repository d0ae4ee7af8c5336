import { newId, seededId, seededRandom } from '@gewerk/kernel';
import type { EventContract, TopicContract } from '@gewerk/platform-messaging';

/** A member offers free machine hours: about 300 bytes, as the events of capacity are. */
export interface SlotOffered {
  offerId: string;
  companyId: string;
  machineId: string;
  opensAt: string;
  closesAt: string;
  freeMinutes: number;
  rateMinor: number;
  currency: string;
  process: string;
}

export interface OfferSeen {
  offerId: string;
  freeMinutes: number;
}

const text = { type: 'string', minLength: 1, maxLength: 100 };
const uuid = { type: 'string', format: 'uuid' };
const instant = { type: 'string', format: 'date-time' };
const count = { type: 'integer', minimum: 0 };

function schemaOf(properties: Record<string, object>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const slotOffered = schemaOf({
  offerId: uuid,
  companyId: uuid,
  machineId: uuid,
  opensAt: instant,
  closesAt: instant,
  freeMinutes: count,
  rateMinor: count,
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  process: text,
});
const offerSeen = schemaOf({ offerId: uuid, freeMinutes: count });

export const PARTITIONS = 4;
/** Rows of one transaction and records of one batch, on both sides. */
export const BATCH = 1000;

export interface Workload {
  readonly events: readonly SlotOffered[];
  readonly incoming: TopicContract;
  readonly contract: EventContract<SlotOffered>;
  readonly reply: EventContract<OfferSeen>;
}

/** @param offers number of different keys, and so of streams, over which the events go round */
export function workloadOf(events: number, offers: number): Workload {
  const contract = contractNamed(`bench.offer-${newId()}`);
  const outgoing: TopicContract = { name: `bench.seen-${newId()}`, kind: 'fact', partitions: PARTITIONS };
  return {
    events: eventsOf(events, offers),
    incoming: contract.topic,
    contract,
    reply: { type: 'bench.offer-seen.v1', topic: outgoing, schema: offerSeen, keyOf: ({ offerId }) => offerId },
  };
}

export function contractNamed(topic: string): EventContract<SlotOffered> {
  return {
    type: 'bench.slot-offered.v1',
    topic: { name: topic, kind: 'fact', partitions: PARTITIONS },
    schema: slotOffered,
    keyOf: ({ offerId }) => offerId,
  };
}

export function eventsOf(number: number, offers: number): SlotOffered[] {
  const random = seededRandom(7);
  const start = Date.UTC(2026, 10, 2, 6);
  return Array.from({ length: number }, (_, index) => {
    const opens = start + Math.floor(random() * 1000) * 3_600_000;
    return {
      offerId: seededId(`offer ${index % offers}`, start),
      companyId: seededId(`company ${index % 45}`, start),
      machineId: seededId(`machine ${index % 180}`, start),
      opensAt: new Date(opens).toISOString(),
      closesAt: new Date(opens + 14_400_000).toISOString(),
      freeMinutes: Math.floor(random() * 240),
      rateMinor: 4000 + Math.floor(random() * 9000),
      currency: 'EUR',
      process: 'milling-5-axis',
    };
  });
}

/** The newest of each offer in a batch: one statement may touch a row only once. */
export function newestPerOffer<T>(events: readonly T[], dataOf: (event: T) => SlotOffered): T[] {
  return [...new Map(events.map((event) => [dataOf(event).offerId, event])).values()];
}
