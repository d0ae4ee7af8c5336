import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationFinishedData } from '@gewerk/contracts/capacity';
import { newId } from '@gewerk/kernel';
import { CapacityBench, companyWith } from './capacity-bench.js';

let bench: CapacityBench;

beforeAll(async () => {
  bench = await CapacityBench.create();
});

afterAll(() => bench.test.drop());

const start = (companyId: string, bookingId: string) => bench.run((work) => bench.startOperation.execute(work, { companyId, bookingId }));
const finish = (companyId: string, bookingId: string, goodPieces = 8, scrapPieces = 1) =>
  bench.run((work) => bench.finishOperation.execute(work, { companyId, bookingId, goodPieces, scrapPieces }));

describe('work on a booking', () => {
  it('is started and finished once, by its own company, and told', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 6));
    const planned = bench.window(0, 4);
    const [bookingId = ''] = await bench.book(newId(), [bench.reservation(machine, planned)]);
    await expect(finish(machine.companyId, bookingId)).rejects.toThrow('capacity.only-running-operations-finish');
    await expect(start(newId(), bookingId)).rejects.toThrow('capacity.booking-unknown');
    await start(machine.companyId, bookingId);
    await expect(start(machine.companyId, bookingId)).rejects.toThrow('capacity.only-booked-operations-start');
    await expect(finish(newId(), bookingId)).rejects.toThrow('capacity.booking-unknown');
    await expect(finish(machine.companyId, bookingId, 0, 0)).rejects.toThrow('capacity.finished-work-has-pieces');
    await finish(machine.companyId, bookingId);
    await expect(finish(machine.companyId, bookingId)).rejects.toThrow('capacity.only-running-operations-finish');
    expect(await bench.published('operation-started', bookingId)).toHaveLength(1);
    expect(await bench.published<OperationFinishedData>('operation-finished', bookingId)).toMatchObject([
      { goodPieces: 8, scrapPieces: 1, plannedEndsAt: planned.endsAt },
    ]);
  });

  it('does not start on hours that are only held', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 6));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(0, 4))]);
    const [held] = await bench.run((work) => bench.reservations.ofRevision(work.tx, bench.networkId, formationId, 1));
    await expect(start(machine.companyId, held?.reservationId ?? '')).rejects.toThrow('capacity.booking-unknown');
  });

  it('that ends early leaves the rest of its hours free', async () => {
    const machine = await bench.addFreeMachine(bench.window(1, 8));
    const [before, planned, after] = [bench.window(1, 8), bench.window(2, 4), bench.window(6, 7)];
    const [bookingId = ''] = await bench.book(newId(), [bench.reservation(machine, planned, after)]);
    await start(machine.companyId, bookingId);
    await bench.advance((Date.parse(planned.startsAt) - bench.clock.now().getTime()) / 60_000 + 60);
    const { finishedAt } = await finish(machine.companyId, bookingId);
    expect(await bench.freeWindows(machine)).toEqual([
      { startsAt: before.startsAt, endsAt: planned.startsAt },
      { startsAt: finishedAt?.toISOString(), endsAt: before.endsAt },
    ]);
  });

  it('by the primary keeps the standby out, and sets it free once finished', async () => {
    const [primary, standby] = [await bench.addFreeMachine(bench.window(0, 6)), await bench.addFreeMachine(bench.window(0, 6))];
    const formationId = newId();
    const reservation = bench.reservation(primary, bench.window(0, 4));
    const spare = { ...bench.reservation(standby, bench.window(2, 6)), operationId: reservation.operationId, role: 'standby' as const };
    const [first = '', second = ''] = await bench.book(formationId, [reservation, spare]);
    await start(primary.companyId, first);
    await expect(start(standby.companyId, second)).rejects.toThrow('capacity.only-one-company-works-on-an-operation');
    await finish(primary.companyId, first);
    expect(await bench.published('booking-released', formationId)).toMatchObject([{ bookingIds: [second] }]);
    expect(await bench.freeWindows(standby)).toEqual([bench.window(0, 6)]);
  });
});

describe('utilisation', () => {
  it('is productive over shift hours: what the company did not state as free, and what we booked', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 10));
    await bench.book(newId(), [bench.reservation(machine, bench.window(2, 4))]);
    const period: [number, number] = [Date.parse(bench.window(0, 20).startsAt), Date.parse(bench.window(0, 20).endsAt)];
    const { network, groups } = await bench.run((work) => bench.measureUtilisation.execute(work, { companyId: machine.companyId, period }));
    expect(groups).toEqual([
      expect.objectContaining({ machineGroupId: machine.machineGroupId, machines: 1, shiftMinutes: 1200, productiveMinutes: 720 }),
    ]);
    expect(network).toEqual({ machines: 1, shiftMinutes: 1200, productiveMinutes: 720 });
  });
});

describe('what the registry tells', () => {
  it('retires machines that a company no longer lists: nobody can hold their hours', async () => {
    const machine = await bench.addFreeMachine(bench.window(0, 6));
    await bench.deliver('onCompanyChanged', [companyWith({ ...machine, machineId: newId() })]);
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(0, 4))]);
    expect(await bench.published('hold-refused', formationId)).toMatchObject([{ blocking: [{ reason: 'unknown-machine' }] }]);
  });
});
