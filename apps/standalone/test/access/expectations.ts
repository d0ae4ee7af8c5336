import { capacityEvents, companyProfile, rateCard, shopOf } from '@gewerk/demo';
import { newId } from '@gewerk/kernel';
import { type Network, orderOf, PART, PEOPLE, type Person } from './world.js';

/**
 * What a caller with a role of the route reaches. `everyone`: no token is needed. `network`: what belongs to the caller's
 * network as a whole. `own rows`: what belongs to the caller's company. `parties`: one thing, that of the maker or its customer,
 * which the named people reach and for all others does not exist.
 */
export type Scope = 'everyone' | 'network' | 'own rows' | 'parties';

export interface Expectation {
  readonly scope: Scope;
  readonly parties?: readonly Person[];
  /** What the path names, by parameter; a path never names anything of a network but `of`. */
  readonly path?: (of: Network) => Record<string, string>;
  readonly query?: string;
  readonly body?: (of: Network, caller: Person | null) => unknown;
  readonly contentType?: string;
  /** The answer to everyone else with a role of the route. */
  readonly refusal?: 404 | 422;
  /** The orchestrator of another network acts in its own, whatever the path names: nothing of it need be there before. */
  readonly actsInOwnNetwork?: true;
  /** Answers differ from one moment to the next. */
  readonly volatile?: true;
}

const operators = ['orchestrator', 'auditor'] as const;
const makers = ['maker', 'maker-system'] as const;
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const everyMonth = new Date().toISOString().slice(0, 7);

const network: Expectation = { scope: 'network' };
const ownRows: Expectation = { scope: 'own rows' };

const of =
  <Key extends string>(name: Key) =>
  (owner: Record<Key, string>): Record<string, string> => ({ [name]: owner[name] });
const company = ({ maker }: Network): Record<string, string> => ({ companyId: maker.companyId });
const parties = (path: NonNullable<Expectation['path']>, ...people: Person[]): Expectation => ({ scope: 'parties', parties: people, path });

const order = of('orderId');
const formation = of('formationId');
const reason = { reason: 'checked' };

const GOVERNANCE: Record<string, Expectation> = {
  'GET /network': network,
  'PUT /network': {
    scope: 'network',
    body: ({ maker }) => ({
      name: `Network around ${maker.slug}`,
      currency: 'EUR',
      timeZone: 'Europe/Stockholm',
      closedDays: [],
      strategy: { cost: 0.2, time: 0.2, quality: 0.2, flexibility: 0.2, service: 0.2 },
      selections: {},
      sustainabilityAmbition: 0.5,
      limits: { maxMembers: 6, minInterfaceCompatibility: 0.5, minSuitability: 0.5 },
    }),
  },
  'GET /uncertainty': network,
  'PUT /uncertainty': {
    scope: 'network',
    body: ({ maker }) => ({ index: 0.4, confidence: 0.8, regions: [{ region: maker.town.region, index: 0.4, shocksPerYear: 0.1 }] }),
  },
};

const REGISTRY: Record<string, Expectation> = {
  'GET /companies': network,
  'GET /companies/:companyId': parties(company, ...(Object.keys(PEOPLE) as Person[])),
  'PUT /companies/:companyId': { scope: 'network', path: company, body: ({ maker }) => companyProfile(maker), actsInOwnNetwork: true },
  'POST /companies/:companyId/admissions': {
    ...parties(company, 'orchestrator'),
    body: () => ({ decision: 'admit', evidence: [] }),
  },
  'GET /companies/:companyId/evidence': parties(company, ...operators, 'maker'),
  'POST /companies/:companyId/evidence': {
    ...parties(company, 'orchestrator', 'maker'),
    body: (_of, caller) => ({
      evidence: [
        {
          subject: 'TEC',
          value: 0.7,
          evidenceClass: caller === 'orchestrator' ? 'checked-document' : 'self-declaration',
          observedAt: new Date().toISOString(),
        },
      ],
    }),
  },
  'GET /companies/:companyId/rate-card': parties(company, ...makers),
  'PUT /companies/:companyId/rate-card': { ...parties(company, ...makers, 'orchestrator'), body: ({ maker }) => rateCard(maker) },
  'GET /exclusions': network,
  'PUT /exclusions/:companyA/:companyB': {
    ...parties(({ maker, outsider }) => ({ companyA: maker.companyId, companyB: outsider.companyId }), 'orchestrator'),
    body: () => ({ excluded: false, reasonClass: 'other' }),
  },
};

