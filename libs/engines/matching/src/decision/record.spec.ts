import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MATCHING_POLICY } from '../suitability/policy.js';
import { decidePartners, recompute } from './record.js';
import { QUICK_POLICY, rankingCases } from '../../test/ranking-cases.js';

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('decision record of a ranking (methods 0.6)', () => {
  it('P19: computed again from storage it gives the same result to the last digit', () => {
    fc.assert(
      fc.property(rankingCases, (ranking) => {
        const record = decidePartners(ranking, QUICK_POLICY);
        expect(recompute(stored(record))).toEqual({ isSame: true, problems: [], differences: [] });
      }),
      { numRuns: 40 },
    );
  });

  it('the same case gives the same digest, whatever the order of candidates and keys', () => {
    fc.assert(
      fc.property(rankingCases, (ranking) => {
        const turned = Object.fromEntries(Object.entries({ ...ranking, candidates: [...ranking.candidates].reverse() }).reverse());
        expect(decidePartners(turned as unknown as typeof ranking, QUICK_POLICY).digest).toBe(decidePartners(ranking, QUICK_POLICY).digest);
      }),
      { numRuns: 30 },
    );
  });

  const [sample] = fc.sample(rankingCases, { numRuns: 1, seed: 4 });
  if (sample === undefined) throw new Error('no sample');
  const record = decidePartners(sample);

  it('holds the policy that it was made by, so that a later policy changes nothing', () => {
    expect(record).toMatchObject({
      kind: 'partner-ranking',
      policyVersion: MATCHING_POLICY.version,
      policy: { version: MATCHING_POLICY.version },
    });
    const harsh = { ...MATCHING_POLICY, version: 'harsh', threshold: { ...MATCHING_POLICY.threshold, suitability: 1 } };
    const other = decidePartners(sample, harsh);
    expect(other.result.recommended).toBeNull();
    expect(recompute(stored(other)).isSame).toBe(true);
    expect(other.inputDigest).toBe(record.inputDigest);
    expect(other.digest).not.toBe(record.digest);
  });

  it('notices an altered input, policy or result', () => {
    const altered = stored(record) as { -readonly [K in keyof typeof record]: (typeof record)[K] };
    altered.input = { ...altered.input, operation: 'another' };
    expect(recompute(altered).problems).toEqual(['input-altered', 'record-altered', 'result-differs']);
    expect(recompute(altered).differences).toEqual(['/operation']);
    const flattered = stored(record) as typeof altered;
    flattered.result = { ...flattered.result, recommended: 'somebody else' };
    expect(recompute(flattered)).toMatchObject({ problems: ['record-altered', 'result-differs'], differences: ['/recommended'] });
    const bent = stored(record) as typeof altered;
    bent.policy = { ...bent.policy, prior: 0.4 };
    expect(recompute(bent).problems).toContain('policy-altered');
    expect(recompute({ ...record, engineVersion: 'partners-0' }).problems).toContain('other-engine');
  });
});
