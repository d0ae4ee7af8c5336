import { clip, weightedGeometricMean } from '@gewerk/kernel';

/** An open order as one firm sees it. */
export interface OpenOrder {
  readonly order: string;
  /** Suitability of the firm for it, 0 to 1. */
  readonly fit: number;
  readonly freeHours: number;
  readonly neededHours: number;
  /** 0 to 1. */
  readonly marginIndex: number;
  /** How far the firm was shown less than it deserved, 0 to 1; 0.5 is fair. */
  readonly fairnessKey: number;
}

export interface OrderProposal {
  readonly order: string;
  readonly score: number;
  /** What each factor takes: the losses sum to -ln of the score. */
  readonly losses: Readonly<Record<'fit' | 'capacity' | 'margin' | 'fairness', number>>;
}

const WEIGHTS = { fit: 0.4, capacity: 0.25, margin: 0.2, fairness: 0.15 } as const;
const OPEN_PROPOSALS_MAX = 5;
const EPSILON = 0.01;

/**
 * Orders to offer to a firm with free hours, best first (methods 7.7); at most five are open at a time. A firm without free hours
 * gets none.
 * @param openProposals how many the firm has not answered yet
 */
export function proposeOrders(orders: readonly OpenOrder[], openProposals: number): readonly OrderProposal[] {
  const proposals = orders
    .filter(({ freeHours }) => freeHours > 0)
    .map(({ order, fit, freeHours, neededHours, marginIndex, fairnessKey }): OrderProposal => {
      const capacity = neededHours <= 0 ? 1 : clip(freeHours / neededHours);
      const values = { fit, capacity, margin: marginIndex, fairness: fairnessKey };
      const keys = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
      const loss = (key: keyof typeof WEIGHTS) => -WEIGHTS[key] * Math.log(Math.max(values[key], EPSILON));
      return {
        order,
        score: weightedGeometricMean(
          keys.map((key) => values[key]),
          keys.map((key) => WEIGHTS[key]),
          EPSILON,
        ),
        losses: { fit: loss('fit'), capacity: loss('capacity'), margin: loss('margin'), fairness: loss('fairness') },
      };
    })
    .sort((a, b) => b.score - a.score || (a.order < b.order ? -1 : 1));
  return proposals.slice(0, Math.max(0, OPEN_PROPOSALS_MAX - openProposals));
}
