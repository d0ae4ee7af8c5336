import { classified, type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import {
  count,
  countryCode,
  instant,
  MaterialSchema,
  nullable,
  ProcessSchema,
  share,
  StrategyVectorSchema,
  text,
  uuid,
} from '../vocabulary.js';

export const registryCompany = defineTopic({
  name: 'registry.company',
  kind: 'state',
  keyedBy: 'company',
  publisher: 'registry',
  disclosure: 'D1',
});
export const registryEvidence = defineTopic({
  name: 'registry.evidence',
  kind: 'fact',
  keyedBy: 'company',
  publisher: 'registry',
  disclosure: 'D3',
});
export const registryRateCard = defineTopic({
  name: 'registry.rate-card',
  kind: 'state',
  keyedBy: 'company',
  publisher: 'registry',
  disclosure: 'D3',
});
export const registryExclusion = defineTopic({
  name: 'registry.exclusion',
  kind: 'state',
  keyedBy: 'pair of companies',
  publisher: 'registry',
  disclosure: 'D3',
});

const minuteOfDay = () => Type.Integer({ minimum: 0, maximum: 1440 });

export const ShiftSchema = Type.Object({
  weekday: Type.Integer({ minimum: 1, maximum: 7, description: 'ISO 8601: 1 is Monday' }),
  startMinute: minuteOfDay(),
  endMinute: minuteOfDay(),
});

export const SiteSchema = Type.Object({
  siteId: uuid(),
  name: text(200),
  country: countryCode(),
  region: text(80),
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  timeZone: text(60),
  shifts: Type.Array(ShiftSchema, { maxItems: 42 }),
  closedDays: Type.Array(Type.String({ format: 'date' }), { maxItems: 400 }),
});

export const MachineGroupSchema = Type.Object({
  machineGroupId: uuid(),
  siteId: uuid(),
  process: ProcessSchema,
  model: text(120),
  machines: Type.Array(Type.Object({ machineId: uuid(), label: text(80) }), { minItems: 1, maxItems: 100 }),
  axes: Type.Integer({ minimum: 0, maximum: 12 }),
  envelopeMicrometres: Type.Array(count(), { minItems: 3, maxItems: 3, description: 'largest part, x, y, z' }),
  maxMassGrams: count(),
  accuracyIt: Type.Integer({ minimum: 1, maximum: 18, description: 'best ISO 286 tolerance grade' }),
  processCapability: Type.Number({ minimum: 0, maximum: 10, description: 'Cp at that grade' }),
  materials: Type.Array(MaterialSchema, { maxItems: 20 }),
  powerStandbyWatts: count(),
  powerProcessWatts: count(),
  energyWattHoursPerKilogram: nullable(count({ description: 'for processes that are charged by mass, such as hardening' })),
});

export const CompanyChanged = defineEvent({
  type: 'registry.company-changed.v1',
  topic: registryCompany,
  description: 'What a company is and can do, whole, each time it changes (methods 15).',
  key: 'companyId',
  data: Type.Object({
    companyId: uuid(),
    name: text(200),
    kind: Type.Enum(['producer', 'technology-provider', 'customer', 'supplier']),
    status: Type.Enum(['candidate', 'active', 'suspended', 'left']),
    derived: Type.Boolean({ description: 'true for seeded companies that do not exist' }),
    country: countryCode(),
    vatId: nullable(text(20)),
    employees: count(),
    turnoverMinorPerYear: nullable(Type.Integer(classified('D3', { minimum: 0 }))),
    priorities: StrategyVectorSchema,
    horizon: Type.Enum(['project', 'framework', 'long-term']),
    securityClass: Type.Integer({ minimum: 1, maximum: 4 }),
    languages: Type.Array(
      Type.Object({ code: Type.String({ pattern: '^[a-z]{2}$' }), level: Type.Enum(['A1', 'A2', 'B1', 'B2', 'C1', 'C2']) }),
      {
        maxItems: 30,
      },
    ),
    formats: Type.Array(Type.Object({ exchange: Type.Enum(['cad', 'drawing', 'order', 'status', 'quality']), format: text(60) }), {
      maxItems: 60,
      description: 'formats the company can send and receive (methods 3.5 TEC)',
    }),
    managementCertificates: Type.Array(text(60), { maxItems: 40 }),
    trustSignals: Type.Array(
      Type.Enum(['confidentiality-agreement', 'security-certificate', 'pays-on-time', 'insurance-proof', 'code-of-conduct']),
      {
        maxItems: 5,
      },
    ),
    membershipPlan: Type.Enum(['basic', 'plus', 'pro', 'none']),
    sites: Type.Array(SiteSchema, { maxItems: 100 }),
    machineGroups: Type.Array(MachineGroupSchema, { maxItems: 500 }),
    certificates: Type.Array(
      Type.Object({ standard: text(60), validFrom: Type.String({ format: 'date' }), validUntil: Type.String({ format: 'date' }) }),
      {
        maxItems: 100,
      },
    ),
    skills: Type.Array(Type.Object({ skill: text(60), people: count() }), {
      maxItems: 100,
      description: 'persons with valid proof, counted, never named',
    }),
  }),
});
export type CompanyChangedData = DataOf<typeof CompanyChanged>;

/** The thirteen leaves of methods 3.5. */
export const LEAVES = ['CUL', 'COM', 'TEC', 'SFI', 'TRU', 'RIS', 'FIN', 'MAC', 'INT', 'EMP', 'TCH', 'MKT', 'INN'] as const;

export const EvidenceRecorded = defineEvent({
  type: 'registry.evidence-recorded.v1',
  topic: registryEvidence,
  description: 'One item of evidence about a company, with class and amount (methods 3.4).',
  key: 'companyId',
  data: Type.Object({
    evidenceId: uuid(),
    companyId: uuid(),
    subject: Type.Enum([...LEAVES, 'delivery'], {
      description:
        'a leaf of the criteria tree, or `delivery`: accepted quality in the window, which feeds the success probability (methods 5.4)',
    }),
    counterpartCompanyId: nullable(uuid({ description: 'where the evidence is about a pair' })),
    value: share(),
    amount: Type.Number({ minimum: 0, maximum: 100_000 }),
    evidenceClass: Type.Enum([
      'platform-transaction',
      'audited-certificate',
      'third-party-register',
      'rating',
      'checked-document',
      'self-declaration',
    ]),
    observedAt: instant(),
    expiresAt: nullable(instant()),
    derived: Type.Boolean({ description: 'true for seeded evidence of a demonstration network' }),
  }),
});
export type EvidenceRecordedData = DataOf<typeof EvidenceRecorded>;

export const RateCardPublished = defineEvent({
  type: 'registry.rate-card-published.v1',
  topic: registryRateCard,
  description: 'The rates by which a company has its operations priced (methods 7.4); read by matching only.',
  key: 'companyId',
  data: Type.Object({
    companyId: uuid(),
    rateCardVersion: Type.Integer({ minimum: 1 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    validFrom: instant(),
    rates: Type.Array(
      Type.Object({
        machineGroupId: uuid(),
        machineMinorPerHour: count(),
        labourMinorPerHour: count(),
        attendanceBasisPoints: Type.Integer({ minimum: 0, maximum: 10_000, description: 'share of run time an operator attends' }),
        learningBasisPoints: Type.Integer({ minimum: 8_000, maximum: 10_000 }),
        riskBasisPoints: Type.Integer({ minimum: 0, maximum: 5_000 }),
        marginBasisPoints: Type.Integer({ minimum: 0, maximum: 6_000 }),
        speedBasisPoints: Type.Integer({
          minimum: 2_000,
          maximum: 30_000,
          description: 'time needed against the template, 10,000 is equal',
        }),
        materialOverheadBasisPoints: Type.Integer({ minimum: 0, maximum: 5_000 }),
      }),
      { maxItems: 500 },
    ),
  }),
});
export type RateCardPublishedData = DataOf<typeof RateCardPublished>;

export const ExclusionChanged = defineEvent({
  type: 'registry.exclusion-changed.v1',
  topic: registryExclusion,
  description: 'Two companies that may not work in one consortium, or again may (methods 4.4).',
  key: 'pairId',
  data: Type.Object({
    pairId: text(80, { description: 'both company ids, smaller first, joined by ~' }),
    companyIds: Type.Array(uuid(), { minItems: 2, maxItems: 2 }),
    excluded: Type.Boolean(),
    reasonClass: Type.Enum(['competition', 'conflict', 'ownership', 'customer-protection', 'other']),
  }),
});
export type ExclusionChangedData = DataOf<typeof ExclusionChanged>;
