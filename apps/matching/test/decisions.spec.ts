import { readRankingCase, type RankingRecord } from '@gewerk/engine-matching';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MatchingBench } from './matching-bench.js';
import { availability, company, idOf, order, rateCard } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const decisionsOf = async (orderId: string, role: 'orchestrator' | 'auditor' = 'orchestrator') =>
  (await bench.as(role, null, (work) => bench.decisions.list(orderId, { limit: 50 }, work))).items;
const recordOf = (decisionId: string) => bench.as('auditor', null, (work) => bench.decisions.read(decisionId, work));
const verdict = () => bench.as('auditor', null, (work) => bench.decisions.verify(work));
const recomputed = (decisionId: string) =>
  bench.decisions.recompute(decisionId, { subject: 'test', networkId: bench.networkId, companyId: null, roles: ['auditor'] });

/** As somebody who may do more than the service. */
async function tamper(sql: string): Promise<void> {
  const owner = new pg.Client(bench.test.ownerUrl);
  await owner.connect();
  await owner.query(sql, [bench.networkId]);
  await owner.end();
}

describe('decision records of stage 1', () => {
  it('are one for each operation, stored with the proposal, and recompute to the same digest', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const decisions = await decisionsOf(placed.orderId);
    expect(decisions.map(({ operationId }) => operationId).reverse()).toEqual(placed.operations.map(({ operationId }) => operationId));
    for (const { decisionId, digest, policyVersion } of decisions) {
      expect(policyVersion).toBe('matching-3.n3');
      expect(await recomputed(decisionId)).toEqual({ decisionId, digest, isSame: true, problems: [], differences: [] });
    }
  });

  it('hold the whole question: it can be asked again as a ranking case', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    for (const { decisionId } of await decisionsOf(placed.orderId)) {
      const { record, explanation } = await recordOf(decisionId);
      const { input, result } = record as RankingRecord;
      expect(readRankingCase(input).errors ?? []).toEqual([]);
      expect(result.policyVersion).toBe('matching-3.n3');
      expect(explanation[0]).toContain(`Partners for ${input.operation}`);
    }
  });

  it('are drawn with the names of the firms, each chart with its table (methods 3.13)', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const [decision] = await decisionsOf(placed.orderId);
    const { items } = await bench.as('auditor', null, (work) => bench.decisions.charts(decision?.decisionId as string, work));
    expect(items.map(({ name }) => name)).toEqual(['suitability', 'losses', 'groups', 'stability', 'weight-tornado']);
    const { record } = await recordOf(decision?.decisionId as string);
    expect(items[0]?.table.rows).toHaveLength((record as RankingRecord).result.candidates.length);
    expect(items[0]?.table.rows.every(([, firm]) => String(firm).startsWith('Shop '))).toBe(true);
    expect(items[0]?.svg).toContain('Shop ');
  });

  it('say in brief who was judged, what kept firms out, who leads and why', async () => {
    const suspended = { name: 'S', processes: ['heat-treatment'] as const, ratePerHour: 10 };
    await bench.deliver('onCompanyChanged', [company(suspended, { status: 'suspended' })]);
    await bench.deliver('onRateCardPublished', [rateCard(suspended)]);
    await bench.deliver('onAvailabilityChanged', [availability(suspended, 'heat-treatment')]);
    const placed = order();
    await bench.proposalFor(placed);
    const hardening = (await decisionsOf(placed.orderId)).find(({ process }) => process === 'heat-treatment');
    expect(hardening?.summary).toMatchObject({
      judged: 3,
      eligible: 2,
      knockedOut: 1,
      questions: 0,
      causes: [{ state: 'fail', code: 'KO01', reason: 'membership-suspended', firms: 1 }],
    });
    const leader = hardening?.summary.leader;
    expect(leader?.companyName).toMatch(/^Shop [CF]$/);
    expect(leader?.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['costs-most']));
    expect(leader?.reasons.every(({ amount, text }) => amount > 0 && text.length > 0)).toBe(true);
  });

  it('count a firm that the network knows no free hours of as a question, not as knocked out', async () => {
    const silent = { name: 'Q', processes: ['grinding'] as const };
    await bench.deliver('onCompanyChanged', [company(silent)]);
    await bench.deliver('onRateCardPublished', [rateCard(silent)]);
    const placed = order();
    await bench.proposalFor(placed);
    const grinding = (await decisionsOf(placed.orderId)).find(({ process }) => process === 'grinding');
    expect(grinding?.summary).toMatchObject({
      judged: 3,
      knockedOut: 0,
      questions: 1,
      causes: [{ state: 'unknown', code: 'KO07', reason: 'finish-unknown', firms: 1 }],
    });
  });

  it('are kept of an order that nobody can do, too', async () => {
    const placed = order();
    const wide = placed.operations.map((operation) => ({ ...operation, envelopeMicrometres: [620_000, 100_000, 100_000] }));
    await bench.submit({ ...placed, operations: wide });
    await bench.runTasks();
    const decisions = await decisionsOf(placed.orderId);
    expect(decisions).toHaveLength(3);
    for (const { summary } of decisions) {
      expect(summary).toMatchObject({ eligible: 0, leader: null, verdict: null });
      expect(summary.causes).toContainEqual({ state: 'fail', code: 'KO03', reason: 'part-too-large', firms: summary.judged });
    }
  });

  it('are added and never replaced when consortia are asked for again', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const before = await decisionsOf(placed.orderId);
    await bench.as('orchestrator', null, (work) => bench.proposals.request(placed.orderId, work));
    await bench.runTasks();
    const after = await decisionsOf(placed.orderId);
    expect(after.slice(before.length)).toEqual(before);
    expect(after.map(({ digest }) => digest).slice(0, before.length)).toEqual(before.map(({ digest }) => digest));
    expect(after.map(({ entry }) => entry)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('come in pages, newest first', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const page = (cursor?: string) =>
      bench.as('auditor', null, (work) =>
        bench.decisions.list(placed.orderId, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }, work),
      );
    const first = await page();
    const second = await page(first.nextCursor as string);
    expect([...first.items, ...second.items].map(({ entry }) => entry)).toEqual([3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });
});

