import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { chainedHash, GENESIS } from '../../domain/ranking-decision.js';
import { RankingDecisions } from '../../outbound/ranking-decisions.js';

export interface DecisionsVerdict {
  readonly entries: number;
  readonly intact: boolean;
  /** Number of the first decision that does not fit, or null. */
  readonly brokenAtEntry: number | null;
  readonly headHash: string;
}

const PAGE = 200;

/** Follows the chain from its first decision to its head, the records included; computes no ranking. */
@Injectable()
export class VerifyDecisions {
  constructor(private readonly decisions: RankingDecisions) {}

  async execute(work: UnitOfWork): Promise<DecisionsVerdict> {
    const head = await this.decisions.head(work);
    const broken = (entry: number): DecisionsVerdict => ({
      entries: head.entry,
      intact: false,
      brokenAtEntry: entry,
      headHash: head.hash,
    });
    let last = { entry: 0, hash: GENESIS };
    for (;;) {
      const page = await this.decisions.chain(work, { after: last.entry, upTo: head.entry, limit: PAGE });
      for (const { decision, hash, isContentIntact } of page) {
        const fits = decision.entry === last.entry + 1 && isContentIntact && chainedHash(last.hash, decision) === hash;
        if (!fits) return broken(last.entry + 1);
        last = { entry: decision.entry, hash };
      }
      if (page.length < PAGE) break;
    }
    if (last.entry !== head.entry || last.hash !== head.hash) return broken(last.entry + 1);
    return { entries: head.entry, intact: true, brokenAtEntry: null, headHash: head.hash };
  }
}
