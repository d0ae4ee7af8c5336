import { demoClients, demoCompanies, RequestFailed, SystemClient } from '@gewerk/demo';
import { canonicalJson, newId } from '@gewerk/kernel';
import { SERVICES, type ServiceName } from '@gewerk/contracts';
import { type Evidence, type Finding, figure, type Invariant } from './invariant.js';

interface Probe {
  readonly service: ServiceName;
  readonly clientId: string;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: object;
  readonly otherBody: object;
}

/** A command of several services, and the same with another body. */
function probes(): Probe[] {
  const [first, second] = demoCompanies();
  const uncertainty = (index: number): object => ({ index, confidence: 0.8, regions: [] });
  const exclusion = (excluded: boolean): object => ({ excluded, reasonClass: 'competition' });
  const pair = `/exclusions/${first?.companyId}/${second?.companyId}`;
  const month = (ahead: number): object => ({ month: new Date(Date.now() + ahead * 31 * 86_400_000).toISOString().slice(0, 7) });
  const orchestrator = { clientId: 'orchestrator' };
  return [
    { ...orchestrator, service: 'governance', method: 'PUT', path: '/uncertainty', body: uncertainty(0.41), otherBody: uncertainty(0.42) },
    { ...orchestrator, service: 'registry', method: 'PUT', path: pair, body: exclusion(true), otherBody: exclusion(false) },
    { ...orchestrator, service: 'billing', method: 'POST', path: '/membership-runs', body: month(-2), otherBody: month(-3) },
  ];
}

async function repeatedCommands({ databases, addresses }: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  let answers = 0;
  for (const service of SERVICES) {
    answers += await databases.count(service, 'app.idempotency');
    const without = await databases.count(service, 'app.idempotency where status is null');
    if (without > 0) breaches.push(`${service}: ${without} commands committed without their answer`);
  }
  if (addresses === undefined) return { looked: `${figure(answers)} kept answers; no service was there to ask again`, breaches };
  const asked = probes();
  for (const probe of asked) {
    const secret = demoClients().find(({ clientId }) => clientId === probe.clientId)?.secret ?? '';
    breaches.push(...(await repeat({ databases, client: new SystemClient(addresses, probe.clientId, secret) }, probe)));
  }
  return { looked: `${figure(answers)} kept answers, ${asked.length} commands repeated with the same and with another body`, breaches };
}

async function repeat({ databases, client }: { databases: Evidence['databases']; client: SystemClient }, probe: Probe): Promise<string[]> {
  const breaches: string[] = [];
  const { service, method, path } = probe;
  const published = async (): Promise<number> => {
    const [row] = await databases.rows<{ n: number }>(service, 'select coalesce(sum(version), 0)::int as n from messaging.stream_head');
    return row?.n ?? 0;
  };
  const key = newId();
  const first = canonicalJson((await client.command<unknown>(method, service, path, probe.body, key)) ?? null);
  const after = await published();
  const second = canonicalJson((await client.command<unknown>(method, service, path, probe.body, key)) ?? null);
  if (first !== second) breaches.push(`${service} ${method} ${path}: the repetition was answered ${second} instead of ${first}`);
  const refusal = await client.command(method, service, path, probe.otherBody, key).then(
    () => 'success',
    (error: unknown) => (error instanceof RequestFailed ? error.status : String(error)),
  );
  if (refusal !== 422) breaches.push(`${service} ${method} ${path}: another body under the same key was answered ${refusal}`);
  const now = await published();
  if (now !== after) breaches.push(`${service} ${method} ${path}: repeating published ${now - after} events`);
  return breaches;
}

/** What is not over: by service, what to count and where. */
const UNFINISHED: readonly { service: ServiceName; what: string; from: string }[] = [
  {
    service: 'orders',
    what: 'orders that are neither rated nor cancelled',
    from: "customer_order where state not in ('rated', 'cancelled', 'unplaceable')",
  },
  { service: 'orders', what: 'parts that are being measured', from: "part where state = 'measuring'" },
  { service: 'matching', what: 'formations under way', from: "formation where state not in ('confirmed', 'failed', 'dissolved')" },
  { service: 'matching', what: 'open invitations', from: "invitation where state = 'open'" },
  { service: 'capacity', what: 'holds that neither became bookings nor ended', from: "hold where state = 'held'" },
  { service: 'collaboration', what: 'records that are not closed', from: "consortium_record where phase <> 'closed'" },
  { service: 'billing', what: 'fees that wait for a fact', from: 'fee_case where not settled' },
];

const PENDING: readonly { what: string; from: string }[] = [
  { what: 'unsent events', from: 'messaging.outbox where unsent' },
  { what: 'parked events', from: 'messaging.parked' },
  { what: 'tasks', from: 'app.task' },
  { what: 'deadlines that nobody met', from: "app.deadline where due_at < app.now() - interval '1 minute'" },
];

async function everythingEnds({ databases }: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  for (const { service, what, from } of UNFINISHED) {
    const n = await databases.count(service, from);
    if (n > 0) breaches.push(`${service}: ${n} ${what}`);
  }
  for (const service of SERVICES) {
    for (const { what, from } of PENDING) {
      const n = await databases.count(service, from);
      if (n > 0) breaches.push(`${service}: ${n} ${what}`);
    }
  }
  const orders = await databases.count('orders', 'customer_order');
  const formations = await databases.count('matching', 'formation');
  return { looked: `${orders} orders, ${formations} formations, and what ${SERVICES.length} services have pending`, breaches };
}

export const commands: readonly Invariant[] = [
  { number: 6, rule: 'the same key and body get the same answer, another body 422 and no effect', judge: repeatedCommands },
  { number: 7, rule: "every accepted command ends in a terminal state or an operator's queue", judge: everythingEnds },
];
