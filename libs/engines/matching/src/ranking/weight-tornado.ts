import { aggregate, listed } from '../suitability/aggregation.js';
import { type ByLeaf, byLeaf, type Leaf, LEAVES, MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';

/** How the lead of one firm over another moves with one weight; leads are ln(S_A / S_B), above 0 where A leads. */
export interface WeightEffect {
  readonly leaf: Leaf;
  readonly leadWithLess: number;
  readonly leadWithMore: number;
  /** The other firm would lead with one of the two weights. */
  readonly turnsOrder: boolean;
}

const FACTOR = 1.5;

/** The lead if one weight were two thirds or three halves of what it is, the others in proportion (methods 3.13); widest first. */
export function weightTornado(
  first: ByLeaf<number>,
  second: ByLeaf<number>,
  weights: ByLeaf<number>,
  policy: MatchingPolicy = MATCHING_POLICY,
): readonly WeightEffect[] {
  const leadAt = (leaf: Leaf, factor: number) => {
    const raw = byLeaf((other) => (other === leaf ? factor * weights[other] : weights[other]));
    const sum = listed(raw).reduce((total, weight) => total + weight, 0);
    const scaled = listed(raw).map((weight) => weight / sum);
    return Math.log(aggregate(listed(first), scaled, policy) / aggregate(listed(second), scaled, policy));
  };
  const effects = LEAVES.map((leaf) => {
    const [leadWithLess, leadWithMore] = [leadAt(leaf, 1 / FACTOR), leadAt(leaf, FACTOR)];
    return { leaf, leadWithLess, leadWithMore, turnsOrder: leadWithLess < 0 !== leadWithMore < 0 };
  });
  const width = (effect: WeightEffect) => Math.abs(effect.leadWithMore - effect.leadWithLess);
  return effects.sort((a, b) => width(b) - width(a));
}
