import { BaseRpcContext, type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventContract } from '../contract/contract.js';
import type { ReceivedEvent } from '../envelope/event.js';
import type { BatchHandler, Delivery, EventHandlers, HandlerTable } from '../pipeline/handlers.js';
import { Pipeline, type PipelineOptions } from '../pipeline/pipeline.js';
import type { Consumption, EventTransport } from '../transport/transport.js';
import { SUBSCRIPTION, type Subscription } from './subscriptions.js';

export interface EventBusServerOptions extends Omit<PipelineOptions, 'handlers'> {
  readonly transport: EventTransport;
}

/**
 * Brings a service's `@Projects` and `@Reacts` methods onto a transport, as a Nest microservice strategy. Nest's own servers
 * take one message at a time and commit after a failed handler; here the pipeline owns both.
 */
export class EventBusServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol.for('gewerk.event-bus');
  override readonly propagatesEventHandlerErrors = true;
  #pipeline: Pipeline | null = null;
  #consumption: Consumption | null = null;

  constructor(private readonly options: EventBusServerOptions) {
    super();
  }

  /** @throws Error before the server listens */
  get pipeline(): Pipeline {
    if (this.#pipeline === null) throw new Error('the event bus does not listen yet: start the microservices of the application first');
    return this.#pipeline;
  }

  override addHandler(pattern: string, callback: MessageHandler, isEventHandler?: boolean, extras?: Record<string, unknown>): void {
    if (this.messageHandlers.has(pattern)) {
      throw new Error(`two methods of this service subscribe to ${pattern}: keep one, which may delegate to both`);
    }
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.#start();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Stops taking records and waits for the batch in hand. */
  async close(): Promise<void> {
    await this.#consumption?.close();
    this.#consumption = null;
  }

  on(): never {
    throw new Error('the event bus emits no events of its own; read the counters of its pipeline');
  }

  unwrap<T>(): T {
    return this.options.transport as T;
  }

  async #start(): Promise<void> {
    const { transport, ...options } = this.options;
    const pipeline = new Pipeline({ ...options, handlers: this.#table() });
    this.#pipeline = pipeline;
    const { topics } = pipeline;
    if (topics.length === 0) return;
    await transport.ensureTopics(topics);
    await transport.rewind(options.consumer, await pipeline.committedOffsets());
    this.#consumption = await transport.consume({
      group: options.consumer,
      topics: topics.map((topic) => topic.name),
      onBatch: (records, signal, upcoming) => pipeline.process(records, signal, upcoming),
    });
  }

  #table(): HandlerTable {
    const table = new Map<string, { contract: EventContract } & { -readonly [Kind in 'project' | 'react']?: BatchHandler }>();
    for (const handler of this.messageHandlers.values()) {
      const subscription = handler.extras?.[SUBSCRIPTION] as Subscription | undefined;
      if (subscription === undefined) continue;
      const { kind, contract } = subscription;
      const entry = table.get(contract.type) ?? { contract };
      entry[kind] = this.#through(handler);
      table.set(contract.type, entry);
    }
    return table satisfies ReadonlyMap<string, EventHandlers>;
  }

  /** Nest hands back a promise of a value or of a stream; either way the handler's own error must come out here. */
  #through(handler: MessageHandler): BatchHandler {
    return async (events, delivery) => {
      const context = new BatchContext(delivery);
      await this.runWithProcessingHooks(context, async (end) => {
        const result: unknown = await handler(events, context);
        if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
        end();
      });
    };
  }
}

/** What `@Ctx()` gives to a method. */
class BatchContext extends BaseRpcContext<[Delivery]> implements Delivery {
  constructor(delivery: Delivery) {
    super([delivery]);
  }

  get tx(): Delivery['tx'] {
    return this.getArgByIndex(0).tx;
  }

  unitOf(event: ReceivedEvent<unknown>): ReturnType<Delivery['unitOf']> {
    return this.getArgByIndex(0).unitOf(event);
  }
}
