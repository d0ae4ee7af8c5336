import { LEAVES } from '../suitability/policy.js';
import type { JsonSchema } from './json-schema.js';

const share: JsonSchema = { type: 'number', minimum: 0, maximum: 1 };
const shareOrNull: JsonSchema = { type: ['number', 'null'], minimum: 0, maximum: 1 };
/** Beyond any amount of the trade, and far from where sums and products leave the numbers. */
const AMOUNT_MAX = 1e12;
const amount: JsonSchema = { type: 'number', minimum: 0, maximum: AMOUNT_MAX };
const amountOrNull: JsonSchema = { type: ['number', 'null'], minimum: 0, maximum: AMOUNT_MAX };
/** Visible, and without control characters, which a terminal would obey. */
const name: JsonSchema = {
  description: 'a visible text without control characters',
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^\\P{Cc}*[^\\s\\p{Cc}]\\P{Cc}*$',
};
const names: JsonSchema = { type: 'array', items: name, maxItems: 1000 };
const flag: JsonSchema = { type: 'boolean' };
const nameOrNull: JsonSchema = { type: ['string', 'null'], maxLength: 200 };

/** An object whose fields are all known; those that end in `?` may be absent. */
function object(description: string, fields: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const properties = Object.fromEntries(Object.entries(fields).map(([key, schema]) => [key.replace('?', ''), schema]));
  const required = Object.keys(fields).filter((key) => !key.endsWith('?'));
  return { description, type: 'object', properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}

/** Record of one leaf. @param fields may all be null where `nullable` */
function leaf(record: JsonSchema, parts: readonly string[] = [], more: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  const partFields = Object.fromEntries(parts.map((part) => [`${part}?`, { $ref: '#/$defs/evidenceList' } as JsonSchema]));
  return object('What is known of a leaf: an estimate, or a record with its proof, measured parts and evidence on the whole', {
    'estimate?': object('Judged elsewhere', { value: share, confidence: share }),
    'record?': record,
    'proof?': { $ref: '#/$defs/proof' },
    ...(parts.length === 0 ? {} : { 'parts?': object('Repeated measurements by part, in the unit of the part', partFields) }),
    'evidence?': { $ref: '#/$defs/evidenceList' },
    ...more,
  });
}

/** A record of shares and amounts, each null where it is not known. */
function nullable(description: string, shares: readonly string[], amounts: readonly string[] = []): JsonSchema {
  const fields = [...shares.map((key) => [key, shareOrNull]), ...amounts.map((key) => [key, amountOrNull])];
  return object(description, Object.fromEntries(fields));
}

const evidenceClass: JsonSchema = {
  description: 'How it is known, strongest first (methods 3.4)',
  type: 'string',
  enum: ['transaction', 'certificate', 'register', 'rating', 'document', 'self-declaration'],
};
const dated: Readonly<Record<string, JsonSchema>> = {
  'id?': name,
  class: evidenceClass,
  'count?': { description: 'Events that it stands for; 1 if absent', type: 'number', exclusiveMinimum: 0, maximum: AMOUNT_MAX },
  'ageMonths?': { description: 'At the instant of the decision; or give observedAt', ...amount },
  'observedAt?': { $ref: '#/$defs/instant' },
  'isExpired?': flag,
  'expiresAt?': { $ref: '#/$defs/instant' },
};

const trustSource = object('What happened between the firm and its partners, in place of a record', {
  requester: name,
  signalShare: shareOrNull,
  experiences: {
    type: 'array',
    maxItems: 10_000,
    items: object('Orders done for a partner, or a rating of them', {
      partner: name,
      goodShare: share,
      orders: amount,
      'id?': dated['id?'] as JsonSchema,
      'class?': evidenceClass,
      'ageMonths?': dated['ageMonths?'] as JsonSchema,
      'observedAt?': dated['observedAt?'] as JsonSchema,
      'isInOpenConflict?': flag,
      'awaitsOtherSide?': flag,
    }),
  },
});

const LEAF_SCHEMAS: Readonly<Record<(typeof LEAVES)[number], JsonSchema>> = {
  CUL: leaf(nullable('Cultural compatibility with the requesting side', ['languages', 'hours', 'size', 'style', 'qualityManagement'])),
  COM: leaf(
    nullable(
      'Behaviour in messages and milestones',
      ['updateShare', 'completeQuoteShare', 'earlyWarningShare'],
      ['replyHours', 'changeAnswerHours'],
    ),
    ['replyHours', 'updateShare', 'completeQuoteShare', 'changeAnswerHours', 'earlyWarningShare'],
  ),
  TEC: leaf(
    object('Exchange of documents with the requesting side', {
      exchanges: { type: 'array', items: { type: 'string', enum: ['same-format', 'convertible', 'manual', 'none'] }, maxItems: 50 },
      securityClassGap: { description: 'Classes below the class of the order', type: ['number', 'null'], minimum: -4, maximum: 4 },
    }),
  ),
  SFI: leaf(
    object('Strategic positions', {
      firmPriorities: { type: 'array', items: amount, minItems: 1, maxItems: 20 },
      orderPriorities: { type: 'array', items: amount, minItems: 1, maxItems: 20 },
      horizon: { type: 'string', enum: ['same', 'neighbour', 'other'] },
      conflictFlags: { type: 'integer', minimum: 0, maximum: 4 },
    }),
  ),
  TRU: leaf(
    object('Joint history', {
      decayedGood: amount,
      decayedBad: amount,
      jointOrders: amount,
      networkTrust: shareOrNull,
      signalShare: share,
    }),
    [],
    { 'history?': trustSource },
  ),
  RIS: leaf(
    object('Risks of forming a consortium', {
      risks: { type: 'array', items: object('One risk', { probability: share, severity: share }), maxItems: 50 },
    }),
  ),
  FIN: leaf(
    object('Financial standing; disclosure class D3', {
      liquidityHeadroomEur: amount,
      preFinancingNeedEur: amount,
      yearlyDefaultProbability: share,
      orderShareOfTurnover: amount,
    }),
  ),
  MAC: leaf(
    object('Machines that might do it', {
      machines: {
        type: 'array',
        maxItems: 200,
        items: object('One machine', {
          machine: name,
          envelopeRatio: amount,
          processCapability: amount,
          freeHours: amount,
          neededHours: amount,
          spareAxes: { type: 'integer', minimum: 0, maximum: 100 },
        }),
      },
    }),
  ),
  INT: leaf(nullable('Intangible assets', ['maxPartSimilarity', 'licenceCover', 'documentedProcedureShare']), [
    'maxPartSimilarity',
    'licenceCover',
    'documentedProcedureShare',
  ]),
  EMP: leaf(
    object('Persons with valid proof for each required skill', { personsBySkill: { type: 'array', items: amount, maxItems: 200 } }),
  ),
  TCH: leaf(object('Finished operations', { similarOperations: amount, firstPassYield: shareOrNull }), ['firstPassYield']),
  MKT: leaf(object('Orders of the sector', { sectorOrders: amount, approvalShare: shareOrNull, satisfaction: shareOrNull }), [
    'sectorOrders',
    'approvalShare',
    'satisfaction',
  ]),
  INN: leaf(nullable('Innovation', ['developmentShare', 'maturity'], ['acceptedProposalsPer100Quotes', 'newProcesses']), [
    'developmentShare',
    'acceptedProposalsPer100Quotes',
    'newProcesses',
    'maturity',
  ]),
};

const edges: JsonSchema = { description: 'Millimetres, in any order', type: ['array', 'null'], items: amount, minItems: 3, maxItems: 3 };
const languages: JsonSchema = {
  description: 'By language code: A1 = 1 to C2 = 6',
  type: ['object', 'null'],
  additionalProperties: { type: 'integer', minimum: 1, maximum: 6 },
};

const facts = object('What the knock-outs look at; null is "not known" and makes a question, no rejection', {
  membership: { type: ['string', 'null'], enum: ['active', 'suspended', 'contract-missing', null] },
  machineGroups: {
    type: 'array',
    maxItems: 200,
    items: object('A group of machines', {
      id: name,
      process: name,
      envelopeMillimetres: edges,
      maxKilograms: amountOrNull,
      materials: { type: ['array', 'null'], items: name },
      expectedCapability: { description: 'Cp for the tightest tolerance', ...amountOrNull },
    }),
  },
  refusedMaterials: names,
  certificates: {
    type: ['array', 'null'],
    items: object('A certificate', {
      id: name,
      scheme: name,
      validUntil: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a date such as 2026-12-01' },
    }),
  },
  earliestFinishDay: { description: 'P50, with rush', type: ['number', 'null'], minimum: -100_000, maximum: 100_000 },
  declines: object("The firm's own rules", { customers: names, processes: names }),
  personsBySkill: { type: ['object', 'null'], additionalProperties: amount },
  region: nameOrNull,
  distanceKm: amountOrNull,
  tradeLaw: { type: ['string', 'null'], enum: ['clear', 'hit', null] },
  yearlyDefaultProbability: shareOrNull,
  yearlyTurnoverEur: amountOrNull,
  securityClass: { type: ['integer', 'null'], minimum: 1, maximum: 4 },
  excludedWith: names,
  legalReview: { type: ['string', 'null'], enum: ['not-needed', 'open', 'cleared', null] },
  hasFootprintData: { type: ['boolean', 'null'] },
  sustainabilityScore: shareOrNull,
  languages,
});

const demand = object('What the operation asks of every firm', {
  customer: name,
  process: name,
  material: nameOrNull,
  partMillimetres: edges,
  partKilograms: amountOrNull,
  mandatoryCertificates: names,
  mandatorySkills: names,
  deliveryDate: { type: ['string', 'null'], pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'a date such as 2026-12-01' },
  dueDay: { type: ['number', 'null'], minimum: -100_000, maximum: 100_000 },
  blockedFirms: names,
  distanceKmMax: amountOrNull,
  blockedRegions: names,
  orderValueEur: amountOrNull,
  hasPaymentPlan: flag,
  securityClass: { type: ['integer', 'null'], minimum: 1, maximum: 4 },
  fixedFirms: names,
  demandsFootprintData: flag,
  sustainabilityScoreMin: shareOrNull,
  languages,
});

const strategy = object('Shares, sum 1', { cost: share, time: share, quality: share, flex: share, service: share });
const orderFacts = object('What is known of the order; absent or null: the term drops out (methods 3.6)', {
  'toleranceGrade?': { description: 'ISO 286 grade, IT7 = 7', ...amountOrNull },
  'roughnessRaMicrometres?': { type: ['number', 'null'], exclusiveMinimum: 0, maximum: AMOUNT_MAX },
  'inspection?': { type: ['string', 'null'], enum: ['none', 'sample', 'full', 'first-article', null] },
  'isSafetyCritical?': { type: ['boolean', 'null'] },
  'priceEstimateEur?': amountOrNull,
  'targetPriceEur?': amountOrNull,
  'requestedLeadTimeDays?': amountOrNull,
  'normalLeadTimeDays?': amountOrNull,
  'operations?': { type: ['number', 'null'], minimum: 1, maximum: AMOUNT_MAX },
  'distinctParts?': { type: ['number', 'null'], minimum: 1, maximum: AMOUNT_MAX },
  'machineAxes?': amountOrNull,
  'maxKnownSimilarity?': shareOrNull,
  'uncertainty?': shareOrNull,
});

/** The file that `gewerk match rank` reads: candidates of one operation with evidence, and the profile of its order. */
export const RANKING_CASE_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'gewerk:ranking-case:1',
  title: 'Ranking case',
  ...object('The partners that might do one operation, and what decides between them. Shares and scores are 0 to 1, 1 is good.', {
    operation: name,
    asOf: { $ref: '#/$defs/instant' },
    seed: { description: 'Of every random draw', type: 'integer', minimum: 0, maximum: 4_294_967_295 },
    order: object('The order', {
      'facts?': orderFacts,
      'sliders?': object('Set by hand by the customer', { 'q?': share, 'c?': share, 't?': share, 'x?': share, 'u?': share }),
      'isRegulated?': flag,
    }),
    weighting: { description: 'Box M3', type: 'string', enum: ['order', 'strategy', 'order-and-strategy'] },
    'strategy?': strategy,
    exploration: { description: 'Box M2', type: 'string', enum: ['exploit', 'balanced', 'explore'] },
    priors: object('Network means of leaves; absent: 0.5', Object.fromEntries(LEAVES.map((key) => [`${key}?`, share]))),
    'demand?': demand,
    candidates: { type: 'array', minItems: 1, maxItems: 1000, items: { $ref: '#/$defs/candidate' } },
    'fairness?': object('Absent: no correction', {
      ledger: { type: 'object', additionalProperties: object('Exposure so far', { target: amount, real: amount }) },
      boosts: { description: 'By firm, from benefit parity', type: 'object', additionalProperties: amount },
    }),
    'preferences?': { description: 'By firm: how much the customer prefers it (N146)', type: 'object', additionalProperties: share },
    'exploreQuota?': object('Absent: nothing is given away for learning', {
      criticality: share,
      orderValueEur: amount,
      monthValueEur: amount,
      reachesRequiredProbability: flag,
    }),
  }),
  $defs: {
    instant: {
      description: 'an instant of ISO 8601 in UTC, such as 2026-03-02T08:00:00Z',
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$',
    },
    proof: object('How a record is known; absent: a checked document of today', dated),
    evidence: object('One item of evidence', { value: amount, 'reliabilityFactor?': share, ...dated }),
    evidenceList: { type: 'array', items: { $ref: '#/$defs/evidence' }, maxItems: 1000 },
    candidate: object('A firm', {
      firm: name,
      'facts?': facts,
      'waivers?': {
        type: 'array',
        items: object('A knock-out that somebody waived', {
          code: { type: 'string', pattern: '^KO(0[1-9]|1[0-6])$', description: 'a code from KO01 to KO16' },
          by: { type: 'string', enum: ['customer', 'firm', 'orchestrator', 'parties', 'reviewer'] },
        }),
      },
      leaves: object('What is known, by leaf (methods 3.5)', Object.fromEntries(LEAVES.map((key) => [`${key}?`, LEAF_SCHEMAS[key]]))),
      'jointOrders?': { type: 'integer', minimum: 0, maximum: AMOUNT_MAX },
    }),
  },
};
