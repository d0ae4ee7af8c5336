import { readFileSync } from 'node:fs';
import {
  admissionEvidence,
  capacityEvents,
  companyProfile,
  customerProfile,
  type DemoCompany,
  type DemoCustomer,
  demoCompanies,
  demoCustomers,
  eventually,
  partFile,
  rateCard,
  sustainabilityIndicators,
} from '@gewerk/demo';
import { newId } from '@gewerk/kernel';
import { type Answer, ask, type Sent } from './client.js';
import type { TestIssuer } from './test-issuer.js';

/**
 * The people of one network. The maker and its partner are in the consortium of the customer's order; the outsider is another
 * member and the rival another customer, who have no part in it.
 */
export const PEOPLE = {
  orchestrator: 'orchestrator',
  auditor: 'auditor',
  maker: 'member',
  'maker-system': 'system',
  partner: 'member',
  'partner-system': 'system',
  outsider: 'member',
  'outsider-system': 'system',
  customer: 'customer',
  rival: 'customer',
} as const;

export type Person = keyof typeof PEOPLE;

/** One network with what is in it; every id belongs to a row that exists. */
export interface Network {
  networkId: string;
  tokens: Record<Person, string>;
  maker: DemoCompany;
  partner: DemoCompany;
  outsider: DemoCompany;
  customer: DemoCustomer;
  rival: DemoCustomer;
  machineId: string;
  bookingId: string;
  invitationId: string;
  partId: string;
  orderId: string;
  decisionId: string;
  weightProposalId: string;
  proposalId: string;
  planId: string;
  formationId: string;
  consortiumId: string;
  invoiceId: string;
}

const DAY_MILLIS = 86_400_000;

/** Founds a network over HTTP and plays an order in it up to the confirmed consortium. */
export async function foundNetwork(origin: string, issuer: TestIssuer, shops: readonly [string, string, string]): Promise<Network> {
  const [maker, partner, outsider] = shops.map(shopNamed) as [DemoCompany, DemoCompany, DemoCompany];
  const [pattern] = demoCustomers() as [DemoCustomer];
  const invented = (name: string): DemoCustomer => ({ ...pattern, companyId: newId(), name: `${name} of ${maker.slug}` });
  const network = { networkId: newId(), maker, partner, outsider, customer: invented('Pump works'), rival: invented('Valve works') };
  const tokens = await tokensOf(issuer, network);
  const send = sender(origin, tokens);

  await configure(send, network);
  await Promise.all([maker, partner, outsider].map((company, index) => admitMember(send, company, index)));
  await Promise.all([network.customer, network.rival].map((customer) => admitCustomer(send, customer)));
  const { maker: a, outsider: b } = network;
  await send('orchestrator', 'PUT', `/api/registry/v1/exclusions/${a.companyId}/${b.companyId}`, {
    excluded: true,
    reasonClass: 'competition',
  });
  const machines = [maker, partner, outsider].flatMap((company) => company.groups.flatMap((group) => group.machines)).length;
  await eventually('matching knows the machines', async () => {
    const known = (await send('orchestrator', 'GET', '/api/matching/v1/partners/summary')).body as { machines: number; rateCards: number };
    return known.machines === machines && known.rateCards === shops.length ? true : null;
  });
  // Only what firms place themselves has a placement to read.
  await send('orchestrator', 'PUT', '/api/matching/v1/placement', { optimiser: 'off' });
  const order = await placeOrder(send, network);
  const formed = await formConsortium(send, order.orderId);
  const bookings = (await send('maker', 'GET', `/api/capacity/v1/bookings?formationId=${formed.formationId}`)).body.items;
  const invitations = (await send('maker', 'GET', '/api/matching/v1/invitations')).body.items;
  const invoiceId = await invoice(send, maker.companyId);
  return {
    ...network,
    tokens,
    ...order,
    ...formed,
    invoiceId,
    machineId: maker.groups[0]?.machines[0]?.machineId ?? '',
    bookingId: bookings[0].bookingId,
    invitationId: invitations[0].invitationId,
  };
}

type Send = (person: Person, method: string, path: string, body?: unknown, contentType?: string) => Promise<Answer>;

