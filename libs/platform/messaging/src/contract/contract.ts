/** A topic as messaging needs to know it; satisfied structurally by the published contracts. */
export interface TopicContract {
  readonly name: string;
  /** `state`: compacted, each event replaces the whole state of its key; `fact`: kept for good, versions without a gap. */
  readonly kind: 'state' | 'fact';
  /** Fixed for ever: another number would send a stream to another partition and break its order. */
  readonly partitions: number;
}

/** One type of event: its JSON Schema, its topic and the key of its stream. */
export interface EventContract<Data = unknown> {
  /** Past-tense fact with its version, e.g. `orders.order-submitted.v1`. */
  readonly type: string;
  readonly topic: TopicContract;
  readonly schema: object;
  keyOf(data: Data): string;
}

/** Largest payload on the wire, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 512 * 1024;

/** An event that is the 17th effect of another is taken for a loop. */
export const HOP_LIMIT = 16;
