import type { Database } from '@gewerk/platform-persistence';

export const OUTBOX_CHANNEL = 'gewerk_outbox';

const bells = new WeakMap<Database, Bell>();

/**
 * Wakes the relays of the service once its outbox was committed. A notice inside the transaction would make it commit alone in
 * the whole server, disk write included, since Postgres gives all notices one order. Whoever ends between commit and notice loses
 * nothing: relays look by themselves every second.
 */
export function ringOutboxBell(database: Database): void {
  let bell = bells.get(database);
  if (bell === undefined) {
    bell = new Bell(database);
    bells.set(database, bell);
  }
  void bell.ring();
}

class Bell {
  #ringing = false;
  #again = false;

  constructor(private readonly database: Database) {}

  /** Rings that come while one is on its way are one. */
  async ring(): Promise<void> {
    this.#again = true;
    if (this.#ringing) return;
    this.#ringing = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.database.dataSource.query(`select pg_notify('${OUTBOX_CHANNEL}', '')`);
      }
    } catch {
      // The database is going away or unreachable; the relay's own look finds what is there.
    } finally {
      this.#ringing = false;
    }
  }
}
