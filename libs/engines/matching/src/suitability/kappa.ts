import { MATCHING_POLICY, type MatchingPolicy } from './policy.js';

/** Interface leaves of two firms, null where unknown. TRU is directed: whom the first trusts, and the other way round. */
export interface PairLeaves {
  readonly cul: number | null;
  readonly comOfFirst: number | null;
  readonly comOfSecond: number | null;
  readonly tec: number | null;
  readonly truFirstToSecond: number | null;
  readonly truSecondToFirst: number | null;
}

export interface PairCompatibility {
  /** 0 to 1, symmetric; a firm with itself has 1. */
  readonly kappa: number;
  /** Which leaves are priors because nothing is known of the pair: the pair is flagged (methods 3.10). */
  readonly assumed: readonly (keyof PairLeaves)[];
}

/** Interface compatibility of two members (methods 3.10): the weaker side counts in communication and trust. */
export function pairCompatibility(leaves: PairLeaves, policy: MatchingPolicy = MATCHING_POLICY): PairCompatibility {
  const known = (value: number | null) => value ?? policy.prior;
  const { cul, com, tec, tru } = policy.kappaExponents;
  const kappa =
    known(leaves.cul) ** cul *
    Math.min(known(leaves.comOfFirst), known(leaves.comOfSecond)) ** com *
    known(leaves.tec) ** tec *
    Math.min(known(leaves.truFirstToSecond), known(leaves.truSecondToFirst)) ** tru;
  const assumed = (Object.keys(leaves) as (keyof PairLeaves)[]).filter((leaf) => leaves[leaf] === null);
  return { kappa, assumed };
}
