import type { Assignment } from '../answer/answer.js';
import type { ConsortiumInstance } from '../instance/instance.js';
import { solveConsortium } from '../solve.js';

export interface JointBidReview {
  readonly flag: 'JOINT_BID_REVIEW' | null;
  /** Members that compete with each other and of which one could deliver without the other: a documented reason is required. */
  readonly grounds: readonly { readonly pair: readonly [string, string]; readonly ableWithout: string; readonly with: readonly string[] }[];
}

/**
 * Competing members who bid together although one could deliver without its competitors (methods 4.4). The software flags, it
 * does not decide law.
 * @param canDeliver whether some firms have a feasible plan for the same order, date and quantity
 */
export function reviewJointBid(
  members: readonly string[],
  competingPairs: readonly (readonly [string, string])[],
  canDeliver: (firms: readonly string[]) => boolean,
): JointBidReview {
  const compete = (a: string, b: string) => competingPairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
  const sorted = [...new Set(members)].sort();
  const grounds = sorted.flatMap((a, index) =>
    sorted.slice(index + 1).flatMap((b) => {
      if (!compete(a, b)) return [];
      return [a, b].flatMap((able) => {
        const partners = sorted.filter((other) => other !== able && !compete(able, other));
        return canDeliver([able, ...partners]) ? [{ pair: [a, b] as const, ableWithout: able, with: partners }] : [];
      });
    }),
  );
  return { flag: grounds.length > 0 ? 'JOINT_BID_REVIEW' : null, grounds };
}

/** The same for a plan of an instance. */
export function reviewPlan(
  instance: ConsortiumInstance,
  assignment: Assignment,
  competingPairs: readonly (readonly [string, string])[],
): JointBidReview {
  return reviewJointBid(Object.values(assignment), competingPairs, (firms) => {
    const candidates = instance.candidates.filter(({ firm }) => firms.includes(firm));
    return solveConsortium({ ...instance, candidates }).plans.length > 0;
  });
}
