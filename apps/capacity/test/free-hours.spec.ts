import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Window } from '@gewerk/contracts';
import type { AvailabilityChangedData, CapacityLostData } from '@gewerk/contracts/capacity';
import { capableToPromise, totalHours, type WorkingDay } from '@gewerk/engine-scheduling';
import { newId } from '@gewerk/kernel';
import type { OwnJob } from '../src/planning/domain/shop.js';
import { CapacityBench, companyWith, type TestMachine } from './capacity-bench.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
let bench: CapacityBench;

beforeAll(async () => {
  bench = await CapacityBench.create();
});

afterAll(() => bench.close());

const at = (hour: number): string => bench.window(hour, hour + 1).startsAt;

function job(jobId: string, machine: TestMachine, workHours: number): OwnJob {
  const options = [{ machineId: machine.machineId, minutes: workHours * 60 }];
  return { jobId, releaseAt: at(0), dueAt: at(40), operations: [{ operationId: 'turn', options }] };
}

async function state({ companyId }: TestMachine, jobs: OwnJob[]): Promise<void> {
  await bench.run((work) => bench.stateShop.execute(work, { companyId, shop: { jobs } }));
  await bench.runTasks();
}

async function publish({ companyId }: TestMachine, percent: number | null): Promise<void> {
  await bench.run((work) => bench.choosePublishedShare.execute(work, { companyId, percent }));
  await bench.runTasks();
}

const published = async ({ machineId }: TestMachine): Promise<AvailabilityChangedData> => {
  const last = (await bench.published<AvailabilityChangedData>('availability-changed', machineId)).at(-1);
  if (last === undefined) throw new Error('nothing was published');
  return last;
};

/** Free hours of the machine from the next full hour on. */
async function freeHours(machine: TestMachine, from: number, to: number): Promise<number> {
  const range = [Date.parse(at(from)), Date.parse(at(to))] as const;
  const { freeWindows } = await published(machine);
  const inside = freeWindows.map(({ startsAt, endsAt }): [number, number] => [
    Math.max(range[0], Date.parse(startsAt)),
    Math.min(range[1], Date.parse(endsAt)),
  ]);
  return totalHours(inside.filter(([start, end]) => start < end));
}

/** When an order of so many hours on this machine arrives, by what the network is told of it (methods 7.2). */
async function promisedMillis(machine: TestMachine, runHours: number): Promise<number> {
  const { freeWindows } = await published(machine);
  const nowMillis = Date.parse(at(0));
  const days = Array.from({ length: 60 }, (_, number): WorkingDay => {
    const startMillis = nowMillis + (number - 1) * 24 * HOUR;
    return { number, date: new Date(startMillis).toISOString().slice(0, 10), startMillis, endMillis: startMillis + 24 * HOUR };
  });
  const free = freeWindows.map(({ startsAt, endsAt }): [number, number] => [Date.parse(startsAt), Date.parse(endsAt)]);
  const promise = capableToPromise({
    ...{ nowMillis, days, transport: [], customerSite: machine.siteId },
    operations: [{ id: 'turn', after: [], setupHours: 1, runHours: runHours - 1, machines: [machine.machineId] }],
    machines: { [machine.machineId]: { site: machine.siteId, free } },
  });
  if (promise.kind !== 'promised') throw new Error('not promised');
  return promise.arrivalMillis;
}

const lost = async ({ machineId }: TestMachine): Promise<CapacityLostData[]> =>
  (await bench.published<CapacityLostData>('capacity-lost')).filter((loss) => loss.machineId === machineId);

