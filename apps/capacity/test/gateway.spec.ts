import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@gewerk/kernel';
import { MachineRepository } from '../src/machines/outbound/machine-repository.js';
import { companyWith, type TestMachine } from './capacity-bench.js';
import { ServiceBench } from './service-bench.js';

const bench = new ServiceBench();
const machine: TestMachine = { companyId: newId(), machineId: newId(), machineGroupId: newId(), siteId: newId() };
const rival: TestMachine = { companyId: newId(), machineId: newId(), machineGroupId: newId(), siteId: newId() };
const HOUR = 3_600_000;
const hour = (ahead: number): string => new Date(Math.ceil(Date.now() / HOUR) * HOUR + ahead * HOUR).toISOString();
const free = { startsAt: hour(2), endsAt: hour(6) };

function event(of: TestMachine = machine, change: object = {}): object {
  return {
    ...{ specversion: '1.0', id: newId(), source: 'urn:erp', type: 'capacity.capacity-reported.v1', time: new Date().toISOString() },
    data: {
      ...{ companyId: of.companyId, machineId: of.machineId, asOf: new Date().toISOString() },
      ...{ horizon: { startsAt: hour(0), endsAt: hour(100) }, freeWindows: [free], includedBookingIds: [], ...change },
    },
  };
}

beforeAll(async () => {
  await bench.start();
  await bench.test.database.transaction([bench.networkId], async (tx) => {
    for (const each of [machine, rival]) await new MachineRepository().saveCompany(tx, bench.networkId, companyWith(each));
  });
});

afterAll(() => bench.stop());

async function windowsOnceApplied(): Promise<{ availabilityVersion: number; freeWindows: object[] }> {
  const member = bench.as('member', machine.companyId);
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await member('GET', `/machines/${machine.machineId}/windows`);
    if (body.availabilityVersion > 0) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the report was not applied within five seconds');
}

describe('the gateway over HTTP', () => {
  it('takes a batch, whose reports come back from the log and set the free hours', async () => {
    const system = bench.as('system', machine.companyId);
    const answer = await system('POST', '/reports', [event(), event(rival)], 'application/cloudevents-batch+json');
    expect(answer).toMatchObject({
      status: 202,
      body: {
        accepted: 1,
        duplicates: 0,
        refused: [{ code: 'capacity.report-of-another-company', errors: [{ pointer: '/data/companyId' }] }],
      },
    });
    expect(await windowsOnceApplied()).toMatchObject({ freeWindows: [free], statedWindows: [free] });
  });

  it('takes a single event, and refuses a malformed one by field without failing', async () => {
    const system = bench.as('system', machine.companyId);
    expect((await system('POST', '/reports', event(), 'application/cloudevents+json')).body).toMatchObject({ accepted: 1, refused: [] });
    const malformed = await system('POST', '/reports', event(machine, { freeWindows: 'all' }), 'application/cloudevents+json');
    expect(malformed).toMatchObject({ status: 202, body: { accepted: 0, refused: [{ code: 'capacity.report-invalid' }] } });
  });

  it('is for member systems only', async () => {
    expect((await bench.as('member', machine.companyId)('POST', '/reports', event(), 'application/cloudevents+json')).status).toBe(403);
    expect((await bench.as('customer', newId())('GET', '/machines')).status).toBe(403);
  });
});

describe('free hours', () => {
  it('are not shown to a competitor, who does not even learn that the machine exists', async () => {
    const competitor = bench.as('member', rival.companyId);
    const [foreign, unknown] = [
      await competitor('GET', `/machines/${machine.machineId}/windows`),
      await competitor('GET', `/machines/${newId()}/windows`),
    ];
    expect(foreign).toMatchObject({ status: 404, body: { code: 'capacity.machine-unknown' } });
    expect({ ...foreign.body, correlationId: null }).toEqual({ ...unknown.body, correlationId: null });
    const { body } = await competitor('GET', '/machines');
    expect(body.items.map((one: { machineId: string }) => one.machineId)).toEqual([rival.machineId]);
  });

  it('are summed up as utilisation: of the network for the orchestrator, of its own for a member', async () => {
    await windowsOnceApplied();
    const groupsFor = async (role: 'orchestrator' | 'member', companyId: string | null): Promise<unknown> =>
      (await bench.as(role, companyId)('GET', '/utilisation?days=2')).body.items.map((one: { companyId: string }) => one.companyId).sort();
    expect(await groupsFor('orchestrator', null)).toEqual([machine.companyId, rival.companyId].sort());
    expect(await groupsFor('member', rival.companyId)).toEqual([rival.companyId]);
    const { network } = (await bench.as('orchestrator')('GET', '/utilisation?days=2')).body;
    expect(network.utilisation).toBeGreaterThan(0.8);
  });
});

describe('bookings over HTTP', () => {
  it('answer a work report on an unknown booking with 404 and a malformed one by field', async () => {
    const member = bench.as('member', machine.companyId);
    expect(await member('POST', `/bookings/${newId()}/starts`, {})).toMatchObject({
      status: 404,
      body: { code: 'capacity.booking-unknown' },
    });
    const malformed = await member('POST', `/bookings/${newId()}/finishes`, { goodPieces: -1 });
    expect(malformed.status).toBe(400);
    const pointers: string[] = malformed.body.errors.map((error: { pointer: string }) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set(['/goodPieces', '/scrapPieces']));
    expect((await member('GET', `/bookings?formationId=${newId()}`)).body).toEqual({ items: [], nextCursor: null });
  });
});
