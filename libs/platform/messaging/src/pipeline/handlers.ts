import type { Transaction } from '@gewerk/platform-persistence';
import type { EventContract } from '../contract/contract.js';
import type { ReceivedEvent } from '../envelope/event.js';
import type { UnitOfWork } from '../units/units-of-work.js';

/** What a handler gets beside its events: the transaction that also commits inbox, outbox and offset. */
export interface Delivery {
  readonly tx: Transaction;
  /** The unit of work that the event causes. In a projection its `publish` throws. */
  unitOf(event: ReceivedEvent<unknown>): UnitOfWork;
}

/** Takes events of one type, each stream in order. Throws what went wrong; knows nothing of retries. */
export type BatchHandler = (events: readonly ReceivedEvent<unknown>[], delivery: Delivery) => Promise<void>;

export interface EventHandlers {
  readonly contract: EventContract;
  /** Builds what this service knows of others; may be replayed; runs first. */
  readonly project?: BatchHandler;
  /** Starts something; runs once per event over all generations of a consumer. */
  readonly react?: BatchHandler;
}

/** Handlers by event type: everything that a service listens to. */
export type HandlerTable = ReadonlyMap<string, EventHandlers>;
