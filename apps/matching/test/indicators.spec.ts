import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MatchingBench } from './matching-bench.js';
import { MONDAY, order } from './network-builder.js';

const HOUR = 3_600_000;
let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const read = () => bench.as('orchestrator', null, (work) => bench.indicators.read(work));

/** Submitted on Monday, confirmed some hours later. */
async function formedAfter(hours: number): Promise<void> {
  bench.now = MONDAY;
  const proposal = await bench.proposalFor(order());
  const { formationId } = await bench.choose(proposal);
  await bench.placeHold(formationId);
  bench.now = new Date(MONDAY.getTime() + hours * HOUR);
  for (const invitation of await bench.openInvitations(formationId)) await bench.answer(invitation, 'accepted');
  await bench.confirmHold(formationId);
}

describe('hours from the order to the accepted consortium (N033)', () => {
  it('are nothing before the first consortium, and proposals alone do not count', async () => {
    await bench.proposalFor(order());
    expect(await read()).toEqual({
      timeToConsortium: { orders: 0, medianHours: null, slowestHours: null, targetHours: 48, isWithinTarget: null },
    });
  });

  it('have their median against the target of 48 hours', async () => {
    for (const hours of [4, 10, 19]) await formedAfter(hours);
    expect((await read()).timeToConsortium).toEqual({
      orders: 3,
      medianHours: 10,
      slowestHours: 19,
      targetHours: 48,
      isWithinTarget: true,
    });
    await bench.freshNetwork();
    expect((await read()).timeToConsortium.orders).toBe(0);
  });
});