describe('free hours that follow the plan', () => {
  it('fall by an own job, which puts off the date promised to the next order; without the job both are as before', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    expect(await freeHours(machine, 0, 10)).toBe(10);
    const before = await promisedMillis(machine, 6);
    expect(before).toBe(Date.parse(at(6)));
    await state(machine, [job('own', machine, 5)]);
    expect(await freeHours(machine, 0, 10)).toBe(5);
    expect(await promisedMillis(machine, 6)).toBe(Date.parse(at(11)));
    await state(machine, []);
    expect(await freeHours(machine, 0, 10)).toBe(10);
    expect(await promisedMillis(machine, 6)).toBe(before);
  });

  it('are those that were reported, whatever the plan, unless the firm chose otherwise', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 10));
    const before = await published(machine);
    await state(machine, [job('own', machine, 5)]);
    expect(await published(machine)).toEqual(before);
    await bench.report(machine, [bench.window(0, 4)]);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(0, 4)]);
  });

  it('are a share of what is left between own jobs, where the firm keeps some back', async () => {
    const machine = await bench.addMachine();
    await state(machine, [job('own', machine, 5)]);
    await publish(machine, 100);
    const all = totalHours((await published(machine)).freeWindows.map(spanOf));
    await publish(machine, 25);
    const quarter = totalHours((await published(machine)).freeWindows.map(spanOf));
    expect(quarter / all).toBeCloseTo(0.25, 3);
  });

  it('leave to holds and bookings what they have, and do not grow by what is booked of the share', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 50);
    const share = await totalFree(machine);
    const formationId = newId();
    await bench.book(formationId, [bench.reservation(machine, bench.window(2, 6))]);
    const [placed] = await bench.published('hold-placed', formationId);
    await bench.deliver('onHoldPlaced', [placed ?? {}]);
    await bench.runTasks();
    expect(await totalFree(machine)).toBeCloseTo(share - 4, 1);
    await state(machine, [job('own', machine, 6)]);
    const { freeWindows } = await published(machine);
    const kept = await bench.run((work) => bench.plans.find(work.tx, bench.networkId, machine.companyId));
    const own = kept?.plan?.operations.filter(({ origin }) => origin === 'own') ?? [];
    expect(own).toMatchObject([{ startsAt: at(6), endsAt: at(12) }]);
    expect(freeWindows.filter(({ startsAt, endsAt }) => startsAt < at(6) && endsAt > at(2))).toEqual([]);
    expect(await lost(machine)).toEqual([]);
    await bench.settle(formationId, 1, 'confirm');
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-confirmed', 'hold-confirmed']);
  });

  it('keep held work in its hours, so that own jobs make way and not the other way round', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(0, 1), bench.window(7, 8))]);
    await state(machine, [{ ...job('urgent', machine, 2), dueAt: at(2), weight: 100 }]);
    const kept = await bench.run((work) => bench.plans.find(work.tx, bench.networkId, machine.companyId));
    expect(kept?.plan?.operations.find(({ origin }) => origin === 'own')).toMatchObject({ startsAt: at(1), endsAt: at(3) });
    expect(await freeHours(machine, 0, 8)).toBe(4);
  });

  it('end where the machine is down, and what was booked there is told as lost', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    await bench.book(newId(), [bench.reservation(machine, bench.window(4, 6))]);
    const change = { kind: 'machine-outage', machineId: machine.machineId, startsAt: at(5), endsAt: at(8) } as const;
    await bench.run((work) => bench.reportChange.execute(work, { companyId: machine.companyId, change }));
    await bench.runTasks();
    expect(await freeHours(machine, 0, 10)).toBe(6);
    expect(await lost(machine)).toMatchObject([{ lostMinutes: 60, lostWindows: [bench.window(5, 6)] }]);
  });

  it('are stated anew after a day, with a later end, and no more once the firm has chosen its reports', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    const before = await published(machine);
    await bench.advance(24 * 60 + 1);
    await bench.run((work) => bench.onDeadline.onFreeHoursDue(work, { subject: machine.companyId }));
    await bench.runTasks();
    const after = await published(machine);
    expect(Date.parse(after.horizon.endsAt) - Date.parse(before.horizon.endsAt)).toBeGreaterThanOrEqual(24 * HOUR);
    expect(Date.parse(after.asOf) - Date.parse(before.asOf)).toBeGreaterThan(24 * HOUR - MINUTE);
    await publish(machine, null);
    const rows = await bench.run((work) =>
      work.tx.query("select 1 from app.deadline where kind = 'free-hours-by-plan' and subject = $1", [machine.companyId]),
    );
    expect(rows).toEqual([]);
    await bench.report(machine, [bench.window(0, 4)]);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(0, 4)]);
  });

  it('are not those of a report meanwhile: the gateway refuses it, and one that came past it changes nothing', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    const before = await published(machine);
    await bench.report(machine, [bench.window(0, 1)]);
    expect(await published(machine)).toEqual(before);
    const data = bench.reportData(machine, []);
    const event = { specversion: '1.0', id: newId(), source: 'urn:erp', type: 'capacity.capacity-reported.v1', data };
    const answer = await bench.run((work) => bench.acceptReports.execute(work, { companyId: machine.companyId, events: [event] }));
    expect(answer).toMatchObject({ accepted: 0, refused: [{ code: 'capacity.hours-follow-plan' }] });
  });

  it('are told once: a plan made anew that leaves the same hours tells nothing', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    await state(machine, [job('own', machine, 5)]);
    const before = await published(machine);
    await bench.advance(10);
    await state(machine, [job('own', machine, 5)]);
    expect(await published(machine)).toEqual(before);
  });
});

