import { clip } from '@gewerk/kernel';
import { notNegative } from './checks.js';

/** Default ratings by where a figure comes from, 1 very good to 5 very poor (methods 6.5; A where the record states none). */
export const DEFAULT_RATING = {
  metered: 1.6,
  modelled: 2.6,
  classDefault: 3.2,
  materialWithCertificate: 2.2,
  /** Public values of the steel routes scatter, therefore at least 3 until the mill certificate is stored (methods 12.2). */
  materialWithoutCertificate: 3.2,
  carrierData: 1.6,
  transportDefault: 2.6,
  supplierStatement: 2.6,
} as const;

const LOG_GSD_BY_RATING = [1.05, 1.2, 1.5, 2, 3].map(Math.log);

/** z of the 90th percentile of the normal distribution. */
const Z90 = 1.2816;

export interface RatedContribution {
  readonly kgCo2e: number;
  readonly rating: number;
  /** Measured or specific to the supplier. */
  readonly primary: boolean;
}

export interface DataQuality {
  /** Contribution-weighted mean, 1 to 5. */
  readonly rating: number;
  readonly geometricStandardDeviation: number;
  readonly p10KgCo2e: number;
  readonly p90KgCo2e: number;
  readonly confidence: number;
  readonly primaryDataShare: number;
}

/** Rating of one contribution to its geometric standard deviation, log-linear between whole ratings (methods 6.5; A). */
export function logGsdOf(rating: number): number {
  const position = clip(rating, 1, 5) - 1;
  const below = Math.min(Math.floor(position), 3);
  const [low, high] = [LOG_GSD_BY_RATING[below] as number, LOG_GSD_BY_RATING[below + 1] as number];
  return low + (position - below) * (high - low);
}

/**
 * Quality of a sum (methods 6.5). `groups` are independent of each other; the records within one share their factors, so that
 * splitting a group into more records does not make the result look more certain.
 */
export function dataQuality(groups: readonly (readonly RatedContribution[])[]): DataQuality | null {
  const records = groups.flat();
  const total = records.reduce((sum, record) => sum + notNegative(record.kgCo2e, '/kgCo2e'), 0);
  if (total === 0) return null;
  const weighted = (of: readonly RatedContribution[]): number => of.reduce((sum, record) => sum + record.kgCo2e * record.rating, 0);
  let logSquared = 0;
  for (const group of groups) {
    const kgCo2e = group.reduce((sum, record) => sum + record.kgCo2e, 0);
    if (kgCo2e > 0) logSquared += ((kgCo2e / total) * logGsdOf(weighted(group) / kgCo2e)) ** 2;
  }
  const rating = weighted(records) / total;
  const gsd = Math.exp(Math.sqrt(logSquared));
  const primaryKgCo2e = records.reduce((sum, record) => sum + (record.primary ? record.kgCo2e : 0), 0);
  return {
    rating,
    geometricStandardDeviation: gsd,
    p10KgCo2e: total / gsd ** Z90,
    p90KgCo2e: total * gsd ** Z90,
    confidence: clip((3 - rating) / 2),
    primaryDataShare: primaryKgCo2e / total,
  };
}
