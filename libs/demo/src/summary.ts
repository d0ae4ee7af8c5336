import { demoCompanies } from './network/profiles.js';
import type { MoneyAnswer, PlanAnswer } from './story/form-consortia.js';
import type { DecisionAnswer } from './story/explain-rankings.js';
import type { StoryResult } from './story/play.js';

/** The story's outcome as text for a terminal. */
export function summarize(result: StoryResult): string {
  return [
    network(result),
    plans(result),
    ...result.orders.map((_, index) => orderBlock(result, index)),
    rankings(result),
    accounts(result),
    events(result),
  ].join('\n\n');
}

const euro = (value: MoneyAnswer): string =>
  `${(value.amountMinor / 100).toLocaleString('en', { minimumFractionDigits: 2 })} ${value.currency}`;
const kilograms = (grams: number): string => `${(grams / 1000).toLocaleString('en', { maximumFractionDigits: 0 })} kg CO2e`;
const day = (instant: string): string => instant.slice(0, 10);
const names = new Map(demoCompanies().map((company) => [company.companyId, company.name]));
const nameOf = (companyId: string): string => names.get(companyId) ?? companyId;

function network({ companies, capacity }: StoryResult): string {
  const used = 1 - capacity.freeHours / Math.max(1, capacity.shiftHours);
  return [
    'NETWORK',
    `  ${companies} companies (15 real case companies, the rest invented; machines, rates and evidence are derived with a fixed seed)`,
    `  ${capacity.machines} machines; ${(used * 100).toFixed(0)} % of ${Math.round(capacity.shiftHours).toLocaleString('en')} shift hours are taken by their own work`,
  ].join('\n');
}

/** What the planning of the members' shops did, in one line. */
function plans({
  planned: { shops, machines, operations, ofNetwork, minutesLate, boundMinutesLate, engineMillis, outage },
}: StoryResult): string {
  const made = [
    `${shops} shops planned: ${machines} machines`,
    `${operations.toLocaleString('en')} operations (${ofNetwork} of the network)`,
    `${minutesLate.toLocaleString('en')} weighted minutes late (bound ${boundMinutesLate.toLocaleString('en')})`,
    `${engineMillis.toLocaleString('en')} ms in all`,
  ].join(', ');
  if (outage === null) return `PLANS\n  ${made}`;
  const after = `re-planned after a day's outage of ${outage.machine} in ${outage.engineMillis} ms, ${outage.moved} operations moved`;
  return `PLANS\n  ${made}; ${after}, ${outage.reassigned} to another machine, ${outage.late} late`;
}

function orderBlock(result: StoryResult, index: number): string {
  const order = result.orders[index];
  const consortium = result.consortia[index];
  const delivered = result.delivered[index];
  if (order === undefined || consortium === undefined || delivered === undefined) return '';
  const { proposal } = consortium;
  const parts = order.parts.map(
    (part) =>
      `  part      ${part.name}: ${Math.round(part.volumeCubicMillimetres / 1000).toLocaleString('en')} cm3, box ${part.boundingBoxMicrometres.map((um) => (um / 1000).toFixed(0)).join(' x ')} mm`,
  );
  const lines = [
    `ORDER "${order.title}"${order.rush ? ' (rush)' : ''}, due ${day(order.dueAt)}`,
    ...parts,
    `  routing   ${order.operations.map((operation) => operation.process).join(' -> ')}`,
    `  baseline  ${kilograms(result.footprints[index]?.co2eGrams ?? 0)} before partners are known`,
    `  ranking   ${rankingLine(result.rankings.byOrder[index]?.decisions.slice(0, order.operations.length) ?? [])}`,
    `  answer    ${proposal.plans.length} consortia, required probability ${proposal.requiredProbability.toFixed(3)}${proposal.optimal ? ', recommended plan proven optimal' : ''}`,
    `            ${'plan'.padEnd(34)}${'arrives'.padEnd(12)}${'price'.padStart(14)}${'processing+transport'.padStart(24)}${'probability'.padStart(13)}`,
    ...proposal.plans.map((plan) => planLine(plan, plan.planId === consortium.chosen.planId)),
    ...(consortium.chosen.reasons[0] === undefined
      ? []
      : [
          `  why       ${consortium.chosen.reasons
            .slice(0, 2)
            .map((reason) => reason.text)
            .join('; ')}`,
        ]),
    `  formed    ${consortium.chosen.memberCompanyIds.length} members${consortium.withStandby ? ` and ${consortium.chosen.standby?.members.length ?? 0} standby` : ''}${replacement(consortium)}`,
    `  outcome   ${delivered.state}${delivered.delivery?.acceptedValue ? `, accepted for ${euro(delivered.delivery.acceptedValue)}` : ''}${delivered.delivery?.onTime ? ', on time' : ''}`,
  ];
  return lines.join('\n');
}

