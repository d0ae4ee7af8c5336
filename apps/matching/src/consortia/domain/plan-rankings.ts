import type { RankingRecord } from '@gewerk/engine-matching';
import { type RankingReason, rankingReasons } from '../../decisions/domain/ranking-reasons.js';
import type { ConsortiumPlan } from './consortium-plan.js';

/** Why a firm of a plan may be trusted with an operation: class D3, for the orchestrator. */
export interface FirmPlace {
  readonly place: number | null;
  readonly suitability: number;
  readonly lowerBound: number;
  readonly confidence: number;
  readonly firstPlaceShare: number | null;
  readonly reasons: readonly RankingReason[];
}

/** Which firms of the plans stand where: by operation and company, with the decision that says more. */
export type ProposalRankings = Readonly<
  Record<string, { readonly decisionId: string; readonly firms: Readonly<Record<string, FirmPlace>> }>
>;

export type PlanRankings = Readonly<Record<string, Readonly<Record<string, FirmPlace>>>>;

/** @param decisionIds by operation */
export function withDecisions(rankings: PlanRankings, decisionIds: ReadonlyMap<string, string>): ProposalRankings {
  return Object.fromEntries(
    Object.entries(rankings).map(([operationId, firms]) => [operationId, { decisionId: decisionIds.get(operationId) as string, firms }]),
  );
}

/** Places of all firms that the plans name for an operation, standbys included. */
export function planRankings(
  plans: readonly Pick<ConsortiumPlan, 'operations' | 'standby'>[],
  records: readonly RankingRecord[],
): PlanRankings {
  const work = plans.flatMap((plan) => [...plan.operations, ...(plan.standby?.members ?? [])]);
  return Object.fromEntries(
    records.map(({ result }) => {
      const named = new Set(work.filter(({ operationId }) => operationId === result.operation).map(({ companyId }) => companyId));
      const places = result.candidates
        .filter(({ firm }) => named.has(firm))
        .map(({ firm, place, suitability: { value, lowerBound, confidence }, stability }): readonly [string, FirmPlace] => [
          firm,
          {
            place,
            suitability: value,
            lowerBound,
            confidence,
            firstPlaceShare: stability?.firstPlaceShare ?? null,
            reasons: rankingReasons(result, firm),
          },
        ]);
      return [result.operation, Object.fromEntries(places)];
    }),
  );
}
