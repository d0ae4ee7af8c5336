import { rateCard } from '@gewerk/demo';
import type { Answer } from './client.js';
import { type Network, ownJobName, type Person } from './world.js';

/** Everything a person was shown: answers by the name of the call. */
export type Shown = ReadonlyMap<string, Answer>;

/** Something that some people may know and nobody else. */
export interface Secret {
  readonly what: string;
  /** Texts and numbers that give it away. */
  readonly marks: ReadonlySet<string | number>;
  readonly known: readonly Person[];
}

const TIMES = /^\d{4}-\d\d-\d\d(T|$)/;
const SMALL_NUMBERS_BELOW = 1_000;

/** Texts and numbers of a JSON value by which a thing can be told from others; times and small numbers cannot. */
export function marksOf(value: unknown): Set<string | number> {
  const marks = new Set<string | number>();
  const visit = (each: unknown): void => {
    if (typeof each === 'string' && each.length >= 8 && !TIMES.test(each)) marks.add(each);
    else if (typeof each === 'number' && isTelling(each)) marks.add(each);
    else if (typeof each === 'object' && each !== null) for (const member of Object.values(each)) visit(member);
  };
  visit(value);
  return marks;
}

const isTelling = (value: number): boolean => Math.abs(value) >= SMALL_NUMBERS_BELOW || String(value).length > 6;

/** Marks that an answer gives away: texts anywhere in it, numbers as values. */
export function foundIn(answer: Answer, marks: ReadonlySet<string | number>, allowed: ReadonlySet<string | number>): (string | number)[] {
  const values = marksOf(answer.body);
  return [...marks].filter((mark) => !allowed.has(mark) && (typeof mark === 'number' ? values.has(mark) : answer.text.includes(mark)));
}

/** What of one network nothing in the other looks like. */
export function onlyIn(shown: readonly Answer[], elsewhere: readonly Answer[]): Set<string | number> {
  const theirs = new Set(elsewhere.flatMap((answer) => [...marksOf(answer.body)]));
  return new Set(shown.flatMap((answer) => [...marksOf(answer.body)]).filter((mark) => !theirs.has(mark)));
}

const CONSORTIUM: readonly Person[] = ['maker', 'maker-system', 'partner', 'partner-system', 'customer'];
const OPERATORS: readonly Person[] = ['orchestrator', 'auditor'];

/** The secrets of one network that companies of the same network must not learn of each other (methods 10.1, 10.2). */
export function secretsOf(network: Network, shownTo: (person: Person) => Shown): Secret[] {
  const answer = (person: Person, name: string): Answer['body'] => {
    const found = [...shownTo(person)].find(([call]) => call.startsWith(name));
    if (found === undefined) throw new Error(`${person} was not shown ${name}`);
    return found[1].body;
  };
  const { customer, orderId, partId, proposalId, planId, formationId, consortiumId } = network;
  const title = `Brackets for ${customer.name}`;
  const secrets: Secret[] = [
    { what: 'the order', marks: new Set([orderId, title, consortiumId, formationId]), known: [...CONSORTIUM, ...OPERATORS] },
    { what: 'the part and the offers', marks: new Set([proposalId, planId]), known: ['customer', ...OPERATORS] },
    {
      what: 'the drawing',
      marks: new Set([answer('customer', 'GET /api/orders/v1/parts/:').sha256, partId]),
      known: [...CONSORTIUM, ...OPERATORS],
    },
  ];
  const evidence = answer('maker', 'GET /api/registry/v1/companies/:companyId/evidence').items as object[];
  secrets.push({ what: 'evidence of the maker', marks: valuesOf(evidence, 'evidenceId'), known: ['maker', ...OPERATORS] });
  for (const firm of ['maker', 'partner'] as const) {
    const { turnoverEur, groups } = network[firm];
    const system: Person = `${firm}-system`;
    const rates = (rateCard(network[firm]) as { rates: { machineMinorPerHour: number }[] }).rates.map((rate) => rate.machineMinorPerHour);
    const machineIds = groups.flatMap((group) => group.machines.map((machine) => machine.machineId));
    const bookings = (answer(firm, 'GET /api/capacity/v1/bookings').items as { bookingId: string }[]).map((each) => each.bookingId);
    const invitations = answer(firm, 'GET /api/matching/v1/invitations').items as {
      invitationId: string;
      price: { amountMinor: number };
    }[];
    const rankings = answer(firm, 'GET /api/matching/v1/rankings').items as { view: { suitability: number } }[];
    const bills = [...answer(firm, 'GET /api/billing/v1/charges').items, ...answer(firm, 'GET /api/billing/v1/invoices').items] as object[];
    secrets.push(
      { what: `rates of the ${firm}`, marks: new Set(rates), known: [firm, system] },
      { what: `turnover of the ${firm}`, marks: new Set([(turnoverEur ?? 0) * 100]), known: [firm, system] },
      { what: `machines of the ${firm}`, marks: new Set(machineIds), known: [firm, system, 'customer', ...OPERATORS] },
      { what: `own jobs of the ${firm}`, marks: new Set([ownJobName(network[firm])]), known: [firm, system] },
      { what: `bookings of the ${firm}`, marks: new Set(bookings), known: [firm, system] },
      { what: `invitations of the ${firm}`, marks: new Set(invitations.map((each) => each.invitationId)), known: [firm] },
      {
        what: `price of the ${firm}`,
        marks: new Set(invitations.map((each) => each.price.amountMinor)),
        known: [firm, 'customer', ...OPERATORS],
      },
      { what: `scores of the ${firm}`, marks: new Set(rankings.map(({ view }) => view.suitability)), known: [firm, ...OPERATORS] },
      { what: `bills of the ${firm}`, marks: valuesOf(bills, 'chargeId', 'invoiceId', 'invoiceNumber'), known: [firm, ...OPERATORS] },
    );
  }
  return secrets;
}

function valuesOf(items: readonly object[], ...names: string[]): Set<string> {
  return new Set(items.flatMap((item) => Object.entries(item)).flatMap(([name, value]) => (names.includes(name) ? [String(value)] : [])));
}
