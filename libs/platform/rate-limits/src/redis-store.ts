import { createClient, type RedisClientType } from 'redis';

const ANSWER_LIMIT_MILLIS = 100;
const REST_MILLIS = 2_000;
const LONGEST_PAUSE_MILLIS = 5_000;

/**
 * A connection to Redis, which holds only what may vanish. Nobody waits for it: a question that it does not answer in a tenth of
 * a second counts as unanswered, and then it is left alone for two seconds.
 */
export class RedisStore {
  #restsUntil = 0;

  private constructor(readonly client: RedisClientType) {}

  /** Connects in the background and goes on trying for ever. */
  static connect(url: string, onFault: (error: Error) => void): RedisStore {
    const client = createClient({
      url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: 2_000,
        reconnectStrategy: (retries) => Math.min(LONGEST_PAUSE_MILLIS, 100 * 2 ** Math.min(retries, 6)),
      },
    }) as RedisClientType;
    let said = '';
    client.on('error', (error: Error) => {
      // The client says the same at every try to connect.
      if (error.message !== said) onFault(error);
      said = error.message;
    });
    client.on('ready', () => {
      said = '';
    });
    void client.connect().catch(() => undefined);
    return new RedisStore(client);
  }

  /** Whether the last question was answered. */
  get answers(): boolean {
    return this.client.isReady && Date.now() >= this.#restsUntil;
  }

  /** @returns the answer, or null where there is none in time */
  async ask<T>(question: () => Promise<T>): Promise<T | null> {
    if (!this.answers) return null;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Redis did not answer in time')), ANSWER_LIMIT_MILLIS);
    });
    try {
      return await Promise.race([question(), tooLate]);
    } catch {
      this.#restsUntil = Date.now() + REST_MILLIS;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    if (this.client.isOpen) this.client.destroy();
  }
}