/** The newest decision of each operation in one line: who was judged, what kept firms out, and the best firm of all. */
function rankingLine(decisions: readonly DecisionAnswer[]): string {
  const total = (count: (summary: DecisionAnswer['summary']) => number): number =>
    decisions.reduce((sum, { summary }) => sum + count(summary), 0);
  const firsts = decisions.flatMap(({ process, summary: { leader } }) => (leader === null ? [] : [{ ...leader, process }]));
  const [best] = firsts.sort((a, b) => b.suitability - a.suitability);
  return [
    `${total((summary) => summary.judged)} candidates judged for ${decisions.length} operations`,
    `${total((summary) => summary.knockedOut)} knocked out${mostOften(decisions, 'fail')}`,
    `${total((summary) => summary.questions)} to be asked${mostOften(decisions, 'unknown')}`,
    ...(best === undefined
      ? []
      : [
          `best ${best.companyName} for ${best.process}: ${best.suitability.toFixed(3)}, ${best.reasons.map(({ text }) => text)[0] ?? 'alone'}`,
        ]),
  ].join('; ');
}

function mostOften(decisions: readonly DecisionAnswer[], state: 'fail' | 'unknown'): string {
  const counts = new Map<string, number>();
  for (const cause of decisions.flatMap(({ summary }) => summary.causes)) {
    const name = `${cause.code} ${cause.reason}`;
    if (cause.state === state) counts.set(name, (counts.get(name) ?? 0) + cause.firms);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined ? '' : ` (mostly ${most[0]}, ${most[1]})`;
}

function replacement({ declinedBy, replacedBy }: StoryResult['consortia'][number]): string {
  if (declinedBy === null) return '';
  return `; ${nameOf(declinedBy)} declined, ${replacedBy.length > 0 ? replacedBy.map(nameOf).join(', ') : 'a standby'} took over`;
}

function planLine(plan: PlanAnswer, chosen: boolean): string {
  const label = plan.labels.join(', ');
  const columns = [
    label.padEnd(34),
    day(plan.arrivesAt).padEnd(12),
    euro(plan.price.total).padStart(14),
    kilograms(plan.co2eGrams).padStart(24),
    plan.deliveryProbability.toFixed(3).padStart(13),
  ];
  return `          ${chosen ? '*' : ' '} ${columns.join('')}`;
}

function rankings({ rankings: { byOrder, recomputed, chainIntact } }: StoryResult): string {
  const decisions = byOrder.flatMap((order) => order.decisions);
  const policies = [...new Set(decisions.map(({ policyVersion }) => policyVersion))].join(', ');
  return [
    'RANKINGS',
    `  ${decisions.length} decision records by policy ${policies}; ${recomputed} of them computed again to the same digest, chain ${chainIntact ? 'intact' : 'BROKEN'}`,
  ].join('\n');
}

function accounts({ accounts: { invoices, ...books } }: StoryResult): string {
  const withFees = invoices.filter((invoice) => invoice.fees > 0);
  return [
    'BILLING',
    `  ${books.membershipsCharged} memberships charged, fees of ${euro({ amountMinor: books.feeMinor, currency: 'EUR' })}, ${invoices.length} invoices`,
    ...withFees.map(
      (invoice) =>
        `  ${invoice.invoiceNumber}  ${invoice.recipientName.padEnd(36)}${euro(invoice.gross).padStart(14)}  VAT ${invoice.vatCategory}`,
    ),
    `  ledger: ${books.journalEntries} entries on ${books.ledgerAccounts} accounts, sum ${books.ledgerSumsMinor.join(', ')}, chain ${books.journalIntact ? 'intact' : 'BROKEN'}`,
  ].join('\n');
}

function events({ eventCounts, seconds }: StoryResult): string {
  const topics = Object.entries(eventCounts).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = topics.reduce((sum, [, count]) => sum + count, 0);
  return [
    `EVENTS (${total.toLocaleString('en')} in ${seconds.toFixed(1)} s)`,
    ...topics.map(([topic, count]) => `  ${topic.padEnd(28)}${count.toLocaleString('en').padStart(7)}`),
  ].join('\n');
}
