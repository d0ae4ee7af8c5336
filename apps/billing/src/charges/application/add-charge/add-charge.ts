import { negateMoney } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { PostEntry } from '../../../ledger/application/post-entry/post-entry.js';
import { account } from '../../../ledger/domain/journal.js';
import { type Charge, ChargeRepository } from '../../outbound/charge-repository.js';

/** A charge and its ledger entry come together or not at all: earned now (accrued), invoiced later. */
@Injectable()
export class AddCharge {
  constructor(
    private readonly charges: ChargeRepository,
    private readonly postEntry: PostEntry,
  ) {}

  /** @returns false where the company was charged for this subject before */
  async execute(work: UnitOfWork, charge: Charge): Promise<boolean> {
    if (!(await this.charges.addCharge(work, charge))) return false;
    await this.postEntry.execute(work, {
      kind: 'charge',
      reference: charge.chargeId,
      memo: charge.description,
      postings: [
        { account: account.accrued(charge.companyId), amount: charge.amount },
        { account: account.revenue(charge.kind), amount: negateMoney(charge.amount) },
      ],
    });
    return true;
  }
}
