import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import { MatchingBench } from './matching-bench.js';
import { idOf, network, order } from './network-builder.js';
import { accept, complain, finish, formed } from './order-story.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const option = (k3: string) =>
  bench.deliver('onNetworkConfigured', [network(bench.networkId, { selections: { K3: [k3] }, parameterVersion: 4 })]);
const switchOptimiser = (optimiser: 'on' | 'off') => bench.as('orchestrator', null, (work) => bench.placement.set({ optimiser }, work));
const read = () => bench.as('orchestrator', null, (work) => bench.placement.read(work));
const recordOf = ({ proposalId }: ConsortiaProposedData) => bench.as('auditor', null, (work) => bench.placement.record(proposalId, work));
const isPlacedByFirms = ({ plans }: ConsortiaProposedData) =>
  plans[0]?.reasons.some(({ code }) => code === 'plan-placed-by-firms') === true;

/** Members, exclusions and due day, looked at anew. */
function isValid({ plans }: ConsortiaProposedData, dueAt: string, excluded: readonly string[]): boolean {
  return plans.every(
    ({ memberCompanyIds, arrivesAt, operations }) =>
      operations.length === 3 && arrivesAt <= dueAt && !excluded.every((id) => memberCompanyIds.includes(id)),
  );
}

describe('autonomy of order placement (box K3)', () => {
  it.each([
    ['centr', false],
    ['mix', false],
    ['decen', true],
  ])('%s gives valid placements, and the firms place themselves: %s', async (k3, byFirms) => {
    await option(k3);
    const pair = [idOf('A'), idOf('D')].sort();
    await bench.deliver('onExclusionChanged', [{ pairId: pair.join('~'), companyIds: pair, excluded: true, reasonClass: 'conflict' }]);
    const placed = order();
    const proposal = await bench.proposalFor(placed);
    expect(isPlacedByFirms(proposal)).toBe(byFirms);
    expect(proposal.optimal).toBe(!byFirms);
    expect(isValid(proposal, placed.dueAt, pair)).toBe(true);
  });

  it('needs the members to accept in every mode', async () => {
    await option('decen');
    const { formationId } = await formed(bench);
    expect(await bench.storyOf(formationId)).toEqual(expect.arrayContaining(['invitation-answered', 'consortium-confirmed']));
  });
});

describe('an orchestrator switches the optimiser off', () => {
  it('and orders are placed all the same, until it is on again', async () => {
    expect(await read()).toMatchObject({ mode: 'optimiser', optimiser: 'on', placementOption: null });
    expect(await switchOptimiser('off')).toMatchObject({ mode: 'firms', optimiser: 'off' });
    expect(isPlacedByFirms(await bench.proposalFor(order()))).toBe(true);
    await switchOptimiser('on');
    expect(isPlacedByFirms(await bench.proposalFor(order()))).toBe(false);
  });

  it('a member that declines is replaced by whoever takes the work then', async () => {
    await switchOptimiser('off');
    const proposal = await bench.proposalFor(order());
    const { formationId } = await bench.choose(proposal);
    await bench.placeHold(formationId);
    const [first] = await bench.openInvitations(formationId);
    await bench.answer(first as NonNullable<typeof first>, 'declined');
    expect(await bench.runTasks()).toBe(1);
    expect(await bench.storyOf(formationId)).toEqual(expect.arrayContaining(['member-replaced']));
  });
});

describe('the decision record of a placement', () => {
  it('says how the firms were found and is placed again from its seed, to the last digit', async () => {
    await switchOptimiser('off');
    const proposal = await bench.proposalFor(order());
    const record = await recordOf(proposal);
    expect(record).toMatchObject({ home: 40, proposalId: proposal.proposalId, digest: expect.stringMatching(/^sha256:/) });
    const caller = { subject: 'test', networkId: bench.networkId, companyId: null, roles: ['auditor' as const] };
    const again = await bench.placement.recompute(proposal.proposalId, caller);
    expect(again).toMatchObject({ isSame: true, problems: [], differences: [], digest: record.digest });
  });

  it('exists for no proposal of the optimiser, and in no other network', async () => {
    const ours = await bench.proposalFor(order());
    await expect(recordOf(ours)).rejects.toMatchObject({ kind: 'not-found', code: 'matching.placement-not-found' });
    await switchOptimiser('off');
    const placed = await bench.proposalFor(order());
    await bench.freshNetwork();
    await expect(recordOf(placed)).rejects.toMatchObject({ code: 'matching.placement-not-found' });
    expect(await read()).toMatchObject({ optimiser: 'on', trails: [] });
  });
});

describe('pheromone', () => {
  it('rises with a good result and falls with a poor one, once for each operation, and enters the next placement', async () => {
    const { formationId, proposal } = await formed(bench);
    const late = proposal.plans[0]?.operations[0]?.companyId as string;
    await accept(bench, formationId, proposal);
    await finish(bench, formationId, { proposal }, [late]);
    const { trails } = await read();
    expect(trails).toHaveLength(3);
    expect(trails.map(({ results }) => results)).toEqual([1, 1, 1]);
    for (const { companyId, tau } of trails) {
      if (companyId !== late) expect(tau).toBeCloseTo(0.8 * 0.5 + 0.2, 9);
    }
    expect(trails.find(({ companyId }) => companyId === late)?.tau).toBeLessThan(0.6);
    await switchOptimiser('off');
    const { record } = await recordOf(await bench.proposalFor(order()));
    const { pheromones } = (record as { input: { pheromones: { firm: string; tau: number }[] } }).input;
    expect(pheromones.map(({ firm }) => firm)).toContain(late);
  });

  it('learns nothing while a delivery is refused', async () => {
    const { formationId, proposal } = await formed(bench);
    await complain(bench, formationId, proposal);
    expect((await read()).trails).toEqual([]);
  });
});
