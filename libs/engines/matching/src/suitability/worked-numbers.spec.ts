import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { down, half, need, ratioFit, trap, up } from '@gewerk/kernel';
import { adjustToNeeds, aggregate, groupScores, leafNeeds } from './aggregation.js';
import { fuseEvidence, missingLeaf, valueAt } from './evidence.js';
import { differenceContributions, lossContributions } from './explanation.js';
import { pairCompatibility } from './kappa.js';
import { orderProfile } from './order-profile.js';
import { type ByLeaf, byLeaf, LEAF_GROUPS, type Leaf, LEAVES } from './policy.js';
import { orderDrivenWeights } from './weights.js';

/** The numbers of methods 03 to all their digits, as the design's own program gives them. */
const worked = JSON.parse(readFileSync(new URL('../../../golden/partners/examples.json', import.meta.url), 'utf8'));
const PROFILE = { ...worked['3.6'].profile, u: 0.7 };
const STRATEGY = { cost: 0.15, time: 0.3, quality: 0.3, flex: 0.15, service: 0.1 };
const NEUTRAL = { q: 0.5, c: 0.5, t: 0.5, x: 0.5, u: 0.5 };
const VALUES: ByLeaf<number> = { ...worked['3.5'], TRU: worked['3.5'].TRU.TRU, TCH: worked['3.5'].TCH.TCH };
const expectLeaves = (found: ByLeaf<number>, expected: Record<Leaf, number>) => {
  for (const leaf of LEAVES) expect([leaf, found[leaf].toFixed(12)]).toEqual([leaf, expected[leaf].toFixed(12)]);
};

