import { clip } from '@gewerk/kernel';
import { type EvidenceClass, MATCHING_POLICY, type MatchingPolicy } from './policy.js';

const DAYS_PER_MONTH = 365.25 / 12;
const MILLIS_PER_DAY = 86_400_000;

export interface EvidenceItem {
  /** Where it is recorded, for the explanation. */
  readonly id?: string;
  readonly class: EvidenceClass;
  /** 0 to 1; 1 is good. */
  readonly value: number;
  /** How many events the item stands for (transactions, ratings); 1 if absent. */
  readonly count?: number;
  readonly ageMonths: number;
  /** An expired certificate weighs nothing. */
  readonly isExpired?: boolean;
  /** 0.5 for the self-declarations of a firm within 12 months after a contradiction (methods 3.4). */
  readonly reliabilityFactor?: number;
}

/** A leaf as known at a time: never a bare number (methods 0.5). */
export interface LeafEstimate {
  readonly value: number;
  /** 0 (prior only) to 1. */
  readonly confidence: number;
  readonly standardDeviation: number;
  /** Value at z = -0.84 and +0.84. */
  readonly lowerBound: number;
  readonly upperBound: number;
}

export interface FusedEvidence extends LeafEstimate {
  /** Sum of the weights of all items; the prior weighs 4 beside it. */
  readonly weight: number;
  readonly itemWeights: readonly number[];
  /** A self-declaration far above what was measured: the firm gets a notice, its declarations count half for 12 months. */
  readonly isContradicted: boolean;
}

/**
 * Evidence of different classes and ages to one leaf value by a prior-weighted mean (methods 3.4).
 * @param prior m0, the network's mean of the leaf, frozen per parameter version; 0.5 where the network knows nothing
 */
export function fuseEvidence(
  items: readonly EvidenceItem[],
  prior: number | null = null,
  policy: MatchingPolicy = MATCHING_POLICY,
): FusedEvidence {
  const itemWeights = weightsOf(items, policy);
  const weight = itemWeights.reduce((sum, itemWeight) => sum + itemWeight, 0);
  const strength = policy.evidence.priorStrength;
  const good = items.reduce((sum, item, index) => sum + (itemWeights[index] as number) * item.value, 0);
  const value = (strength * (prior ?? policy.prior) + good) / (strength + weight);
  return { ...estimate(value, weight, policy), weight, itemWeights, isContradicted: isContradicted(items, itemWeights, policy) };
}

/** Further evidence on a leaf that is known already: the leaf takes the place of the prior, with the weight of what it rests on. */
export function addEvidence(base: LeafEstimate, items: readonly EvidenceItem[], policy: MatchingPolicy = MATCHING_POLICY): LeafEstimate {
  if (base.confidence >= 1 || items.length === 0) return base;
  const strength = policy.evidence.priorStrength / (1 - base.confidence);
  const itemWeights = weightsOf(items, policy);
  const added = itemWeights.reduce((sum, itemWeight) => sum + itemWeight, 0);
  const good = items.reduce((sum, item, index) => sum + (itemWeights[index] as number) * item.value, 0);
  return estimate((strength * base.value + good) / (strength + added), strength - policy.evidence.priorStrength + added, policy);
}

/** A leaf without evidence: the prior, confidence 0 (methods 0.5). */
export function missingLeaf(prior: number | null = null, policy: MatchingPolicy = MATCHING_POLICY): LeafEstimate {
  return estimate(prior ?? policy.prior, 0, policy);
}

/**
 * A leaf that was computed by its formula from records (machines, skills), with the confidence of these records in [0, 1]:
 * its spread is that of evidence of the same confidence.
 */
export function computedLeaf(value: number, confidence: number, policy: MatchingPolicy = MATCHING_POLICY): LeafEstimate {
  const known = clip(confidence);
  const weight = known === 1 ? Number.POSITIVE_INFINITY : (policy.evidence.priorStrength * known) / (1 - known);
  return { ...estimate(value, weight, policy), confidence: known };
}

/** v_z = clip(v + z * sd): z < 0 exploits what is known, z > 0 explores the unknown (box M2, methods 3.4). */
export function valueAt(leaf: LeafEstimate, z: number): number {
  return clip(leaf.value + z * leaf.standardDeviation);
}

/**
 * Age of evidence in months of a twelfth of 365.25 days; 0 for what lies ahead. Full days count: whoever asks again within the day gets the same
 * figures, down to the last digit.
 */
export function ageInMonths(recordedAt: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - recordedAt.getTime()) / MILLIS_PER_DAY) / DAYS_PER_MONTH);
}

function estimate(value: number, weight: number, policy: MatchingPolicy): LeafEstimate {
  const { priorStrength, spreadAt, z } = policy.evidence;
  const spread = clip(value, spreadAt[0], spreadAt[1]);
  const standardDeviation = Math.sqrt((spread * (1 - spread)) / (priorStrength + weight + 1));
  return {
    value,
    confidence: weight === Number.POSITIVE_INFINITY ? 1 : weight / (priorStrength + weight),
    standardDeviation,
    lowerBound: clip(value - z * standardDeviation),
    upperBound: clip(value + z * standardDeviation),
  };
}

/** w = amount * reliability * 2^(-age / half-life) for each item (methods 3.4). */
function weightsOf(items: readonly EvidenceItem[], policy: MatchingPolicy): number[] {
  const amounts = amountsOf(items, policy);
  return items.map((item, index) => {
    const { reliability, halfLifeMonths } = policy.evidence.classes[item.class];
    return (amounts[index] as number) * reliability * (item.reliabilityFactor ?? 1) * 2 ** (-item.ageMonths / halfLifeMonths);
  });
}

/**
 * A capped class counts its newest events first: sharing the cap among all would let old good evidence lower a value, since it
 * would take weight from fresh good evidence. Of the same age, the lower value counts first.
 */
function amountsOf(items: readonly EvidenceItem[], policy: MatchingPolicy): number[] {
  const amounts = items.map(() => 0);
  const left = new Map<EvidenceClass, number>();
  const newestFirst = items.map((item, index) => ({ item, index }));
  newestFirst.sort((a, b) => a.item.ageMonths - b.item.ageMonths || a.item.value - b.item.value);
  for (const { item, index } of newestFirst) {
    if (item.isExpired === true) continue;
    const { amount } = policy.evidence.classes[item.class];
    if ('fixed' in amount) {
      amounts[index] = amount.fixed;
      continue;
    }
    const open = left.get(item.class) ?? amount.cap;
    amounts[index] = Math.min(open, item.count ?? 1);
    left.set(item.class, open - (amounts[index] as number));
  }
  return amounts;
}

/** A self-declaration far above what the other items, taken together, say. */
export function contradicts(items: readonly EvidenceItem[], policy: MatchingPolicy = MATCHING_POLICY): boolean {
  return isContradicted(items, weightsOf(items, policy), policy);
}

function isContradicted(items: readonly EvidenceItem[], weights: readonly number[], policy: MatchingPolicy): boolean {
  let weight = 0;
  let good = 0;
  for (const [index, item] of items.entries()) {
    if (item.class === 'self-declaration') continue;
    weight += weights[index] as number;
    good += (weights[index] as number) * item.value;
  }
  if (weight === 0) return false;
  const measured = good / weight;
  return items.some((item) => item.class === 'self-declaration' && item.value - measured >= policy.evidence.contradictionGap);
}