describe('a plan and what the registry tells', () => {
  const kept = ({ companyId }: TestMachine) => bench.run((work) => bench.plans.find(work.tx, bench.networkId, companyId));
  async function registered(machine: TestMachine, change: (company: ReturnType<typeof companyWith>) => object): Promise<number> {
    const company = companyWith(machine);
    const event = { ...company, ...change(company) };
    await bench.deliver('onCompanyChanged', [event]);
    await bench.deliver('onShopFloorChanged', [event]);
    return bench.runTasks();
  }

  it('is made anew after a holiday and after other shifts, which take free hours too', async () => {
    const machine = await bench.addMachine();
    await publish(machine, 100);
    await state(machine, [job('own', machine, 5)]);
    expect((await kept(machine))?.plan?.operations[0]?.startsAt).toBe(at(0));
    const shift = { startMinute: 0, endMinute: 1440 };
    const closedDays = [0, 1].map((days) => new Date(Date.parse(at(0)) + days * 24 * HOUR + HOUR).toISOString().slice(0, 10));
    await registered(machine, ({ sites }) => ({ sites: sites.map((site) => ({ ...site, closedDays })) }));
    const after = await kept(machine);
    expect(after?.plan).toMatchObject({ because: 'shop-floor-changed', movedOperations: 1 });
    expect(Date.parse(after?.plan?.operations[0]?.startsAt ?? '')).toBeGreaterThanOrEqual(Date.parse(`${closedDays[0]}T23:00:00Z`));
    expect(await freeHours(machine, 24, 30)).toBeLessThan(6);
    await registered(machine, ({ sites }) => ({ sites: sites.map((site) => ({ ...site, shifts: [{ weekday: 3, ...shift }] })) }));
    expect(new Date((await kept(machine))?.plan?.operations[0]?.startsAt ?? '').getUTCDay()).toBeGreaterThanOrEqual(2);
  });

  it('is made anew where a machine comes or is withdrawn, and not where nothing of the house changed', async () => {
    const machine = await bench.addMachine();
    const second = newId();
    const two = (company: ReturnType<typeof companyWith>) => ({
      machineGroups: company.machineGroups.map((group) => ({
        ...group,
        machines: [...group.machines, { machineId: second, label: 'Lathe #2' }],
      })),
    });
    await state(machine, [job('own', machine, 5)]);
    expect(await registered(machine, () => ({ employees: 99 }))).toBe(0);
    expect(await registered(machine, two)).toBe(1);
    expect((await kept(machine))?.plan?.machines).toBe(2);
    expect(await registered(machine, two)).toBe(0);
    await state(machine, [job('own', { ...machine, machineId: second }, 5)]);
    expect(await registered(machine, () => ({}))).toBe(1);
    expect((await kept(machine))?.failure).toMatchObject({ code: 'capacity.operation-without-machine' });
  });

  it('says so where booked work stands on a machine that was withdrawn, and plans the rest', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 10));
    const second = newId();
    await bench.book(newId(), [bench.reservation(machine, bench.window(1, 3))]);
    const only = (company: ReturnType<typeof companyWith>) => ({
      machineGroups: company.machineGroups.map((group) => ({ ...group, machines: [{ machineId: second, label: 'Lathe #2' }] })),
    });
    await registered(machine, only);
    await state(machine, [job('own', { ...machine, machineId: second }, 5)]);
    const plan = (await kept(machine))?.plan;
    expect(plan?.conflicts).toMatchObject([expect.stringMatching(/^booking .* stands on a machine that was withdrawn$/)]);
    expect(plan?.operations).toMatchObject([{ jobId: 'own', machineId: second }]);
  });
});

function spanOf({ startsAt, endsAt }: Window): [number, number] {
  return [Date.parse(startsAt), Date.parse(endsAt)];
}

async function totalFree(machine: TestMachine): Promise<number> {
  return totalHours((await published(machine)).freeWindows.map(spanOf));
}
