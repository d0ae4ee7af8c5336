import { classified, type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { count, instant, MoneySchema, nullable, ReservationSchema, share, text, uuid, WindowSchema } from '../vocabulary.js';

export const matchingProposal = defineTopic({
  name: 'matching.proposal',
  kind: 'fact',
  keyedBy: 'order',
  publisher: 'matching',
  disclosure: 'D2',
});
export const matchingFormation = defineTopic({
  name: 'matching.formation',
  kind: 'fact',
  keyedBy: 'formation',
  publisher: 'matching',
  disclosure: 'D2',
});

export const PLAN_LABELS = ['cheapest', 'fastest', 'greenest', 'safest', 'recommended'] as const;

const PricePartsSchema = Type.Object({
  production: MoneySchema,
  transport: MoneySchema,
  coordination: MoneySchema,
  standby: MoneySchema,
  total: MoneySchema,
});

const ReasonSchema = Type.Object({
  code: text(80),
  text: text(400),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
});

const PlannedOperationSchema = Type.Object({
  operationId: uuid(),
  companyId: uuid(),
  machineId: uuid(),
  slots: Type.Array(WindowSchema, { minItems: 1, maxItems: 500 }),
  workMinutes: count(),
  price: MoneySchema,
  suitability: share(classified('D3')),
  processingCo2eGrams: count(),
  energyWattHours: count(),
});

const StandbySchema = Type.Object({
  operationId: uuid(),
  companyId: uuid(),
  machineId: uuid(),
  slots: Type.Array(WindowSchema, { minItems: 1, maxItems: 500 }),
  workMinutes: count(),
  price: MoneySchema,
  fee: MoneySchema,
});

const TransportLegSchema = Type.Object({
  fromCompanyId: uuid(),
  toCompanyId: nullable(uuid({ description: 'null: to the customer' })),
  kilometres: Type.Number({ minimum: 0 }),
  massGrams: count(),
  co2eGrams: count(),
  cost: MoneySchema,
});

export const ConsortiumPlanSchema = Type.Object({
  planId: uuid(),
  labels: Type.Array(Type.Enum([...PLAN_LABELS]), { minItems: 1 }),
  memberCompanyIds: Type.Array(uuid(), { minItems: 1 }),
  operations: Type.Array(PlannedOperationSchema, { minItems: 1 }),
  legs: Type.Array(TransportLegSchema),
  price: PricePartsSchema,
  arrivesAt: instant({ description: 'median arrival at the customer' }),
  promisedAt: instant({ description: 'arrival that is kept with the probability of the mode (methods 7.3)' }),
  co2eGrams: count({ description: 'processing and transport; material is the same in every plan' }),
  deliveryProbability: share(),
  suitability: share(),
  utility: share(),
  standby: nullable(
    Type.Object({ members: Type.Array(StandbySchema, { minItems: 1 }), price: PricePartsSchema, deliveryProbability: share() }),
  ),
  reasons: Type.Array(ReasonSchema),
});

export const ConsortiaProposed = defineEvent({
  type: 'matching.consortia-proposed.v1',
  topic: matchingProposal,
  description: 'Up to five distinct consortia for an order, with what they rest on.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    proposalId: uuid(),
    customerCompanyId: uuid(),
    proposedAt: instant(),
    validUntil: instant(),
    policyVersion: text(40),
    inputDigest: text(80),
    optimal: Type.Boolean({ description: 'the recommended plan is proven to be the best' }),
    profile: Type.Object({ quality: share(), cost: share(), time: share(), complexity: share(), uncertainty: share() }),
    requiredProbability: share(),
    weights: Type.Record(Type.String(), share()),
    anchors: Type.Record(Type.String(), Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    plans: Type.Array(ConsortiumPlanSchema, { minItems: 1, maxItems: 5 }),
    seenAvailability: Type.Array(Type.Object({ machineId: uuid(), availabilityVersion: Type.Integer({ minimum: 1 }) })),
  }),
});
export type ConsortiaProposedData = DataOf<typeof ConsortiaProposed>;

export const NoConsortiumFound = defineEvent({
  type: 'matching.no-consortium-found.v1',
  topic: matchingProposal,
  description: 'No plan keeps all limits; says why and what would help.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    customerCompanyId: uuid(),
    policyVersion: text(40),
    inputDigest: text(80),
    reasons: Type.Array(ReasonSchema, { minItems: 1 }),
    relaxations: Type.Array(
      Type.Object({ rule: text(60), from: Type.Union([Type.String(), Type.Number()]), to: Type.Union([Type.String(), Type.Number()]) }),
    ),
  }),
});
export type NoConsortiumFoundData = DataOf<typeof NoConsortiumFound>;

const formationId = uuid();
const revision = Type.Integer({ minimum: 1 });

export const ConsortiumChosen = defineEvent({
  type: 'matching.consortium-chosen.v1',
  topic: matchingFormation,
  description: 'The customer chose a plan; its price and date are ceilings from here on.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    customerCompanyId: uuid(),
    proposalId: uuid(),
    planId: uuid(),
    withStandby: Type.Boolean(),
    price: MoneySchema,
    promisedAt: instant(),
    chosenAt: instant(),
  }),
});
export type ConsortiumChosenData = DataOf<typeof ConsortiumChosen>;

