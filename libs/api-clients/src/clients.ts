import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths as BillingPaths } from './generated/billing.js';
import type { paths as CapacityPaths } from './generated/capacity.js';
import type { paths as CollaborationPaths } from './generated/collaboration.js';
import type { paths as GovernancePaths } from './generated/governance.js';
import type { paths as MatchingPaths } from './generated/matching.js';
import type { paths as OrdersPaths } from './generated/orders.js';
import type { paths as RegistryPaths } from './generated/registry.js';
import type { paths as SustainabilityPaths } from './generated/sustainability.js';
import { ProblemError } from './problem-error.js';

export interface ClientOptions {
  /** Origin under which all services answer. */
  baseUrl: string;
  /** A fresh access token; asked before each request. */
  token(): Promise<string>;
}

export interface Clients {
  billing: Client<BillingPaths>;
  capacity: Client<CapacityPaths>;
  collaboration: Client<CollaborationPaths>;
  governance: Client<GovernancePaths>;
  matching: Client<MatchingPaths>;
  orders: Client<OrdersPaths>;
  registry: Client<RegistryPaths>;
  sustainability: Client<SustainabilityPaths>;
}

/**
 * Typed clients of all services. Each request carries a token; a command without an Idempotency-Key gets a new one, so give your
 * own where a retry must not act twice. Refusals are thrown as `ProblemError`.
 */
export function createClients(options: ClientOptions): Clients {
  const conventions = conventionsOf(options);
  const client = <Paths extends object>(): Client<Paths> => {
    const created = createClient<Paths>({ baseUrl: options.baseUrl });
    created.use(conventions);
    return created;
  };
  return {
    billing: client(),
    capacity: client(),
    collaboration: client(),
    governance: client(),
    matching: client(),
    orders: client(),
    registry: client(),
    sustainability: client(),
  };
}

function conventionsOf({ token }: ClientOptions): Middleware {
  return {
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      const isCommand = request.method !== 'GET' && request.method !== 'HEAD';
      if (isCommand && !request.headers.has('idempotency-key')) request.headers.set('idempotency-key', crypto.randomUUID());
      return request;
    },
    async onResponse({ response }) {
      if (response.ok) return undefined;
      const problem = (await response.json().catch(() => ({}))) as Partial<ProblemError>;
      throw new ProblemError(response.status, problem.code ?? 'unknown', problem.detail ?? response.statusText, problem.errors ?? []);
    },
  };
}
