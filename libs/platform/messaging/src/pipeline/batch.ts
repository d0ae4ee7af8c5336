import type { Clock } from '@gewerk/kernel';
import type { Database, Transaction } from '@gewerk/platform-persistence';
import type { ReceivedEvent } from '../envelope/event.js';
import { comparePositions } from '../envelope/stream.js';
import type { Inbox, Move } from '../inbox/inbox.js';
import type { Draft } from '../outbox/draft.js';
import { ringOutboxBell } from '../outbox/outbox-bell.js';
import { flushOutbox } from '../outbox/outbox-writer.js';
import { deleteSuperseded, insertParked } from '../parked/parked-rows.js';
import type { GroupPosition } from '../transport/transport.js';
import { type UnitOfWork, unitOfWork } from '../units/units-of-work.js';
import { deliverySpan } from './delivery-span.js';
import type { BatchHandler, Delivery, EventHandlers } from './handlers.js';
import type { Item } from './item.js';
import { type Plan, planBatch } from './plan.js';
import { cutRuns } from './runs.js';

export interface BatchOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly source: string;
  readonly inbox: Inbox;
  /** `rebuild`: projections only, nothing can be published. */
  readonly mode: 'live' | 'rebuild';
  isState(topic: string): boolean;
}

export interface BatchExtras {
  /** Committed together with the effects. */
  readonly offsets?: readonly GroupPosition[];
  readonly replaying?: boolean;
  /** Runs in the transaction after everything else. */
  afterwards?(tx: Transaction, plan: Plan): Promise<void>;
}

interface DueEvent {
  readonly type: string;
  readonly stream: string;
  readonly event: ReceivedEvent<unknown>;
  readonly handlers: EventHandlers;
  readonly reacts: boolean;
}

/**
 * Everything of one batch in one transaction: locks, handlers, inbox, outbox, parked events, offsets. Commits all or nothing.
 * @returns what became of the items
 */
export async function commitBatch(items: readonly Item[], options: BatchOptions, extras: BatchExtras = {}): Promise<Plan> {
  const { inbox } = options;
  const furthest = furthestOf(items);
  const networkIds = [...new Set(furthest.map(({ stream }) => stream.networkId))];
  let published = false;
  const committed = await options.database.transaction(networkIds, async (tx) => {
    const now = options.clock.now();
    const entered = await inbox.enter(tx, furthest);
    const plan = planBatch(items, entered.states, { isState: options.isState, replaying: extras.replaying });
    const drafts = await handle(tx, plan, options, now);
    await flushOutbox(tx, drafts);
    published = drafts.length > 0;
    await inbox.settle(tx, entered, plan.moved);
    await deleteSuperseded(
      tx,
      inbox.consumer,
      [...plan.moved].filter(([name]) => plan.cleared.has(name)).map(([, move]) => move),
    );
    await insertParked(tx, inbox.consumer, plan.parked, now);
    if (extras.offsets !== undefined) await inbox.saveOffsets(tx, extras.offsets);
    await extras.afterwards?.(tx, plan);
    return plan;
  });
  if (published) ringOutboxBell(options.database);
  return committed;
}

function furthestOf(items: readonly Item[]): Move[] {
  const furthest = new Map<string, Move>();
  for (const { streamName, stream, position } of items) {
    const known = furthest.get(streamName);
    if (known === undefined || comparePositions(position, known.position) > 0) furthest.set(streamName, { stream, position });
  }
  return [...furthest.values()];
}

async function handle(tx: Transaction, plan: Plan, options: BatchOptions, now: Date): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const due: DueEvent[] = plan.handled.flatMap(({ item, reacts }) =>
    item.event === null || item.handlers === null
      ? []
      : [{ type: item.event.type, stream: item.streamName, event: item.event, handlers: item.handlers, reacts }],
  );
  const projecting = deliveryOf(tx, options, now, null);
  const reacting = deliveryOf(tx, options, now, drafts);
  for (const run of cutRuns(due)) {
    const handlers = run.events[0]?.handlers;
    await call(handlers?.project, run.events, projecting);
    if (options.mode === 'rebuild') continue;
    await call(
      handlers?.react,
      run.events.filter((event) => event.reacts),
      reacting,
    );
  }
  return drafts;
}

async function call(handler: BatchHandler | undefined, due: readonly DueEvent[], delivery: Delivery): Promise<void> {
  if (handler === undefined || due.length === 0) return;
  const events = due.map(({ event }) => event);
  await deliverySpan(events, () => handler(events, delivery));
}

function deliveryOf(tx: Transaction, options: BatchOptions, now: Date, drafts: Draft[] | null): Delivery {
  return {
    tx,
    unitOf: (event) => {
      const origin = {
        networkId: event.networkId,
        correlationId: event.correlationId,
        causationId: event.id,
        hops: event.hops + 1,
        ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
      };
      return drafts === null ? closedUnit(tx, origin, now) : unitOfWork(tx, origin, options.source, now, drafts);
    },
  };
}

function closedUnit(tx: Transaction, origin: UnitOfWork['origin'], now: Date): UnitOfWork {
  return {
    tx,
    networkId: origin.networkId,
    origin,
    now,
    continueAs: () => undefined,
    publish: (contract) => {
      throw new Error(
        `${contract.type} cannot be published from a projection, which may be replayed; publish it from a method with @Reacts`,
      );
    },
  };
}
