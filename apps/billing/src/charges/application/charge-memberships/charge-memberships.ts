import { MembershipCharged } from '@gewerk/contracts/billing';
import { DomainError, money, newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { defaultTariff } from '../../domain/tariff.js';
import { ChargeRepository } from '../../outbound/charge-repository.js';
import { AddCharge } from '../add-charge/add-charge.js';

export interface MembershipRun {
  month: string;
  charged: number;
  chargedBefore: number;
  freeOfCharge: number;
}

/** Charges every active member its plan for one calendar month; running it again charges nobody twice. */
@Injectable()
export class ChargeMemberships {
  constructor(
    private readonly charges: ChargeRepository,
    private readonly addCharge: AddCharge,
  ) {}

  async execute(work: UnitOfWork, month: string): Promise<MembershipRun> {
    refuseFarMonths(month, work.now);
    const run: MembershipRun = { month, charged: 0, chargedBefore: 0, freeOfCharge: 0 };
    for (const member of await this.charges.payingMembers(work.tx, work.networkId)) {
      const plan = member.membershipPlan;
      const amount = money(defaultTariff.membershipMinorPerMonth[plan], defaultTariff.currency);
      if (plan === 'none' || amount.amountMinor === 0) {
        run.freeOfCharge += 1;
        continue;
      }
      const chargeId = newId(work.now.getTime());
      const added = await this.addCharge.execute(work, {
        chargeId,
        companyId: member.companyId,
        kind: 'membership',
        subject: month,
        description: `Membership ${plan}, ${month}`,
        amount,
        tariffVersion: defaultTariff.version,
        chargedAt: work.now,
      });
      if (!added) {
        run.chargedBefore += 1;
        continue;
      }
      run.charged += 1;
      work.publish(MembershipCharged, { chargeId, companyId: member.companyId, plan, month, amount, chargedAt: work.now.toISOString() });
    }
    return run;
  }
}

/** Rule: memberships are charged for the running or an earlier month, or the next one; anything else is a slip of the keyboard. */
function refuseFarMonths(month: string, now: Date): void {
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
  if (month <= next) return;
  throw new DomainError('invalid', 'billing.month-too-far', `memberships can be charged up to ${next}`, [
    { pointer: '/month', code: 'too-far', params: { latest: next } },
  ]);
}
