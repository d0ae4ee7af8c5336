import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KnockOutDemand, KnockOutFirm } from './further-gates.js';
import { type GateCode, type GateResult, overallState } from './gates.js';
import type { LanguageLevel } from './interface-leaves.js';
import { checkKnockOuts } from './knock-outs.js';

const FIRM: KnockOutFirm = {
  id: 'A',
  membership: 'active',
  machineGroups: [
    {
      id: 'g1',
      process: 'milling',
      envelopeMillimetres: [600, 500, 400],
      maxKilograms: 200,
      materials: ['steel'],
      expectedCapability: 1.45,
    },
  ],
  refusedMaterials: [],
  certificates: [{ id: 'c1', scheme: 'ISO 9001', validUntil: '2027-03-01' }],
  earliestFinishDay: 12,
  declines: { customers: [], processes: [] },
  personsBySkill: { 'milling-5-axis': 2 },
  region: 'R1',
  distanceKm: 80,
  tradeLaw: 'clear',
  yearlyDefaultProbability: 0.008,
  yearlyTurnoverEur: 1_000_000,
  securityClass: 2,
  excludedWith: ['X'],
  legalReview: 'not-needed',
  hasFootprintData: true,
  sustainabilityScore: 0.6,
  languages: { de: 6, en: 3 },
};
const DEMAND: KnockOutDemand = {
  customer: 'customer-y',
  process: 'milling',
  material: 'steel',
  partMillimetres: [550, 300, 200],
  partKilograms: 40,
  mandatoryCertificates: ['ISO 9001'],
  mandatorySkills: ['milling-5-axis'],
  deliveryDate: '2026-12-01',
  dueDay: 18,
  blockedFirms: [],
  distanceKmMax: 300,
  blockedRegions: ['R9'],
  orderValueEur: 9464,
  hasPaymentPlan: false,
  securityClass: 3,
  fixedFirms: ['B'],
  demandsFootprintData: true,
  sustainabilityScoreMin: 0.5,
  languages: { de: 5 },
};
const ALL = Array.from({ length: 16 }, (_, i) => `KO${String(i + 1).padStart(2, '0')}` as GateCode);
const judge = (firm: Partial<KnockOutFirm>, demand: Partial<KnockOutDemand>) =>
  checkKnockOuts({ ...FIRM, ...firm }, { ...DEMAND, ...demand });
const gatesOf = (code: GateCode, firm: Partial<KnockOutFirm>, demand: Partial<KnockOutDemand> = {}) =>
  judge(firm, demand).filter((gate) => gate.code === code);
const machine = (change: Partial<KnockOutFirm['machineGroups'][number]>) => ({
  ...(FIRM.machineGroups[0] as KnockOutFirm['machineGroups'][number]),
  ...change,
});

