/** Denials of one subject that are written down at once, and how soon after them another is. */
const BURST = 50;
const REFILL_MILLIS = 10_000;
const SUBJECTS_MAX = 10_000;

interface Account {
  credit: number;
  atMillis: number;
  omitted: number;
}

/** How many denials of a subject are worth a row: a caller who is refused over and over must not fill the disk. */
export class DenialBudget {
  readonly #accounts = new Map<string, Account>();

  /** @returns how many were left out since the last one that was written, or null where this one is left out too */
  spend(subject: string, nowMillis: number): number | null {
    const account = this.#accounts.get(subject) ?? { credit: BURST, atMillis: nowMillis, omitted: 0 };
    const earned = Math.floor((nowMillis - account.atMillis) / REFILL_MILLIS);
    account.credit = Math.min(BURST, account.credit + earned);
    account.atMillis += earned * REFILL_MILLIS;
    // Whoever was refused last is remembered longest.
    this.#accounts.delete(subject);
    this.#accounts.set(subject, account);
    for (const oldest of this.#accounts.keys()) {
      if (this.#accounts.size <= SUBJECTS_MAX) break;
      this.#accounts.delete(oldest);
    }
    if (account.credit === 0) {
      account.omitted += 1;
      return null;
    }
    const { omitted } = account;
    account.credit -= 1;
    account.omitted = 0;
    return omitted;
  }
}
