import type { Metrics } from '@gewerk/platform-observability';

/** What the server of a service is told about the requests that come and go. */
export interface Traffic {
  readonly metrics: Metrics;
  /** Null: callers may ask as often as they like. */
  readonly limits: RequestLimits | null;
  /** Requests that wait for a connection to the database. */
  waitingForDatabase(): number;
  /** Networks (CIDR) of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

export type LimitScope = 'caller' | 'company' | 'address';

export interface RequestLimits {
  /** @returns seconds to wait, 0 where the request may go on */
  spend(scope: LimitScope, key: string): Promise<number>;
}
