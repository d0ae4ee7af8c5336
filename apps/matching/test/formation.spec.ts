import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  ConsortiaProposedData,
  ConsortiumConfirmedData,
  FormationFailedData,
  HoldRequestedData,
  InvitationSentData,
  MemberReplacedData,
} from '@gewerk/contracts/matching';
import { INVITATION_EXPIRY } from '../src/formation/application/formation-effects.js';
import { MatchingBench } from './matching-bench.js';
import { availability, evidence, idOf, order, SHOPS } from './network-builder.js';

let bench: MatchingBench;

beforeAll(async () => {
  bench = await MatchingBench.create();
});
beforeEach(() => bench.freshNetwork());
afterAll(() => bench.close());

const HOUR = 3_600_000;

/** A chosen plan whose hours are held and whose members are invited. */
async function underWay(choice: { plan?: number; withStandby?: boolean } = {}) {
  const placed = order();
  const proposal = await bench.proposalFor(placed);
  const { formationId } = await bench.choose(proposal, choice);
  await bench.placeHold(formationId);
  return { placed, proposal, formationId, open: await bench.openInvitations(formationId) };
}

async function acceptAll(formationId: string): Promise<void> {
  for (const invitation of await bench.openInvitations(formationId)) await bench.answer(invitation, 'accepted');
}

/** F stands where C stands and is cheaper, but has delivered badly: C is chosen, and F can take its place within all ceilings. */
async function secondHardener(): Promise<void> {
  const shops = SHOPS.map((shop) => (shop.name === 'F' ? { ...shop, latitude: 50.5, longitude: 8.2, ratePerHour: 30 } : shop));
  await bench.freshNetwork(shops);
  await bench.deliver('onEvidenceRecorded', [evidence(shops.at(-1) as (typeof shops)[number], 'delivery', 0.1, 200)]);
}

function ofC(open: readonly InvitationSentData[]): InvitationSentData {
  const invitation = open.find(({ companyId, role }) => role === 'primary' && companyId === idOf('C'));
  if (invitation === undefined) throw new Error('the chosen plan does not harden at C');
  return invitation;
}

const read = (formationId: string) => bench.as('customer', 'customer', (work) => bench.formations.read(formationId, work));

