import { newId } from '@gewerk/kernel';
import { activeTraceparent } from '@gewerk/platform-observability';
import type { EventContract, TopicContract } from '../contract/contract.js';
import { HOP_LIMIT } from '../contract/contract.js';
import { serialized, UnpublishableEvent } from '../contract/validation.js';
import type { Origin } from '../envelope/event.js';

/** An event that will leave with the transaction in hand: checked and frozen, without a place in its stream yet. */
export interface Draft {
  readonly networkId: string;
  readonly topic: TopicContract;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly time: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly hops: number;
  readonly traceparent: string | null;
  readonly text: string;
}

/** @throws UnpublishableEvent when schema, size, key or the number of hops forbids it */
export function draft<Data>(contract: EventContract<Data>, data: Data, origin: Origin, source: string, now: Date): Draft {
  if (origin.hops > HOP_LIMIT) {
    throw new UnpublishableEvent(
      contract.type,
      `it would be hop ${origin.hops} of ${origin.correlationId}, over the limit of ${HOP_LIMIT}: a loop`,
    );
  }
  const { key, text } = serialized(contract, data);
  return {
    networkId: origin.networkId,
    topic: contract.topic,
    key,
    eventId: newId(now.getTime()),
    type: contract.type,
    source,
    time: now,
    correlationId: origin.correlationId,
    causationId: origin.causationId,
    hops: origin.hops,
    traceparent: activeTraceparent() ?? origin.traceparent ?? null,
    text,
  };
}