const CAPACITY: Record<string, Expectation> = {
  'GET /machines': ownRows,
  'GET /machines/:machineId/windows': parties(of('machineId'), ...makers),
  'POST /reports': {
    scope: 'own rows',
    body: ({ maker }) => capacityEvents(maker, new Date()).events.slice(0, 1),
    contentType: 'application/cloudevents-batch+json',
  },
  'GET /bookings': ownRows,
  'POST /bookings/:bookingId/starts': parties(of('bookingId'), ...makers),
  'POST /bookings/:bookingId/finishes': { ...parties(of('bookingId'), ...makers), body: () => ({ goodPieces: 12, scrapPieces: 0 }) },
  'GET /utilisation': { scope: 'own rows', volatile: true },
  'PUT /plan/shop': { scope: 'own rows', body: ({ maker }) => shopOf(maker, new Date(), 14) },
  'POST /plan/changes': {
    scope: 'own rows',
    body: ({ machineId }) => ({ kind: 'machine-outage', machineId, startsAt: inHours(2), endsAt: inHours(4) }),
  },
  'GET /plan': { scope: 'own rows', volatile: true },
  'GET /plan/published-share': ownRows,
  'PUT /plan/published-share': { scope: 'own rows', body: () => ({ percent: null }) },
  'GET /plan/late-operations': { scope: 'own rows', volatile: true },
  'GET /plan/gantt': { scope: 'own rows', volatile: true },
};

const ORDERS: Record<string, Expectation> = {
  'POST /parts': { scope: 'own rows', query: '?name=Bracket', body: () => PART.subarray(0, 2_000), contentType: 'model/step' },
  'GET /parts': ownRows,
  'GET /parts/:partId': parties(of('partId'), ...operators, 'customer'),
  'POST /orders': { scope: 'parties', parties: ['customer'], refusal: 422, body: (owner) => orderOf(owner.partId, owner) },
  'GET /orders': ownRows,
  'GET /orders/:orderId': parties(order, ...operators, 'customer', 'maker', 'partner'),
  'POST /orders/:orderId/cancellations': { ...parties(order, 'orchestrator', 'customer'), body: () => reason },
  'POST /orders/:orderId/acceptances': { ...parties(order, 'customer'), body: () => ({ acceptedPieces: 12 }) },
  'POST /orders/:orderId/complaints': { ...parties(order, 'customer'), body: () => ({ affectedPieces: 1, ...reason }) },
  'POST /orders/:orderId/ratings': {
    ...parties(order, 'customer'),
    body: ({ maker }) => ({
      ratings: [{ companyId: maker.companyId, quality: 0.9, punctuality: 0.9, communication: 0.9, satisfaction: 0.9 }],
    }),
  },
};

const MATCHING: Record<string, Expectation> = {
  'GET /partners/summary': network,
  'GET /orders/:orderId/proposals': parties(order, 'orchestrator', 'customer'),
  'POST /orders/:orderId/proposals': parties(order, 'orchestrator', 'customer'),
  'GET /orders/:orderId/candidates': parties(order, 'orchestrator'),
  'GET /orders/:orderId/decisions': parties(order, ...operators),
  'GET /decisions/verification': network,
  'GET /decisions/:decisionId': parties(of('decisionId'), ...operators),
  'GET /decisions/:decisionId/recomputation': parties(of('decisionId'), ...operators),
  'GET /decisions/:decisionId/charts': parties(of('decisionId'), ...operators),
  'GET /rankings': ownRows,
  'GET /exposure': { scope: 'network', volatile: true },
  'GET /rankings/exposure': { scope: 'own rows', volatile: true },
  'GET /preferences': { scope: 'own rows', volatile: true },
  // Naming a firm of the other network proves nothing here: a foreign orchestrator has by then entered it into its own.
  'PUT /preferences': { scope: 'own rows', body: () => ({ preferred: [] }) },
  'GET /weight-proposals': { scope: 'network', volatile: true },
  'POST /weight-proposals': { scope: 'network', body: () => ({}) },
  'POST /weight-proposals/:proposalId/decisions': {
    ...parties(({ weightProposalId }) => ({ proposalId: weightProposalId }), 'orchestrator'),
    body: () => ({ accept: false }),
  },
  'DELETE /weights-in-force': network,
  'GET /indicators': { scope: 'network', volatile: true },
  'GET /placement': { scope: 'network', volatile: true },
  'PUT /placement': { scope: 'network', body: () => ({ optimiser: 'off' }) },
  'GET /proposals/:proposalId/charts': parties(of('proposalId'), ...operators),
  'GET /proposals/:proposalId/placement': parties(of('proposalId'), ...operators),
  'GET /proposals/:proposalId/placement/recomputation': parties(of('proposalId'), ...operators),
  'POST /proposals/:proposalId/choices': {
    ...parties(of('proposalId'), 'orchestrator', 'customer'),
    body: ({ planId }) => ({ planId, withStandby: false, orderVersion: 1 }),
  },
  'GET /formations/:formationId': parties(formation, 'orchestrator', 'customer'),
  'POST /formations/:formationId/approvals': { ...parties(formation, 'orchestrator', 'customer'), body: () => ({ approve: true }) },
  'POST /formations/:formationId/dissolutions': { ...parties(formation, 'orchestrator', 'customer'), body: () => reason },
  'GET /invitations': ownRows,
  'POST /invitations/:invitationId/answers': { ...parties(of('invitationId'), 'maker'), body: () => ({ answer: 'accepted' }) },
};

