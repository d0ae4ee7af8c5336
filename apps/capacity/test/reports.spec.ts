import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AvailabilityChangedData, CapacityLostData } from '@gewerk/contracts/capacity';
import { newId } from '@gewerk/kernel';
import { CapacityBench, type TestMachine } from './capacity-bench.js';

let bench: CapacityBench;

beforeAll(async () => {
  bench = await CapacityBench.create();
});

afterAll(() => bench.test.drop());

const minutesAgo = (minutes: number): string => new Date(bench.clock.now().getTime() - minutes * 60_000).toISOString();

function cloudEvent(machine: TestMachine, change: object = {}, id: string = newId()): object {
  const data = { ...bench.reportData(machine, [bench.window(2, 6)]), ...change };
  return { specversion: '1.0', id, source: 'urn:erp', type: 'capacity.capacity-reported.v1', time: bench.clock.now().toISOString(), data };
}

const accept = (machine: TestMachine, events: object[]) =>
  bench.run((work) => bench.acceptReports.execute(work, { companyId: machine.companyId, events }));

describe('the gateway', () => {
  it('takes over good events of a batch and names each bad one', async () => {
    const [machine, foreign] = [await bench.addMachine(), await bench.addMachine()];
    const result = await accept(machine, [
      cloudEvent(machine),
      cloudEvent(machine, { machineId: newId() }, 'unknown'),
      cloudEvent({ ...foreign, companyId: machine.companyId }, {}, 'foreign machine'),
      cloudEvent(foreign, {}, 'other company'),
      cloudEvent(machine, { asOf: 'yesterday' }, 'malformed'),
    ]);
    expect(result).toMatchObject({ accepted: 1, duplicates: 0 });
    const codes = Object.fromEntries(result.refused.map(({ id, code }) => [id, code]));
    expect(codes).toEqual({
      unknown: 'capacity.machine-unknown',
      'foreign machine': 'capacity.machine-unknown',
      'other company': 'capacity.report-of-another-company',
      malformed: 'capacity.report-invalid',
    });
    expect(await bench.published('capacity-reported', machine.companyId)).toHaveLength(1);
  });

  it('takes an event once, in one batch or in two, and lets no company suppress the event of another', async () => {
    const [machine, other] = [await bench.addMachine(), await bench.addMachine()];
    expect(await accept(machine, [cloudEvent(machine, {}, 'same'), cloudEvent(machine, {}, 'same')])).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
    expect(await accept(machine, [cloudEvent(machine, {}, 'same')])).toMatchObject({ accepted: 0, duplicates: 1, refused: [] });
    expect(await accept(other, [cloudEvent(other, {}, 'same')])).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  it('refuses what is older than what is known, but still knows a repetition for one', async () => {
    const machine = await bench.addMachine();
    const first = cloudEvent(machine, { asOf: minutesAgo(10) }, 'first');
    await accept(machine, [first]);
    await bench.report(machine, [bench.window(2, 6)]);
    expect(await accept(machine, [first, cloudEvent(machine, { asOf: minutesAgo(5) }, 'older')])).toMatchObject({
      accepted: 0,
      duplicates: 1,
      refused: [{ id: 'older', code: 'capacity.report-outdated', errors: [{ pointer: '/data/asOf' }] }],
    });
  });
});

describe('a report', () => {
  it('replaces the free hours whole, and an older one never does', async () => {
    const machine = await bench.addMachine();
    await bench.report(machine, [bench.window(2, 6)], { asOf: minutesAgo(2) });
    await bench.report(machine, [bench.window(8, 9)], { asOf: minutesAgo(1) });
    await bench.report(machine, [bench.window(2, 6)], { asOf: minutesAgo(5) });
    expect(await bench.freeWindows(machine)).toEqual([bench.window(8, 9)]);
  });

  it('raises the version of the availability without gaps, and only if something changed', async () => {
    const machine = await bench.addMachine();
    const asOf = minutesAgo(1);
    const { horizon } = bench.reportData(machine, []);
    for (const free of [bench.window(2, 6), bench.window(2, 6), bench.window(2, 7)]) await bench.report(machine, [free], { asOf, horizon });
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 3))]);
    await bench.settle(formationId, 1, 'confirm');
    const published = await bench.published<AvailabilityChangedData>('availability-changed', machine.machineId);
    expect(published.map(({ availabilityVersion }) => availabilityVersion)).toEqual([1, 2, 3]);
    expect(published.at(-1)).toMatchObject({
      machineGroupId: machine.machineGroupId,
      siteId: machine.siteId,
      companyId: machine.companyId,
      asOf,
    });
  });

  it('that comes in one batch with a newer one of its machine is passed over', async () => {
    const machine = await bench.addMachine();
    const older = bench.reportData(machine, [bench.window(2, 3)], { asOf: minutesAgo(3) });
    const newer = bench.reportData(machine, [bench.window(5, 6)], { asOf: minutesAgo(2) });
    await bench.deliver('onCapacityReported', [newer, older]);
    expect(await bench.published('availability-changed', machine.machineId)).toHaveLength(1);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(5, 6)]);
  });

  it('of a machine that is unknown, foreign or from the future is not applied', async () => {
    const machine = await bench.addMachine();
    await bench.report(machine, [bench.window(2, 3)], { machineId: newId() });
    await bench.report(machine, [bench.window(2, 3)], { companyId: newId() });
    await bench.report(machine, [bench.window(2, 3)], { asOf: minutesAgo(-10) });
    expect(await bench.freeWindows(machine)).toBeUndefined();
  });

  it('has our bookings subtracted, but not those that it already allows for', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const [booked] = await bench.book(newId(), [bench.reservation(machine, bench.window(2, 4))]);
    await bench.requestHold(newId(), 1, [bench.reservation(machine, bench.window(4, 5))]);
    await bench.report(machine, [bench.window(2, 10)]);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(5, 10)]);
    await bench.report(machine, [bench.window(4, 10)], { includedBookingIds: [booked ?? ''] });
    expect(await bench.freeWindows(machine)).toEqual([bench.window(5, 10)]);
    expect(await bench.published('capacity-lost', booked)).toEqual([]);
  });
});

describe('loss of booked hours', () => {
  it('is accepted and told once, and again when more is lost', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const formationId = newId();
    const [booked] = await bench.book(formationId, [bench.reservation(machine, bench.window(2, 6))]);
    for (const from of [4, 4, 5]) await bench.report(machine, [bench.window(from, 10)]);
    const lost = await bench.published<CapacityLostData>('capacity-lost', booked);
    expect(lost.map(({ lostMinutes, lostWindows }) => ({ lostMinutes, lostWindows }))).toEqual([
      { lostMinutes: 120, lostWindows: [bench.window(2, 4)] },
      { lostMinutes: 180, lostWindows: [bench.window(2, 5)] },
    ]);
    expect(lost[0]).toMatchObject({ formationId, machineId: machine.machineId });
  });

  it('under a hold is told when the hold is confirmed', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 6))]);
    await bench.report(machine, [bench.window(3, 6)]);
    expect((await bench.published<CapacityLostData>('capacity-lost')).filter((loss) => loss.formationId === formationId)).toEqual([]);
    await bench.settle(formationId, 1, 'confirm');
    const told = (await bench.published<CapacityLostData>('capacity-lost')).filter((loss) => loss.formationId === formationId);
    expect(told).toMatchObject([{ lostMinutes: 60, lostWindows: [bench.window(2, 3)] }]);
  });
});
