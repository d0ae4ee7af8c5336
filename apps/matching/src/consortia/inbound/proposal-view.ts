import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import { USUAL_TRANSPORT_SHARE } from '@gewerk/engine-matching';
import { money } from '@gewerk/kernel';
import { answerTo, nearnessKm, type PlanFigures, planFigures, type PlanQuestion } from '../domain/plan-figures.js';
import type { ProposalRankings } from '../domain/plan-rankings.js';
import type { ListedProposal } from '../outbound/proposals.js';
import type { PlanDto, PlanFiguresDto, ProposalDto } from './proposals.dto.js';

/** Companies named in a proposal, for their names. */
export function companiesOf(proposals: readonly ListedProposal[]): string[] {
  const plans = proposals.flatMap(({ body }) => body.plans);
  const standbys = plans.flatMap((plan) => plan.standby?.members ?? []);
  return [...new Set([...plans.flatMap((plan) => plan.operations), ...standbys].map((work) => work.companyId))];
}

/** What a customer may see of a proposal; `full` adds what is for computation and orchestrators only (class D3). */
export function proposalView(
  { body, rankings, planning, selections }: ListedProposal,
  names: ReadonlyMap<string, string>,
  { full, question }: { readonly full: boolean; readonly question: PlanQuestion },
): ProposalDto {
  const { customerCompanyId: _, seenAvailability: __, plans, ...shown } = body;
  const answer = answerTo(question, planning, plans, nearnessKm(selections));
  return {
    ...shown,
    ...(answer === null ? {} : { answer }),
    plans: plans.map((plan) => ({
      ...planView(plan, names, full ? { rankings: rankings ?? {} } : null),
      figures: figuresView(planFigures(planning, plan, selections), plan.price.total.currency),
    })),
  };
}

function figuresView({ distribution: { transportMinor, ...distribution }, ...figures }: PlanFigures, currency: string): PlanFiguresDto {
  const { from, to } = USUAL_TRANSPORT_SHARE;
  const transport = { ...figures.transport, usualFrom: from, usualTo: to };
  return { ...figures, transport, distribution: { ...distribution, transport: money(transportMinor, currency) } };
}

function planView(
  plan: ConsortiaProposedData['plans'][number],
  names: ReadonlyMap<string, string>,
  inside: { readonly rankings: ProposalRankings } | null,
): Omit<PlanDto, 'figures'> {
  const named = <T extends { companyId: string }>(work: T) => ({ ...work, companyName: names.get(work.companyId) ?? work.companyId });
  const scored = (suitability: number, operationId: string, companyId: string) => {
    if (inside === null) return {};
    const ranking = inside.rankings[operationId];
    const place = ranking?.firms[companyId];
    return {
      suitability,
      ...(ranking === undefined || place === undefined ? {} : { ranking: { decisionId: ranking.decisionId, ...place } }),
    };
  };
  return {
    ...plan,
    operations: plan.operations.map(({ suitability, ...operation }) => ({
      ...named(operation),
      ...scored(suitability, operation.operationId, operation.companyId),
    })),
    standby: plan.standby === null ? null : { ...plan.standby, members: plan.standby.members.map(named) },
  };
}
