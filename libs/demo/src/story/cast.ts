import { DEMO_NETWORK_ID, type DemoCompany, type DemoCustomer, demoCompanies, demoCustomers } from '../network/profiles.js';
import { demoClients } from '../roster.js';
import { type ServiceName, SystemClient } from '../http/system-client.js';
import { eventually } from './eventually.js';
import type { StoryStage, StoryStep } from './stage.js';

/** Everybody who acts in the story, each with an own client and token. */
export class Cast {
  readonly networkId = DEMO_NETWORK_ID;
  readonly companies: readonly DemoCompany[] = demoCompanies();
  readonly customers: readonly DemoCustomer[] = demoCustomers();
  readonly #clients = new Map<string, SystemClient>();
  #offsetMinutes = 0;

  constructor(private readonly stage: StoryStage) {}

  get orchestrator(): SystemClient {
    return this.#client('orchestrator');
  }

  member(company: DemoCompany): SystemClient {
    return this.#client(`member-${company.slug}`);
  }

  memberSystem(company: DemoCompany): SystemClient {
    return this.#client(`system-${company.slug}`);
  }

  customer(customer: DemoCustomer): SystemClient {
    return this.#client(`customer-${customer.slug}`);
  }

  companyById(companyId: string): DemoCompany {
    const company = this.companies.find((candidate) => candidate.companyId === companyId);
    if (company === undefined) throw new Error(`company ${companyId} is not in the demonstration`);
    return company;
  }

  say(line: string): void {
    this.stage.progress(line);
  }

  /** The story is about to take a step. */
  async takes(step: StoryStep): Promise<void> {
    await this.stage.beforeStep?.(step);
  }

  /** As `eventually`, with the patience that the stage asks for. */
  async eventually<T>(what: string, ask: () => Promise<T | null>, timeoutMillis = 45_000): Promise<T> {
    return eventually(what, ask, timeoutMillis + (this.stage.addresses.patienceMillis ?? 0));
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMinutes * 60_000);
  }

  /** Moves the time of every service forward to an instant; the story plays weeks in seconds. */
  async waitUntil(instant: Date): Promise<void> {
    const minutes = Math.ceil((instant.getTime() - Date.now()) / 60_000);
    if (minutes <= this.#offsetMinutes) return;
    this.#offsetMinutes = minutes;
    const services: ServiceName[] = [
      'governance',
      'registry',
      'capacity',
      'orders',
      'matching',
      'sustainability',
      'billing',
      'collaboration',
    ];
    await Promise.all(
      services.map((service) => this.orchestrator.command('POST', service, '/operations/clock', { offsetMinutes: minutes })),
    );
  }

  #client(clientId: string): SystemClient {
    const known = this.#clients.get(clientId);
    if (known !== undefined) return known;
    const found = demoClients().find((candidate) => candidate.clientId === clientId);
    if (found === undefined) throw new Error(`no demo client ${clientId}`);
    const client = new SystemClient(this.stage.addresses, found.clientId, found.secret);
    this.#clients.set(clientId, client);
    return client;
  }
}

/** Runs at most `width` at a time, in order of the list. */
export async function inParallel<T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(width, items.length) }, async () => {
      while (next < items.length) {
        const index = next;
        next += 1;
        results[index] = await work(items[index] as T);
      }
    }),
  );
  return results;
}