describe('choosing', () => {
  it('tells of the choice and asks for the hours of all in one transaction', async () => {
    const placed = order();
    const proposal = await bench.proposalFor(placed);
    const { formationId, state } = await bench.choose(proposal);
    expect(state).toBe('holding');
    expect(await bench.storyOf(formationId)).toEqual(['consortium-chosen', 'hold-requested']);
    const [requested] = await bench.published<HoldRequestedData>('hold-requested', formationId);
    expect(requested?.reservations.map(({ operationId, slots }) => ({ operationId, slots }))).toEqual(
      proposal.plans[0]?.operations.map(({ operationId, slots }) => ({ operationId, slots })),
    );
    // Monday 09:00 to Wednesday 09:00, and an hour.
    expect(requested?.holdMinutes).toBe(2 * 24 * 60 + 60);
  });

  it('holds the standbys too where they were chosen', async () => {
    const proposal = await bench.proposalFor(order());
    const { formationId, price } = await bench.choose(proposal, { withStandby: true });
    const [requested] = await bench.published<HoldRequestedData>('hold-requested', formationId);
    expect(requested?.reservations.filter(({ role }) => role === 'standby')).toHaveLength(proposal.plans[0]?.standby?.members.length ?? -1);
    expect(price.total).toEqual(proposal.plans[0]?.standby?.price.total);
  });

  it('allows one live formation for an order', async () => {
    const proposal = await bench.proposalFor(order());
    await bench.choose(proposal);
    await expect(bench.choose(proposal, { plan: 1 })).rejects.toMatchObject({ kind: 'conflict', code: 'matching.formation-already-live' });
  });

  it('gives one of two choices at the same moment the conflict', async () => {
    const proposal = await bench.proposalFor(order());
    const outcomes = await Promise.allSettled([bench.choose(proposal), bench.choose(proposal, { plan: 1 })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses a proposal after 72 hours', async () => {
    const proposal = await bench.proposalFor(order());
    bench.now = new Date(bench.now.getTime() + 72 * HOUR);
    await expect(bench.choose(proposal)).rejects.toMatchObject({
      code: 'matching.proposal-expired',
      params: { rule: 'ProposalMustBeValidWhenChosen' },
    });
  });

  it('refuses a choice that names another version of the order', async () => {
    const proposal = await bench.proposalFor(order());
    await expect(bench.choose(proposal, { orderVersion: 2 })).rejects.toMatchObject({ code: 'matching.order-version-outdated' });
  });

  it('does not find the proposal of somebody else', async () => {
    const { proposalId, plans } = await bench.proposalFor(order());
    const choice = { planId: plans[0]?.planId as string, withStandby: false, orderVersion: 1 };
    const stranger = bench.as('customer', 'other customer', (work) => bench.formations.choose(proposalId, choice, work));
    await expect(stranger).rejects.toMatchObject({ code: 'matching.proposal-not-found' });
  });
});

describe('inviting', () => {
  it('asks every member for an answer by the same hour of the next working day', async () => {
    const { open, formationId, proposal } = await underWay();
    expect(open.map(({ companyId }) => companyId).sort()).toEqual([...(proposal.plans[0]?.memberCompanyIds ?? [])].sort());
    expect(open.every(({ expiresAt }) => expiresAt === '2026-03-03T08:00:00.000Z')).toBe(true);
    const deadlines = await bench.run((work) =>
      work.tx.query('select subject from app.deadline where network_id = $1 and kind = $2', [work.networkId, INVITATION_EXPIRY]),
    );
    expect(deadlines).toHaveLength(open.length);
    expect(await bench.storyOf(formationId)).toEqual(['consortium-chosen', 'hold-requested', ...open.map(() => 'invitation-sent')]);
  });

  it('shows a member its own invitation with its own price, and nothing of the others', async () => {
    const { open } = await underWay();
    const mine = open[0] as InvitationSentData;
    const shop = SHOPS.find(({ name }) => idOf(name) === mine.companyId)?.name as string;
    const { items } = await bench.as('member', shop, (work) => bench.invitations.list({ limit: 10, state: 'open' }, work));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      invitationId: mine.invitationId,
      price: mine.price,
      operations: mine.operationIds.map((operationId) => ({ operationId })),
    });
    const text = JSON.stringify(items);
    for (const other of open.slice(1)) {
      expect(text).not.toContain(other.companyId);
      expect(text).not.toContain(String(other.price.amountMinor));
    }
  });

  it('does not find an invitation to somebody else', async () => {
    const { open } = await underWay();
    const [first, second] = open as [InvitationSentData, InvitationSentData];
    const foreign = bench.answer({ ...first, companyId: second.companyId }, 'accepted');
    await expect(foreign).rejects.toMatchObject({ code: 'matching.invitation-not-found' });
  });

  it('takes one answer', async () => {
    const { open } = await underWay();
    const [first] = open as [InvitationSentData];
    await bench.answer(first, 'accepted');
    await expect(bench.answer(first, 'declined')).rejects.toMatchObject({ code: 'matching.invitation-not-open' });
  });
});

describe('confirming', () => {
  it('settles once all accepted, and opens the consortium with the hours booked', async () => {
    const { formationId, proposal, placed } = await underWay({ withStandby: true });
    await acceptAll(formationId);
    expect((await bench.published('hold-settlement-requested', formationId)).at(-1)).toMatchObject({ revision: 1, settlement: 'confirm' });
    await bench.confirmHold(formationId);
    const [confirmed] = await bench.published<ConsortiumConfirmedData>('consortium-confirmed', formationId);
    const plan = proposal.plans[0] as ConsortiaProposedData['plans'][number];
    expect(confirmed).toMatchObject({ orderId: placed.orderId, price: plan.standby?.price, promisedAt: plan.promisedAt });
    expect(confirmed?.bookings).toHaveLength(plan.operations.length + (plan.standby?.members.length ?? 0));
    const primaries = confirmed?.members.filter(({ role }) => role === 'primary') ?? [];
    const dearest = primaries.reduce((most, member) => (member.price.amountMinor > most.price.amountMinor ? member : most));
    expect(confirmed?.leadCompanyId).toBe(dearest.companyId);
    expect((await bench.as('customer', 'customer', (work) => bench.formations.read(formationId, work))).state).toBe('confirmed');
    expect(await bench.run((work) => work.tx.query('select 1 from app.deadline where network_id = $1', [work.networkId]))).toEqual([]);
  });

  it('asks once more where the hold ran out meanwhile', async () => {
    const { formationId } = await underWay();
    await acceptAll(formationId);
    await bench.deliver('onHoldExpired', [{ formationId, revision: 1 }]);
    expect(await bench.published('hold-requested', formationId)).toHaveLength(2);
    await bench.placeHold(formationId);
    await bench.confirmHold(formationId);
    expect(await bench.published('consortium-confirmed', formationId)).toHaveLength(1);
  });
});

