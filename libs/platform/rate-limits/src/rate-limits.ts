import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RedisStore } from './redis-store.js';

/** What one caller may do in a stretch of time. */
export interface Allowance {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimitsOptions {
  /** Part of the keys in the store, so that services do not count for one another. */
  readonly service: string;
  readonly allowances: Readonly<Record<string, Allowance>>;
  /** Counts for all instances of the service; null: each counts its own. */
  readonly store: RedisStore | null;
}

/**
 * Counts what callers do, and says when one has done enough for now. While the store does not answer, each process counts what it
 * sees itself, so that a fault of Redis neither locks everybody out nor lets everything in.
 */
export class RateLimits {
  readonly #limiters: ReadonlyMap<string, { shared: RateLimiterRedis | null; own: RateLimiterMemory }>;

  constructor(private readonly options: RateLimitsOptions) {
    const { service, allowances, store } = options;
    this.#limiters = new Map(
      Object.entries(allowances).map(([scope, { points, seconds }]) => {
        const settings = { points, duration: seconds, keyPrefix: `gewerk:${service}:${scope}` };
        const shared = store === null ? null : new RateLimiterRedis({ ...settings, storeClient: store.client, useRedisPackage: true });
        return [scope, { shared, own: new RateLimiterMemory(settings) }];
      }),
    );
  }

  /**
   * @param scope one of the allowances
   * @returns seconds to wait, 0 where the caller may go on
   */
  async spend(scope: string, key: string, points = 1): Promise<number> {
    const limiter = this.#limiters.get(scope);
    if (limiter === undefined) throw new Error(`there is no allowance "${scope}"`);
    const { store } = this.options;
    const { shared } = limiter;
    if (shared !== null && store !== null) {
      const wait = await store.ask(() => waitOf(shared.consume(key, points)));
      if (wait !== null) return wait;
    }
    return waitOf(limiter.own.consume(key, points));
  }
}

async function waitOf(consumption: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumption;
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}
