import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HoldPlacedData } from '@gewerk/contracts/capacity';
import { newId } from '@gewerk/kernel';
import type { ShopPlan, ShopPlanning } from '../src/planning/domain/plan.js';
import type { OwnJob, Shop, ShopChange } from '../src/planning/domain/shop.js';
import { CapacityBench, type TestMachine } from './capacity-bench.js';

const MINUTE = 60_000;

let bench: CapacityBench;

beforeAll(async () => {
  bench = await CapacityBench.create();
});

afterAll(() => bench.close());

const hours = (from: number): string => bench.window(from, from + 1).startsAt;

function job(jobId: string, machine: TestMachine, workHours: number, change: Partial<OwnJob> = {}): OwnJob {
  const options = [{ machineId: machine.machineId, minutes: workHours * 60 }];
  return { jobId, releaseAt: hours(0), dueAt: hours(40), operations: [{ operationId: 'turn', options }], ...change };
}

const state = ({ companyId }: TestMachine, shop: Shop) => bench.run((work) => bench.stateShop.execute(work, { companyId, shop }));
const report = ({ companyId }: TestMachine, change: ShopChange) =>
  bench.run((work) => bench.reportChange.execute(work, { companyId, change }));
const planning = ({ companyId }: TestMachine): Promise<ShopPlanning | null> =>
  bench.run((work) => bench.plans.find(work.tx, bench.networkId, companyId));

async function planned(machine: TestMachine, jobs: OwnJob[]): Promise<ShopPlan> {
  await state(machine, { jobs });
  return replanned(machine);
}

async function replanned(machine: TestMachine): Promise<ShopPlan> {
  await bench.runTasks();
  const kept = await planning(machine);
  if (kept === null || kept.plan === null || kept.failure !== null) throw new Error(`no plan: ${JSON.stringify(kept?.failure)}`);
  expect(kept.answered).toBe(kept.asked);
  return kept.plan;
}

const placeOf = ({ operations }: ShopPlan, jobId: string) => {
  const found = operations.filter((operation) => operation.jobId === jobId);
  return found.map(({ startsAt, endsAt, isFrozen }) => ({ startsAt, endsAt, isFrozen }));
};

