import type { ConsortiaProposedData } from '@gewerk/contracts/matching';
import type { CompanyScore } from '../../companies/domain/three-pillars.js';

export interface PlanPillars {
  ecological: number | null;
  economic: number | null;
  social: number | null;
  total: number | null;
}

/** Pillars of a plan: those of its members, weighted by what each is paid; members without a score do not count. */
export function planPillars(
  plan: ConsortiaProposedData['plans'][number],
  scoreOf: (companyId: string) => CompanyScore | null,
): PlanPillars {
  const weighted = (pick: keyof PlanPillars): number | null => {
    let sum = 0;
    let weight = 0;
    for (const { companyId, price } of plan.operations) {
      const score = scoreOf(companyId)?.[pick] ?? null;
      if (score === null) continue;
      sum += score * price.amountMinor;
      weight += price.amountMinor;
    }
    return weight === 0 ? null : sum / weight;
  };
  return { ecological: weighted('ecological'), economic: weighted('economic'), social: weighted('social'), total: weighted('total') };
}
