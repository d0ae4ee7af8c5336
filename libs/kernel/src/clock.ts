/** The only way code asks for the time, so that a demo may play weeks in seconds and tests may stand still. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs with the system's but may be moved ahead; only the standalone and tests hold one. */
export class MovableClock implements Clock {
  #offsetMillis = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMillis);
  }

  get offsetMillis(): number {
    return this.#offsetMillis;
  }

  setOffset(offsetMillis: number): void {
    this.#offsetMillis = offsetMillis;
  }
}