describe('worked numbers of methods 03', () => {
  it('0.4: value functions', () => {
    const { valueFunctions, need: needs } = worked['0.4'];
    expect(up(7, 5, 13)).toBe(valueFunctions['up(7,5,13)']);
    expect(down(7, 5, 13)).toBe(1 - valueFunctions['up(7,5,13)']);
    expect(half(4, 8)).toBeCloseTo(valueFunctions['half(4,8)'], 12);
    expect(trap(35, 20, 40, 50, 80)).toBe(valueFunctions['trap(35,20,40,50,80)']);
    expect(trap(65, 20, 40, 50, 80)).toBe(valueFunctions['trap(65,..)']);
    expect(ratioFit(30, 10, 2)).toBe(valueFunctions['ratio_fit(30,10)']);
    expect(ratioFit(9, 10, 2)).toBe(valueFunctions['ratio_fit(9,10)']);
    expect(need(0.5, 0.4)).toBeCloseTo(needs['v.5n.4'], 12);
    expect(need(0.5, 0.8)).toBeCloseTo(needs['v.5n.8'], 12);
  });

  it('3.4: fusion of three classes of evidence, and the known against the new firm', () => {
    const { fusion, exploration } = worked['3.4'];
    const fused = fuseEvidence(
      [
        { class: 'transaction', value: 0.9, count: 12, ageMonths: 6 },
        { class: 'certificate', value: 1, ageMonths: 12 },
        { class: 'self-declaration', value: 1, ageMonths: 0 },
      ],
      0.6,
    );
    fused.itemWeights.forEach((weight, i) => expect(weight).toBeCloseTo(fusion.ws[i], 12));
    expect(fused.weight).toBeCloseTo(fusion.W, 12);
    expect(fused.value).toBeCloseTo(fusion.v, 12);
    expect(fused.confidence).toBeCloseTo(fusion.conf, 12);
    expect(fused.standardDeviation).toBeCloseTo(fusion.sd, 12);
    expect(fused.lowerBound).toBeCloseTo(fusion.lcb, 12);
    expect(fused.upperBound).toBeCloseTo(fusion.ucb, 12);
    const known = { ...missingLeaf(0.84), standardDeviation: Math.sqrt((0.84 * 0.16) / 30) };
    const fresh = { ...missingLeaf(0.6), standardDeviation: Math.sqrt((0.6 * 0.4) / 6) };
    for (const [z, [ofKnown, ofFresh]] of Object.entries<[number, number]>(exploration)) {
      expect(valueAt(known, Number(z))).toBeCloseTo(ofKnown, 12);
      expect(valueAt(fresh, Number(z))).toBeCloseTo(ofFresh, 12);
    }
  });

  it('3.6: profile of the order', () => {
    const profile = orderProfile({
      toleranceGrade: 7,
      roughnessRaMicrometres: 0.8,
      inspection: 'full',
      isSafetyCritical: false,
      priceEstimateEur: 0.9,
      targetPriceEur: 1,
      requestedLeadTimeDays: 10,
      normalLeadTimeDays: 10,
      operations: 6,
      distinctParts: 4,
      machineAxes: 5,
      maxKnownSimilarity: 0.4,
      uncertainty: 0.7,
    });
    for (const key of ['q', 'c', 't', 'x'] as const) expect(profile[key]).toBeCloseTo(PROFILE[key], 12);
  });

  it('3.6: all 13 weights by quality alone, by the order, and by order and strategy', () => {
    const { weightsByQuality, weightsByOrder, weightsByOrderAndStrategy } = worked['3.6'];
    expectLeaves(orderDrivenWeights({ ...NEUTRAL, q: 1 }, null).weights, weightsByQuality);
    expectLeaves(orderDrivenWeights(PROFILE, null).weights, weightsByOrder);
    expectLeaves(orderDrivenWeights(PROFILE, STRATEGY).weights, weightsByOrderAndStrategy);
  });

  it('3.7: needs, adjusted leaves, suitability with and without needs, weight and score of each group', () => {
    const { needs: expectedNeeds, adjusted: expectedAdjusted, suitability, suitabilityWithoutNeeds, groups } = worked['3.7'];
    const { weights } = orderDrivenWeights(PROFILE, STRATEGY);
    const needs = leafNeeds(PROFILE, false);
    for (const [leaf, level] of Object.entries<number>(expectedNeeds)) expect(needs[leaf as Leaf]).toBeCloseTo(level, 12);
    const adjusted = adjustToNeeds(VALUES, needs);
    expectLeaves(adjusted, expectedAdjusted);
    const listed = (values: ByLeaf<number>) => LEAVES.map((leaf) => values[leaf]);
    expect(aggregate(listed(adjusted), listed(weights))).toBeCloseTo(suitability, 12);
    expect(aggregate(listed(VALUES), listed(weights))).toBeCloseTo(suitabilityWithoutNeeds, 12);
    const scores = groupScores(adjusted, weights);
    for (const [key, group] of [
      ['coord', 'coordination'],
      ['coll', 'collaboration'],
      ['res', 'resource'],
      ['comp', 'competence'],
    ] as const) {
      expect(LEAF_GROUPS[group].reduce((sum, leaf) => sum + weights[leaf], 0)).toBeCloseTo(groups[key][0], 12);
      expect(scores[group]).toBeCloseTo(groups[key][1], 12);
    }
  });

  it('3.9: the loss of every leaf', () => {
    const { weights } = orderDrivenWeights(PROFILE, STRATEGY);
    const losses = lossContributions(adjustToNeeds(VALUES, leafNeeds(PROFILE, false)), weights);
    expectLeaves(
      byLeaf((leaf) => losses.find(({ source }) => source === leaf)?.loss ?? 0),
      worked['3.9'].losses,
    );
  });

  it('3.9: why A stands before B, group by group', () => {
    const { differences, differenceSum } = worked['3.9'];
    const groupWeights = [0.2, 0.2, 0.25, 0.35];
    const [a, b] = [
      [0.8, 0.75, 0.9, 0.85],
      [0.95, 0.9, 0.6, 0.7],
    ].map((values) => values.map((value, k) => ({ source: LEAVES[k] as Leaf, loss: -(groupWeights[k] as number) * Math.log(value) })));
    const contributions = differenceContributions(a ?? [], b ?? []);
    differences.forEach((expected: number, k: number) =>
      expect(contributions.find(({ source }) => source === LEAVES[k])?.contribution).toBeCloseTo(expected, 12),
    );
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(differenceSum, 12);
  });

  it('3.10: compatibility of a pair', () => {
    const { CUL: cul, COM: com, TEC: tec, TRU: tru } = VALUES;
    const pair = { cul, comOfFirst: com, comOfSecond: com, tec, truFirstToSecond: tru, truSecondToFirst: tru };
    expect(pairCompatibility(pair).kappa).toBeCloseTo(worked['3.10'].kappa, 12);
  });
});
