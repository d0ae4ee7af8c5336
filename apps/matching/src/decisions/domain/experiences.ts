import type { JointExperience } from '../../partners/domain/partner-snapshot.js';
import type { DecidedFormation } from './decided-formation.js';
import type { Standing } from './sequel.js';

/**
 * What an order taught its partners about each member: the customer by all its operations, the members that took over its work by
 * those that they waited for (methods 3.5, TRU). While the customer refuses the delivery there is a conflict and no verdict.
 */
export function experiencesOf(decided: DecidedFormation, standings: ReadonlyMap<string, Standing>, now: string): JointExperience[] {
  const { formationId, customerCompanyId, operations } = decided;
  const companyOf = new Map(operations.map(({ operationId, companyId }) => [operationId, companyId]));
  const pairs = new Map<string, { companyId: string; partnerCompanyId: string; standings: Standing[] }>();
  for (const { operationId, companyId, decisionId } of operations) {
    const standing = standings.get(decisionId);
    if (standing === undefined || (standing.outcome === null && !standing.isDisputed)) continue;
    const heirs = operations.filter(({ after }) => after.includes(operationId)).map((heir) => companyOf.get(heir.operationId) as string);
    for (const partnerCompanyId of new Set([customerCompanyId, ...heirs])) {
      if (partnerCompanyId === companyId) continue;
      const key = `${companyId}/${partnerCompanyId}`;
      const pair = pairs.get(key) ?? { companyId, partnerCompanyId, standings: [] };
      pair.standings.push(standing);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()].map(({ companyId, partnerCompanyId, standings: list }) => {
    const outcomes = list.flatMap(({ outcome }) => (outcome === null ? [] : [outcome]));
    const isOpen = partnerCompanyId === customerCompanyId && list.some(({ isDisputed }) => isDisputed);
    return {
      ...{ formationId, companyId, partnerCompanyId },
      goodShare: outcomes.length === 0 ? 0 : outcomes.reduce((sum, { label }) => sum + label, 0) / outcomes.length,
      orders: outcomes.length === 0 ? 0 : 1,
      observedAt: outcomes[0]?.deliveredAt ?? now,
      isInOpenConflict: isOpen,
    };
  });
}
