import { totalOf } from '../../companies/domain/company-score.js';
import type { PlanFacts } from './activity.js';

export interface Pillars {
  readonly ecological: number | null;
  readonly economic: number | null;
  readonly social: number | null;
}

/** Members with a known score must carry at least this share of the value, else the pillar of a plan is unknown (A). */
const KNOWN_VALUE_SHARE_MIN = 0.5;

/** Pillars of a plan: means of its members' scores, weighted by their share of the value; unknown members do not count as zero. */
export function planPillars(plan: PlanFacts, scores: ReadonlyMap<string, Pillars>): Pillars & { readonly total: number | null } {
  const valueByCompany = new Map<string, number>();
  for (const operation of plan.operations) {
    valueByCompany.set(operation.companyId, (valueByCompany.get(operation.companyId) ?? 0) + operation.price.amountMinor);
  }
  const pillar = (of: keyof Pillars): number | null => {
    let [sum, known, whole] = [0, 0, 0];
    for (const [companyId, value] of valueByCompany) {
      const score = scores.get(companyId)?.[of] ?? null;
      whole += value;
      if (score === null) continue;
      known += value;
      sum += value * score;
    }
    return known > 0 && known >= KNOWN_VALUE_SHARE_MIN * whole ? sum / known : null;
  };
  const [ecological, economic, social] = [pillar('ecological'), pillar('economic'), pillar('social')];
  return { ecological, economic, social, total: totalOf([ecological, economic, social]) };
}