describe('the 16 knock-outs (methods 3.2)', () => {
  it('all pass, one result each in the order of their codes, for a firm that can and may', () => {
    const gates = judge({}, {});
    expect(gates.map(({ code, state }) => `${code} ${state}`)).toEqual(ALL.map((code) => `${code} pass`));
    expect(gates.every(({ nearestChange }) => nearestChange === null)).toBe(true);
  });

  it.each<[GateCode, string, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO01', 'membership-unknown', { membership: null }, {}],
    ['KO02', 'skills-unknown', { personsBySkill: null }, {}],
    ['KO03', 'part-size-unknown', {}, { partKilograms: null }],
    ['KO04', 'capability-unknown', { machineGroups: [machine({ expectedCapability: null })] }, {}],
    ['KO05', 'materials-not-stated', { machineGroups: [machine({ materials: null })] }, {}],
    ['KO06', 'certificates-unknown', { certificates: null }, {}],
    ['KO07', 'finish-unknown', { earliestFinishDay: null }, {}],
    ['KO08', 'distance-unknown', { distanceKm: null }, {}],
    ['KO08', 'region-unknown', { region: null }, {}],
    ['KO10', 'trade-law-not-checked', { tradeLaw: null }, {}],
    ['KO11', 'default-probability-unknown', { yearlyDefaultProbability: null }, {}],
    ['KO11', 'turnover-share-unknown', { yearlyTurnoverEur: null }, {}],
    ['KO12', 'security-class-unknown', { securityClass: null }, {}],
    ['KO14', 'joint-bid-not-checked', { legalReview: null }, {}],
    ['KO15', 'footprint-data-unknown', { hasFootprintData: null }, {}],
    ['KO15', 'sustainability-score-unknown', { sustainabilityScore: null }, {}],
    ['KO16', 'languages-not-stated', { languages: null }, {}],
  ])('%s: %s is a question to the firm, not a rejection', (code, reason, firm, demand) => {
    expect(gatesOf(code, firm, demand).map((gate) => [gate.state, gate.reason])).toEqual([['unknown', reason]]);
    expect(overallState(judge(firm, demand))).toBe('unknown');
  });

  it.each<[GateCode, string, string | null, Partial<KnockOutFirm>, Partial<KnockOutDemand>]>([
    ['KO01', 'membership-suspended', null, { membership: 'suspended' }, {}],
    ['KO02', 'process-not-offered', null, {}, { process: 'grinding' }],
    ['KO02', 'mandatory-skill-missing', null, { personsBySkill: {} }, {}],
    ['KO03', 'part-too-large', null, {}, { partMillimetres: [620, 300, 200] }],
    ['KO04', 'tolerance-not-reached', 'customer', { machineGroups: [machine({ expectedCapability: 0.99 })] }, {}],
    ['KO05', 'material-not-processed', null, {}, { material: 'titanium' }],
    ['KO06', 'certificate-missing', 'customer', { certificates: [] }, {}],
    ['KO07', 'finish-after-due-day', 'customer', {}, { dueDay: 11 }],
    ['KO08', 'region-blocked', 'customer', {}, { blockedRegions: ['R1'] }],
    ['KO08', 'too-far', 'customer', {}, { distanceKmMax: 79 }],
    ['KO09', 'blocked-by-customer', 'customer', {}, { blockedFirms: ['A'] }],
    ['KO09', 'process-declined-by-firm', 'firm', { declines: { customers: [], processes: ['milling'] } }, {}],
    ['KO10', 'trade-law-hit', null, { tradeLaw: 'hit' }, {}],
    ['KO11', 'default-too-likely', 'orchestrator', { yearlyDefaultProbability: 0.051 }, {}],
    ['KO11', 'order-too-large-for-firm', 'orchestrator', { yearlyTurnoverEur: 23_000 }, {}],
    ['KO12', 'security-class-too-low', null, { securityClass: 1 }, {}],
    ['KO13', 'excluded-with-member', 'parties', {}, { fixedFirms: ['B', 'X'] }],
    ['KO14', 'joint-bid-review-open', 'reviewer', { legalReview: 'open' }, {}],
    ['KO15', 'footprint-data-missing', 'customer', { hasFootprintData: false }, {}],
    ['KO15', 'sustainability-score-too-low', 'customer', { sustainabilityScore: 0.4 }, {}],
    ['KO16', 'no-common-language', 'customer', { languages: { de: 2, pl: 6 } }, {}],
  ])('%s fails with %s, waivable by %s, and names the nearest change', (code, reason, waivableBy, firm, demand) => {
    const failed = gatesOf(code, firm, demand).filter(({ state }) => state === 'fail');
    expect(failed.map((gate) => [gate.reason, gate.waivableBy])).toEqual([[reason, waivableBy]]);
    expect(failed[0]?.nearestChange).not.toBeNull();
    expect(overallState(judge(firm, demand))).toBe('fail');
  });

  it('limits are inclusive: Cp 1.0, 5 % default, 40 % of turnover, one security class below, B1, the last day', () => {
    const gates = judge(
      {
        machineGroups: [machine({ expectedCapability: 1 })],
        yearlyDefaultProbability: 0.05,
        yearlyTurnoverEur: 2.5 * 9464,
        securityClass: 2,
        languages: { de: 3 },
        earliestFinishDay: 18,
      },
      {},
    );
    expect(overallState(gates)).toBe('pass');
  });

  it('a payment plan settles the size of the order but not a likely default', () => {
    const weak = { yearlyTurnoverEur: 10_000, yearlyDefaultProbability: 0.2 };
    expect(gatesOf('KO11', weak).map(({ reason }) => reason)).toEqual(['default-too-likely', 'order-too-large-for-firm']);
    expect(gatesOf('KO11', weak, { hasPaymentPlan: true }).map(({ reason }) => reason)).toEqual(['default-too-likely']);
  });

  it('what nobody demands is no gate: no distance limit, no score, no class, no footprint', () => {
    const demand = {
      distanceKmMax: null,
      blockedRegions: [],
      securityClass: null,
      demandsFootprintData: false,
      sustainabilityScoreMin: null,
    };
    const firm = { distanceKm: null, region: null, securityClass: null, hasFootprintData: null, sustainabilityScore: null };
    expect(overallState(judge(firm, demand))).toBe('pass');
  });

  it('KO04: a large machine and an accurate one are no large accurate machine', () => {
    const groups = [
      machine({ id: 'large', envelopeMillimetres: [900, 900, 900], expectedCapability: 0.7 }),
      machine({ id: 'accurate', envelopeMillimetres: [100, 100, 100], expectedCapability: 1.8 }),
    ];
    expect(gatesOf('KO03', { machineGroups: groups })[0]?.state).toBe('pass');
    expect(gatesOf('KO04', { machineGroups: groups })[0]).toMatchObject({ state: 'fail', measured: 0.7, reason: 'tolerance-not-reached' });
    const split = [machine({ id: 'large', materials: ['wood'] }), machine({ id: 'steel', envelopeMillimetres: [100, 100, 100] })];
    expect(gatesOf('KO04', { machineGroups: split })[0]?.reason).toBe('no-machine-for-size-and-material');
  });

  it('KO09: the customer cannot waive what the firm declines', () => {
    const gates = judge({ declines: { customers: ['customer-y'], processes: [] } }, { blockedFirms: ['A'] });
    expect(overallState(gates, [{ code: 'KO09', by: 'customer' }])).toBe('fail');
    const both = [
      { code: 'KO09', by: 'customer' },
      { code: 'KO09', by: 'firm' },
    ] as const;
    expect(overallState(gates, both)).toBe('pass');
  });

  it('KO16: names the language that the other side speaks already', () => {
    expect(gatesOf('KO16', { languages: { en: 6, fr: 2 } }, { languages: { fr: 5, en: 1 } })[0]).toMatchObject({
      measured: 'A2',
      limit: 'B1',
      nearestChange: { params: { level: 'B1', language: 'fr' } },
    });
  });
});

