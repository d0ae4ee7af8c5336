import { describe, expect, it } from '@jest/globals';
import { money } from '@gewerk/kernel';
import type { AgreedPlan } from './agreed-plan.js';
import { Formation } from './formation.js';
import type { FormationRule } from './formation-rules.js';

const NOW = new Date('2026-03-02T08:00:00Z');
const TOMORROW = new Date('2026-03-03T08:00:00Z');
const HOLD_ENDS = '2026-03-04T09:00:00Z';
const eur = (amountMinor: number) => money(amountMinor, 'EUR');

type Operation = AgreedPlan['operations'][number];
const operation = (operationId: string, companyId: string, priceMinor = 100_00): Operation => ({
  operationId,
  companyId,
  machineId: `machine of ${companyId}`,
  slots: [{ startsAt: '2026-03-05T07:00:00.000Z', endsAt: '2026-03-05T11:00:00.000Z' }],
  workMinutes: 240,
  price: eur(priceMinor),
  suitability: 0.8,
  processingCo2eGrams: 1000,
  energyWattHours: 2000,
});

function plan(operations: Operation[], change: Partial<AgreedPlan> = {}): AgreedPlan {
  const production = operations.reduce((sum, { price }) => sum + price.amountMinor, 0);
  const price = { production: eur(production), transport: eur(0), coordination: eur(0), standby: eur(0), total: eur(production) };
  return {
    operations,
    standbys: [],
    legs: [],
    price,
    arrivesAt: '2026-03-10T11:00:00.000Z',
    promisedAt: '2026-03-12T11:00:00.000Z',
    deliveryProbability: 0.9,
    co2eGrams: 2000,
    ...change,
  };
}

function chosen(agreed = plan([operation('mill', 'A'), operation('grind', 'D')])): Formation {
  const ids = { formationId: 'formation', orderId: 'order', customerCompanyId: 'customer', proposalId: 'proposal', planId: 'plan' };
  return Formation.choose({ ...ids, orderVersion: 1, withStandby: false, chosenAt: NOW.toISOString(), plan: agreed });
}

function invited(agreed?: AgreedPlan): Formation {
  const formation = chosen(agreed);
  formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
  return formation;
}

const openOf = (formation: Formation, companyId: string) =>
  formation.invitations.find((invitation) => invitation.state === 'open' && invitation.part.companyId === companyId)
    ?.invitationId as string;
const answer = (formation: Formation, companyId: string, word: 'accepted' | 'declined') =>
  formation.answered(openOf(formation, companyId), word, null, NOW);
const effects = (formation: Formation) => formation.effects.map(({ kind }) => kind);
const breaks = (rule: FormationRule) => expect.objectContaining({ params: expect.objectContaining({ rule }) });
const thrownBy = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
};

function replacing(): Formation {
  const formation = invited();
  answer(formation, 'D', 'declined');
  formation.effects.length = 0;
  return formation;
}
const byE = plan([operation('mill', 'A'), operation('grind', 'E')]);
const replacement = { operationIds: ['grind'], fromCompanyId: 'D', toCompanyIds: ['E'], cause: 'declined' as const };

describe('a formation that goes well', () => {
  it('asks for the hours first, invites once they are held, settles when all accepted, and is confirmed by the booking', () => {
    const formation = chosen();
    expect(effects(formation)).toEqual(['request-hold']);
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    expect(formation.record.state).toBe('inviting');
    answer(formation, 'A', 'accepted');
    expect(formation.record.state).toBe('inviting');
    answer(formation, 'D', 'accepted');
    expect(formation.record.state).toBe('settling');
    expect(formation.effects).toContainEqual({ kind: 'settle', settlement: 'confirm', revision: 1 });
    formation.confirmed([], 'consortium');
    expect(formation.record).toMatchObject({ state: 'confirmed', consortiumId: 'consortium' });
  });

  it('invites a company once for each role, with the sum of its own prices', () => {
    const formation = invited(plan([operation('mill', 'A', 700_00), operation('grind', 'A', 300_00), operation('harden', 'C', 50_00)]));
    expect(formation.invitations.map(({ part }) => [part.companyId, part.price.amountMinor])).toEqual([
      ['A', 1000_00],
      ['C', 50_00],
    ]);
  });
});

