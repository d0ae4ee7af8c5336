import { MATCHING_POLICY, type MatchingPolicy } from '../suitability/policy.js';
import { type PartnerRanking, rankPartners } from './rank-partners.js';
import type { RankingCase } from './ranking-case.js';
import { asStored, differencesOf, digestOf } from './stored-record.js';

/** Changes when the same case and policy may give another answer: an older record is then recomputed by the release that made it. */
export const PARTNER_ENGINE_VERSION = 'partners-1';

/**
 * A ranking as it is stored, never changed: what came in, by which policy, what came out (methods 0.6). Plain JSON; what happens
 * later (approval, choice, outcome) is appended beside it under its digest.
 */
export interface RankingRecord {
  readonly kind: 'partner-ranking';
  readonly engineVersion: string;
  readonly policyVersion: string;
  readonly policy: MatchingPolicy;
  readonly policyDigest: string;
  readonly input: RankingCase;
  readonly inputDigest: string;
  readonly result: PartnerRanking;
  /** Of engine, policy, input and result together: names the record. */
  readonly digest: string;
}

/** Decides and records. Candidates are stored in the order of their names, so that equal cases have equal digests. */
export function decidePartners(ranking: RankingCase, policy: MatchingPolicy = MATCHING_POLICY): RankingRecord {
  const candidates = [...ranking.candidates].sort((a, b) => (a.firm < b.firm ? -1 : 1));
  const input = asStored({ ...ranking, candidates });
  const stored = asStored(policy);
  return sealed(input, stored, asStored(rankPartners(input, stored)));
}

export interface Recomputation {
  /** The record is as it was written and gives the same answer to the last digit. */
  readonly isSame: boolean;
  readonly problems: readonly ('other-engine' | 'input-altered' | 'policy-altered' | 'record-altered' | 'result-differs')[];
  /** JSON pointers into the result where the answer differs now; at most 20. */
  readonly differences: readonly string[];
}

/** P19: computes a record again from what it holds. */
export function recompute(record: RankingRecord): Recomputation {
  const problems: Recomputation['problems'][number][] = [];
  if (record.engineVersion !== PARTNER_ENGINE_VERSION) problems.push('other-engine');
  if (digestOf(record.input) !== record.inputDigest) problems.push('input-altered');
  if (digestOf(record.policy) !== record.policyDigest) problems.push('policy-altered');
  if (sealed(record.input, record.policy, record.result, record.engineVersion).digest !== record.digest) problems.push('record-altered');
  const differences = differencesOf(record.result, asStored(rankPartners(record.input, record.policy)), '').slice(0, DIFFERENCES_MAX);
  if (differences.length > 0) problems.push('result-differs');
  return { isSame: problems.length === 0, problems, differences };
}

const DIFFERENCES_MAX = 20;

function sealed(
  input: RankingCase,
  policy: MatchingPolicy,
  result: PartnerRanking,
  engineVersion: string = PARTNER_ENGINE_VERSION,
): RankingRecord {
  const content = {
    kind: 'partner-ranking' as const,
    engineVersion,
    policyVersion: policy.version,
    policy,
    policyDigest: digestOf(policy),
    input,
    inputDigest: digestOf(input),
    result,
  };
  return { ...content, digest: digestOf(content) };
}