function sender(origin: string, tokens: Record<Person, string>): Send {
  return async (person, method, path, body, contentType) => {
    const sent: Sent = { method, path, token: tokens[person], body, contentType };
    const answer = await ask(origin, sent);
    if (answer.status === 404 && method === 'GET') return { ...answer, body: null };
    if (answer.status >= 400) throw new Error(`${person}: ${method} ${path} answered ${answer.status} ${answer.text}`);
    return answer;
  };
}

function shopNamed(slug: string): DemoCompany {
  const shop = demoCompanies().find((company) => company.slug === slug);
  if (shop === undefined) throw new Error(`the demonstration has no shop ${slug}`);
  // A turnover that no other figure resembles, to be found again wherever it leaks; a plan that is charged for.
  return { ...shop, turnoverEur: 1_000_003 + shop.seed * 7, membershipPlan: 'pro' };
}

type Companies = Pick<Network, 'networkId' | 'maker' | 'partner' | 'outsider' | 'customer' | 'rival'>;

async function tokensOf(issuer: TestIssuer, network: Companies): Promise<Record<Person, string>> {
  const tokens = Object.entries(PEOPLE).map(async ([person, role]) => {
    const company = role === 'orchestrator' || role === 'auditor' ? null : network[person.replace('-system', '') as 'maker'];
    const claims = { sub: `${person}-${network.networkId}`, network_id: network.networkId, roles: [role] };
    return [person, await issuer.token(company === null ? claims : { ...claims, org_id: company.companyId })];
  });
  return Object.fromEntries(await Promise.all(tokens)) as Record<Person, string>;
}

async function configure(send: Send, { maker }: Companies): Promise<void> {
  await send('orchestrator', 'PUT', '/api/governance/v1/network', {
    name: `Network around ${maker.slug}`,
    currency: 'EUR',
    timeZone: 'Europe/Stockholm',
    closedDays: [],
    strategy: { cost: 0.15, time: 0.3, quality: 0.3, flexibility: 0.15, service: 0.1 },
    selections: {},
    sustainabilityAmbition: 0.6,
    limits: { maxMembers: 6, minInterfaceCompatibility: 0, minSuitability: 0 },
  });
  const reading = { index: 0.5, confidence: 0.8, regions: [{ region: maker.town.region, index: 0.5, shocksPerYear: 0.1 }] };
  await send('orchestrator', 'PUT', '/api/governance/v1/uncertainty', reading);
}

const MEMBERS = ['maker', 'partner', 'outsider'] as const;

async function admitMember(send: Send, company: DemoCompany, index: number): Promise<void> {
  const member = MEMBERS[index] ?? 'maker';
  const path = `/api/registry/v1/companies/${company.companyId}`;
  const now = new Date();
  await send('orchestrator', 'PUT', path, companyProfile(company));
  const evidence = admissionEvidence(company, now.toISOString());
  await send('orchestrator', 'POST', `${path}/admissions`, { decision: 'admit', evidence });
  await send(member, 'PUT', `${path}/rate-card`, rateCard(company));
  const indicators = sustainabilityIndicators(company, now.getUTCFullYear() - 1);
  await send(member, 'PUT', `/api/sustainability/v1/companies/${company.companyId}/indicators`, indicators);
  const { events } = capacityEvents(company, now);
  await eventually('capacity knows the machines', async () => {
    const answer = await send(`${member}-system`, 'POST', '/api/capacity/v1/reports', events, 'application/cloudevents-batch+json');
    return answer.body.refused.length === 0 ? true : null;
  });
  await send(`${member}-system`, 'PUT', '/api/capacity/v1/plan/shop', { jobs: [ownJobOf(company)] });
  await eventually('the shop is planned', async () => (await send(member, 'GET', '/api/capacity/v1/plan')).body.plan);
}

/** A job that a firm has of its own, under a name that nothing else has. */
function ownJobOf(company: DemoCompany): object {
  const options = [{ machineId: company.groups[0]?.machines[0]?.machineId, minutes: 600 }];
  return { jobId: ownJobName(company), operations: [{ operationId: 'first', options }] };
}

export function ownJobName({ slug }: DemoCompany): string {
  return `own job of ${slug}`;
}

async function admitCustomer(send: Send, customer: DemoCustomer): Promise<void> {
  const path = `/api/registry/v1/companies/${customer.companyId}`;
  await send('orchestrator', 'PUT', path, customerProfile(customer));
  await send('orchestrator', 'POST', `${path}/admissions`, { decision: 'admit', evidence: [] });
}

