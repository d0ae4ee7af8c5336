import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DemoCompany, eventually } from '@gewerk/demo';
import { type RunningSystem, startSystem } from '../src/system.js';
import { type Answer, ask } from './access/client.js';
import { TestIssuer } from './access/test-issuer.js';
import { foundNetwork, type Network, orderOf, type Person } from './access/world.js';

const OWN_JOB_MINUTES = 4800;
const DAY_MILLIS = 86_400_000;

let issuer: TestIssuer;
let system: RunningSystem;
let network: Network;

beforeAll(async () => {
  issuer = await TestIssuer.start();
  const trusted = { issuer: issuer.url, audience: 'gewerk' };
  system = await startSystem({ dataDirectory: null, port: 0, issuer: trusted, progress: () => undefined });
  network = await foundNetwork(system.origin, issuer, ['milling-02', 'sheet-06', 'hardening-03']);
}, 120_000);

afterAll(async () => {
  await system?.stop();
  await issuer?.stop();
}, 60_000);

async function send(person: Person, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await ask(system.origin, { method, path, token: network.tokens[person], body });
  if (answer.status >= 400 && answer.status !== 404) throw new Error(`${method} ${path} answered ${answer.status} ${answer.text}`);
  return answer;
}

/** One job of each firm on each of its machines, or none; answers once they are planned. */
async function load(minutes: number): Promise<void> {
  const jobOn = (machineId: string): object => ({
    jobId: `job on ${machineId}`,
    operations: [{ operationId: 'only', options: [{ machineId, minutes }] }],
  });
  await forFirms(async (firm, company) => {
    const machines = company.groups.flatMap((group) => group.machines);
    const jobs = minutes === 0 ? [] : machines.map(({ machineId }) => jobOn(machineId));
    await send(firm, 'PUT', '/api/capacity/v1/plan/shop', { jobs });
  });
}

async function forFirms(act: (firm: 'maker' | 'partner' | 'outsider', company: DemoCompany) => Promise<void>): Promise<void> {
  for (const firm of ['maker', 'partner', 'outsider'] as const) await act(firm, network[firm]);
  await forPlans();
}

async function forPlans(): Promise<void> {
  for (const firm of ['maker', 'partner', 'outsider'] as const) {
    await eventually('the shop is planned', async () => {
      const { asked, answered, failure } = (await send(firm, 'GET', '/api/capacity/v1/plan')).body;
      if (failure !== null) throw new Error(JSON.stringify(failure));
      return asked === answered ? true : null;
    });
  }
}

/** The earliest date that the network promises for a new order; the same order every time. */
async function promisedMillis(): Promise<number> {
  const { orderId } = (await send('customer', 'POST', '/api/orders/v1/orders', orderOf(network.partId, network))).body;
  const proposal = await eventually('a consortium is proposed', async () => {
    const answer = await send('customer', 'GET', `/api/matching/v1/orders/${orderId}/proposals`);
    if (answer.status === 200 && answer.body.state === 'none-found') throw new Error(answer.text);
    return answer.status === 200 ? (answer.body.items[0] ?? null) : null;
  });
  const plans = proposal.plans as { promisedAt: string }[];
  return Math.min(...plans.map(({ promisedAt }) => Date.parse(promisedAt)));
}

describe('the date promised to the next order', () => {
  it('moves with the own jobs of firms whose free hours follow their plan, there and back', async () => {
    await load(0);
    await forFirms(async (firm) => void (await send(firm, 'PUT', '/api/capacity/v1/plan/published-share', { percent: 100 })));
    const unloaded = await promisedMillis();
    await load(OWN_JOB_MINUTES);
    const loaded = await eventually('matching knows the load', async () => {
      const promised = await promisedMillis();
      return promised > unloaded ? promised : null;
    });
    expect(loaded - unloaded).toBeGreaterThan(2 * DAY_MILLIS);
    await load(0);
    const again = await eventually('matching knows that the load is gone', async () => {
      const promised = await promisedMillis();
      return promised < loaded ? promised : null;
    });
    expect(again).toBe(unloaded);
  }, 120_000);
});
