import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MatchingBench } from './matching-bench.js';
import { order } from './network-builder.js';
import { accept, decisions, finish, formed } from './order-story.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const DAY = 86_400_000;
const caller = () => ({ subject: 'test', networkId: bench.networkId, companyId: null, roles: ['auditor' as const] });

describe('weights learnt from outcomes (methods 3.12)', () => {
  const propose = () => bench.weights.propose({ subject: 'test', networkId: bench.networkId, companyId: null, roles: ['orchestrator'] });
  const decide = (proposalId: string, accept: boolean) =>
    bench.as('orchestrator', null, (work) => bench.weights.decide(proposalId, { accept }, work));
  const list = async () => (await bench.as('orchestrator', null, (work) => bench.weights.list({ limit: 50 }, work))).items;
  /** Milling by one firm ends well, by another badly, order after order. */
  const history = async (orders: number) => {
    for (let count = 0; count < orders; count += 1) {
      const { proposal, formationId } = await formed(bench, order(), count % 2);
      await finish(bench, formationId, { proposal, plan: count % 2 }, count % 2 === 0 ? [] : (proposal.plans[1]?.memberCompanyIds ?? []));
      await accept(bench, formationId, proposal);
      bench.now = new Date(bench.now.getTime() + DAY);
    }
  };

  it('are refused by a guard where there is too little to learn from, and the refusal is kept', async () => {
    await history(2);
    const refused = await propose();
    expect(refused).toMatchObject({
      version: 1,
      state: 'refused',
      operations: 6,
      verdict: { status: 'refused', reason: 'too-few-pairs', pairsMin: 20 },
    });
    expect(await list()).toEqual([refused]);
    expect(await Promise.all([propose(), propose()])).toEqual([refused, refused]);
    await history(1);
    const atOnce = await Promise.all([propose(), propose()]);
    expect(atOnce.map(({ version }) => version)).toEqual([2, 2]);
    expect((await list()).map(({ version }) => version)).toEqual([2, 1]);
    await expect(decide(refused.proposalId, true)).rejects.toMatchObject({ code: 'matching.weights-not-acceptable' });
  });

  it('change nothing until the orchestrator accepts, then name the policy, and the published ones can be restored', async () => {
    await history(10);
    const proposed = await propose();
    const { verdict: learnt } = proposed;
    expect(learnt.pairs).toBeGreaterThanOrEqual(20);
    expect(learnt.status).toBe('proposed');
    const versionOf = async () => {
      const placed = order();
      await bench.proposalFor(placed);
      const [decision] = await decisions(bench, placed.orderId);
      expect(await bench.decisions.recompute(decision?.decisionId as string, caller())).toMatchObject({ isSame: true });
      return decision?.policyVersion;
    };
    expect(await versionOf()).toBe('matching-3.n3');
    expect((await decide(proposed.proposalId, true)).state).toBe('in-force');
    expect(await versionOf()).toBe('matching-3.n3.w1');
    await bench.as('orchestrator', null, (work) => bench.weights.restore(work));
    expect(await versionOf()).toBe('matching-3.n3');
    expect((await list()).map(({ state }) => state)).toEqual(['superseded']);
    expect((await decide(proposed.proposalId, true)).state).toBe('in-force');
  });
});
