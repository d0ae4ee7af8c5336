import { hash } from 'node:crypto';
import type { Caller } from './caller.js';

const MOST_TOKENS = 2_000;

/**
 * Tokens whose signature was found good a short while ago: a client sends the same one with every request, and checking it takes longer than
 * most answers. Kept by their digest, so that no token lies in the memory of a service.
 */
export class VerifiedTokens {
  readonly #known = new Map<string, { readonly caller: Caller; readonly goodUntilMillis: number }>();

  /** @param keptMillis how long a verdict is believed at most */
  constructor(private readonly keptMillis: number) {}

  callerOf(token: string): Caller | null {
    const digest = hash('sha256', token);
    const found = this.#known.get(digest);
    if (found === undefined) return null;
    if (Date.now() < found.goodUntilMillis) return found.caller;
    this.#known.delete(digest);
    return null;
  }

  /** @param expiresAtMillis of the token itself */
  remember(token: string, caller: Caller, expiresAtMillis: number): void {
    if (this.keptMillis === 0) return;
    // The oldest goes first: verdicts are short-lived, so that who is used most hardly matters.
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_TOKENS && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(hash('sha256', token), { caller, goodUntilMillis: Math.min(expiresAtMillis, Date.now() + this.keptMillis) });
  }
}
