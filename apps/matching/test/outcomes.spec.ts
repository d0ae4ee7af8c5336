import type { LeafSource } from '@gewerk/engine-matching';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { MatchingBench } from './matching-bench.js';
import { idOf, order } from './network-builder.js';
import { accept, complain, decisions, finish, formed } from './order-story.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const verdict = () => bench.as('auditor', null, (work) => bench.decisions.verify(work));
const caller = () => ({ subject: 'test', networkId: bench.networkId, companyId: null, roles: ['auditor' as const] });

describe('choice and outcome of a ranking (methods 0.6)', () => {
  it('are appended to it, from the choice to the rating, and the record still recomputes to the last digit', async () => {
    const { formationId, proposal } = await formed(bench);
    const before = (await decisions(bench, proposal.orderId)).map(({ digest }) => digest);
    await finish(bench, formationId, { proposal });
    await accept(bench, formationId, proposal);
    const ratings = (proposal.plans[0]?.memberCompanyIds ?? []).map((companyId) => {
      return { companyId, quality: 0.9, punctuality: 1, communication: 0.8, satisfaction: 0.9 };
    });
    const about = { orderId: proposal.orderId, formationId, customerCompanyId: idOf('customer'), ratedAt: bench.now.toISOString() };
    await bench.deliver('onOrderRated', [{ ...about, ratings }]);
    const after = await decisions(bench, proposal.orderId);
    expect(after.map(({ digest }) => digest)).toEqual(before);
    for (const { decisionId, operationId, contents, now, record } of after) {
      expect(contents.map(({ kind }) => kind)).toEqual(['chosen', 'confirmed', 'finished', 'delivered', 'rated']);
      const planned = proposal.plans[0]?.operations.find((operation) => operation.operationId === operationId)?.companyId as string;
      const place = record.result.candidates.find(({ firm }) => firm === planned)?.place;
      expect(contents[0]).toEqual({
        kind: 'chosen',
        formationId,
        proposalId: proposal.proposalId,
        planId: proposal.plans[0]?.planId,
        companyId: planned,
        place,
      });
      expect(now).toMatchObject({
        companyId: planned,
        isDisputed: false,
        outcome: { onTime: 1, rightFirstTime: 1, withoutConflict: 1, label: 1 },
      });
      expect(await bench.decisions.recompute(decisionId, caller())).toMatchObject({ isSame: true, problems: [], differences: [] });
    }
    expect((await verdict()).sequels).toMatchObject({ entries: 15, intact: true, brokenAtEntry: null });
  });

  it('tell who was late and what was scrapped by operation, and that the customer complained', async () => {
    const { formationId, proposal } = await formed(bench);
    const late = proposal.plans[0]?.operations[0]?.companyId as string;
    await finish(bench, formationId, { proposal }, [late]);
    await complain(bench, formationId, proposal);
    expect((await decisions(bench, proposal.orderId)).every(({ now }) => now.isDisputed && now.outcome === null)).toBe(true);
    await accept(bench, formationId, proposal);
    for (const { now } of await decisions(bench, proposal.orderId)) {
      const isLate = now.companyId === late;
      expect(now.isDisputed).toBe(false);
      expect(now.outcome).toMatchObject({ onTime: isLate ? 0 : 1, rightFirstTime: isLate ? 0.75 : 1, withoutConflict: 0 });
      expect(now.outcome?.label).toBeCloseTo(isLate ? 0.3 : 0.8, 12);
    }
  });

  it('follow the member that took over, with the cause', async () => {
    const placed = order();
    const proposal = await bench.proposalFor(placed);
    const { formationId } = await bench.choose(proposal);
    await bench.placeHold(formationId);
    const [refused, ...others] = await bench.openInvitations(formationId);
    for (const invitation of others) await bench.answer(invitation, 'accepted');
    await bench.answer(refused as NonNullable<typeof refused>, 'declined');
    await bench.runTasks();
    const changed = (await decisions(bench, placed.orderId)).filter(({ contents }) => contents.some(({ kind }) => kind === 'replaced'));
    expect(changed.length).toBeGreaterThan(0);
    for (const { contents, now } of changed) {
      const replaced = contents.find(({ kind }) => kind === 'replaced');
      expect(replaced).toMatchObject({ fromCompanyId: refused?.companyId, cause: 'declined', companyId: now.companyId });
      expect(now.companyId).not.toBe(refused?.companyId);
    }
  });

  it('of a formation that failed are none: the operation is open again', async () => {
    const placed = order();
    const proposal = await bench.proposalFor(placed);
    await bench.choose(proposal);
    await bench.deliver('leaveFormation', [
      { orderId: placed.orderId, reason: 'not needed', cancelledAt: bench.now.toISOString(), orderVersion: 1 },
    ]);
    for (const { contents, now } of await decisions(bench, placed.orderId)) {
      expect(contents.map(({ kind }) => kind)).toEqual(['chosen', 'ended']);
      expect(now).toEqual({ companyId: null, formationId: null, isDisputed: false, outcome: null });
    }
  });

  it('cannot be rewritten by the service, and a change by anybody else breaks their chain', async () => {
    await formed(bench);
    await expect(bench.run((work) => work.tx.query(`update decision_sequel set kind = 'rated'`))).rejects.toThrow('permission denied');
    const owner = new pg.Client(bench.test.ownerUrl);
    await owner.connect();
    await owner.query(
      `update decision_sequel set content = replace(content, '"place":1', '"place":2') where network_id = $1 and entry = 2`,
      [bench.networkId],
    );
    await owner.query(`update decision_sequel set happened_at = happened_at + interval '1 day' where network_id = $1 and entry = 4`, [
      bench.networkId,
    ]);
    await owner.end();
    const { intact, sequels } = await verdict();
    expect(intact).toBe(true);
    expect(sequels.intact).toBe(false);
    expect([2, 4]).toContain(sequels.brokenAtEntry);
  });
});

