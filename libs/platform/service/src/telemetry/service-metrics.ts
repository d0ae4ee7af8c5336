import { taskBacklog } from '@gewerk/platform-compute';
import { deadlineBacklog } from '@gewerk/platform-deadlines';
import { type EventTransport, messagingBacklog } from '@gewerk/platform-messaging';
import type { Metrics } from '@gewerk/platform-observability';
import type { Database, RelayPool } from '@gewerk/platform-persistence';
import type { RedisStore } from '@gewerk/platform-rate-limits';
import type { OperationsState } from '../operations/operations.state.js';

export interface MeasuredParts {
  readonly metrics: Metrics;
  readonly database: Database;
  readonly relayPool: RelayPool;
  readonly transport: EventTransport;
  readonly state: OperationsState;
  readonly store: RedisStore | null;
}

const PATIENCE_MILLIS = 2_500;
/** Asking the broker for every partition costs more than a query; scrapes that follow closely share the answer. */
const LAG_KEPT_MILLIS = 10_000;

/** Reads, at each scrape, what the parts of the service count and hold back. */
export function measureService(parts: MeasuredParts): void {
  const { metrics, state, store } = parts;
  metrics.beforeRendering(() => measurePipeline(metrics, state));
  metrics.beforeRendering(() => measureRelay(metrics, state));
  metrics.beforeRendering(() => measurePool(parts));
  metrics.beforeRendering(() => inTime(measureBacklogs(parts)));
  metrics.beforeRendering(() => inTime(measureLag(parts)));
  if (store !== null) metrics.beforeRendering(() => metrics.set('gewerk_rate_limit_store_up', store.answers ? 1 : 0));
}

function measurePipeline(metrics: Metrics, { bus }: OperationsState): void {
  if (bus === null) return;
  const { counters, blockedSince } = bus.pipeline;
  const passedOver = [...counters.total.passedOver.values()].reduce((sum, count) => sum + count, 0);
  const outcomes = {
    handled: counters.total.handled,
    duplicate: counters.total.duplicates,
    parked: counters.total.parked,
    retried: counters.total.retried,
    passed_over: passedOver,
  };
  for (const [outcome, total] of Object.entries(outcomes)) metrics.countUpTo('gewerk_events_consumed_total', total, { outcome });
  metrics.set('gewerk_consumer_blocked_seconds', blockedSince === null ? 0 : (Date.now() - blockedSince.getTime()) / 1000);
}

function measureRelay(metrics: Metrics, { relay }: OperationsState): void {
  if (relay === null) return;
  const { publishedByType, faults } = relay.counters;
  for (const [type, total] of Object.entries(publishedByType)) metrics.countUpTo('gewerk_events_published_total', total, { type });
  metrics.countUpTo('gewerk_relay_faults_total', faults);
}

function measurePool({ metrics, database }: MeasuredParts): void {
  const { active, idle, waiting } = database.connections;
  for (const [state, count] of Object.entries({ active, idle, waiting })) metrics.set('gewerk_database_connections', count, { state });
}

async function measureBacklogs({ metrics, relayPool }: MeasuredParts): Promise<void> {
  // Stays so where the database does not answer.
  metrics.set('gewerk_database_up', 0);
  const [messaging, deadlines, tasks] = await Promise.all([
    messagingBacklog(relayPool),
    deadlineBacklog(relayPool),
    taskBacklog(relayPool),
  ]);
  metrics.set('gewerk_database_up', 1);
  metrics.set('gewerk_outbox_unsent_rows', messaging.unsentEvents);
  metrics.set('gewerk_outbox_oldest_unsent_seconds', messaging.oldestUnsentSeconds);
  metrics.set('gewerk_parked_events', messaging.parkedEvents);
  metrics.set('gewerk_parked_streams', messaging.parkedStreams);
  metrics.set('gewerk_deadlines_overdue_rows', deadlines.overdue);
  metrics.set('gewerk_deadlines_parked_rows', deadlines.parked);
  metrics.set('gewerk_tasks_waiting_rows', tasks.waiting);
  metrics.set('gewerk_tasks_oldest_waiting_seconds', tasks.oldestWaitingSeconds);
  metrics.set('gewerk_tasks_failed_rows', tasks.failed);
}

const lagAskedAt = new WeakMap<Metrics, number>();

async function measureLag({ metrics, transport, state }: MeasuredParts): Promise<void> {
  const pipeline = state.bus?.pipeline;
  if (pipeline === undefined || Date.now() - (lagAskedAt.get(metrics) ?? 0) < LAG_KEPT_MILLIS) return;
  lagAskedAt.set(metrics, Date.now());
  const topics = pipeline.topics.map((topic) => topic.name);
  metrics.set('gewerk_consumer_lag_records', await transport.lag(pipeline.consumer, topics));
}

/** A scrape answers with what it has; what comes later is in the next one. */
async function inTime(measuring: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLIS);
  });
  await Promise.race([measuring.catch(() => undefined), patience]).finally(() => clearTimeout(timer));
}
