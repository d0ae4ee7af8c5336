import { type Cast, eventually } from './cast.js';
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
  failure?: { reason: string; detail: string } | null;
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

/** Chapter 4, first half: matching answers every order with distinct consortia. */
export async function awaitProposals(cast: Cast, order: PlacedOrder): Promise<ProposalAnswer> {
  return eventually(`consortia for "${order.title}"`, async () => {
    const answer = await cast
      .customer(order.customer)
      .get<{ state: string; items: ProposalAnswer[]; reasons?: unknown }>('matching', `/orders/${order.orderId}/proposals`);
    if (answer.state === 'infeasible') throw new Error(`no consortium for "${order.title}": ${JSON.stringify(answer.reasons)}`);
    return answer.items[0] ?? null;
  });
}

/**
 * Chapter 4, second half: the customer picks the recommended plan, every member is asked; where the story wants it, the first one
 * asked declines and is replaced.
 */
export async function formConsortium(cast: Cast, order: PlacedOrder, proposal: ProposalAnswer, oneDeclines: boolean): Promise<FormedConsortium> {
  const chosen = proposal.plans.find((plan) => plan.labels.includes('recommended'));
  if (chosen === undefined) throw new Error(`no recommended plan for "${order.title}"`);
  const withStandby = chosen.standby !== null;
  const { formationId } = await cast
    .customer(order.customer)
    .command<FormationAnswer>('POST', 'matching', `/proposals/${proposal.proposalId}/choices`, {
      planId: chosen.planId,
      withStandby,
      orderVersion: proposal.orderVersion,
    });
  const decliner = oneDeclines ? declinerOf(chosen) : null;
  const answered = new Set<string>();
  const accepted = new Set<string>();
  const formation = await eventually(
    `the consortium of "${order.title}" is confirmed`,
    async () => {
      const now = await cast.customer(order.customer).get<FormationAnswer>('matching', `/formations/${formationId}`);
      if (now.state === 'confirmed') return now;
      if (now.state === 'failed') throw new Error(`formation of "${order.title}" failed: ${JSON.stringify(now.failure)}`);
      for (const company of cast.companies) {
        const open = await cast.member(company).get<{ items: InvitationAnswer[] }>('matching', '/invitations?state=open');
        for (const invitation of open.items.filter((item) => item.formationId === formationId && !answered.has(item.invitationId))) {
          const declines = company.companyId === decliner && !accepted.has(company.companyId);
          await cast.member(company).command('POST', 'matching', `/invitations/${invitation.invitationId}/answers`, {
            answer: declines ? 'declined' : 'accepted',
            ...(declines ? { reason: 'machine reserved for a maintenance visit' } : {}),
          });
          answered.add(invitation.invitationId);
          if (!declines) accepted.add(company.companyId);
        }
      }
      return null;
    },
    60_000,
  );
  const former = new Set([...chosen.memberCompanyIds, ...(withStandby ? (chosen.standby?.members ?? []).map((member) => member.companyId) : [])]);
  return {
    order,
    proposal,
    chosen,
    withStandby,
    formationId,
    consortiumId: formation.consortiumId ?? '',
    declinedBy: decliner,
    replacedBy: [...accepted].filter((companyId) => !former.has(companyId)),
    formation,
  };
}

/** The member with the fewest operations declines: its replacement disturbs the others least. */
function declinerOf(plan: PlanAnswer): string | null {
  const load = new Map<string, number>();
  for (const { companyId } of plan.operations) load.set(companyId, (load.get(companyId) ?? 0) + 1);
  return [...load].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