describe('trust from what happened on the platform (methods 3.5)', () => {
  const trustOf = async (orderId: string, process: string) => {
    const decision = (await decisions(bench, orderId)).find((one) => one.process === process);
    return new Map(decision?.record.result.candidates.map(({ firm, leaves }) => [firm, leaves.find(({ leaf }) => leaf === 'TRU')]));
  };

  it('rises with a good order and falls with a poor one, for the customer and for the member that waited for the work', async () => {
    const before = order();
    await bench.proposalFor(before);
    const { formationId, proposal } = await formed(bench);
    const [first, second] = proposal.plans[0]?.operations ?? [];
    const [poor, good] = [first?.companyId as string, second?.companyId as string];
    await finish(bench, formationId, { proposal }, [poor]);
    await accept(bench, formationId, proposal);
    const after = order();
    await bench.proposalFor(after);
    const [hardening, milling] = await Promise.all([trustOf(after.orderId, 'heat-treatment'), trustOf(after.orderId, 'milling-5-axis')]);
    const base = { hardening: await trustOf(before.orderId, 'heat-treatment'), milling: await trustOf(before.orderId, 'milling-5-axis') };
    expect(hardening.get(good)?.value).toBeGreaterThan(base.hardening.get(good)?.value as number);
    expect(hardening.get(good)?.evidence).toEqual([formationId]);
    expect(milling.get(poor)?.value).toBeLessThan(hardening.get(good)?.value as number);
    expect(milling.get(poor)?.confidence).toBeGreaterThan(base.milling.get(poor)?.confidence as number);
    const latest = (await decisions(bench, after.orderId)).find(({ process }) => process === 'milling-5-axis');
    const source = latest?.record.input.candidates.find(({ firm }) => firm === poor)?.leaves.TRU as LeafSource<'TRU'>;
    expect(source.history?.experiences.map(({ partner }) => partner).sort()).toEqual([idOf('customer'), good].sort());
    expect(source.history?.experiences[0]?.goodShare).toBeCloseTo(0.2 + 0.4 * 0.75, 12);
  });

  it('leaves out what a customer says of a firm while it refuses its delivery', async () => {
    const { formationId, proposal } = await formed(bench);
    const member = proposal.plans[0]?.operations[1]?.companyId as string;
    const rating = { evidenceId: idOf('rating'), companyId: member, subject: 'TRU', counterpartCompanyId: idOf('customer'), value: 0 };
    await bench.deliver('onEvidenceRecorded', [
      { ...rating, amount: 1, evidenceClass: 'rating', observedAt: bench.now.toISOString(), expiresAt: null, derived: false },
    ]);
    const evidenceOf = async () => {
      const next = order();
      await bench.proposalFor(next);
      return (await trustOf(next.orderId, 'heat-treatment')).get(member)?.evidence;
    };
    expect(await evidenceOf()).toEqual([idOf('rating')]);
    await complain(bench, formationId, proposal);
    expect(await evidenceOf()).toEqual([]);
    await accept(bench, formationId, proposal);
    expect(await evidenceOf()).toEqual([formationId, idOf('rating')].sort());
  });
});
