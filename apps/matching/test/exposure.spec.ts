import type { RankingRecord } from '@gewerk/engine-matching';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MatchingBench } from './matching-bench.js';
import { company, idOf, order } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const report = () => bench.as('orchestrator', null, (work) => bench.exposure.report(work));
const own = (who: string) => bench.as('member', who, (work) => bench.exposure.own(work));
const recordsOf = async (orderId: string): Promise<RankingRecord[]> => {
  const { items } = await bench.as('auditor', null, (work) => bench.decisions.list(orderId, { limit: 50 }, work));
  const read = items.map(({ decisionId }) => bench.as('auditor', null, (work) => bench.decisions.read(decisionId, work)));
  return (await Promise.all(read)).map(({ record }) => record as RankingRecord);
};
const hardening = (records: readonly RankingRecord[]) =>
  records.find(({ input }) => input.demand?.process === 'heat-treatment') as RankingRecord;

describe('the ledger of exposure (methods 3.11)', () => {
  it('gives away for each operation exactly the value of its places, and no more when consortia are asked for again', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const { accounts } = await report();
    const sum = (key: 'target' | 'real') => accounts.reduce((total, account) => total + account[key], 0);
    // Three firms mill, two harden, two grind.
    const places = 3 + 4 / Math.log2(3) - 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(sum('real')).toBeCloseTo(places, 9);
    expect(sum('target')).toBeCloseTo(places, 9);
    await bench.as('orchestrator', null, (work) => bench.proposals.request(placed.orderId, work));
    await bench.runTasks();
    expect((await report()).accounts).toEqual(accounts);
  });

  it('moves up whom it was unfair to, by the gap and within the bound, and the record holds the ledger it used', async () => {
    const first = order();
    await bench.proposalFor(first);
    const [winner, loser] = hardening(await recordsOf(first.orderId)).result.candidates.map(({ firm }) => firm) as [string, string];
    const { accounts } = await report();
    const gapOf = (firm: string) => {
      const account = accounts.find(({ companyId }) => companyId === firm);
      return ((account?.target ?? 0) - (account?.real ?? 0)) / (account?.target ?? 1);
    };
    expect(gapOf(loser)).toBeGreaterThan(0);
    const second = order();
    await bench.proposalFor(second);
    const { input, result } = hardening(await recordsOf(second.orderId));
    expect(Object.keys(input.fairness?.ledger ?? {}).sort()).toEqual([winner, loser].sort());
    for (const { firm, fairness } of result.candidates) {
      expect(fairness?.correction.factor).toBeCloseTo(1 + 0.1 * Math.max(-0.5, Math.min(0.5, gapOf(firm))), 9);
    }
  });

  it('lets firms of nearly equal suitability take turns, and never puts one first that lies more than 5 % behind', async () => {
    const leaders: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const placed = order();
      await bench.proposalFor(placed);
      const { result } = hardening(await recordsOf(placed.orderId));
      const best = Math.max(...result.candidates.map(({ suitability }) => suitability.rankingValue));
      expect(result.candidates[0]?.suitability.rankingValue).toBeGreaterThanOrEqual(0.95 * best);
      leaders.push(result.candidates[0]?.firm as string);
    }
    expect(new Set(leaders)).toEqual(new Set([idOf('C'), idOf('F')]));
    const { lowestToHighest } = await report();
    expect(lowestToHighest).toBeGreaterThan(0.7);
  });

  it('shows the orchestrator every account with its ratio and who was never eligible, and each firm its own part only', async () => {
    const idle = { name: 'idle', processes: ['turning'] as const };
    await bench.deliver('onCompanyChanged', [company(idle)]);
    await bench.proposalFor(order());
    const { accounts, neverEligible } = await report();
    expect(accounts.map(({ companyName }) => companyName).sort()).toEqual(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `Shop ${name}`));
    expect(neverEligible).toEqual([idOf('idle')]);
    for (const account of accounts) expect(account.ratio).toBeCloseTo(account.real / account.target, 12);
    const mine = await own('C');
    const { rankings, target, real, ratio } = accounts.find(({ companyId }) => companyId === idOf('C')) as (typeof accounts)[number];
    expect(mine).toEqual({
      rankings,
      target,
      real,
      ratio,
      months: [{ month: '2026-03', rankings: 1, target, real, bestPlace: expect.any(Number) }],
    });
    expect(await own('idle')).toEqual({ rankings: 0, target: 0, real: 0, ratio: null, months: [] });
  });

  it('belongs to its network and cannot be rewritten by the service', async () => {
    await bench.proposalFor(order());
    const rewritten = bench.run((work) => work.tx.query('update exposure_entry set place = 1 where network_id = $1', [bench.networkId]));
    await expect(rewritten).rejects.toThrow('permission denied');
    await bench.freshNetwork();
    expect((await report()).accounts).toEqual([]);
  });
});

describe('preferred partners (N146)', () => {
  const prefer = (who: string, degree: number) =>
    bench.as('customer', 'customer', (work) => bench.preferences.set({ preferred: [{ companyId: idOf(who), degree }] }, work));

  it('move the score of a preferred firm within the limit, for this customer only, and the record says so', async () => {
    const limit = (await prefer('B', 1)).boostMax;
    const placed = order();
    await bench.proposalFor(placed);
    const milling = (await recordsOf(placed.orderId)).find(({ input }) => input.demand?.process === 'milling-5-axis') as RankingRecord;
    expect(milling.input.preferences).toEqual({ [idOf('B')]: 1 });
    for (const { firm, suitability, fairness } of milling.result.candidates) {
      const factor = firm === idOf('B') ? 1 + limit : 1;
      expect(fairness?.correction.preferenceFactor).toBeCloseTo(factor, 12);
      expect(fairness?.key).toBeCloseTo(suitability.rankingValue * factor * (fairness?.correction.exposureFactor ?? 0), 12);
    }
    const others = order({ customerCompanyId: idOf('other customer') });
    await bench.proposalFor(others);
    for (const { input } of await recordsOf(others.orderId)) expect(input.preferences).toBeUndefined();
  });

  it('are a matter of the customer: a member sees no trace of them in its own ranking', async () => {
    await prefer('C', 1);
    await bench.proposalFor(order());
    const { items } = await bench.as('member', 'C', (work) => bench.rankings.list({ limit: 10 }, work));
    expect(items[0]?.view.fairnessFactor).toBe(1);
    expect(JSON.stringify(items)).not.toContain('preference');
  });

  it('name companies of the network only, and a new list replaces the old one', async () => {
    await expect(prefer('stranger', 1)).rejects.toMatchObject({ kind: 'invalid', code: 'matching.company-unknown' });
    await prefer('A', 0.4);
    await prefer('B', 0.6);
    const { preferred } = await bench.as('customer', 'customer', (work) => bench.preferences.read(work));
    expect(preferred).toEqual([{ companyId: idOf('B'), companyName: 'Shop B', degree: 0.6 }]);
  });
});
