import fc from 'fast-check';
import type { KnockOutDemand, KnockOutFirm } from '../src/suitability/further-gates.js';
import type { GateCode, GateResult } from '../src/suitability/gates.js';
import type { LanguageLevel } from '../src/suitability/interface-leaves.js';
import { checkKnockOuts } from '../src/suitability/knock-outs.js';

/** Passes all 16 knock-outs together with the demand. */
export const FIRM: KnockOutFirm = {
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
export const ALL = Array.from({ length: 16 }, (_, i) => `KO${String(i + 1).padStart(2, '0')}` as GateCode);
export const judge = (firm: Partial<KnockOutFirm>, demand: Partial<KnockOutDemand>) =>
  checkKnockOuts({ ...FIRM, ...firm }, { ...DEMAND, ...demand });
export const gatesOf = (code: GateCode, firm: Partial<KnockOutFirm>, demand: Partial<KnockOutDemand> = {}) =>
  judge(firm, demand).filter((gate) => gate.code === code);
export const machine = (change: Partial<KnockOutFirm['machineGroups'][number]>) => ({
  ...(FIRM.machineGroups[0] as KnockOutFirm['machineGroups'][number]),
  ...change,
});
/** What the words of a nearest change mean, done to the firm or the demand. */
export function apply(
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
export const firms: fc.Arbitrary<KnockOutFirm> = fc.record({
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
export const demands: fc.Arbitrary<KnockOutDemand> = fc.record({
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
