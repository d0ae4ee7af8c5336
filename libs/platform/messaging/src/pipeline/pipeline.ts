import type { Clock } from '@gewerk/kernel';
import { type Database, isTransient } from '@gewerk/platform-persistence';
import { setTimeout as delay } from 'node:timers/promises';
import type { TopicContract } from '../contract/contract.js';
import type { ReceivedEvent } from '../envelope/event.js';
import { Inbox } from '../inbox/inbox.js';
import { backoffMillis } from '../session/wake-signal.js';
import type { GroupPosition, IncomingRecord } from '../transport/transport.js';
import { type BatchExtras, type BatchOptions, commitBatch } from './batch.js';
import { PipelineCounters } from './counters.js';
import type { HandlerTable } from './handlers.js';
import { type Intake, intakeOf } from './intake.js';
import { type Item, itemOf } from './item.js';
import { LookAhead } from './look-ahead.js';
import type { Plan } from './plan.js';

export interface PipelineOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** CloudEvents source of the events that reactions publish. */
  readonly source: string;
  /** Name of service and generation: the consumer group, and whose watermarks count. */
  readonly consumer: string;
  /** The former generation: what it reacted to is projected here but not reacted to again. */
  readonly predecessor?: string;
  readonly handlers: HandlerTable;
  readonly mode?: 'live' | 'rebuild';
  /** Tries of one event before it is parked. */
  readonly attempts?: number;
  /** After the commit, for each event that was handled. */
  onHandled?(event: ReceivedEvent<unknown>): void;
  onFault?(error: Error, context: { readonly events: number; readonly transient: boolean }): void;
}

/** Decode, validate, deduplicate, handle, commit; retry what may pass, park per stream what does not. */
export class Pipeline {
  readonly counters = new PipelineCounters();
  readonly #batch: BatchOptions;
  readonly #attempts: number;
  readonly #lookAhead: LookAhead;
  #blockedSince: Date | null = null;

  constructor(private readonly options: PipelineOptions) {
    const kinds = new Map(this.topics.map((topic) => [topic.name, topic.kind]));
    this.#attempts = options.attempts ?? 3;
    this.#lookAhead = new LookAhead(options.handlers);
    this.#batch = {
      database: options.database,
      clock: options.clock,
      source: options.source,
      inbox: new Inbox(options.consumer, options.predecessor ?? null),
      mode: options.mode ?? 'live',
      isState: (topic) => kinds.get(topic) === 'state',
    };
  }

  get consumer(): string {
    return this.options.consumer;
  }

  get database(): Database {
    return this.options.database;
  }

  /** The topics of everything that is listed. */
  get topics(): TopicContract[] {
    return [...new Map([...this.options.handlers.values()].map(({ contract }) => [contract.topic.name, contract.topic])).values()];
  }

  /** Since when a transient fault stands in the way, by the system's own clock; null while all is well. */
  get blockedSince(): Date | null {
    return this.#blockedSince;
  }

  /** Where the effects in the database stand, for a transport whose group got ahead of it (see `EventTransport.rewind`). */
  committedOffsets(): Promise<GroupPosition[]> {
    return this.options.database.transaction([], (tx) => this.#batch.inbox.offsets(tx));
  }

  /**
   * Deals with the records for good: when it resolves, each was handled, passed over, known already or parked.
   * @param upcoming gives what will be asked for next, as the same array; it is got ready meanwhile
   * @throws what the signal was aborted with, before everything was dealt with
   */
  async process(records: readonly IncomingRecord[], signal: AbortSignal, upcoming?: () => readonly IncomingRecord[]): Promise<void> {
    if (records.length === 0) return;
    const intake = this.#lookAhead.intakeOf(records);
    if (upcoming !== undefined) this.#lookAhead.begin(upcoming);
    try {
      await this.#patiently(intake, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      this.#noteFault(error, intake.items, false);
      for (const item of intake.items) await this.#one(item, signal);
      await this.#patiently(intakeOf([], intake.offsets), signal);
    }
  }

  /** One parked record again, at an operator's word: once, in one transaction with what `extras` adds. */
  async replay(record: IncomingRecord, extras: Pick<BatchExtras, 'afterwards'>): Promise<Plan> {
    const plan = await commitBatch(intakeOf([itemOf(record, this.options.handlers)]), this.#batch, { ...extras, replaying: true });
    this.counters.replayed(plan);
    return plan;
  }

  async #one(item: Item, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; attempt <= this.#attempts; attempt += 1) {
      try {
        await this.#patiently(intakeOf([item]), signal);
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        this.#noteFault(error, [item], false);
        if (attempt === this.#attempts) {
          const fault = { reason: 'failed' as const, error: describe(error), attempts: attempt };
          await this.#patiently(intakeOf([{ ...item, event: null, fault }]), signal);
          return;
        }
        await delay(backoffMillis(attempt, 1000), undefined, { signal });
      }
    }
  }

  /** Tries again and again what only the database's or network's state forbids; throws everything else at once. */
  async #patiently(intake: Intake, signal: AbortSignal): Promise<void> {
    for (let failures = 0; ; ) {
      signal.throwIfAborted();
      try {
        this.#count(await commitBatch(intake, this.#batch));
        this.#blockedSince = null;
        return;
      } catch (error) {
        if (!isTransient(error)) throw error;
        failures += 1;
        this.#blockedSince ??= new Date();
        this.#noteFault(error, intake.items, true);
        await delay(backoffMillis(failures), undefined, { signal });
      }
    }
  }

  #count(plan: Plan): void {
    this.counters.dealtWith(plan);
    if (this.options.onHandled === undefined) return;
    for (const { item } of plan.handled) if (item.event !== null) this.options.onHandled(item.event);
  }

  #noteFault(error: unknown, items: readonly Item[], transient: boolean): void {
    this.counters.retried(items);
    this.options.onFault?.(error instanceof Error ? error : new Error(String(error)), { events: items.length, transient });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
