import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { entryHash, GENESIS } from '../../domain/journal.js';
import { JournalRepository } from '../../outbound/journal-repository.js';

export interface JournalVerdict {
  entries: number;
  intact: boolean;
  /** Number of the first entry that does not fit, or null. */
  brokenAtEntry: number | null;
  headHash: string;
}

const PAGE = 500;

/** Recomputes the whole chain and compares (methods 10.4: changing one old record breaks the check). */
@Injectable()
export class VerifyJournal {
  constructor(private readonly journal: JournalRepository) {}

  async execute(work: UnitOfWork): Promise<JournalVerdict> {
    let hash = GENESIS;
    let entries = 0;
    for (;;) {
      const page = await this.journal.page(work.tx, work.networkId, entries, PAGE);
      for (const entry of page) {
        const fits = entry.entryNumber === entries + 1 && entry.previousHash === hash && entryHash(hash, entry) === entry.hash;
        if (!fits) return { entries, intact: false, brokenAtEntry: entry.entryNumber, headHash: hash };
        hash = entry.hash;
        entries += 1;
      }
      if (page.length < PAGE) return { entries, intact: true, brokenAtEntry: null, headHash: hash };
    }
  }
}
