import type { Cast } from './cast.js';
import type { PlacedOrder } from './place-orders.js';

export interface MoneyAnswer {
  amountMinor: number;
  currency: string;
}

export interface PlanAnswer {
  planId: string;
  labels: string[];
  memberCompanyIds: string[];
  operations: { operationId: string; companyId: string; slots: { startsAt: string; endsAt: string }[] }[];
  price: Record<'production' | 'transport' | 'coordination' | 'standby' | 'total', MoneyAnswer>;
  arrivesAt: string;
  promisedAt: string;
  co2eGrams: number;
  deliveryProbability: number;
  suitability?: number;
  utility: number;
  standby: { members: { companyId: string }[]; price: Record<string, MoneyAnswer>; deliveryProbability: number } | null;
  reasons: { code: string; text: string }[];
}

export interface ProposalAnswer {
  proposalId: string;
  orderVersion: number;
  optimal: boolean;
  requiredProbability: number;
  plans: PlanAnswer[];
}

export interface FormedConsortium {
  order: PlacedOrder;
  proposal: ProposalAnswer;
  chosen: PlanAnswer;
  withStandby: boolean;
  formationId: string;
  consortiumId: string;
  declinedBy: string | null;
  replacedBy: string[];
  formation: FormationAnswer;
}

export interface FormationAnswer {
  formationId: string;
  state: string;
  revision: number;
  consortiumId: string | null;
  endReason: string | null;
  price: PlanAnswer['price'];
  arrivesAt: string;
  promisedAt: string;
  seats: { companyId: string; role: 'primary' | 'standby' }[];
}

interface InvitationAnswer {
  invitationId: string;
  formationId: string;
  companyId: string;
  state: string;
  role: string;
  operationIds: string[];
  price: MoneyAnswer;
}

/** Chapter 4, second half: matching answers every order with distinct consortia. */
export async function awaitProposals(
  cast: Cast,
  order: PlacedOrder,
  isWanted: (proposal: ProposalAnswer) => boolean = () => true,
): Promise<ProposalAnswer> {
  return cast.eventually(`consortia for "${order.title}"`, async () => {
    const answer = await cast
      .customer(order.customer)
      .get<{ state: string; items: ProposalAnswer[]; reasons?: unknown }>('matching', `/orders/${order.orderId}/proposals`);
    if (answer.state === 'none-found' || answer.state === 'failed')
      throw new Error(`no consortium for "${order.title}": ${JSON.stringify(answer.reasons)}`);
    return answer.items.find(isWanted) ?? null;
  });
}

/**
 * Chapter 5: the customer picks the recommended plan, every member is asked; where the story wants it, the first one asked
 * declines and is replaced. Hours that another order took meanwhile refuse the hold; matching has then proposed anew.
 */
export async function formConsortium(
  cast: Cast,
  order: PlacedOrder,
  first: ProposalAnswer,
  oneDeclines: boolean,
): Promise<FormedConsortium> {
  let proposal = first;
  for (let attempt = 1; ; attempt += 1) {
    const formed = await tryToForm(cast, order, proposal, oneDeclines);
    if (formed.formation.state === 'confirmed') return formed;
    if (attempt === MOST_CHOICES) throw new Error(`formation of "${order.title}" failed: ${formed.formation.endReason}`);
    cast.say(`  "${order.title}": ${formed.formation.endReason}; the customer chooses from a new proposal`);
    const outdated = proposal.proposalId;
    proposal = await awaitProposals(cast, order, (candidate) => candidate.proposalId !== outdated);
  }
}

const MOST_CHOICES = 3;

async function tryToForm(cast: Cast, order: PlacedOrder, proposal: ProposalAnswer, oneDeclines: boolean): Promise<FormedConsortium> {
  const chosen = proposal.plans.find((plan) => plan.labels.includes('recommended'));
  if (chosen === undefined) throw new Error(`no recommended plan for "${order.title}"`);
  const withStandby = chosen.standby !== null;
  const customer = cast.customer(order.customer);
  const choice = { planId: chosen.planId, withStandby, orderVersion: proposal.orderVersion };
  const { formationId } = await customer.command<FormationAnswer>('POST', 'matching', `/proposals/${proposal.proposalId}/choices`, choice);
  const decliner = oneDeclines ? declinerOf(chosen) : null;
  const answers = new MemberAnswers(cast, formationId, decliner);
  const formation = await cast.eventually(
    `the formation for "${order.title}" ends`,
    async () => {
      const now = await customer.get<FormationAnswer>('matching', `/formations/${formationId}`);
      if (now.state === 'confirmed' || now.state === 'failed') return now;
      if (now.state === 'awaiting-customer') await approve(cast, order, formationId);
      if (now.state === 'inviting') await answers.giveOpen(now.seats.map((seat) => seat.companyId));
      return null;
    },
    60_000,
  );
  const former = new Set([
    ...chosen.memberCompanyIds,
    ...(withStandby ? (chosen.standby?.members ?? []).map((member) => member.companyId) : []),
  ]);
  return {
    order,
    proposal,
    chosen,
    withStandby,
    formationId,
    consortiumId: formation.consortiumId ?? '',
    declinedBy: decliner,
    replacedBy: answers.accepted.filter((companyId) => !former.has(companyId)),
    formation,
  };
}

/** What members do with their invitations: accept, but for the one that declines. */
class MemberAnswers {
  readonly #answered = new Set<string>();
  readonly #accepted = new Set<string>();

  constructor(
    private readonly cast: Cast,
    private readonly formationId: string,
    private readonly decliner: string | null,
  ) {}

  get accepted(): string[] {
    return [...this.#accepted];
  }

  async giveOpen(companyIds: readonly string[]): Promise<void> {
    for (const companyId of new Set(companyIds)) {
      const member = this.cast.member(this.cast.companyById(companyId));
      const open = await member.get<{ items: InvitationAnswer[] }>('matching', '/invitations?state=open');
      for (const { formationId, invitationId } of open.items) {
        if (formationId !== this.formationId || this.#answered.has(invitationId)) continue;
        const declines = companyId === this.decliner;
        const answer = declines ? { answer: 'declined', reason: 'machine reserved for a maintenance visit' } : { answer: 'accepted' };
        await member.command('POST', 'matching', `/invitations/${invitationId}/answers`, answer);
        this.#answered.add(invitationId);
        if (!declines) this.#accepted.add(companyId);
      }
    }
  }
}

/** The replacement exceeds the chosen price or date; this customer takes it. */
async function approve(cast: Cast, order: PlacedOrder, formationId: string): Promise<void> {
  await cast.customer(order.customer).command('POST', 'matching', `/formations/${formationId}/approvals`, { approve: true });
}

/** The member with the fewest operations declines: its replacement disturbs the others least. */
function declinerOf(plan: PlanAnswer): string | null {
  const load = new Map<string, number>();
  for (const { companyId } of plan.operations) load.set(companyId, (load.get(companyId) ?? 0) + 1);
  return [...load].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
