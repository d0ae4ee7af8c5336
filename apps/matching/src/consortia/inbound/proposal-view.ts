import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { ProposalRankings } from '../domain/plan-rankings.js';
import type { ListedProposal } from '../outbound/proposals.js';
import type { PlanDto, ProposalDto } from './proposals.dto.js';

/** Companies named in a proposal, for their names. */
export function companiesOf(proposals: readonly ListedProposal[]): string[] {
  const plans = proposals.flatMap(({ body }) => body.plans);
  const standbys = plans.flatMap((plan) => plan.standby?.members ?? []);
  return [...new Set([...plans.flatMap((plan) => plan.operations), ...standbys].map((work) => work.companyId))];
}

/** What a customer may see of a proposal; `full` adds what is for computation and orchestrators only (class D3). */
export function proposalView({ body, rankings }: ListedProposal, names: ReadonlyMap<string, string>, full: boolean): ProposalDto {
  const { customerCompanyId: _, seenAvailability: __, plans, ...shown } = body;
  return { ...shown, plans: plans.map((plan) => planView(plan, names, full ? { rankings: rankings ?? {} } : null)) };
}

function planView(
  plan: ConsortiaProposedData['plans'][number],
  names: ReadonlyMap<string, string>,
  inside: { readonly rankings: ProposalRankings } | null,
): PlanDto {
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
