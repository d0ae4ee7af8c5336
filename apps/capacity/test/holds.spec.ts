import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HoldConfirmedData, HoldPlacedData, HoldRefusedData } from '@gewerk/contracts/capacity';
import { newId } from '@gewerk/kernel';
import { isExclusionViolation } from '@gewerk/platform-persistence';
import { CapacityBench } from './capacity-bench.js';

let bench: CapacityBench;

beforeAll(async () => {
  bench = await CapacityBench.create();
});

afterAll(() => bench.test.drop());

describe('placing holds', () => {
  it('gives the last slot to exactly one of fifty parallel requests', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formations = Array.from({ length: 50 }, () => newId());
    await Promise.all(formations.map((id) => bench.requestHold(id, 1, [bench.reservation(machine, bench.window(2, 6))])));
    const stories = await Promise.all(formations.map((id) => bench.storyOf(id)));
    expect(stories.filter(([answer]) => answer === 'hold-placed')).toHaveLength(1);
    expect(stories.filter(([answer]) => answer === 'hold-refused')).toHaveLength(49);
    expect(await bench.freeWindows(machine)).toEqual([]);
  });

  it('cannot be double-booked even past our own checks', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    await bench.requestHold(newId(), 1, [bench.reservation(machine, bench.window(2, 4))]);
    const second = bench.run((work) =>
      work.tx.query(
        `insert into reservation_slot (network_id, reservation_id, machine_id, starts_at, ends_at)
         select network_id, reservation_id, machine_id, starts_at + interval '1 hour', ends_at from reservation_slot where machine_id = $1`,
        [machine.machineId],
      ),
    );
    expect(isExclusionViolation(await second.catch((error: unknown) => error), 'machine_taken_once')).toBe(true);
  });

  it('holds the hours of all companies or none, and names what blocks', async () => {
    const [first, second] = [await bench.addFreeMachine(bench.window(2, 6)), await bench.addFreeMachine(bench.window(2, 4))];
    const formationId = newId();
    const blocked = bench.reservation(second, bench.window(2, 3), bench.window(4, 6));
    await bench.requestHold(formationId, 1, [bench.reservation(first, bench.window(2, 6)), blocked]);
    const [refused] = await bench.published<HoldRefusedData>('hold-refused', formationId);
    expect(refused).toMatchObject({
      keptRevision: null,
      blocking: [{ machineId: second.machineId, slot: bench.window(4, 6), reason: 'not-free' }],
    });
    expect(await bench.freeWindows(first)).toEqual([bench.window(2, 6)]);
  });

  it('says when the hold runs out, and answers the same request again with the same', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formationId = newId();
    const reservations = [bench.reservation(machine, bench.window(2, 4))];
    await bench.requestHold(formationId, 1, reservations, 90);
    await bench.requestHold(formationId, 1, reservations, 90);
    const [placed, again] = await bench.published<HoldPlacedData>('hold-placed', formationId);
    expect(Math.abs(Date.parse(placed?.expiresAt ?? '') - bench.clock.now().getTime() - 90 * 60_000)).toBeLessThan(60_000);
    expect(again).toEqual(placed);
    expect(placed?.reservations).toEqual(reservations);
  });

  it('answers the requests of one batch in their order', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const [first, second] = [newId(), newId()];
    const request = (formationId: string, revision: number, from: number, to: number) => ({
      ...{ formationId, revision, holdMinutes: 60 },
      reservations: [bench.reservation(machine, bench.window(from, to))],
    });
    await bench.deliver('onHoldRequested', [
      request(first, 1, 2, 6),
      request(second, 1, 4, 6),
      request(first, 2, 2, 4),
      request(second, 2, 4, 6),
    ]);
    expect(await bench.storyOf(first)).toEqual(['hold-placed', 'hold-placed']);
    expect(await bench.storyOf(second)).toEqual(['hold-refused', 'hold-placed']);
    expect(await bench.freeWindows(machine)).toEqual([]);
  });

  it('is asked by deadlock-prone sets in any order without losing one', async () => {
    const machines = await Promise.all([1, 2, 3].map(() => bench.addFreeMachine(bench.window(0, 40))));
    const formations = Array.from({ length: 12 }, (_, index) => ({ id: newId(), from: index * 3 }));
    await Promise.all(
      formations.map(({ id, from }, index) => {
        const ordered = index % 2 === 0 ? machines : [...machines].reverse();
        return bench.requestHold(
          id,
          1,
          ordered.map((machine) => bench.reservation(machine, bench.window(from, from + 3))),
        );
      }),
    );
    for (const { id } of formations) expect(await bench.storyOf(id)).toEqual(['hold-placed']);
  });
});