const SUSTAINABILITY: Record<string, Expectation> = {
  'PUT /companies/:companyId/indicators': {
    ...parties(company, 'orchestrator', 'maker'),
    body: () => ({ year: new Date().getUTCFullYear() - 1, values: [{ code: 'E1', value: 3 }] }),
    actsInOwnNetwork: true,
  },
  'GET /companies/:companyId': parties(company, ...(Object.keys(PEOPLE) as Person[])),
  'GET /orders/:orderId': parties(order, ...operators, 'customer'),
};

const COLLABORATION: Record<string, Expectation> = {
  'GET /consortia': ownRows,
  'GET /consortia/:consortiumId': parties(of('consortiumId'), ...operators, 'maker', 'partner', 'customer'),
};

const BILLING: Record<string, Expectation> = {
  'GET /charges': ownRows,
  'POST /membership-runs': { scope: 'network', body: () => ({ month: everyMonth }) },
  'GET /ledger/trial-balance': network,
  'GET /ledger/verification': network,
  'POST /invoice-runs': network,
  'GET /invoices': ownRows,
  'GET /invoices/:invoiceId': parties(of('invoiceId'), ...operators, 'maker'),
  'POST /invoices/:invoiceId/payments': {
    ...parties(of('invoiceId'), 'orchestrator'),
    body: () => ({ amount: { amountMinor: 100, currency: 'EUR' }, receivedAt: new Date().toISOString(), reference: 'matrix' }),
  },
};

/** The operator's routes, which every service has. No event is parked here, so that none is found to replay. */
const OPERATIONS: Record<string, Expectation> = {
  'GET /operations/parked': network,
  'POST /operations/parked/:id/replay': parties(() => ({ id: newId() })),
  'POST /operations/parked/:id/accept-gap': { ...parties(() => ({ id: newId() })), body: () => reason },
  'POST /operations/parked/:id/discard': { ...parties(() => ({ id: newId() })), body: () => reason },
  'GET /operations/denials': { scope: 'network', volatile: true },
  'GET /operations/denials/verification': { scope: 'network', volatile: true },
  'GET /operations/consumption': { scope: 'network', volatile: true },
  'POST /operations/clock': { scope: 'network', body: () => ({ offsetMinutes: 0 }) },
};

const SERVICES: Record<string, Record<string, Expectation>> = {
  governance: GOVERNANCE,
  registry: REGISTRY,
  capacity: CAPACITY,
  orders: ORDERS,
  matching: MATCHING,
  sustainability: SUSTAINABILITY,
  collaboration: COLLABORATION,
  billing: BILLING,
};

/** What is expected of every route, by `GET /api/orders/v1/orders/:orderId`. */
export const EXPECTATIONS: ReadonlyMap<string, Expectation> = new Map(
  Object.entries(SERVICES).flatMap(([service, own]) =>
    Object.entries({ ...own, ...OPERATIONS }).map(([route, expectation]): [string, Expectation] => [
      route.replace(' /', ` /api/${service}/v1/`),
      expectation,
    ]),
  ),
);

/** What anyone may read without a token, in every service: health, and the documentation of the interface. */
export const OPEN_ROUTES = /^(?:HEAD,)?GET \/api\/[a-z]+\/(?:health\/(?:live|ready)|openapi\.json|docs(?:\/.*)?)$/;