/** What the words of a nearest change mean, done to the firm or the demand. */
function apply(
  firm: KnockOutFirm,
  demand: KnockOutDemand,
  { code, params }: NonNullable<GateResult['nearestChange']>,
): [KnockOutFirm, KnockOutDemand] {
  const number = (key: string) => Number(params[key]);
  const text = (key: string) => String(params[key]);
  const withMachine = (change: Partial<KnockOutFirm['machineGroups'][number]>): KnockOutFirm => ({
    ...firm,
    machineGroups: [
      ...firm.machineGroups,
      machine({ id: 'new', process: demand.process, materials: demand.material === null ? null : [demand.material], ...change }),
    ],
  });
  const sized = (): [number, number, number] => [
    number('longEdgeMillimetresMin'),
    number('middleEdgeMillimetresMin'),
    number('shortEdgeMillimetresMin'),
  ];
  const whole = demand.partMillimetres ?? ([0, 0, 0] as const);
  const changes: Record<string, () => [KnockOutFirm, KnockOutDemand]> = {
    'lift-suspension': () => [{ ...firm, membership: 'active' }, demand],
    'sign-contract': () => [{ ...firm, membership: 'active' }, demand],
    'offer-process': () => [withMachine({ process: text('process') }), demand],
    'qualify-person': () => [{ ...firm, personsBySkill: { ...firm.personsBySkill, [text('skill')]: 1 } }, demand],
    'machine-with-edge': () => [withMachine({ envelopeMillimetres: sized(), maxKilograms: number('kilogramsMin') }), demand],
    'machine-with-mass': () => [withMachine({ envelopeMillimetres: sized(), maxKilograms: number('kilogramsMin') }), demand],
    'machine-with-capability': () => [
      withMachine({ envelopeMillimetres: whole, maxKilograms: demand.partKilograms, expectedCapability: number('capabilityMin') }),
      demand,
    ],
    'allow-material': () => [
      {
        ...withMachine({ materials: [text('material')] }),
        refusedMaterials: firm.refusedMaterials.filter((name) => name !== text('material')),
      },
      demand,
    ],
    'obtain-certificate': () => [
      { ...firm, certificates: [...(firm.certificates ?? []), { id: 'new', scheme: text('scheme'), validUntil: text('validUntilMin') }] },
      demand,
    ],
    'renew-certificate': () => [
      { ...firm, certificates: [...(firm.certificates ?? []), { id: 'new', scheme: text('scheme'), validUntil: text('validUntilMin') }] },
      demand,
    ],
    'due-day-at-least': () => [firm, { ...demand, dueDay: number('day') }],
    'customer-unblocks-region': () => [
      firm,
      { ...demand, blockedRegions: demand.blockedRegions.filter((region) => region !== text('region')) },
    ],
    'distance-limit-at-least': () => [firm, { ...demand, distanceKmMax: number('kilometres') }],
    'customer-unblocks-firm': () => [firm, { ...demand, blockedFirms: [] }],
    'firm-accepts-customer': () => [{ ...firm, declines: { ...firm.declines, customers: [] } }, demand],
    'firm-accepts-process': () => [{ ...firm, declines: { ...firm.declines, processes: [] } }, demand],
    'clear-trade-law-hit': () => [{ ...firm, tradeLaw: 'clear' }, demand],
    'default-probability-at-most': () => [{ ...firm, yearlyDefaultProbability: number('probability') }, demand],
    'agree-payment-plan': () => [firm, { ...demand, hasPaymentPlan: true }],
    'reach-security-class': () => [{ ...firm, securityClass: number('min') }, demand],
    'lift-exclusion': () => [{ ...firm, excludedWith: firm.excludedWith.filter((id) => id !== text('firm')) }, demand],
    'document-reason': () => [{ ...firm, legalReview: 'cleared' }, demand],
    'provide-footprint-data': () => [{ ...firm, hasFootprintData: true }, demand],
    'sustainability-score-at-least': () => [{ ...firm, sustainabilityScore: number('score') }, demand],
    'common-language-at': () => {
      const language = params['language'] === undefined ? 'en' : text('language');
      const theirs = params['language'] === undefined ? { ...demand.languages, en: 3 as LanguageLevel } : demand.languages;
      return [
        { ...firm, languages: { ...firm.languages, [language]: 3 } },
        { ...demand, languages: theirs },
      ];
    },
  };
  const change = changes[code];
  if (change === undefined) throw new Error(`nobody says what ${code} means`);
  return change();
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 8 });
const edges = fc.tuple(
  ...([1, 2, 3].map(() => fc.integer({ min: 50, max: 900 })) as [fc.Arbitrary<number>, fc.Arbitrary<number>, fc.Arbitrary<number>]),
);
const level = fc.integer({ min: 1, max: 6 }) as fc.Arbitrary<LanguageLevel>;
const languages = maybe(fc.dictionary(fc.constantFrom('de', 'en', 'fr'), level));
const group = fc.record({
  id: fc.uuid(),
  process: fc.constantFrom('milling', 'grinding'),
  envelopeMillimetres: maybe(edges),
  maxKilograms: maybe(fc.integer({ min: 10, max: 500 })),
  materials: maybe(fc.subarray(['steel', 'titanium'])),
  expectedCapability: maybe(fc.double({ min: 0.5, max: 2, noNaN: true })),
});
const certificate = fc.record({
  id: fc.uuid(),
  scheme: fc.constantFrom('ISO 9001', 'EN 9100'),
  validUntil: maybe(fc.constantFrom('2026-01-01', '2027-01-01')),
});
const firms: fc.Arbitrary<KnockOutFirm> = fc.record({
  id: fc.constantFrom('A', 'B'),
  membership: maybe(fc.constantFrom('active', 'suspended', 'contract-missing')),
  machineGroups: fc.array(group, { maxLength: 4 }),
  refusedMaterials: fc.subarray(['titanium']),
  certificates: maybe(fc.array(certificate, { maxLength: 3 })),
  earliestFinishDay: maybe(fc.integer({ min: 0, max: 40 })),
  declines: fc.record({ customers: fc.subarray(['customer-y']), processes: fc.subarray(['milling']) }),
  personsBySkill: maybe(fc.dictionary(fc.constantFrom('s1', 's2'), fc.integer({ min: 0, max: 3 }))),
  region: maybe(fc.constantFrom('R1', 'R2')),
  distanceKm: maybe(fc.integer({ min: 0, max: 900 })),
  tradeLaw: maybe(fc.constantFrom('clear', 'hit')),
  yearlyDefaultProbability: maybe(fc.double({ min: 0, max: 0.2, noNaN: true })),
  yearlyTurnoverEur: maybe(fc.integer({ min: 0, max: 100_000 })),
  securityClass: maybe(fc.integer({ min: 1, max: 4 })),
  excludedWith: fc.subarray(['X', 'Y']),
  legalReview: maybe(fc.constantFrom('not-needed', 'open', 'cleared')),
  hasFootprintData: maybe(fc.boolean()),
  sustainabilityScore: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  languages,
});
const demands: fc.Arbitrary<KnockOutDemand> = fc.record({
  customer: fc.constant('customer-y'),
  process: fc.constantFrom('milling', 'grinding'),
  material: maybe(fc.constantFrom('steel', 'titanium')),
  partMillimetres: maybe(edges),
  partKilograms: maybe(fc.integer({ min: 1, max: 600 })),
  mandatoryCertificates: fc.subarray(['ISO 9001', 'EN 9100']),
  mandatorySkills: fc.subarray(['s1', 's2']),
  deliveryDate: fc.constant('2026-06-01'),
  dueDay: maybe(fc.integer({ min: 5, max: 30 })),
  blockedFirms: fc.subarray(['A']),
  distanceKmMax: maybe(fc.integer({ min: 50, max: 500 })),
  blockedRegions: fc.subarray(['R1', 'R2']),
  orderValueEur: maybe(fc.integer({ min: 0, max: 60_000 })),
  hasPaymentPlan: fc.boolean(),
  securityClass: maybe(fc.integer({ min: 1, max: 4 })),
  fixedFirms: fc.subarray(['X', 'Y', 'Z']),
  demandsFootprintData: fc.boolean(),
  sustainabilityScoreMin: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  languages,
});
const grounds = (gates: readonly GateResult[]) =>
  gates
    .filter(({ state }) => state === 'fail')
    .map(({ code, reason, nearestChange }) => `${code} ${reason} ${JSON.stringify(nearestChange)}`);