describe('the chain of decisions', () => {
  const twoOrders = async () => {
    await bench.proposalFor(order());
    await bench.proposalFor(order());
    expect(await verdict()).toMatchObject({ entries: 6, intact: true, brokenAtEntry: null });
  };

  it.each([
    [
      'a letter of an old record',
      `update ranking_decision set content = replace(content, '"seed":', '"sead":') where network_id = $1 and entry = 2`,
      2,
    ],
    [
      'what was told of it in brief',
      `update ranking_decision set summary = summary || '{"knockedOut": 7}' where network_id = $1 and entry = 4`,
      4,
    ],
    ['the policy it names', `update ranking_decision set policy_version = 'matching-1' where network_id = $1 and entry = 1`, 1],
  ])('breaks where somebody changes %s', async (_what, sql, entry) => {
    await twoOrders();
    await tamper(sql);
    expect(await verdict()).toMatchObject({ intact: false, brokenAtEntry: entry });
  });

  it('breaks where a decision is gone, the last one too', async () => {
    await twoOrders();
    await tamper('delete from exposure_entry where network_id = $1');
    await tamper('delete from firm_ranking where network_id = $1 and entry in (3, 6)');
    await tamper('delete from ranking_decision where network_id = $1 and entry = 6');
    expect(await verdict()).toMatchObject({ intact: false, brokenAtEntry: 6 });
    await tamper('delete from ranking_decision where network_id = $1 and entry = 3');
    expect(await verdict()).toMatchObject({ intact: false, brokenAtEntry: 3 });
  });

  it('cannot be rewritten by the service itself', async () => {
    await bench.proposalFor(order());
    for (const table of ['ranking_decision', 'firm_ranking']) {
      const rewritten = bench.run((work) => work.tx.query(`update ${table} set entry = 9 where network_id = $1`, [bench.networkId]));
      await expect(rewritten).rejects.toThrow('permission denied');
      await expect(bench.run((work) => work.tx.query(`delete from ${table}`))).rejects.toThrow('permission denied');
    }
  });

  it('shows in the recomputation, too, that a result was altered', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const [decision] = await decisionsOf(placed.orderId);
    await tamper(`update ranking_decision set content = replace(content, '"place":1', '"place":2') where network_id = $1`);
    const { isSame, problems, differences } = await recomputed(decision?.decisionId as string);
    expect(isSame).toBe(false);
    expect(problems).toEqual(['record-altered', 'result-differs']);
    expect(differences[0]).toMatch(/^\/candidates\/\d+\/place$/);
  });
});

describe('who sees rankings', () => {
  it('tells the orchestrator for each operation of a plan where the chosen firm stands and why, and the customer nothing of it', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const listed = (role: 'orchestrator' | 'customer') =>
      bench.as(role, role === 'customer' ? 'customer' : null, (work) => bench.proposals.list(placed.orderId, { limit: 1 }, work));
    const decisions = await decisionsOf(placed.orderId);
    for (const plan of (await listed('orchestrator')).items[0]?.plans ?? []) {
      for (const { operationId, suitability, ranking } of plan.operations) {
        expect(ranking?.decisionId).toBe(decisions.find((decision) => decision.operationId === operationId)?.decisionId);
        expect(ranking?.suitability).toBe(suitability);
        expect(ranking?.place).toBeGreaterThanOrEqual(1);
        expect(ranking?.reasons.length).toBeGreaterThan(0);
      }
    }
    expect(JSON.stringify(await listed('customer'))).not.toMatch(/"ranking"|"decisionId"|"confidence"|"place"/);
  });

  it('shows a member its own ranking, and neither a rival nor the order', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const own = await bench.as('member', 'C', (work) => bench.rankings.list({ limit: 10 }, work));
    expect(own.items).toHaveLength(1);
    expect(own.items[0]).toMatchObject({ process: 'heat-treatment', view: { standing: 'eligible', fairnessFactor: 1 } });
    expect(own.items[0]?.view.leaves).toHaveLength(13);
    const text = JSON.stringify(own);
    const hidden = [...['A', 'B', 'D', 'E', 'F'].map(idOf), placed.orderId, ...placed.operations.map(({ operationId }) => operationId)];
    expect(hidden.filter((id) => text.includes(id))).toEqual([]);
    const none = await bench.as('member', 'stranger', (work) => bench.rankings.list({ limit: 10 }, work));
    expect(none.items).toEqual([]);
  });

  it('does not find decisions of another network', async () => {
    const placed = order();
    await bench.proposalFor(placed);
    const [decision] = await decisionsOf(placed.orderId);
    const decisionId = decision?.decisionId as string;
    await bench.freshNetwork();
    await expect(decisionsOf(placed.orderId)).rejects.toMatchObject({ code: 'matching.order-not-found' });
    await expect(recordOf(decisionId)).rejects.toMatchObject({ kind: 'not-found', code: 'matching.decision-not-found' });
    await expect(recomputed(decisionId)).rejects.toMatchObject({ kind: 'not-found', code: 'matching.decision-not-found' });
    expect(await verdict()).toMatchObject({ entries: 0, intact: true });
  });
});
