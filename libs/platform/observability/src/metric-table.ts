/** What a metric says and how it is kept. Labels name kinds of things, never companies, persons or ids: operators read them. */
export interface MetricDefinition {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels?: readonly string[];
  /** Upper bounds of a histogram, in the unit of its name. */
  readonly buckets?: readonly number[];
}

/** Name, with unit, to definition. */
export type MetricTable = Readonly<Record<string, MetricDefinition>>;

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DELAY_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** What every service measures; docs/operations.md explains them, dashboards and alerts may use these and the services' own. */
export const platformMetrics = {
  gewerk_build_info: { kind: 'gauge', help: 'Always 1; the release is a label.', labels: ['version'] },
  gewerk_http_request_duration_seconds: {
    kind: 'histogram',
    help: 'Time from the first byte of a request to the end of its answer.',
    labels: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
  },
  gewerk_http_rate_limited_total: { kind: 'counter', help: 'Requests refused for being too many.', labels: ['scope'] },
  gewerk_http_shed_total: { kind: 'counter', help: 'Requests refused because too many wait for the database.' },
  gewerk_rate_limit_store_up: { kind: 'gauge', help: '1 while Redis counts the requests, 0 while each process counts its own.' },
  gewerk_events_consumed_total: { kind: 'counter', help: 'Events taken from the log, by what became of them.', labels: ['outcome'] },
  gewerk_events_published_total: { kind: 'counter', help: 'Events that the relay published and marked.', labels: ['type'] },
  gewerk_event_delay_seconds: {
    kind: 'histogram',
    help: 'From the time of an event to the commit of its handling.',
    buckets: DELAY_SECONDS,
  },
  gewerk_consumer_lag_records: { kind: 'gauge', help: "Records of the subscribed topics that the service's group has not committed." },
  gewerk_consumer_blocked_seconds: { kind: 'gauge', help: 'How long a passing fault has stood in the way of the batch in hand.' },
  gewerk_relay_faults_total: { kind: 'counter', help: 'Rounds of the relay that failed.' },
  gewerk_outbox_unsent_rows: { kind: 'gauge', help: 'Committed events that are not in the log yet.' },
  gewerk_outbox_oldest_unsent_seconds: { kind: 'gauge', help: 'Age of the oldest of them.' },
  gewerk_parked_events: { kind: 'gauge', help: 'Events that wait for an operator, followers included.' },
  gewerk_parked_streams: { kind: 'gauge', help: 'Streams that stand still because of them.' },
  gewerk_deadlines_overdue_rows: { kind: 'gauge', help: 'Deadlines due for more than a minute.' },
  gewerk_deadlines_parked_rows: { kind: 'gauge', help: 'Deadlines given up after repeated faults.' },
  gewerk_tasks_waiting_rows: { kind: 'gauge', help: 'Tasks that are due or in hand.' },
  gewerk_tasks_oldest_waiting_seconds: { kind: 'gauge', help: 'How long the oldest of them has been due.' },
  gewerk_tasks_failed_rows: { kind: 'gauge', help: 'Tasks given up after repeated faults.' },
  gewerk_database_up: { kind: 'gauge', help: '1 where the database answered the last scrape.' },
  gewerk_database_connections: { kind: 'gauge', help: "Connections of the service's pool.", labels: ['state'] },
} as const satisfies MetricTable;
