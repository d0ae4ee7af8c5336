import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { chainedHash, GENESIS } from '../../domain/ranking-decision.js';
import { sequelHash } from '../../domain/sequel.js';
import { DecisionSequels } from '../../outbound/decision-sequels.js';
import { RankingDecisions } from '../../outbound/ranking-decisions.js';

interface ChainVerdict {
  readonly entries: number;
  readonly intact: boolean;
  /** Number of the first entry that does not fit, or null. */
  readonly brokenAtEntry: number | null;
  readonly headHash: string;
}

export interface DecisionsVerdict extends ChainVerdict {
  /** Of the choices and outcomes that were appended. */
  readonly sequels: ChainVerdict;
}

/** A stored link, and the hash that it would have after another one; null where its record was altered. */
interface CheckedLink {
  readonly entry: number;
  readonly hash: string;
  readonly hashAfter: (previousHash: string) => string | null;
}
type PageOfLinks = (after: number, upTo: number) => Promise<readonly CheckedLink[]>;

const PAGE = 200;

/** Follows both chains, decisions and what was appended to them, from the first entry to the head; computes no ranking. */
@Injectable()
export class VerifyDecisions {
  constructor(
    private readonly decisions: RankingDecisions,
    private readonly sequels: DecisionSequels,
  ) {}

  async execute(work: UnitOfWork): Promise<DecisionsVerdict> {
    const ofDecisions: PageOfLinks = async (after, upTo) =>
      (await this.decisions.chain(work, { after, upTo, limit: PAGE })).map(({ decision, hash, isContentIntact }) => ({
        ...{ entry: decision.entry, hash },
        hashAfter: (previous) => (isContentIntact ? chainedHash(previous, decision) : null),
      }));
    const ofSequels: PageOfLinks = async (after, upTo) =>
      (await this.sequels.chain(work, { after, upTo, limit: PAGE })).map(({ sequel, content, hash }) => ({
        ...{ entry: sequel.entry, hash },
        hashAfter: (previous) => sequelHash(previous, sequel, content),
      }));
    const decisions = await follow(await this.decisions.head(work), ofDecisions);
    return { ...decisions, sequels: await follow(await this.sequels.head(work), ofSequels) };
  }
}

async function follow(head: { readonly entry: number; readonly hash: string }, pageAfter: PageOfLinks): Promise<ChainVerdict> {
  const verdict = (brokenAtEntry: number | null): ChainVerdict => ({
    ...{ entries: head.entry, intact: brokenAtEntry === null, brokenAtEntry, headHash: head.hash },
  });
  let last = { entry: 0, hash: GENESIS };
  for (;;) {
    const page = await pageAfter(last.entry, head.entry);
    for (const { entry, hash, hashAfter } of page) {
      if (entry !== last.entry + 1 || hashAfter(last.hash) !== hash) return verdict(last.entry + 1);
      last = { entry, hash };
    }
    if (page.length < PAGE) break;
  }
  return verdict(last.entry === head.entry && last.hash === head.hash ? null : last.entry + 1);
}