describe('replacing a member', () => {
  it('looks for somebody else when a member declines', () => {
    const formation = invited();
    answer(formation, 'D', 'declined');
    expect(formation.record.state).toBe('replacing');
    expect(effects(formation)).toContain('find-replacement');
    expect(formation.vacancies.map(({ part }) => part.companyId)).toEqual(['D']);
  });

  it('takes silence for a refusal', () => {
    const formation = invited();
    formation.invitationExpired(openOf(formation, 'D'), TOMORROW);
    expect(formation.record.state).toBe('replacing');
  });

  it('asks for the hours of all again with the next revision, and only the newcomer is asked', () => {
    const formation = invited();
    answer(formation, 'A', 'accepted');
    answer(formation, 'D', 'declined');
    formation.replaced(byE, [replacement]);
    expect(formation.record).toMatchObject({ state: 'holding', revision: 2 });
    formation.effects.length = 0;
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    expect(effects(formation)).toEqual(['invite']);
    answer(formation, 'E', 'accepted');
    expect(formation.record.state).toBe('settling');
  });

  it('asks a member again whose accepted hours moved', () => {
    const formation = invited();
    answer(formation, 'A', 'accepted');
    answer(formation, 'D', 'declined');
    const moved = { ...operation('mill', 'A'), slots: [{ startsAt: '2026-03-06T07:00:00.000Z', endsAt: '2026-03-06T11:00:00.000Z' }] };
    formation.replaced(plan([moved, operation('grind', 'E')]), [replacement]);
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    expect(formation.invitations.map(({ part, state }) => [part.companyId, state])).toEqual([
      ['A', 'superseded'],
      ['D', 'declined'],
      ['A', 'open'],
      ['E', 'open'],
    ]);
  });

  it('fails, and gives the hours back, where a member of the replacement round declines', () => {
    const formation = replacing();
    formation.replaced(byE, [replacement]);
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    formation.effects.length = 0;
    answer(formation, 'E', 'declined');
    expect(formation.record.state).toBe('failed');
    expect(formation.effects).toContainEqual({ kind: 'settle', settlement: 'release', revision: 2 });
    expect(formation.effects).toContainEqual(expect.objectContaining({ kind: 'failed', reason: 'no-replacement' }));
  });

  it('replaces a second member of the first round too', () => {
    const formation = replacing();
    formation.replaced(byE, [replacement]);
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    answer(formation, 'A', 'declined');
    expect(formation.record.state).toBe('replacing');
  });

  it('searches again where another seat became empty meanwhile', () => {
    const formation = replacing();
    answer(formation, 'A', 'declined');
    expect(formation.vacancies).toHaveLength(2);
    formation.replacementOutdated();
    expect(formation.record.state).toBe('replacing');
    expect(effects(formation)).toContain('find-replacement');
  });

  it('keeps a refusal during the hold request in mind until the hold is answered', () => {
    const formation = replacing();
    formation.replaced(byE, [replacement]);
    answer(formation, 'A', 'declined');
    expect(formation.record.state).toBe('holding');
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    expect(formation.record.state).toBe('replacing');
  });
});

describe('ceilings', () => {
  const dearer = plan([operation('mill', 'A'), operation('grind', 'E', 150_00)]);
  const later = { ...byE, promisedAt: '2026-03-13T11:00:00.000Z' };

  it.each([
    ['price', dearer],
    ['date', later],
  ])('asks the customer before anything exceeds the chosen %s', (_which, offered) => {
    const formation = replacing();
    formation.replaced(offered, [replacement]);
    expect(formation.record.state).toBe('awaiting-customer');
    expect(formation.effects).toEqual([]);
    formation.approved(true);
    expect(formation.record).toMatchObject({ state: 'holding', revision: 2, offered: null, plan: offered });
  });

  it('fails where the customer does not agree', () => {
    const formation = replacing();
    formation.replaced(dearer, [replacement]);
    formation.approved(false);
    expect(formation.effects).toContainEqual(expect.objectContaining({ kind: 'failed', reason: 'ceiling-exceeded' }));
  });

  it('drops an offer that names a member who declined meanwhile', () => {
    const formation = replacing();
    formation.replaced(dearer, [replacement]);
    answer(formation, 'A', 'declined');
    expect(formation.record).toMatchObject({ state: 'replacing', offered: null });
  });

  it('takes no approval that is not awaited', () => {
    expect(thrownBy(() => invited().approved(true))).toEqual(breaks('CustomerMustBeAskedBeforeApproval'));
  });
});

