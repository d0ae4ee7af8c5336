import type { Clock } from '@gewerk/kernel';
import type { Database, Transaction } from '@gewerk/platform-persistence';
import type { Origin, ReceivedEvent } from '../envelope/event.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Draft } from '../outbox/draft.js';
import { ringOutboxBell } from '../outbox/outbox-bell.js';
import { flushOutbox } from '../outbox/outbox-writer.js';
import { deleteSuperseded, insertParked } from '../parked/parked-rows.js';
import { type UnitOfWork, unitOfWork } from '../units/units-of-work.js';
import { deliverySpan } from './delivery-span.js';
import type { BatchHandler, Delivery, EventHandlers } from './handlers.js';
import type { Intake } from './intake.js';
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
 * Everything of one batch in one transaction: locks, offsets, handlers, inbox, outbox, parked events. Commits all or nothing.
 * @returns what became of the items
 */
export async function commitBatch(intake: Intake, options: BatchOptions, extras: BatchExtras = {}): Promise<Plan> {
  const { inbox } = options;
  let published = false;
  const committed = await options.database.transaction(intake.networkIds, async (tx) => {
    const now = options.clock.now();
    const entered = await inbox.enter(tx, intake.furthest, intake.offsets);
    const plan = planBatch(intake.items, entered.states, { isState: options.isState, replaying: extras.replaying });
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
    await extras.afterwards?.(tx, plan);
    return plan;
  });
  if (published) ringOutboxBell(options.database);
  return committed;
}

async function handle(tx: Transaction, plan: Plan, options: BatchOptions, now: Date): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const due: DueEvent[] = [];
  for (const { item, reacts } of plan.handled) {
    const { event, handlers, streamName: stream } = item;
    if (event !== null && handlers !== null) due.push({ type: event.type, stream, event, handlers, reacts });
  }
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
      const origin = originOf(event);
      return drafts === null ? closedUnit(tx, origin, now) : unitOfWork(tx, origin, options.source, now, drafts);
    },
  };
}

/** What the effects of an event begin with. */
function originOf({ networkId, correlationId, id, hops, traceparent }: ReceivedEvent<unknown>): Origin {
  const origin = { networkId, correlationId, causationId: id, hops: hops + 1 };
  return traceparent === undefined ? origin : { ...origin, traceparent };
}

function closedUnit(tx: Transaction, origin: Origin, now: Date): UnitOfWork {
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
