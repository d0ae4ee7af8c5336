import { OUTBOX_BUCKETS } from '../envelope/stream.js';
import { OUTBOX_CHANNEL } from '../outbox/outbox-bell.js';
import { SlotSession } from '../session/slot-session.js';
import { backoffMillis, WakeSignal } from '../session/wake-signal.js';
import type { EventTransport } from '../transport/transport.js';
import { purgeSentRows } from './outbox-rows.js';
import { type PublishCounters, Publisher } from './publisher.js';

export interface RelayOptions {
  /** The service's name, seen in pg_stat_activity. */
  readonly name: string;
  /** Connection string of the role `gewerk_relay`. */
  readonly relayUrl: string;
  readonly transport: EventTransport;
  readonly batchSize?: number;
  readonly pollMillis?: number;
  /** A relay that stands still this long is overtaken by another. */
  readonly leaseMillis?: number;
  /** How long sent rows stay for inspection. */
  readonly keepSentHours?: number;
  onFault?(error: Error): void;
}

export interface RelayCounters extends PublishCounters {
  faults: number;
}

const STOP_LIMIT_MILLIS = 5_000;
const PURGE_EVERY_MILLIS = 10 * 60_000;

/**
 * Publishes the outbox of one service's database. Several may run: each owns some of the buckets. Publishes at least once; a
 * row that was appended but not marked goes out again, and consumers know it by its version.
 */
export class Relay {
  readonly #publisher: Publisher;
  readonly #wake = new WakeSignal();
  readonly #batchSize: number;
  #session: SlotSession | null = null;
  #loop: Promise<void> | null = null;
  #stopping = false;
  #stopBy = Number.POSITIVE_INFINITY;
  #faults = 0;
  #lastFault: Error | null = null;
  #rebalancedAt = 0;
  #purgedAt = 0;

  constructor(private readonly options: RelayOptions) {
    this.#batchSize = options.batchSize ?? 1000;
    this.#publisher = new Publisher(options.transport, this.#batchSize);
  }

  get counters(): RelayCounters {
    return { ...this.#publisher.counters, faults: this.#faults };
  }

  /** The fault that stands in the way now, or null while all is well. */
  get lastFault(): Error | null {
    return this.#lastFault;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  wake(): void {
    this.#wake.wake();
  }

  /** Publishes what is committed, as far as 5 s suffice, and lets the buckets go. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#stopBy = Date.now() + STOP_LIMIT_MILLIS;
    this.#wake.wake();
    await this.#loop;
    await this.#session?.close();
    this.#session = null;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (Date.now() < this.#stopBy) {
      try {
        const read = await this.#round();
        failures = 0;
        this.#lastFault = null;
        if (read > 0) continue;
        if (this.#stopping) return;
        await this.#wake.sleep(this.options.pollMillis ?? 1000);
      } catch (error) {
        failures += 1;
        this.#noteFault(error instanceof Error ? error : new Error(String(error)));
        if (this.#stopping) return;
        await this.#wake.sleep(backoffMillis(failures));
      }
    }
  }

  async #round(): Promise<number> {
    const session = await this.#liveSession();
    if (Date.now() - this.#rebalancedAt >= (this.options.pollMillis ?? 1000)) {
      await session.rebalance();
      this.#rebalancedAt = Date.now();
    }
    const read = session.owned.length === 0 ? 0 : await this.#publisher.pass(session);
    if (read === 0 && !this.#stopping && Date.now() - this.#purgedAt >= PURGE_EVERY_MILLIS) {
      await purgeSentRows(session, this.options.keepSentHours ?? 7 * 24);
      this.#purgedAt = Date.now();
    }
    return read;
  }

  async #liveSession(): Promise<SlotSession> {
    if (this.#session?.alive === true) return this.#session;
    await this.#session?.close();
    this.#session = await SlotSession.open({
      url: this.options.relayUrl,
      applicationName: `gewerk-${this.options.name}-relay`,
      space: 'gewerk.outbox',
      slots: OUTBOX_BUCKETS,
      leaseMillis: this.options.leaseMillis,
      channel: OUTBOX_CHANNEL,
      onNotice: () => this.#wake.wake(),
    });
    this.#rebalancedAt = 0;
    return this.#session;
  }

  #noteFault(error: Error): void {
    this.#faults += 1;
    const isNew = this.#lastFault?.message !== error.message;
    this.#lastFault = error;
    if (isNew) this.options.onFault?.(error);
  }
}
