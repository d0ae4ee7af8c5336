import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LEAVES, MATCHING_POLICY } from '../suitability/policy.js';
import { type PartnerRanking, rankPartners as rankWith } from './rank-partners.js';
import type { RankingCase } from './ranking-case.js';
import { QUICK_POLICY, rankingCases } from '../../test/ranking-cases.js';

const rankPartners = (ranking: RankingCase) => rankWith(ranking, QUICK_POLICY);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const eligible = ({ candidates }: PartnerRanking) => candidates.filter(({ standing }) => standing === 'eligible');
const everyCase = (check: (ranking: RankingCase, answer: PartnerRanking) => void, numRuns = 25) =>
  fc.assert(
    fc.property(rankingCases, (ranking) => check(ranking, rankPartners(ranking))),
    { numRuns },
  );

describe('ranking of partners for an operation (methods 3.1)', () => {
  it('P01: weights are positive and sum to 1, scores lie in [0, 1] with the value within its bounds', () => {
    everyCase((_ranking, { weights, candidates }) => {
      expect(Math.min(...LEAVES.map((leaf) => weights[leaf]))).toBeGreaterThan(0);
      expect(sum(LEAVES.map((leaf) => weights[leaf]))).toBeCloseTo(1, 12);
      for (const { suitability } of candidates) {
        for (const score of [suitability.lowerBound, suitability.upperBound, suitability.confidence]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(suitability.lowerBound).toBeLessThanOrEqual(suitability.value);
        expect(suitability.value).toBeLessThanOrEqual(suitability.upperBound);
      }
    });
  });

  it('does not depend on the order of the candidates, and the same seed gives the same answer', () => {
    everyCase((ranking, answer) => {
      expect(rankPartners({ ...ranking, candidates: [...ranking.candidates].reverse() })).toEqual(answer);
      expect(rankPartners(ranking)).toEqual(answer);
    });
  });

  it('P03: a further firm changes no other suitability', () => {
    everyCase((ranking, answer) => {
      const [first] = ranking.candidates;
      const more = rankPartners({
        ...ranking,
        candidates: [...ranking.candidates, { ...first, firm: 'new', leaves: first?.leaves ?? {} }],
      });
      for (const { firm, suitability, leaves } of answer.candidates) {
        const again = more.candidates.find((candidate) => candidate.firm === firm);
        expect(again?.suitability).toEqual(suitability);
        expect(again?.leaves).toEqual(leaves);
      }
    });
  });

  it('P05: loss bars sum to -ln S, and the lead of the leader to the log of the ratio of the ranking keys', () => {
    everyCase((_ranking, answer) => {
      const [leader] = eligible(answer);
      for (const { suitability, leaves, floorLoss, behindLeader, fairness } of answer.candidates) {
        expect(Math.abs(sum(leaves.map(({ loss }) => loss)) + floorLoss + Math.log(suitability.value))).toBeLessThan(1e-9);
        if (behindLeader.length === 0) continue;
        const lead = sum(behindLeader.map(({ contribution }) => contribution));
        expect(Math.abs(lead - Math.log((leader?.fairness?.key ?? 0) / (fairness?.key ?? 0)))).toBeLessThan(1e-9);
      }
    });
  });

  it('P06: who is knocked out, has open questions or lies below the threshold has no place and is never recommended', () => {
    everyCase((_ranking, answer) => {
      const barred = answer.candidates.filter(({ standing }) => standing !== 'eligible').map(({ firm }) => firm);
      for (const candidate of answer.candidates) expect(candidate.place === null).toBe(barred.includes(candidate.firm));
      expect(barred).not.toContain(answer.recommended);
      expect(answer.recommended === null).toBe(eligible(answer).length === 0);
      for (const firm of barred) expect(answer.exposureAfter ?? {}).not.toHaveProperty(firm);
    });
  });

  it('P07: the first place has at least 95 % of the best ranking value', () => {
    everyCase((_ranking, answer) => {
      const values = eligible(answer).map(({ suitability }) => suitability.rankingValue);
      if (values.length > 0) expect(values[0]).toBeGreaterThanOrEqual(0.95 * Math.max(...values));
    });
  });

  it('places never fall along the list, and the shares of the first place sum to 1', () => {
    everyCase((_ranking, answer) => {
      const field = eligible(answer);
      const places = field.map(({ place }) => place as number);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      if (field.length > 0) expect(sum(field.map(({ stability }) => stability?.firstPlaceShare ?? 0))).toBeCloseTo(1, 9);
    });
  });

  it('the counterfactual really flips: with the one leaf changed the firm comes first, or passes the threshold', () => {
    const flips = { first: 0, passed: 0 };
    everyCase((ranking, answer) => {
      for (const { firm, standing, changes, leaves } of answer.candidates) {
        for (const { leaf, to } of changes) {
          const confidence = leaves.find((row) => row.leaf === leaf)?.confidence ?? 0;
          const changed = ranking.candidates.map((candidate) =>
            candidate.firm === firm
              ? { ...candidate, leaves: { ...candidate.leaves, [leaf]: { estimate: { value: to, confidence } } } }
              : candidate,
          );
          const after = rankPartners({ ...ranking, candidates: changed });
          flips[standing === 'eligible' ? 'first' : 'passed'] += 1;
          if (standing === 'eligible') expect(eligible(after)[0]?.firm).toBe(firm);
          else expect(after.candidates.find((candidate) => candidate.firm === firm)?.standing).toBe('eligible');
        }
      }
    }, 60);
    expect(flips.first).toBeGreaterThan(0);
    expect(flips.passed).toBeGreaterThan(0);
  });

  it('no candidate improves by worse evidence on an interface leaf or below the need of the order', () => {
    fc.assert(
      fc.property(rankingCases, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (ranking, position, factor) => {
        const before = rankPartners(ranking);
        const index = position % ranking.candidates.length;
        const candidates = ranking.candidates.map((candidate, i) =>
          i === index ? { ...candidate, leaves: worse(candidate.leaves, factor) } : candidate,
        );
        const after = rankPartners({ ...ranking, candidates });
        const firm = `F${index}`;
        const [own, then] = [before, after].map(({ candidates: list }) => list.find((candidate) => candidate.firm === firm));
        const isBeyondNeed = own?.leaves.some(({ leaf, upperBound }) => upperBound > (before.needs[leaf] ?? 1));
        if (isBeyondNeed === true) return;
        expect(then?.suitability.rankingValue).toBeLessThanOrEqual((own?.suitability.rankingValue ?? 0) + 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('customers may set the profile by hand, and the computed value stays visible', () => {
    const [ranking] = fc.sample(rankingCases, { numRuns: 1, seed: 1 }) as [RankingCase];
    const { profile } = rankPartners({ ...ranking, order: { facts: { toleranceGrade: 5 }, sliders: { q: 0.2 } } });
    expect([profile.computed.q, profile.used.q]).toEqual([1, 0.2]);
  });

  it('box M3: the order alone, the strategy alone, or both drive the weights', () => {
    const [ranking] = fc.sample(rankingCases, { numRuns: 1, seed: 1 }) as [RankingCase];
    const strategy = { cost: 0.1, time: 0.1, quality: 0.6, flex: 0.1, service: 0.1 };
    const weightOf = (weighting: RankingCase['weighting'], q: number) =>
      rankPartners({ ...ranking, weighting, strategy, order: { sliders: { q, c: 0.5, t: 0.5, x: 0.5, u: 0.5 } } }).weights.TCH;
    expect(weightOf('order', 0.5)).toBeCloseTo(MATCHING_POLICY.weights.TCH.base, 12);
    expect(weightOf('strategy', 1)).toBeCloseTo(weightOf('strategy', 0), 12);
    expect(weightOf('order-and-strategy', 1)).toBeGreaterThan(weightOf('order', 1));
  });

  it('the same order from another requesting firm gives another ranking, since six leaves are of the pair (methods 3.5)', () => {
    const near = { CUL: { estimate: { value: 0.9, confidence: 0.9 } }, TRU: { estimate: { value: 0.9, confidence: 0.9 } } };
    const far = { CUL: { estimate: { value: 0.5, confidence: 0.9 } }, TRU: { estimate: { value: 0.5, confidence: 0.9 } } };
    const [ranking] = fc.sample(rankingCases, { numRuns: 1, seed: 1 }) as [RankingCase];
    const leaderFor = (ofA: typeof near, ofB: typeof near) =>
      rankPartners({
        ...ranking,
        fairness: undefined,
        exploreQuota: undefined,
        candidates: [
          { firm: 'A', leaves: ofA },
          { firm: 'B', leaves: ofB },
        ],
      }).candidates[0]?.firm;
    expect([leaderFor(near, far), leaderFor(far, near)]).toEqual(['A', 'B']);
  });
});

/** Every value of the evidence times a factor. */
function worse(leaves: RankingCase['candidates'][number]['leaves'], factor: number): RankingCase['candidates'][number]['leaves'] {
  return Object.fromEntries(
    Object.entries(leaves).map(([leaf, source]) => [
      leaf,
      {
        ...(source.estimate === undefined ? {} : { estimate: { ...source.estimate, value: source.estimate.value * factor } }),
        ...(source.evidence === undefined ? {} : { evidence: source.evidence.map((item) => ({ ...item, value: item.value * factor })) }),
      },
    ]),
  );
}