describe('a newer revision', () => {
  it('swaps the whole set in one go', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 6))]);
    await bench.requestHold(formationId, 2, [bench.reservation(machine, bench.window(4, 8))]);
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-placed']);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(2, 4), bench.window(8, 10)]);
  });

  it('that is refused leaves the former one in place', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const [formationId, other] = [newId(), newId()];
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 6))]);
    await bench.requestHold(other, 1, [bench.reservation(machine, bench.window(7, 8))]);
    await bench.requestHold(formationId, 2, [bench.reservation(machine, bench.window(2, 8))]);
    expect((await bench.published<HoldRefusedData>('hold-refused', formationId))[0]).toMatchObject({
      revision: 2,
      keptRevision: 1,
      blocking: [{ reason: 'held-by-another' }],
    });
    await bench.settle(formationId, 1, 'confirm');
    expect((await bench.published<HoldConfirmedData>('hold-confirmed', formationId))[0]?.bookings[0]?.slots).toEqual([bench.window(2, 6)]);
  });

  it('comes too late after the hold was confirmed', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const formationId = newId();
    await bench.book(formationId, [bench.reservation(machine, bench.window(2, 6))]);
    await bench.requestHold(formationId, 2, [bench.reservation(machine, bench.window(6, 8))]);
    expect((await bench.published<HoldRefusedData>('hold-refused', formationId))[0]).toMatchObject({
      keptRevision: 1,
      blocking: [{ reason: 'superseded' }],
    });
  });
});

describe('settling', () => {
  it('turns a hold into bookings exactly once, and tells them again when asked again', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 4))]);
    await bench.settle(formationId, 1, 'confirm');
    await bench.settle(formationId, 1, 'confirm');
    await bench.settle(formationId, 1, 'release');
    const [first, ...again] = await bench.published('hold-confirmed', formationId);
    expect(again).toEqual([first, first]);
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-confirmed', 'hold-confirmed', 'hold-confirmed']);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(4, 6)]);
  });

  it('releases what is held, and is content where nothing is', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 4))]);
    await bench.settle(formationId, 1, 'release');
    await bench.settle(formationId, 1, 'release');
    await bench.settle(formationId, 1, 'confirm');
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-released', 'hold-released', 'hold-expired']);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(2, 6)]);
  });

  it('fences by revision: a confirmation of another revision books nothing', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 10));
    const formationId = newId();
    await bench.requestHold(formationId, 1, [bench.reservation(machine, bench.window(2, 4))]);
    await bench.requestHold(formationId, 2, [bench.reservation(machine, bench.window(4, 6))]);
    await bench.settle(formationId, 1, 'confirm');
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-placed', 'hold-expired']);
    await bench.settle(formationId, 2, 'confirm');
    expect((await bench.storyOf(formationId)).at(-1)).toBe('hold-confirmed');
  });

  it('gives back the bookings of a dissolved consortium', async () => {
    const machine = await bench.addFreeMachine(bench.window(2, 6));
    const formationId = newId();
    const bookingIds = await bench.book(formationId, [bench.reservation(machine, bench.window(2, 4))]);
    const dissolved = {
      formationId,
      consortiumId: newId(),
      orderId: newId(),
      reason: 'x'.repeat(500),
      dissolvedAt: bench.clock.now().toISOString(),
    };
    await bench.deliver('onConsortiumDissolved', [dissolved]);
    await bench.deliver('onConsortiumDissolved', [dissolved]);
    expect(await bench.published('booking-released', formationId)).toEqual([{ formationId, bookingIds, reason: 'x'.repeat(200) }]);
    expect(await bench.freeWindows(machine)).toEqual([bench.window(2, 6)]);
  });
});

describe('expiry', () => {
  it('frees the hours for whoever asks next, before any sweeper came by', async () => {
    const machine = await bench.addFreeMachine(bench.window(10, 14));
    const [late, next] = [newId(), newId()];
    const window = bench.window(10, 14);
    await bench.requestHold(late, 1, [bench.reservation(machine, window)], 30);
    await bench.requestHold(next, 1, [bench.reservation(machine, window)]);
    expect(await bench.storyOf(next)).toEqual(['hold-refused']);
    await bench.advance(31);
    await bench.requestHold(next, 2, [bench.reservation(machine, window)]);
    expect(await bench.storyOf(next)).toEqual(['hold-refused', 'hold-placed']);
    expect(await bench.storyOf(late)).toEqual(['hold-placed', 'hold-expired']);
  });

  it('answers a confirmation that comes too late, and the formation may ask anew', async () => {
    const machine = await bench.addFreeMachine(bench.window(10, 14));
    const formationId = newId();
    const window = bench.window(10, 14);
    await bench.requestHold(formationId, 1, [bench.reservation(machine, window)], 30);
    await bench.advance(31);
    await bench.settle(formationId, 1, 'confirm');
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-expired']);
    expect(await bench.freeWindows(machine)).toEqual([window]);
    await bench.requestHold(formationId, 2, [bench.reservation(machine, window)]);
    expect((await bench.storyOf(formationId)).at(-1)).toBe('hold-placed');
  });

  it('is seen to by the deadline where nobody comes by, and not before its time', async () => {
    const machine = await bench.addFreeMachine(bench.window(10, 14));
    const formationId = newId();
    const window = bench.window(10, 14);
    await bench.requestHold(formationId, 1, [bench.reservation(machine, window)], 30);
    await bench.run((work) => bench.expireHold.execute(work, formationId));
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed']);
    await bench.advance(31);
    await bench.run((work) => bench.expireHold.execute(work, formationId));
    await bench.run((work) => bench.expireHold.execute(work, formationId));
    expect(await bench.storyOf(formationId)).toEqual(['hold-placed', 'hold-expired']);
    expect(await bench.freeWindows(machine)).toEqual([window]);
  });
});
