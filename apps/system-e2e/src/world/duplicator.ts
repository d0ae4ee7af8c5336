import { setTimeout as delay } from 'node:timers/promises';
import type { KafkaTransport } from '@gewerk/platform-messaging';
import type { LoggedEvent } from './event-log.js';

const EVERY = 10;
/** So many records later a chosen one goes out again, even if its stream stood still. */
const LATEST_RECORDS = 60;

interface Chosen {
  readonly event: LoggedEvent;
  readonly at: number;
}

/**
 * Appends every tenth record of the log a second time with the same key, headers and value: where it can, after its stream moved on, so
 * that state topics end with an old version.
 */
export class Duplicator {
  #seen = 0;
  #chosen: Chosen[] = [];
  #due: LoggedEvent[] = [];
  #pump: Promise<void> | null = null;
  #closed = false;
  duplicated = 0;
  outdated = 0;

  constructor(private readonly transport: () => KafkaTransport) {}

  note(event: LoggedEvent): void {
    this.#seen += 1;
    const streamMoved = ({ event: { topic, networkId, key, version } }: Chosen): boolean =>
      topic === event.topic && networkId === event.networkId && key === event.key && version < event.version;
    this.#chosen = this.#chosen.filter((chosen) => {
      const moved = streamMoved(chosen);
      if (!moved && this.#seen - chosen.at < LATEST_RECORDS) return true;
      if (moved) this.outdated += 1;
      this.#due.push(chosen.event);
      return false;
    });
    if (this.#seen % EVERY === 0) this.#chosen.push({ event, at: this.#seen });
    if (this.#due.length > 0) this.#pump ??= this.#append().finally(() => (this.#pump = null));
  }

  /** Appends what still waits for its stream, and ends. */
  async finish(): Promise<void> {
    this.#due.push(...this.#chosen.map(({ event }) => event));
    this.#chosen = [];
    await this.#pump;
    await this.#append();
    this.#closed = true;
  }

  async #append(): Promise<void> {
    while (this.#due.length > 0 && !this.#closed) {
      const [event] = this.#due;
      if (event === undefined) return;
      const { topic, key, headers, value } = event.record;
      try {
        await this.transport().append(topic, [{ key: key ?? '', headers, value: value?.toString('utf8') ?? '' }]);
        this.#due.shift();
        this.duplicated += 1;
      } catch {
        // The broker restarts: again, like any publisher.
        await delay(500);
      }
    }
  }
}
