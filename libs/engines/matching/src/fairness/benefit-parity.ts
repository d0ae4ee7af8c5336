import { clip } from '@gewerk/kernel';
import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';

/** Net benefit of the network for a class of firms (size, age on the platform, region, sector). */
export interface ClassBenefit {
  readonly className: string;
  readonly firms: number;
  readonly netBenefitEur: number;
  readonly eligibleHours: number;
}

export interface ParityReport {
  /** Classes as reported; too small ones are joined with a neighbour, so that no firm can be recognised. */
  readonly classes: readonly { readonly classNames: readonly string[]; readonly eurPerHour: number }[];
  readonly meanEurPerHour: number | null;
  /** Lowest over highest class; null with fewer than two classes to compare. */
  readonly ratio: number | null;
  readonly isAlarm: boolean;
  /** Factor on the ranking key by class as it was given; 1 where nothing can be said. */
  readonly boosts: Readonly<Record<string, number>>;
}

interface Joined extends Omit<ClassBenefit, 'className'> {
  readonly classNames: readonly string[];
}

/**
 * Benefit per eligible hour by class, and the boost of classes that get less than the mean (methods 3.11).
 * @param classes in their natural order (micro, small, medium), so that a small class joins the nearest one
 */
export function benefitParity(classes: readonly ClassBenefit[], policy: MatchingPolicy = MATCHING_POLICY): ParityReport {
  const { boostSlope, boostRange, parityRatioMin } = policy.fairness;
  const joined = joinSmall(classes, policy.fairness.classFirmsMin).filter(({ eligibleHours }) => eligibleHours > 0);
  const reported = joined.map((entry) => ({ classNames: entry.classNames, eurPerHour: entry.netBenefitEur / entry.eligibleHours }));
  const hours = joined.reduce((sum, entry) => sum + entry.eligibleHours, 0);
  const mean = hours === 0 ? null : joined.reduce((sum, entry) => sum + entry.netBenefitEur, 0) / hours;
  const rates = reported.map(({ eurPerHour }) => eurPerHour);
  const highest = Math.max(...rates);
  const ratio = rates.length < 2 || highest <= 0 ? null : Math.min(...rates) / highest;
  const boostOf = (className: string) => {
    const rate = reported.find(({ classNames }) => classNames.includes(className))?.eurPerHour;
    return rate === undefined || mean === null || mean <= 0 ? 1 : clip(1 + (boostSlope * (mean - rate)) / mean, ...boostRange);
  };
  return {
    classes: reported,
    meanEurPerHour: mean,
    ratio,
    isAlarm: ratio !== null && ratio < parityRatioMin,
    boosts: Object.fromEntries(classes.map(({ className }) => [className, boostOf(className)])),
  };
}

/** The first class that is too small joins its smaller neighbour, again and again; what stays too small alone is not reported. */
function joinSmall(classes: readonly ClassBenefit[], firmsMin: number): Joined[] {
  const joined: Joined[] = classes.map(({ className, ...entry }) => ({ ...entry, classNames: [className] }));
  for (;;) {
    const index = joined.findIndex(({ firms }) => firms < firmsMin);
    if (index < 0) return joined;
    if (joined.length === 1) return [];
    const [before, after] = [joined[index - 1], joined[index + 1]];
    const takesBefore = after === undefined || (before !== undefined && before.firms < after.firms);
    const first = takesBefore ? index - 1 : index;
    const [a, b] = joined.slice(first, first + 2) as [Joined, Joined];
    joined.splice(first, 2, {
      classNames: [...a.classNames, ...b.classNames],
      firms: a.firms + b.firms,
      netBenefitEur: a.netBenefitEur + b.netBenefitEur,
      eligibleHours: a.eligibleHours + b.eligibleHours,
    });
  }
}
