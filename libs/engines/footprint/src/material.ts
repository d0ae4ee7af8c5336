import { known, notNegative, share } from './checks.js';
import { DEFAULT_RATING, type RatedContribution } from './data-quality.js';
import type { FactorSet, TabulatedFactor } from './factor-set.js';

export interface MaterialUse {
  /** Key of the factor set's materials. */
  readonly material: string;
  readonly grossKg: number;
  readonly recycledShare: number;
  /** Stated by the supplier or the mill; replaces the default factor. */
  readonly supplierKgCo2ePerKg?: number;
  readonly millCertificate?: boolean;
  /** 1 (very good) to 5; absent: by source. */
  readonly rating?: number;
}

export interface MaterialFootprint extends RatedContribution {
  readonly material: string;
  readonly kgCo2ePerKg: number;
  readonly flags: readonly string[];
}

/** What must be asked before a total can be told; a missing value never means zero (methods 0.5). */
export interface FootprintQuestion {
  readonly pointer: string;
  readonly code: 'footprint.material-factor-needed';
  readonly params: { readonly material: string };
}

/** Material part of the footprint (methods 6.2): recycled content by cut-off, no credit for chips. */
export function materialFootprint(use: MaterialUse, factors: FactorSet, pointer: string): MaterialFootprint | FootprintQuestion {
  const grossKg = notNegative(use.grossKg, `${pointer}/grossKg`);
  const recycledShare = share(use.recycledShare, `${pointer}/recycledShare`);
  const certified = use.millCertificate === true;
  const defaultRating = certified ? DEFAULT_RATING.materialWithCertificate : DEFAULT_RATING.materialWithoutCertificate;
  if (use.supplierKgCo2ePerKg !== undefined) {
    const kgCo2ePerKg = notNegative(use.supplierKgCo2ePerKg, `${pointer}/supplierKgCo2ePerKg`);
    const rating = use.rating ?? (certified ? defaultRating : DEFAULT_RATING.supplierStatement);
    return { material: use.material, kgCo2ePerKg, kgCo2e: grossKg * kgCo2ePerKg, rating, primary: true, flags: [] };
  }
  const factor = known(factors.materials, use.material, `${pointer}/material`);
  if (factor.kind === 'ask-supplier') {
    return {
      pointer: `${pointer}/supplierKgCo2ePerKg`,
      code: 'footprint.material-factor-needed',
      params: { material: use.material },
    };
  }
  const flags: string[] = [];
  let kgCo2ePerKg: number;
  if (factor.kind === 'single') {
    kgCo2ePerKg = factor.kgCo2ePerKg;
    if (recycledShare > 0) flags.push('recycled-share-without-effect');
  } else if (factor.kind === 'routes') {
    const route = (1 - recycledShare) * factor.virginKgCo2ePerKg + recycledShare * factor.recycledKgCo2ePerKg;
    kgCo2ePerKg = route + factor.additionalKgCo2ePerKg;
  } else {
    const [lowest, highest] = [factor.points[0], factor.points.at(-1)];
    if (recycledShare < (lowest?.recycledShare ?? 0) || recycledShare > (highest?.recycledShare ?? 1)) {
      flags.push('recycled-share-outside-source');
    }
    kgCo2ePerKg = interpolate(factor, recycledShare);
  }
  return { material: use.material, kgCo2ePerKg, kgCo2e: grossKg * kgCo2ePerKg, rating: use.rating ?? defaultRating, primary: false, flags };
}

/** Linear between the points of the source; outside it the nearest point, since nothing says how it goes on. */
function interpolate({ points }: TabulatedFactor, recycledShare: number): number {
  const above = points.findIndex((point) => point.recycledShare >= recycledShare);
  const [left, right] = above === -1 ? [points.at(-1), points.at(-1)] : [points[Math.max(above - 1, 0)], points[above]];
  if (left === undefined || right === undefined) return Number.NaN;
  const width = right.recycledShare - left.recycledShare;
  if (width === 0) return right.kgCo2ePerKg;
  return left.kgCo2ePerKg + ((recycledShare - left.recycledShare) / width) * (right.kgCo2ePerKg - left.kgCo2ePerKg);
}
