import fc from 'fast-check';
import type { GateResult } from '../src/suitability/gates.js';
import { LEAVES, MATCHING_POLICY, type MatchingPolicy } from '../src/suitability/policy.js';
import type { RankingCase } from '../src/decision/ranking-case.js';

/** The policy with few draws: properties hold for any number of them. */
export const QUICK_POLICY: MatchingPolicy = { ...MATCHING_POLICY, stability: { ...MATCHING_POLICY.stability, draws: 4 } };

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Mostly good: a field in which most firms are eligible, so that the ranking has something to rank. */
const good = fc.oneof({ weight: 12, arbitrary: fc.double({ min: 0.55, max: 1, noNaN: true }) }, { weight: 1, arbitrary: share });
const evidence = fc.record({
  id: fc.constantFrom('e1', 'e2', 'e3'),
  class: fc.constantFrom('transaction', 'certificate', 'register', 'rating', 'document', 'self-declaration'),
  value: good,
  count: fc.integer({ min: 1, max: 40 }),
  ageMonths: fc.double({ min: 0, max: 60, noNaN: true }),
});
const leafSource = fc.oneof(
  fc.record({ estimate: fc.record({ value: good, confidence: share }) }),
  fc.record({ evidence: fc.array(evidence, { minLength: 1, maxLength: 4 }) }),
);
const leaves = fc
  .array(fc.option(leafSource, { freq: 6 }), { minLength: 13, maxLength: 13 })
  .map((list) => Object.fromEntries(LEAVES.flatMap((leaf, i) => (list[i] === null ? [] : [[leaf, list[i]]]))));
const gate = (state: GateResult['state']): GateResult => ({
  code: 'KO07',
  state,
  reason: 'any',
  measured: null,
  limit: null,
  unit: null,
  waivableBy: 'customer',
  nearestChange: null,
  evidence: [],
});
const candidate = fc.record({
  gates: fc.constantFrom([gate('pass')], [gate('pass')], [gate('pass')], [gate('fail')], [gate('unknown')]),
  leaves,
  jointOrders: fc.integer({ min: 0, max: 12 }),
});
const amount = fc.double({ min: 0, max: 20, noNaN: true });
const ledger = fc.dictionary(fc.constantFrom('F0', 'F1', 'F2', 'F3', 'F4'), fc.record({ target: amount, real: amount }));

/** Any ranking case, for property tests. */
export const rankingCases: fc.Arbitrary<RankingCase> = fc
  .record({
    seed: fc.nat(),
    sliders: fc.record({ q: share, c: share, t: share, x: share, u: share }, { requiredKeys: [] }),
    isRegulated: fc.boolean(),
    weighting: fc.constantFrom('order' as const, 'strategy' as const, 'order-and-strategy' as const),
    exploration: fc.constantFrom('exploit' as const, 'balanced' as const, 'explore' as const),
    priors: fc.record({ TRU: share, TCH: share }, { requiredKeys: [] }),
    candidates: fc.array(candidate, { minLength: 1, maxLength: 5 }),
    fairness: fc.option(fc.record({ ledger, boosts: fc.dictionary(fc.constantFrom('F0', 'F1'), amount) }), { nil: undefined }),
    preferences: fc.option(fc.dictionary(fc.constantFrom('F0', 'F1', 'F2'), share), { nil: undefined }),
    exploreQuota: fc.option(fc.constant({ criticality: 0.1, orderValueEur: 10, monthValueEur: 1000, reachesRequiredProbability: true }), {
      nil: undefined,
    }),
  })
  .map(({ sliders, isRegulated, candidates, ...rest }) => ({
    ...rest,
    operation: 'op',
    asOf: '2026-03-02T08:00:00Z',
    order: { sliders, isRegulated },
    candidates: candidates.map((entry, i) => ({ ...entry, firm: `F${i}` })) as RankingCase['candidates'],
  }));
