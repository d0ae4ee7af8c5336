import type { Clock, MovableClock } from '@gewerk/kernel';
import type { IssuerSettings, RouteAccess } from '@gewerk/platform-auth';
import type { EventTransport } from '@gewerk/platform-messaging';
import type { LogFormat, Metrics } from '@gewerk/platform-observability';
import type { LogLevel } from '@nestjs/common';

/** What a composition root (a process of its own, the standalone, a test) gives a service. */
export interface ServiceParts {
  /** Role `gewerk_app`. */
  databaseUrl: string;
  /** Role `gewerk_relay`. */
  relayDatabaseUrl: string;
  /** The owner; only where migrations run at start or the clock may be moved. */
  ownerDatabaseUrl: string | null;
  /** Bring the database to its newest shape at start; elsewhere that is a step of the deployment. */
  migrate: boolean;
  transport: EventTransport;
  clock: Clock;
  /** Lets the orchestrator move the service's time; for the standalone and tests, never for production. */
  clockControl: { clock: MovableClock } | null;
  issuer: IssuerSettings;
  /** Origin under which clients reach the service, for documents and links. */
  publicUrl: string;
  /** Counts requests for all instances; null: each instance its own. */
  redisUrl?: string | null;
  /** Requests a minute; null: as many as come. */
  rateLimits?: { callerPerMinute: number; companyPerMinute: number } | null;
  /** Networks (CIDR) of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies?: readonly string[];
  log: { format: LogFormat; level: LogLevel };
}

export interface RunningService {
  readonly name: string;
  /** Lets an outer HTTP server hand a request over. */
  handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): void;
  /** @returns the address it listens on */
  listen(port: number, host?: string): Promise<string>;
  openApi(): object;
  readonly metrics: Metrics;
  routes(): readonly RouteAccess[];
  /** Unready, stop consuming, stop runners, close HTTP, close pools; what was begun is finished. */
  close(): Promise<void>;
}
