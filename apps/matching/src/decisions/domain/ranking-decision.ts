import { createHash } from 'node:crypto';
import { type FirmView, firmView, type PartnerRanking, type RankingRecord } from '@gewerk/engine-matching';
import { canonicalJson } from '@gewerk/kernel';
import { type RankingReason, rankingReasons } from './ranking-reasons.js';

/** A ranking in brief, for whoever answers for it. */
export interface RankingSummary {
  readonly judged: number;
  readonly eligible: number;
  readonly belowThreshold: number;
  readonly questions: number;
  readonly knockedOut: number;
  /** What kept firms out, the most frequent first; `unknown` is a question to the firm. */
  readonly causes: readonly {
    readonly state: 'fail' | 'unknown';
    readonly code: string;
    readonly reason: string;
    readonly firms: number;
  }[];
  readonly leader: LeaderSummary | null;
  /** The firm that the explore quota put in the leader's place, and with which probability (methods 8.5). */
  readonly explored: { readonly companyId: string; readonly quota: number; readonly chosenProbability: number } | null;
  /** Whether the leader would also lead if weights and values were a little different (methods 3.8). */
  readonly verdict: 'clear' | 'leading' | 'open' | null;
}

export interface LeaderSummary {
  readonly companyId: string;
  readonly suitability: number;
  readonly lowerBound: number;
  readonly confidence: number;
  readonly firstPlaceShare: number | null;
  readonly reasons: readonly RankingReason[];
}

/** What a firm may see of its own ranking; the operation belongs to the order and stays away. */
export type OwnRanking = Omit<FirmView, 'operation'>;

/** A decision of stage 1 as it is written down, before it has its place in the chain. */
export interface RankingDecision {
  readonly operationId: string;
  readonly operationName: string;
  readonly process: string;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly policyVersion: string;
  readonly digest: string;
  readonly inputDigest: string;
  readonly summary: RankingSummary;
  /** The engine's record as JSON, to the letter. */
  readonly content: string;
  readonly contentHash: string;
  readonly views: readonly { readonly companyId: string; readonly view: OwnRanking }[];
}

export function rankingDecision(
  record: RankingRecord,
  { operationId, name, process }: { readonly operationId: string; readonly name: string; readonly process: string },
): RankingDecision {
  const { result, policyVersion, digest, inputDigest } = record;
  const content = JSON.stringify(record);
  return {
    operationId,
    operationName: name,
    process,
    decidedAt: result.asOf,
    policyVersion,
    digest,
    inputDigest,
    summary: summaryOf(result),
    content,
    contentHash: createHash('sha256').update(content).digest('hex'),
    views: result.candidates.map(({ firm }) => {
      const { operation: _, ...view } = firmView(result, firm) as FirmView;
      return { companyId: firm, view };
    }),
  };
}

function summaryOf(result: PartnerRanking): RankingSummary {
  const { candidates } = result;
  const standing = (wanted: string) => candidates.filter((candidate) => candidate.standing === wanted).length;
  const leader = candidates.find((candidate) => candidate.standing === 'eligible');
  return {
    judged: candidates.length,
    eligible: standing('eligible'),
    belowThreshold: standing('below-threshold'),
    questions: standing('question'),
    knockedOut: standing('knocked-out'),
    causes: causesOf(result),
    leader:
      leader === undefined
        ? null
        : {
            companyId: leader.firm,
            suitability: leader.suitability.value,
            lowerBound: leader.suitability.lowerBound,
            confidence: leader.suitability.confidence,
            firstPlaceShare: leader.stability?.firstPlaceShare ?? null,
            reasons: rankingReasons(result, leader.firm),
          },
    explored: exploredIn(result),
    verdict: result.stability?.verdict ?? null,
  };
}

function exploredIn({ exploreDraw }: PartnerRanking): RankingSummary['explored'] {
  if (exploreDraw === null || exploreDraw.explored === null) return null;
  const { explored: companyId, quota, chosenProbability } = exploreDraw;
  return { companyId, quota, chosenProbability: chosenProbability[companyId] ?? 0 };
}

/** Failures of those knocked out, open questions of those that are only asked; a firm counts once for each ground. */
function causesOf({ candidates }: PartnerRanking): RankingSummary['causes'] {
  const counts = new Map<string, RankingSummary['causes'][number]>();
  for (const { standing, knockOuts } of candidates) {
    const decisive = standing === 'knocked-out' ? 'fail' : standing === 'question' ? 'unknown' : null;
    const grounds = new Map(knockOuts.filter(({ state }) => state === decisive).map((gate) => [`${gate.code} ${gate.reason}`, gate]));
    for (const [key, { code, reason }] of grounds) {
      counts.set(key, { state: decisive as 'fail' | 'unknown', code, reason, firms: (counts.get(key)?.firms ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((one, other) => other.firms - one.firms || (one.code < other.code ? -1 : 1));
}

/** A decision in its place: the same entry number twice, or one left out, would break the chain. */
export interface StoredDecision extends Omit<RankingDecision, 'content' | 'views'> {
  readonly entry: number;
  readonly decisionId: string;
  readonly orderId: string;
  readonly orderVersion: number;
}

/** Hash of the entry before the first. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 over the hash before it and the decision: a change of any old record breaks every later one (methods 10.4). */
export function chainedHash(previousHash: string, decision: StoredDecision): string {
  const { entry, decisionId, orderId, orderVersion, operationId, operationName, process } = decision;
  const { decidedAt, policyVersion, digest, inputDigest, summary, contentHash } = decision;
  const place = { entry, decisionId, orderId, orderVersion, operationId, operationName, process, decidedAt };
  return createHash('sha256')
    .update(`${previousHash}\n${canonicalJson({ ...place, policyVersion, digest, inputDigest, summary, contentHash })}`)
    .digest('hex');
}
