import { addExposure, type PartnerRanking, type RankingRecord } from '@gewerk/engine-matching';

/** What one ranking showed of one firm, and what its suitability deserved (methods 3.11). */
export interface ShownPlace {
  readonly companyId: string;
  /** As shown, after all corrections; ties are broken. */
  readonly place: number;
  readonly target: number;
  readonly real: number;
}

/** Places of the eligible firms of a ranking, in the order in which they stand. */
export function shownPlaces({ result, policy }: Pick<RankingRecord, 'result' | 'policy'>): readonly ShownPlace[] {
  const shown = eligibleOf(result).map(({ firm, suitability }) => ({ firm, suitability: suitability.rankingValue }));
  const booked = addExposure({}, shown, policy);
  return shown.map(({ firm }, index) => ({ companyId: firm, place: index + 1, ...(booked[firm] as { target: number; real: number }) }));
}

function eligibleOf({ candidates }: PartnerRanking) {
  return candidates.filter(({ standing }) => standing === 'eligible');
}

/** One firm's account, over all rankings in which it was eligible. */
export interface ExposureAccount {
  readonly companyId: string;
  readonly rankings: number;
  readonly target: number;
  readonly real: number;
}

/** The account of one firm in one calendar month (UTC). */
export interface MonthOfExposure extends Omit<ExposureAccount, 'companyId'> {
  /** 2026-03. */
  readonly month: string;
  readonly bestPlace: number;
}