describe('holds that fail', () => {
  it('ends where the hours are refused, and gives back what capacity kept', () => {
    const formation = replacing();
    formation.replaced(byE, [replacement]);
    formation.effects.length = 0;
    formation.holdRefused('not free', 1);
    expect(formation.effects).toContainEqual({ kind: 'settle', settlement: 'release', revision: 1 });
    expect(formation.effects).toContainEqual({ kind: 'failed', reason: 'hold-refused', detail: 'not free' });
  });

  it('asks once more where the hours ran out during settlement, then fails', () => {
    const formation = invited(plan([operation('mill', 'A')]));
    answer(formation, 'A', 'accepted');
    formation.holdExpired();
    expect(formation.record).toMatchObject({ state: 'holding', revision: 2 });
    formation.holdPlaced(HOLD_ENDS, NOW, TOMORROW);
    expect(formation.record.state).toBe('settling');
    formation.holdExpired();
    expect(formation.effects).toContainEqual(expect.objectContaining({ kind: 'failed', reason: 'hold-expired' }));
  });

  it('knows facts about a former revision, or of a formation that is over, as stale', () => {
    const formation = replacing();
    formation.replaced(byE, [replacement]);
    expect([formation.isStale(1), formation.isStale(2)]).toEqual([true, false]);
    formation.orderCancelled('gone');
    expect(formation.isStale(2)).toBe(true);
  });
});

describe('leaving', () => {
  it('releases the hours where the order is cancelled before settlement, and closes the invitations', () => {
    const formation = invited();
    formation.orderCancelled('gone');
    expect(formation.record.state).toBe('failed');
    expect(formation.effects).toContainEqual({ kind: 'settle', settlement: 'release', revision: 1 });
    expect(formation.invitations.every(({ state }) => state === 'superseded')).toBe(true);
  });

  it('awaits the answer where the order is cancelled during settlement, then dissolves', () => {
    const formation = invited(plan([operation('mill', 'A')]));
    answer(formation, 'A', 'accepted');
    formation.orderCancelled('gone');
    expect(formation.record.state).toBe('settling');
    formation.effects.length = 0;
    formation.confirmed([], 'consortium');
    expect(effects(formation)).toEqual(['confirmed', 'dissolved']);
    expect(formation.record.state).toBe('dissolved');
  });

  it('dissolves a confirmed consortium, and nothing else', () => {
    expect(thrownBy(() => invited().dissolved('no'))).toEqual(breaks('FormationMustBeConfirmedBeforeDissolution'));
  });
});

describe('what must not happen', () => {
  it('takes no second answer to an invitation', () => {
    const formation = invited();
    const invitationId = openOf(formation, 'A');
    formation.answered(invitationId, 'accepted', null, NOW);
    expect(thrownBy(() => formation.answered(invitationId, 'declined', null, NOW))).toEqual(breaks('InvitationMustBeOpenWhenAnswered'));
  });

  const illegal: [string, () => void][] = [
    ['a hold placed while members answer', () => invited().holdPlaced(HOLD_ENDS, NOW, TOMORROW)],
    ['a booking nobody asked for', () => invited().confirmed([], 'consortium')],
    ['a hold refused after it was placed', () => invited().holdRefused('no', null)],
    ['a replacement nobody looked for', () => invited().replaced(byE, [replacement])],
    ['no replacement where nobody looked for one', () => chosen().noReplacement('none')],
  ];
  it.each(illegal)('throws at %s', (_what, act) => {
    expect(thrownBy(act)).toEqual(breaks('TransitionMustBeLegal'));
  });

  it('does nothing when the time of an answered invitation runs out', () => {
    const formation = invited();
    const invitationId = openOf(formation, 'A');
    formation.answered(invitationId, 'accepted', null, NOW);
    formation.invitationExpired(invitationId, TOMORROW);
    expect(formation.record.state).toBe('inviting');
  });
});
