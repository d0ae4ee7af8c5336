import { type DataOf, defineEvent, defineTopic, Type } from '../definition.js';
import { count, instant, nullable, share, text, uuid } from '../vocabulary.js';

export const sustainabilityCompany = defineTopic({
  name: 'sustainability.company',
  kind: 'state',
  keyedBy: 'company',
  publisher: 'sustainability',
  disclosure: 'D1',
});
export const sustainabilityOrder = defineTopic({
  name: 'sustainability.order',
  kind: 'fact',
  keyedBy: 'order',
  publisher: 'sustainability',
  disclosure: 'D2',
});

export const CompanyScored = defineEvent({
  type: 'sustainability.company-scored.v1',
  topic: sustainabilityCompany,
  description: 'Three pillars of a company (methods 6.6), from the indicators at hand; a missing pillar is null, never zero.',
  key: 'companyId',
  data: Type.Object({
    companyId: uuid(),
    ecological: nullable(share()),
    economic: nullable(share()),
    social: nullable(share()),
    total: nullable(share()),
    confidence: share(),
    indicators: Type.Array(Type.Object({ code: text(10), score: share() }), { maxItems: 100 }),
    asOf: instant(),
  }),
});
export type CompanyScoredData = DataOf<typeof CompanyScored>;

const footprint = {
  materialGrams: count(),
  energyGrams: count(),
  transportGrams: count(),
  co2eGrams: count(),
  p10Grams: count(),
  p90Grams: count(),
  dataQualityRating: Type.Number({ minimum: 1, maximum: 5 }),
  primaryDataShare: share(),
};

export const OrderScored = defineEvent({
  type: 'sustainability.order-scored.v1',
  topic: sustainabilityOrder,
  description: 'Baseline footprint of an order before partners are known (methods 6.2, 6.5).',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    orderVersion: Type.Integer({ minimum: 1 }),
    ...footprint,
    perPieceGrams: count(),
    energyWattHours: count(),
    factorVersion: text(40),
    reasons: Type.Array(text(300)),
  }),
});
export type OrderScoredData = DataOf<typeof OrderScored>;

export const ProposalsScored = defineEvent({
  type: 'sustainability.proposals-scored.v1',
  topic: sustainabilityOrder,
  description: 'Full footprint and three pillars of every proposed consortium.',
  key: 'orderId',
  data: Type.Object({
    orderId: uuid(),
    proposalId: uuid(),
    factorVersion: text(40),
    plans: Type.Array(
      Type.Object({
        planId: uuid(),
        ...footprint,
        ecological: nullable(share()),
        economic: nullable(share()),
        social: nullable(share()),
        total: nullable(share()),
      }),
      { minItems: 1, maxItems: 20 },
    ),
  }),
});
export type ProposalsScoredData = DataOf<typeof ProposalsScored>;
