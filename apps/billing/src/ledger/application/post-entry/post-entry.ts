import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { assertEntryBalances, entryHash, type JournalEntry } from '../../domain/journal.js';
import { JournalRepository } from '../../outbound/journal-repository.js';

/** The one way into the journal: balanced, once per reference, in the chain. */
@Injectable()
export class PostEntry {
  constructor(private readonly journal: JournalRepository) {}

  /** @returns false where the reference is booked already */
  async execute(work: UnitOfWork, entry: Pick<JournalEntry, 'kind' | 'reference' | 'memo' | 'postings'>): Promise<boolean> {
    assertEntryBalances(entry.postings);
    const head = await this.journal.lockHead(work.tx, work.networkId);
    if (await this.journal.isBooked(work.tx, work.networkId, entry.kind, entry.reference)) return false;
    const numbered: JournalEntry = { ...entry, entryNumber: head.entryNumber + 1, postedAt: work.now };
    await this.journal.append(work.tx, work.networkId, { ...numbered, previousHash: head.hash, hash: entryHash(head.hash, numbered) });
    return true;
  }
}