/** What the customer of the network orders; valid for whoever owns the part. */
export function orderOf(partId: string, { customer }: Pick<Companies, 'customer'>): object {
  const { town } = customer;
  return {
    title: `Brackets for ${customer.name}`,
    dueAt: new Date(Date.now() + 40 * DAY_MILLIS).toISOString(),
    rush: false,
    deliverTo: { name: customer.name, country: town.country, latitude: town.latitude, longitude: town.longitude },
    criticality: 0,
    requiredCertificates: [],
    items: [{ partId, material: 'steel', recycledShare: 0.3, pieces: 12, toleranceIt: 9, inspection: 'sample', hardened: false }],
  };
}

export const PART = readFileSync(partFile('nist_ctc_03_asme1_ap242-e2.stp'));

async function placeOrder(send: Send, network: Companies): Promise<{ partId: string; orderId: string }> {
  const { partId } = (await send('customer', 'POST', '/api/orders/v1/parts?name=Bracket', PART, 'model/step')).body as { partId: string };
  await eventually('the part is measured', async () => {
    const part = (await send('customer', 'GET', `/api/orders/v1/parts/${partId}`)).body as { state: string };
    return part.state === 'measured' ? true : null;
  });
  const { orderId } = (await send('customer', 'POST', '/api/orders/v1/orders', orderOf(partId, network))).body as { orderId: string };
  return { partId, orderId };
}

type Formed = Pick<Network, 'decisionId' | 'weightProposalId' | 'proposalId' | 'planId' | 'formationId' | 'consortiumId'>;

async function formConsortium(send: Send, orderId: string): Promise<Formed> {
  const proposal = await eventually('a consortium is proposed', async () => {
    const answer = (await send('customer', 'GET', `/api/matching/v1/orders/${orderId}/proposals`)).body;
    if (answer?.state === 'none-found' || answer?.state === 'failed') throw new Error(JSON.stringify(answer));
    return answer?.items[0] ?? null;
  });
  const [decision] = (await send('orchestrator', 'GET', `/api/matching/v1/orders/${orderId}/decisions`)).body.items;
  const learnt = (await send('orchestrator', 'POST', '/api/matching/v1/weight-proposals', {})).body;
  const plan = proposal.plans[0];
  const choice = { planId: plan.planId, withStandby: false, orderVersion: proposal.orderVersion };
  const { formationId } = (await send('customer', 'POST', `/api/matching/v1/proposals/${proposal.proposalId}/choices`, choice)).body;
  const formation = await eventually('the consortium is formed', async () => {
    for (const member of MEMBERS) {
      const open = (await send(member, 'GET', '/api/matching/v1/invitations?state=open')).body.items as { invitationId: string }[];
      for (const { invitationId } of open)
        await send(member, 'POST', `/api/matching/v1/invitations/${invitationId}/answers`, { answer: 'accepted' });
    }
    const now = (await send('customer', 'GET', `/api/matching/v1/formations/${formationId}`)).body;
    if (now.state === 'failed') throw new Error(JSON.stringify(now));
    return now.state === 'confirmed' ? now : null;
  });
  const { consortiumId } = formation;
  await eventually('the record of the consortium opens', () =>
    send('customer', 'GET', `/api/collaboration/v1/consortia/${consortiumId}`).then((answer) => answer.body),
  );
  await eventually('the order knows its consortium', async () =>
    (await send('customer', 'GET', `/api/orders/v1/orders/${orderId}`)).body.production === null ? null : true,
  );
  const { decisionId } = decision;
  const { proposalId } = proposal;
  return { decisionId, weightProposalId: learnt.proposalId, proposalId, planId: plan.planId, formationId, consortiumId };
}

async function invoice(send: Send, companyId: string): Promise<string> {
  const month = new Date().toISOString().slice(0, 7);
  return eventually('the maker has an invoice', async () => {
    await send('orchestrator', 'POST', '/api/billing/v1/membership-runs', { month });
    await send('orchestrator', 'POST', '/api/billing/v1/invoice-runs', {});
    const { items } = (await send('orchestrator', 'GET', '/api/billing/v1/invoices')).body;
    return (items as { invoiceId: string; companyId: string }[]).find((each) => each.companyId === companyId)?.invoiceId ?? null;
  });
}