describe('replacing', () => {
  it('puts another candidate on real hours, keeps the word of the others, and confirms', async () => {
    await secondHardener();
    const { formationId, open } = await underWay();
    const leaving = ofC(open);
    for (const other of open.filter(({ invitationId }) => invitationId !== leaving.invitationId)) await bench.answer(other, 'accepted');
    await bench.answer(leaving, 'declined');
    expect(await bench.runTasks()).toBe(1);
    const [replaced] = await bench.published<MemberReplacedData>('member-replaced', formationId);
    expect(replaced).toMatchObject({
      revision: 2,
      fromCompanyId: idOf('C'),
      toCompanyIds: [idOf('F')],
      operationIds: leaving.operationIds,
      cause: 'declined',
    });
    const [before, after] = (await bench.published<HoldRequestedData>('hold-requested', formationId)) as [
      HoldRequestedData,
      HoldRequestedData,
    ];
    const ofOthers = (request: HoldRequestedData) =>
      request.reservations.filter(({ operationId }) => !leaving.operationIds.includes(operationId));
    expect(ofOthers(after)).toEqual(ofOthers(before));
    await bench.placeHold(formationId);
    expect((await bench.openInvitations(formationId)).map(({ companyId }) => companyId)).toEqual([idOf('F')]);
    await acceptAll(formationId);
    await bench.confirmHold(formationId);
    const [confirmed] = await bench.published<ConsortiumConfirmedData>('consortium-confirmed', formationId);
    expect(confirmed?.members.map(({ companyId }) => companyId)).not.toContain(idOf('C'));
    const { production, transport, coordination, standby, total } = (confirmed as ConsortiumConfirmedData).price;
    expect(total.amountMinor).toBe(production.amountMinor + transport.amountMinor + coordination.amountMinor + standby.amountMinor);
    expect(total.amountMinor).toBeLessThanOrEqual((await read(formationId)).ceilings.price.amountMinor);
  });

  it('replaces a member that stays silent until its deadline', async () => {
    await secondHardener();
    const { formationId, open } = await underWay();
    bench.now = new Date('2026-03-03T08:00:00Z');
    const due = { kind: INVITATION_EXPIRY, subject: ofC(open).invitationId, dueAt: bench.now, payload: {} };
    await bench.run((work) => bench.deadlines.onInvitationExpiry(work, due));
    expect(await bench.published('invitation-expired', formationId)).toHaveLength(1);
    expect(await bench.runTasks()).toBe(1);
    expect((await bench.published<MemberReplacedData>('member-replaced', formationId))[0]).toMatchObject({ cause: 'expired' });
    expect((await read(formationId)).state).toBe('holding');
  });

  it('takes the standby of the operation first, whose fee falls away', async () => {
    await secondHardener();
    const { formationId, open, proposal } = await underWay({ withStandby: true });
    const leaving = ofC(open);
    const standby = proposal.plans[0]?.standby?.members.find(({ operationId }) => leaving.operationIds.includes(operationId));
    expect(standby?.companyId).toBe(idOf('F'));
    await bench.answer(leaving, 'declined');
    await bench.runTasks();
    const [replaced] = await bench.published<MemberReplacedData>('member-replaced', formationId);
    expect(replaced?.toCompanyIds).toEqual([idOf('F')]);
    const after = (await bench.published<HoldRequestedData>('hold-requested', formationId)).at(-1);
    const roles = after?.reservations
      .filter(({ operationId }) => leaving.operationIds.includes(operationId))
      .map(({ companyId, role }) => [companyId, role]);
    expect(roles).toEqual([[idOf('F'), 'primary']]);
    const { price } = await read(formationId);
    expect(price.standby.amountMinor).toBe((proposal.plans[0]?.standby?.price.standby.amountMinor ?? 0) - (standby?.fee.amountMinor ?? 0));
  });

  it('goes on without a standby where nobody else can stand by, and the fee falls away', async () => {
    const { formationId, open, proposal } = await underWay({ withStandby: true });
    const leaving = open.find(({ role, companyId }) => role === 'standby' && companyId === idOf('F')) as InvitationSentData;
    await bench.answer(leaving, 'declined');
    await bench.runTasks();
    const after = (await bench.published<HoldRequestedData>('hold-requested', formationId)).at(-1);
    expect(after?.revision).toBe(2);
    const before = (await bench.published<HoldRequestedData>('hold-requested', formationId))[0];
    expect(after?.reservations).toEqual(before?.reservations.filter(({ companyId }) => companyId !== idOf('F')));
    const fees = proposal.plans[0]?.standby?.price.standby.amountMinor ?? 0;
    expect((await read(formationId)).price.standby.amountMinor).toBe(fees - leaving.price.amountMinor);
    expect(await bench.published('member-replaced', formationId)).toEqual([]);
  });

  it('finds another standby for the one that declines, and asks the customer where its fee exceeds the ceiling', async () => {
    const { formationId, open } = await underWay({ withStandby: true });
    const leaving = open.find(({ role, operationIds }) => role === 'standby' && operationIds.includes(idOf('mill'))) as InvitationSentData;
    await bench.answer(leaving, 'declined');
    await bench.runTasks();
    // The other shop's fee is higher than that of the choice.
    expect((await read(formationId)).state).toBe('awaiting-customer');
    await bench.as('customer', 'customer', (work) => bench.formations.approve(formationId, { approve: true }, work));
    const [replaced] = await bench.published<MemberReplacedData>('member-replaced', formationId);
    expect(replaced).toMatchObject({ fromCompanyId: leaving.companyId, operationIds: leaving.operationIds });
    const after = (await bench.published<HoldRequestedData>('hold-requested', formationId)).at(-1);
    const standbys = after?.reservations.filter(({ role, operationId }) => role === 'standby' && operationId === idOf('mill'));
    expect(standbys?.map(({ companyId }) => companyId)).toEqual(replaced?.toCompanyIds);
    expect(standbys?.[0]?.companyId).not.toBe(leaving.companyId);
  });

  it('asks the customer where a replacement is dearer than what was chosen, and ends where it is refused', async () => {
    const dear = { name: 'Dear', processes: ['heat-treatment'] as const, ratePerHour: 900, latitude: 50.5, longitude: 8.2 };
    await bench.freshNetwork([...SHOPS.filter(({ name }) => name !== 'F'), dear]);
    const { formationId, open } = await underWay();
    await bench.answer(open.find(({ companyId }) => companyId === idOf('C')) as InvitationSentData, 'declined');
    await bench.runTasks();
    const waiting = await bench.as('customer', 'customer', (work) => bench.formations.read(formationId, work));
    expect(waiting.state).toBe('awaiting-customer');
    expect(waiting.offered?.price.total.amountMinor).toBeGreaterThan(waiting.ceilings.price.amountMinor);
    const ended = await bench.as('customer', 'customer', (work) => bench.formations.approve(formationId, { approve: false }, work));
    expect(ended.state).toBe('failed');
    expect((await bench.published<FormationFailedData>('formation-failed', formationId))[0]?.reason).toBe('ceiling-exceeded');
  });

  it('fails and gives the hours back where nobody else can do it', async () => {
    await bench.freshNetwork(SHOPS.filter(({ name }) => name !== 'F'));
    const { formationId, open } = await underWay();
    await bench.answer(open.find(({ companyId }) => companyId === idOf('C')) as InvitationSentData, 'declined');
    await bench.runTasks();
    expect((await bench.published<FormationFailedData>('formation-failed', formationId))[0]?.reason).toBe('no-replacement');
    expect((await bench.published('hold-settlement-requested', formationId)).at(-1)).toMatchObject({ settlement: 'release', revision: 1 });
  });

  it('counts on the free hours of now, not on those of the proposal', async () => {
    await secondHardener();
    const { formationId, open } = await underWay();
    const other = SHOPS.find(({ name }) => name === 'F') as (typeof SHOPS)[number];
    await bench.deliver('onAvailabilityChanged', [
      availability(other, 'heat-treatment', undefined, { availabilityVersion: 2, freeWindows: [] }),
    ]);
    await bench.answer(ofC(open), 'declined');
    await bench.runTasks();
    expect((await bench.published<FormationFailedData>('formation-failed', formationId))[0]?.reason).toBe('no-replacement');
  });
});

