import { KafkaTransport, type Consumption, type IncomingRecord } from '@gewerk/platform-messaging';
import { allTopics } from '@gewerk/contracts';
import { newId } from '@gewerk/kernel';
import { until } from '../waiting.js';

/** A record of the log as a bystander reads it. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly topic: string;
  readonly networkId: string;
  readonly key: string;
  readonly epoch: number;
  readonly version: number;
  readonly source: string;
  readonly causationId: string | null;
  readonly correlationId: string;
  readonly record: IncomingRecord;
  /** `any`: each type has a shape of its own, which its contract says and the pipeline checked. */
  readonly data: any;
}

export function loggedEvent(record: IncomingRecord): LoggedEvent {
  const { headers, key } = record;
  const networkId = headers['ce_networkid'] ?? '';
  return {
    id: headers['ce_id'] ?? '',
    type: headers['ce_type'] ?? '',
    topic: record.topic,
    networkId,
    key: (key ?? '').slice(networkId.length + 1),
    epoch: Number(headers['ce_streamepoch']),
    version: Number(headers['ce_streamversion']),
    source: headers['ce_source'] ?? '',
    causationId: headers['ce_causationid'] ?? null,
    correlationId: headers['ce_correlationid'] ?? '',
    record,
    data: JSON.parse(record.value?.toString('utf8') ?? 'null') as unknown,
  };
}

/** Reads every topic beside the services, in a group of its own, and remembers every record by its place. */
export class EventLog {
  readonly #events = new Map<string, LoggedEvent>();
  readonly #times = new Map<string, number>();
  #transport: KafkaTransport;
  /** New each time, so that it reads from the beginning. */
  readonly #group = `journey-bystander-${newId()}`;
  #consumption: Consumption | null = null;
  #closed = false;

  constructor(
    private readonly brokers: readonly string[],
    private readonly onRecord: (event: LoggedEvent) => void = () => undefined,
  ) {
    this.#transport = this.#connect();
  }

  get transport(): KafkaTransport {
    return this.#transport;
  }

  get events(): readonly LoggedEvent[] {
    return [...this.#events.values()];
  }

  async start(): Promise<void> {
    await this.#transport.ensureTopics(allTopics);
    this.#consumption = await this.#transport.consume({
      group: this.#group,
      topics: allTopics.map((topic) => topic.name),
      onBatch: async (records) => {
        for (const record of records) this.#remember(record);
      },
    });
  }

  /** How many records of the log carry this event. */
  timesOf(eventId: string): number {
    return this.#times.get(eventId) ?? 0;
  }

  /** Resolves once every record of the log was read. */
  async caughtUp(): Promise<void> {
    const topics = allTopics.map((topic) => topic.name);
    await until('the bystander read the whole log', async () => (await this.#transport.lag(this.#group, topics).catch(() => 1)) === 0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#consumption?.close();
    await this.#transport.close();
  }

  #remember(record: IncomingRecord): void {
    const place = `${record.topic}/${record.partition}/${record.offset}`;
    // After a change of the group records may come again.
    if (this.#events.has(place)) return;
    const event = loggedEvent(record);
    this.#events.set(place, event);
    this.#times.set(event.id, this.timesOf(event.id) + 1);
    this.onRecord(event);
  }

  #connect(): KafkaTransport {
    return new KafkaTransport({
      brokers: this.brokers,
      clientId: 'gewerk-journey',
      sessionTimeoutMillis: 10_000,
      // A service would end here and be started afresh; this process must go on.
      onFatal: () => void this.#again(),
    });
  }

  async #again(): Promise<void> {
    if (this.#closed) return;
    await this.#transport.close().catch(() => undefined);
    this.#transport = this.#connect();
    await until('the bystander reads again', () =>
      this.start().then(
        () => true,
        () => false,
      ),
    );
  }
}