describe('properties of the knock-outs', () => {
  it('every nearest change removes its ground, and doing all of them lifts every failure', () => {
    fc.assert(
      fc.property(firms, demands, (firm, demand) => {
        const failed = checkKnockOuts(firm, demand).filter(({ state }) => state === 'fail');
        let [changedFirm, changedDemand] = [firm, demand];
        for (const gate of failed) {
          const change = gate.nearestChange as NonNullable<GateResult['nearestChange']>;
          const [ground] = grounds([gate]);
          expect(grounds(checkKnockOuts(...apply(firm, demand, change)))).not.toContain(ground);
        }
        for (let round = 0; round < 4; round += 1) {
          for (const gate of checkKnockOuts(changedFirm, changedDemand)) {
            if (gate.nearestChange !== null) [changedFirm, changedDemand] = apply(changedFirm, changedDemand, gate.nearestChange);
          }
        }
        expect(grounds(checkKnockOuts(changedFirm, changedDemand))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('evidence that only improves a firm never turns a pass into a failure', () => {
    const better = (firm: KnockOutFirm, extra: KnockOutFirm): KnockOutFirm => ({
      ...firm,
      machineGroups: [...firm.machineGroups, ...extra.machineGroups],
      certificates: firm.certificates === null ? extra.certificates : [...firm.certificates, ...(extra.certificates ?? [])],
      personsBySkill: firm.personsBySkill === null ? null : { ...firm.personsBySkill, s1: (firm.personsBySkill['s1'] ?? 0) + 1 },
      earliestFinishDay: firm.earliestFinishDay === null ? null : firm.earliestFinishDay - 1,
      yearlyDefaultProbability: firm.yearlyDefaultProbability === null ? null : firm.yearlyDefaultProbability / 2,
      yearlyTurnoverEur: firm.yearlyTurnoverEur === null ? null : firm.yearlyTurnoverEur * 2,
      securityClass: firm.securityClass === null ? null : firm.securityClass + 1,
      sustainabilityScore: firm.sustainabilityScore === null ? null : Math.min(1, firm.sustainabilityScore + 0.1),
      languages: firm.languages === null ? null : { ...firm.languages, fr: 6 },
    });
    fc.assert(
      fc.property(firms, firms, demands, (firm, extra, demand) => {
        const stateOf = (gates: readonly GateResult[], code: GateCode) => overallState(gates.filter((gate) => gate.code === code));
        const [before, after] = [checkKnockOuts(firm, demand), checkKnockOuts(better(firm, extra), demand)];
        for (const code of ALL) if (stateOf(before, code) === 'pass') expect([code, stateOf(after, code)]).toEqual([code, 'pass']);
      }),
      { numRuns: 400 },
    );
  });

  it('a firm of which nothing is known fails nothing but the process it does not offer and what the customer refuses', () => {
    const unknown: KnockOutFirm = {
      ...FIRM,
      membership: null,
      machineGroups: [machine({ envelopeMillimetres: null, maxKilograms: null, materials: null, expectedCapability: null })],
      certificates: null,
      earliestFinishDay: null,
      personsBySkill: null,
      region: null,
      distanceKm: null,
      tradeLaw: null,
      yearlyDefaultProbability: null,
      yearlyTurnoverEur: null,
      securityClass: null,
      excludedWith: [],
      legalReview: null,
      hasFootprintData: null,
      sustainabilityScore: null,
      languages: null,
    };
    fc.assert(
      fc.property(demands, (demand) => {
        const failed = checkKnockOuts(unknown, demand).filter(({ state }) => state === 'fail');
        expect(failed.filter(({ reason }) => !['process-not-offered', 'blocked-by-customer'].includes(reason))).toEqual([]);
      }),
    );
  });
});