export const HoldRequested = defineEvent({
  type: 'matching.hold-requested.v1',
  topic: matchingFormation,
  description: 'The complete set of reservations of all members, standbys included; replaces the former revision as a whole.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    revision,
    holdMinutes: Type.Integer({ minimum: 1, description: 'how long the hold should last; capacity answers with the instant' }),
    reservations: Type.Array(ReservationSchema, { minItems: 1, maxItems: 1000 }),
  }),
});
export type HoldRequestedData = DataOf<typeof HoldRequested>;

export const InvitationSent = defineEvent({
  type: 'matching.invitation-sent.v1',
  topic: matchingFormation,
  description: 'A member is asked to accept its part.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    invitationId: uuid(),
    orderId: uuid(),
    companyId: uuid(),
    revision,
    role: Type.Enum(['primary', 'standby']),
    operationIds: Type.Array(uuid(), { minItems: 1 }),
    price: MoneySchema,
    expiresAt: instant(),
  }),
});
export type InvitationSentData = DataOf<typeof InvitationSent>;

export const InvitationAnswered = defineEvent({
  type: 'matching.invitation-answered.v1',
  topic: matchingFormation,
  description: 'A member accepted or declined.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    invitationId: uuid(),
    companyId: uuid(),
    answer: Type.Enum(['accepted', 'declined']),
    reason: nullable(text(500)),
    sentAt: instant(),
    answeredAt: instant(),
  }),
});
export type InvitationAnsweredData = DataOf<typeof InvitationAnswered>;

export const InvitationExpired = defineEvent({
  type: 'matching.invitation-expired.v1',
  topic: matchingFormation,
  description: 'A member did not answer in time.',
  key: 'formationId',
  data: Type.Object({ formationId, invitationId: uuid(), companyId: uuid(), expiredAt: instant() }),
});
export type InvitationExpiredData = DataOf<typeof InvitationExpired>;

export const MemberReplaced = defineEvent({
  type: 'matching.member-replaced.v1',
  topic: matchingFormation,
  description: 'Another company takes the operations of one that declined or stayed silent.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    revision,
    operationIds: Type.Array(uuid(), { minItems: 1 }),
    fromCompanyId: uuid(),
    toCompanyIds: Type.Array(uuid(), { minItems: 1 }),
    cause: Type.Enum(['declined', 'expired']),
    price: MoneySchema,
    promisedAt: instant(),
  }),
});
export type MemberReplacedData = DataOf<typeof MemberReplaced>;

export const HoldSettlementRequested = defineEvent({
  type: 'matching.hold-settlement-requested.v1',
  topic: matchingFormation,
  description: 'The hold of this revision is to be confirmed or released.',
  key: 'formationId',
  data: Type.Object({ formationId, revision, settlement: Type.Enum(['confirm', 'release']) }),
});
export type HoldSettlementRequestedData = DataOf<typeof HoldSettlementRequested>;

export const ConsortiumConfirmed = defineEvent({
  type: 'matching.consortium-confirmed.v1',
  topic: matchingFormation,
  description: 'All members accepted and all hours are booked.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    consortiumId: uuid(),
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    customerCompanyId: uuid(),
    leadCompanyId: uuid(),
    members: Type.Array(
      Type.Object({
        companyId: uuid(),
        role: Type.Enum(['primary', 'standby']),
        operationIds: Type.Array(uuid(), { minItems: 1 }),
        price: MoneySchema,
      }),
      { minItems: 1 },
    ),
    bookings: Type.Array(Type.Object({ bookingId: uuid(), ...ReservationSchema.properties }), { minItems: 1 }),
    price: PricePartsSchema,
    arrivesAt: instant(),
    promisedAt: instant(),
    deliveryProbability: share(),
    co2eGrams: count(),
    confirmedAt: instant(),
  }),
});
export type ConsortiumConfirmedData = DataOf<typeof ConsortiumConfirmed>;

export const FormationFailed = defineEvent({
  type: 'matching.formation-failed.v1',
  topic: matchingFormation,
  description: 'The chosen consortium could not be formed; the order is open again.',
  key: 'formationId',
  data: Type.Object({
    formationId,
    orderId: uuid(),
    reason: Type.Enum(['hold-refused', 'hold-expired', 'no-replacement', 'ceiling-exceeded', 'order-cancelled']),
    detail: text(500),
    failedAt: instant(),
  }),
});
export type FormationFailedData = DataOf<typeof FormationFailed>;

export const ConsortiumDissolved = defineEvent({
  type: 'matching.consortium-dissolved.v1',
  topic: matchingFormation,
  description: 'A confirmed consortium ends before delivery; its bookings are to be given back.',
  key: 'formationId',
  data: Type.Object({ formationId, consortiumId: uuid(), orderId: uuid(), reason: text(500), dissolvedAt: instant() }),
});
export type ConsortiumDissolvedData = DataOf<typeof ConsortiumDissolved>;
