import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { MachineRepository } from '../src/machines/outbound/machine-repository.js';
import { companyWith, type TestMachine } from './capacity-bench.js';
import { ServiceBench } from './service-bench.js';

const bench = new ServiceBench();
const machineOf = (): TestMachine => ({ companyId: newId(), machineId: newId(), machineGroupId: newId(), siteId: newId() });
const [own, rival] = [machineOf(), machineOf()];
const HOUR = 3_600_000;
const hour = (ahead: number): string => new Date(Math.ceil(Date.now() / HOUR) * HOUR + ahead * HOUR).toISOString();

const job = (change: object = {}, operation: object = {}) => ({
  ...{ jobId: '4711', releaseAt: hour(0), dueAt: hour(8) },
  operations: [{ operationId: 'turn', options: [{ machineId: own.machineId, minutes: 120 }], ...operation }],
  ...change,
});

beforeAll(async () => {
  await bench.start();
  await bench.test.database.transaction([bench.networkId], async (tx) => {
    for (const each of [own, rival]) await new MachineRepository().saveCompany(tx, bench.networkId, companyWith(each));
  });
});

afterAll(() => bench.stop());

const member = bench.as('member', own.companyId);

// `any`: whatever JSON the service answers
async function currentPlan(): Promise<any> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await member('GET', '/plan');
    if (body.asked > 0 && body.asked === body.answered) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no plan within ten seconds');
}

describe('the plan of a shop over HTTP', () => {
  it('follows what the firm states, changes with what it reports, and is shown to it alone', async () => {
    expect(await member('GET', '/plan')).toEqual({ status: 200, body: { asked: 0, answered: 0, failure: null, plan: null } });
    expect((await member('GET', '/plan/gantt')).body.code).toBe('capacity.plan-not-ready');
    expect(await member('PUT', '/plan/shop', { jobs: [job()] })).toEqual({ status: 202, body: { asked: 1, answered: 0 } });
    expect((await currentPlan()).plan).toMatchObject({ lateOperations: 0, operations: [{ jobId: '4711', origin: 'own' }] });
    const outage = { kind: 'machine-outage', machineId: own.machineId, startsAt: hour(-1), endsAt: hour(7) };
    expect((await member('POST', '/plan/changes', outage)).status).toBe(202);
    expect((await currentPlan()).plan).toMatchObject({ because: 'machine-outage', lateOperations: 1, movedOperations: 1 });
    const { items } = (await member('GET', '/plan/late-operations')).body;
    expect(items).toMatchObject([{ jobId: '4711', blockedBy: 'machine-closed', endsAt: hour(9), lateMinutes: 60 }]);
    const others = await bench.as('member', rival.companyId)('GET', '/plan');
    expect(others.body).toEqual({ asked: 0, answered: 0, failure: null, plan: null });
    expect((await bench.as('orchestrator')('GET', '/plan')).status).toBe(403);
  });

  it('is published where the firm chooses so, in whole percent', async () => {
    expect(await member('GET', '/plan/published-share')).toEqual({ status: 200, body: { percent: null } });
    expect(await member('PUT', '/plan/published-share', { percent: 80 })).toEqual({ status: 200, body: { percent: 80 } });
    expect((await member('GET', '/plan/published-share')).body).toEqual({ percent: 80 });
    expect((await bench.as('member', rival.companyId)('GET', '/plan/published-share')).body).toEqual({ percent: null });
    await currentPlan();
    const { freeWindows } = (await member('GET', `/machines/${own.machineId}/windows`)).body;
    expect(freeWindows.length).toBeGreaterThan(0);
    for (const percent of [0, 101, 12.5, '80', undefined]) {
      expect((await member('PUT', '/plan/published-share', { percent })).status).toBe(400);
    }
    expect(await member('PUT', '/plan/published-share', { percent: null })).toEqual({ status: 200, body: { percent: null } });
  });

  it.each([
    ['no list of jobs', {}, '/'],
    ['a field that nobody knows', { jobs: [job({ colour: 'red' })] }, '/jobs/0/colour'],
    [
      'a duration of 0',
      { jobs: [job({}, { options: [{ machineId: own.machineId, minutes: 0 }] })] },
      '/jobs/0/operations/0/options/0/minutes',
    ],
    ['a job twice', { jobs: [job(), job()] }, '/jobs/1/jobId'],
    ['a name that bookings have', { jobs: [job({ jobId: 'booking 1' })] }, '/jobs/0/jobId'],
    ['an unknown predecessor', { jobs: [job({}, { after: ['saw'] })] }, '/jobs/0/operations/0/after'],
    ['an operation that waits for itself', { jobs: [job({}, { after: ['turn'] })] }, '/jobs/0/operations'],
  ])('refuses a shop with %s, by JSON pointer', async (_, shop, pointer) => {
    const { status, body } = await member('PUT', '/plan/shop', shop);
    expect({ status, code: body.code, pointer: body.errors[0].pointer }).toEqual({ status: 400, code: 'capacity.shop-invalid', pointer });
  });

  it.each([
    ['an unknown kind', { kind: 'holiday' }, '/kind'],
    [
      'an outage that ends before it starts',
      { kind: 'machine-outage', machineId: own.machineId, startsAt: hour(2), endsAt: hour(1) },
      '/endsAt',
    ],
    ['an order that is none', { kind: 'order-in', job: job({}, { after: ['turn'] }) }, '/job/operations'],
  ])('refuses %s, by JSON pointer', async (_, change, pointer) => {
    const { status, body } = await member('POST', '/plan/changes', change);
    expect({ status, pointer: body.errors[0].pointer }).toEqual({ status: 400, pointer });
  });

  it('refuses the machine of another firm as one that does not exist', async () => {
    const foreign = await member('PUT', '/plan/shop', { jobs: [job({}, { options: [{ machineId: rival.machineId, minutes: 5 }] })] });
    const nobodys = await member('PUT', '/plan/shop', { jobs: [job({}, { options: [{ machineId: newId(), minutes: 5 }] })] });
    expect([foreign.status, foreign.body.code]).toEqual([422, 'capacity.machine-unknown']);
    expect([nobodys.status, nobodys.body.code]).toEqual([422, 'capacity.machine-unknown']);
  });
});