describe('when hours are refused', () => {
  it('fails with what blocks, and proposes again', async () => {
    const placed = order();
    const proposal = await bench.proposalFor(placed);
    const { formationId } = await bench.choose(proposal);
    const { operationId, companyId, machineId, slots } = proposal.plans[0]
      ?.operations[0] as ConsortiaProposedData['plans'][number]['operations'][number];
    const blocking = [{ operationId, companyId, machineId, slot: slots[0], reason: 'held-by-another' }];
    await bench.deliver('onHoldRefused', [{ formationId, revision: 1, keptRevision: null, blocking }]);
    expect((await bench.published<FormationFailedData>('formation-failed', formationId))[0]).toMatchObject({ reason: 'hold-refused' });
    await bench.runTasks();
    const proposals = await bench.published<ConsortiaProposedData>('consortia-proposed', placed.orderId);
    expect(proposals).toHaveLength(2);
    expect((await bench.choose(proposals[1] as ConsortiaProposedData)).state).toBe('holding');
  });
});

describe('leaving', () => {
  const cancel = async (orderId: string) => {
    const cancelled = { orderId, orderVersion: 1, reason: 'no longer needed', cancelledAt: bench.now.toISOString() };
    await bench.deliver('onOrderCancelled', [cancelled]);
    await bench.deliver('leaveFormation', [cancelled]);
  };

  it('releases the hours of a cancelled order before settlement', async () => {
    const { placed, formationId } = await underWay();
    await cancel(placed.orderId);
    expect((await bench.storyOf(formationId)).slice(-2)).toEqual(['hold-settlement-requested', 'formation-failed']);
    expect(await bench.openInvitations(formationId)).toEqual([]);
  });

  it('dissolves a confirmed consortium whose order is cancelled', async () => {
    const { placed, formationId } = await underWay();
    await acceptAll(formationId);
    await bench.confirmHold(formationId);
    await cancel(placed.orderId);
    expect((await bench.storyOf(formationId)).at(-1)).toBe('consortium-dissolved');
  });

  it('lets the customer dissolve a confirmed consortium, and nobody a formation under way', async () => {
    const { formationId } = await underWay();
    const dissolve = (who: string) =>
      bench.as('customer', who, (work) => bench.formations.dissolve(formationId, { reason: 'changed plans' }, work));
    await expect(dissolve('customer')).rejects.toMatchObject({ code: 'matching.formation-not-confirmed' });
    await acceptAll(formationId);
    await bench.confirmHold(formationId);
    await expect(dissolve('other customer')).rejects.toMatchObject({ code: 'matching.formation-not-found' });
    expect((await dissolve('customer')).state).toBe('dissolved');
  });
});

describe('tenancy', () => {
  it('keeps formations and invitations of one network from another', async () => {
    const { formationId, open } = await underWay();
    await bench.freshNetwork();
    await expect(bench.as('orchestrator', null, (work) => bench.formations.read(formationId, work))).rejects.toMatchObject({
      code: 'matching.formation-not-found',
    });
    await expect(bench.answer(open[0] as InvitationSentData, 'accepted')).rejects.toMatchObject({ code: 'matching.invitation-not-found' });
    for (const table of ['formation', 'invitation', 'proposal', 'placed_order', 'partner_evidence']) {
      const [{ count }] = (await bench.run((work) =>
        work.tx.query(`select count(*)::int from ${table} where network_id <> $1`, [work.networkId]),
      )) as [{ count: number }];
      expect({ table, count }).toEqual({ table, count: 0 });
    }
  });
});