describe('the plan of a shop', () => {
  it('does own jobs one after the other within their dates, without any order of the network', async () => {
    const machine = await bench.addMachine();
    const plan = await planned(machine, [job('late', machine, 3, { dueAt: hours(40) }), job('early', machine, 2, { dueAt: hours(3) })]);
    expect(placeOf(plan, 'early')).toEqual([{ startsAt: hours(0), endsAt: hours(2), isFrozen: false }]);
    expect(placeOf(plan, 'late')).toEqual([{ startsAt: hours(2), endsAt: hours(5), isFrozen: false }]);
    expect(plan).toMatchObject({ machines: 1, weightedMinutesLate: 0, late: [], conflicts: [], because: 'shop-stated' });
  });

  it('leaves what is booked where it was promised, and moves own jobs out of its way', async () => {
    const machine = await bench.addFreeMachine(bench.window(1, 8));
    const before = await planned(machine, [job('own', machine, 4)]);
    expect(placeOf(before, 'own')).toEqual([{ startsAt: hours(0), endsAt: hours(4), isFrozen: false }]);
    const [bookingId = ''] = await bench.book(newId(), [bench.reservation(machine, bench.window(1, 3), bench.window(5, 6))]);
    const [confirmed] = (await bench.published<{ bookings: { bookingId: string }[] }>('hold-confirmed')).slice(-1);
    await bench.deliver('onHoldConfirmed', [confirmed ?? {}]);
    const plan = await replanned(machine);
    expect(plan.because).toBe('hold-confirmed');
    expect(placeOf(plan, `booking ${bookingId}`)).toEqual([
      { startsAt: hours(1), endsAt: hours(3), isFrozen: true },
      { startsAt: hours(5), endsAt: hours(6), isFrozen: true },
    ]);
    expect(placeOf(plan, 'own')).toEqual([{ startsAt: hours(6), endsAt: hours(10), isFrozen: false }]);
    expect(plan).toMatchObject({ movedOperations: 1, conflicts: [] });
  });

  it('moves held work inside the time it is held for', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 10));
    await planned(machine, [job('urgent', machine, 2, { dueAt: hours(2), weight: 100 })]);
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(0, 1), bench.window(7, 8))]);
    const [placed] = await bench.published<HoldPlacedData>('hold-placed', formationId);
    await bench.deliver('onHoldPlaced', [placed ?? {}]);
    const plan = await replanned(machine);
    const [held] = plan.operations.filter(({ origin }) => origin === 'network');
    expect(held).toMatchObject({ startsAt: hours(2), endsAt: hours(4), dueAt: hours(8), isFrozen: false });
    expect(plan.weightedMinutesLate).toBe(0);
  });

  it('is made anew after an outage: what has begun stays, the rest makes way, and what gets late is explained', async () => {
    const machine = await bench.addMachine();
    const jobs = [job('begun', machine, 2, { dueAt: hours(2) }), job('tight', machine, 2, { dueAt: hours(4) }), job('slack', machine, 2)];
    const before = await planned(machine, jobs);
    const outage = { startsAt: hours(2), endsAt: hours(4) };
    await bench.advance((Date.parse(hours(0)) - bench.clock.now().getTime()) / MINUTE + 30);
    await report(machine, { kind: 'machine-outage', machineId: machine.machineId, ...outage });
    const plan = await replanned(machine);
    expect(placeOf(plan, 'begun')).toEqual(placeOf(before, 'begun').map((place) => ({ ...place, isFrozen: true })));
    expect(Date.parse(placeOf(plan, 'tight')[0]?.startsAt ?? '')).toBeGreaterThanOrEqual(Date.parse(outage.endsAt));
    expect(plan.late).toMatchObject([{ jobId: 'tight', blockedBy: 'machine-closed', machineId: machine.machineId }]);
    expect(plan.late[0]?.remedies[0]).toMatch(/^open machine Lathe #1 between 20..-..-..T..:..Z and 20/);
    expect(plan.movedOperations).toBe(2);
  });

  it('takes one order in, and an operation that ends late, without moving what need not move', async () => {
    const machine = await bench.addMachine();
    const before = await planned(machine, [job('first', machine, 2), job('second', machine, 2)]);
    await report(machine, { kind: 'order-in', job: job('third', machine, 1) });
    const withThird = await replanned(machine);
    expect(withThird).toMatchObject({ because: 'order-in', movedOperations: 0 });
    expect(withThird.operations).toHaveLength(3);
    const [first] = before.operations.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const endsAt = new Date(Date.parse(first?.endsAt ?? '') + 30 * MINUTE).toISOString();
    await report(machine, { kind: 'operation-late', jobId: first?.jobId ?? '', operationId: 'turn', endsAt });
    const plan = await replanned(machine);
    expect(placeOf(plan, first?.jobId ?? '')).toEqual([{ startsAt: first?.startsAt, endsAt, isFrozen: true }]);
    expect(plan.movedOperations).toBe(2);
  });

  it('plans what was booked and not begun in its hours anew, and says that it is late', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 4));
    const [bookingId = ''] = await bench.book(newId(), [bench.reservation(machine, bench.window(0, 1))]);
    await bench.advance(5 * 60);
    const plan = await planned(machine, []);
    expect(plan.late).toMatchObject([{ jobId: `booking ${bookingId}`, operationId: '0' }]);
    expect(plan.operations).toMatchObject([{ isFrozen: false }]);
  });

  it('is asked for once, however many changes come before it is made', async () => {
    const machine = await bench.addMachine();
    await state(machine, { jobs: [job('a', machine, 1)] });
    await state(machine, { jobs: [job('b', machine, 1)] });
    expect(await bench.runTasks()).toBe(1);
    const kept = await planning(machine);
    expect(kept).toMatchObject({ asked: 2, answered: 2 });
    expect(kept?.plan?.operations.map(({ jobId }) => jobId)).toEqual(['b']);
    expect(await bench.runTasks()).toBe(0);
  });

  it('is asked for again where something changed while it was made', async () => {
    const machine = await bench.addMachine();
    await state(machine, { jobs: [job('a', machine, 1)] });
    const [row] = await bench.run((work) =>
      work.tx.query('delete from app.task returning task_id, subject, origin').then(([deleted]) => deleted),
    );
    const task = { ...row, kind: bench.planShop.kind, taskId: row.task_id, payload: {}, networkId: bench.networkId, attempts: 1 };
    const input = await bench.run((work) => bench.planShop.load(work, task));
    if (input === null) throw new Error('nothing to plan');
    await report(machine, { kind: 'order-in', job: job('b', machine, 1) });
    const solved = await bench.planShop.compute(input);
    await bench.run((work) => bench.planShop.save(work, task, solved, input));
    expect(await planning(machine)).toMatchObject({ asked: 2, answered: 1 });
    expect((await replanned(machine)).operations).toHaveLength(2);
  });

  it('tells why a shop cannot be planned, and keeps the plan before', async () => {
    const machine = await bench.addMachine();
    const before = await planned(machine, [job('a', machine, 1)]);
    await report(machine, { kind: 'order-in', job: job('endless', machine, 10_000) });
    await bench.runTasks();
    expect(await planning(machine)).toMatchObject({ answered: 2, failure: { code: 'scheduling.calendars-too-short' }, plan: before });
  });

  it('does not do again what is done, in the plan after the next either', async () => {
    const machine = await bench.addMachine();
    const jobs = [job('soon', machine, 1, { dueAt: hours(1) }), job('later', machine, 2, { releaseAt: hours(20), dueAt: hours(30) })];
    await planned(machine, jobs);
    await bench.advance(5 * 60);
    const outage = { kind: 'machine-outage', machineId: machine.machineId, startsAt: hours(40), endsAt: hours(41) } as const;
    await report(machine, outage);
    const jobIdsOf = ({ operations }: ShopPlan): string[] => operations.map(({ jobId }) => jobId);
    expect(jobIdsOf(await replanned(machine))).toEqual(['later']);
    await report(machine, outage);
    expect(jobIdsOf(await replanned(machine))).toEqual(['later']);
    await report(machine, { kind: 'order-in', job: job('soon', machine, 1) });
    expect(jobIdsOf(await replanned(machine)).sort()).toEqual(['later', 'soon']);
  });

  it('needs no search where what comes in from the network has its place and nothing is late', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 12));
    const before = await planned(machine, [job('own', machine, 3)]);
    const formationId = newId();
    const [bookingId = ''] = await bench.book(formationId, [bench.reservation(machine, bench.window(5, 7))]);
    const [confirmed] = await bench.published('hold-confirmed', formationId);
    await bench.deliver('onHoldConfirmed', [confirmed ?? {}]);
    const plan = await replanned(machine);
    expect(plan).toMatchObject({ iterations: 0, movedOperations: 0, because: 'hold-confirmed', revision: 2, endsAt: hours(7) });
    expect(placeOf(plan, 'own')).toEqual(placeOf(before, 'own'));
    expect(placeOf(plan, `booking ${bookingId}`)).toEqual([{ startsAt: hours(5), endsAt: hours(7), isFrozen: true }]);
    await state(machine, { jobs: [job('own', machine, 3), job('more', machine, 6)] });
    const searched = await replanned(machine);
    expect(placeOf(searched, 'more')).toEqual([{ startsAt: hours(7), endsAt: hours(13), isFrozen: false }]);
  });

  it('is searched for after a change of its own even if one of the network came after it', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 12));
    await planned(machine, [job('own', machine, 3)]);
    await report(machine, { kind: 'order-in', job: job('new', machine, 1) });
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(5, 7))]);
    const [placed] = await bench.published<HoldPlacedData>('hold-placed', formationId);
    await bench.deliver('onHoldPlaced', [placed ?? {}]);
    const plan = await replanned(machine);
    expect(plan.because).toBe('hold-placed');
    expect(placeOf(plan, 'new')).toHaveLength(1);
    await bench.settle(formationId, 1, 'release');
    await bench.deliver('onHoldReleased', [{ formationId, revision: 1 }]);
    expect(await replanned(machine)).toMatchObject({ iterations: 0, operations: [{ origin: 'own' }, { origin: 'own' }] });
  });

  it('is empty once all work is done', async () => {
    const machine = await bench.addMachine();
    await planned(machine, [job('a', machine, 1)]);
    await bench.advance(48 * 60);
    await report(machine, { kind: 'machine-outage', machineId: machine.machineId, startsAt: hours(0), endsAt: hours(1) });
    await bench.runTasks();
    expect(await planning(machine)).toMatchObject({ asked: 2, answered: 2, plan: null, failure: null });
  });
});

describe('what a firm states of its shop', () => {
  it('names its own machines only', async () => {
    const [machine, foreign] = [await bench.addMachine(), await bench.addMachine()];
    await expect(state(machine, { jobs: [job('a', foreign, 1)] })).rejects.toThrow('capacity.machine-unknown');
    await expect(state(machine, { jobs: [job('a', { ...machine, machineId: newId() }, 1)] })).rejects.toThrow('capacity.machine-unknown');
  });

  it('comes before what happens in it', async () => {
    const machine = await bench.addMachine();
    const late: ShopChange = { kind: 'operation-late', jobId: 'a', operationId: 'turn', endsAt: hours(9) };
    await expect(report(machine, late)).rejects.toThrow('capacity.shop-not-stated');
    await planned(machine, [job('b', machine, 1)]);
    await expect(report(machine, late)).rejects.toThrow('capacity.operation-not-planned');
  });
});
