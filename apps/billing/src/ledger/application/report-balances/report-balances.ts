import { type Money, money } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { JournalRepository } from '../../outbound/journal-repository.js';

export interface TrialBalance {
  accounts: { account: string; balance: Money }[];
  /** Zero in every currency, or the ledger is broken. */
  sums: Money[];
}

@Injectable()
export class ReportBalances {
  constructor(private readonly journal: JournalRepository) {}

  async execute(work: UnitOfWork): Promise<TrialBalance> {
    const accounts = await this.journal.balances(work.tx, work.networkId);
    const byCurrency = new Map<string, number>();
    for (const { balance } of accounts) byCurrency.set(balance.currency, (byCurrency.get(balance.currency) ?? 0) + balance.amountMinor);
    return { accounts, sums: [...byCurrency].map(([currency, sum]) => money(sum, currency)) };
  }
}
