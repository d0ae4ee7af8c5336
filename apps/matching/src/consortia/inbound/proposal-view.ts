import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { PlanDto, ProposalDto } from './proposals.dto.js';

/** Companies named in a proposal, for their names. */
export function companiesOf(proposals: readonly ConsortiaProposedData[]): string[] {
  const plans = proposals.flatMap((proposal) => proposal.plans);
  const standbys = plans.flatMap((plan) => plan.standby?.members ?? []);
  return [...new Set([...plans.flatMap((plan) => plan.operations), ...standbys].map((work) => work.companyId))];
}

/** What a customer may see of a proposal; `full` adds what is for computation and orchestrators only (class D3). */
export function proposalView(proposal: ConsortiaProposedData, names: ReadonlyMap<string, string>, full: boolean): ProposalDto {
  const { customerCompanyId: _, seenAvailability: __, plans, ...shown } = proposal;
  return { ...shown, plans: plans.map((plan) => planView(plan, names, full)) };
}

function planView(plan: ConsortiaProposedData['plans'][number], names: ReadonlyMap<string, string>, full: boolean): PlanDto {
  const named = <T extends { companyId: string }>(work: T) => ({ ...work, companyName: names.get(work.companyId) ?? work.companyId });
  return {
    ...plan,
    operations: plan.operations.map(({ suitability, ...operation }) => ({ ...named(operation), ...(full ? { suitability } : {}) })),
    standby: plan.standby === null ? null : { ...plan.standby, members: plan.standby.members.map(named) },
  };
}
