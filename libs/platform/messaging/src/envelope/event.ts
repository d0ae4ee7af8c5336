import type { NetworkId } from '@gewerk/kernel';

/** Why something happens: copied into every event that it leads to. */
export interface Origin {
  readonly networkId: NetworkId;
  /** The same for everything that one request or order set off. */
  readonly correlationId: string;
  /** Id of the event (or command) that is the direct cause. */
  readonly causationId: string | null;
  /** Effects of effects so far: 0 for what a person or a clock began. */
  readonly hops: number;
  /** W3C Trace Context. */
  readonly traceparent?: string;
}

/** An event as handlers see it. */
export interface ReceivedEvent<Data> {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly time: Date;
  readonly networkId: NetworkId;
  readonly topic: string;
  readonly key: string;
  readonly epoch: number;
  readonly version: number;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly hops: number;
  readonly traceparent?: string;
  readonly data: Data;
}
