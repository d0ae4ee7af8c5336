import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { RankingRecord } from '@gewerk/engine-matching';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MatchingBench } from './matching-bench.js';
import { idOf, network, order } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(async () => {
  await bench.freshNetwork();
  await bench.deliver('onNetworkConfigured', [network(bench.networkId, { selections: { M2: ['expl'] } })]);
});
afterAll(() => bench.close());

const decisionsOf = async (orderId: string) =>
  (await bench.as('orchestrator', null, (work) => bench.decisions.list(orderId, { limit: 50 }, work))).items;
const recordOf = async (decisionId: string) =>
  (await bench.as('orchestrator', null, (work) => bench.decisions.read(decisionId, work))).record as RankingRecord;
/** A month in which one order is small. */
const busyMonth = async () => {
  await bench.proposalFor(order({ orderId: idOf('large order') }));
  await bench.run((work) =>
    work.tx.query('update placed_order set reference_price_eur = 1e7 where network_id = $1 and id = $2', [
      bench.networkId,
      idOf('large order'),
    ]),
  );
};

interface Found {
  readonly proposal: ConsortiaProposedData;
  readonly decisionId: string;
  readonly record: RankingRecord;
  readonly operationId: string;
}

/** Orders with known ids, so that the draws are the same in every run. */
async function explored(until = Number.POSITIVE_INFINITY): Promise<Found[]> {
  const found: Found[] = [];
  for (let count = 0; count < 12 && found.length < until; count += 1) {
    const placed = order({ orderId: idOf(`small order ${count}`) });
    const proposal = await bench.proposalFor(placed);
    for (const { decisionId, operationId, summary } of await decisionsOf(placed.orderId)) {
      if (summary.explored != null) found.push({ proposal, decisionId, operationId, record: await recordOf(decisionId) });
    }
  }
  return found;
}

describe('the explore quota (methods 8.5)', () => {
  it('gives some harmless operations to a good newcomer: first of the plans, recommended, with the reason and the probability', async () => {
    await busyMonth();
    const found = await explored();
    expect(found.length).toBeGreaterThan(0);
    for (const { proposal, record, operationId } of found) {
      const { exploreDraw, recommended, candidates } = record.result;
      const newcomer = exploreDraw?.explored as string;
      expect(exploreDraw).toMatchObject({ obstacles: [], quota: 0.25 });
      expect(exploreDraw?.drawn).toBeLessThan(0.25);
      expect(recommended).toBe(newcomer);
      expect(newcomer).not.toBe(candidates[0]?.firm);
      const [first] = proposal.plans;
      expect(first?.labels).toContain('recommended');
      expect(first?.operations.find((operation) => operation.operationId === operationId)?.companyId).toBe(newcomer);
      const reason = first?.reasons.find(({ code, params }) => code === 'explores-newcomer' && params['operationId'] === operationId);
      expect(reason?.params).toMatchObject({ companyId: newcomer, quota: 0.25, jointOrdersBelow: 5 });
      const reached = first?.standby?.deliveryProbability ?? first?.deliveryProbability ?? 0;
      expect(reached).toBeGreaterThanOrEqual(proposal.requiredProbability - 1e-9);
      const utilities = proposal.plans.filter(({ labels }) => labels.includes('recommended')).map(({ utility }) => utility);
      expect(Math.max(...utilities)).toBe(Math.max(...proposal.plans.map(({ utility }) => utility)));
    }
  });

  it('is a draw that can be repeated: the decision recomputes, and asking again draws the same', async () => {
    await busyMonth();
    const [one] = await explored(1);
    const { decisionId, record, proposal } = one as Found;
    const caller = { subject: 'test', networkId: bench.networkId, companyId: null, roles: ['auditor' as const] };
    expect(await bench.decisions.recompute(decisionId, caller)).toMatchObject({ isSame: true, problems: [] });
    await bench.as('orchestrator', null, (work) => bench.proposals.request(proposal.orderId, work));
    await bench.runTasks();
    const again = (await decisionsOf(proposal.orderId)).find(({ summary, operationId }) => {
      return operationId === record.result.operation && summary.explored != null;
    });
    expect(again?.summary.explored?.companyId).toBe(record.result.exploreDraw?.explored);
  });

  it.each([
    ['a critical order', { criticality: 0.5 }, 'too-critical'],
    ['an order that is dear for its month', {}, 'too-valuable'],
  ])('gives nothing away of %s', async (_what, change, obstacle) => {
    if (obstacle !== 'too-valuable') await busyMonth();
    const placed = order({ orderId: idOf('small order 0'), ...change });
    await bench.proposalFor(placed);
    for (const { decisionId, summary } of await decisionsOf(placed.orderId)) {
      expect(summary.explored).toBeNull();
      expect((await recordOf(decisionId)).result.exploreDraw?.obstacles).toContain(obstacle);
    }
  });

  it('takes a draw back where the plan with the newcomer would not be safe, and the record says so', async () => {
    await busyMonth();
    const [one] = (await explored(1)) as [Found];
    // The same draw in a network that has seen the newcomer fail again and again.
    const newcomer = one.record.result.exploreDraw?.explored as string;
    const id = one.proposal.orderId;
    await bench.freshNetwork();
    await bench.deliver('onNetworkConfigured', [network(bench.networkId, { selections: { M2: ['expl'] } })]);
    const failures = { evidenceId: idOf('failures'), companyId: newcomer, subject: 'delivery', counterpartCompanyId: null, value: 0 };
    const observed = {
      amount: 5000,
      evidenceClass: 'platform-transaction',
      observedAt: bench.now.toISOString(),
      expiresAt: null,
      derived: true,
    };
    await bench.deliver('onEvidenceRecorded', [{ ...failures, ...observed }]);
    await busyMonth();
    await bench.proposalFor(order({ orderId: id }));
    const decision = (await decisionsOf(id)).find(({ operationId }) => operationId === one.operationId);
    expect(decision?.summary.explored).toBeNull();
    const { input, result } = await recordOf(decision?.decisionId as string);
    expect(input.exploreQuota?.reachesRequiredProbability).toBe(false);
    expect(result.exploreDraw?.obstacles).toEqual(['not-safe-enough']);
  });
});
