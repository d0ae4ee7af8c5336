import { FeeCharged } from '@gewerk/contracts/billing';
import { newId } from '@gewerk/kernel';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { defaultTariff, feeBySupplier } from '../../domain/tariff.js';
import { ChargeRepository } from '../../outbound/charge-repository.js';
import { AddCharge } from '../add-charge/add-charge.js';

/** Charges the transaction fee of a formation once both its suppliers and the accepted value are known. */
@Injectable()
export class ChargeFee {
  constructor(
    private readonly charges: ChargeRepository,
    private readonly addCharge: AddCharge,
  ) {}

  async execute(work: UnitOfWork, formationId: string): Promise<void> {
    const fee = await this.charges.lockFeeCase(work.tx, work.networkId, formationId);
    if (fee === null || fee.settled || fee.suppliers === null || fee.acceptedValue === null) return;
    for (const part of feeBySupplier(defaultTariff, fee.acceptedValue, fee.suppliers)) {
      if (part.fee.amountMinor === 0) continue;
      const chargeId = newId(work.now.getTime());
      const added = await this.addCharge.execute(work, {
        chargeId,
        companyId: part.companyId,
        kind: 'transaction-fee',
        subject: fee.orderId,
        description: `Transaction fee, order ${fee.orderId}`,
        amount: part.fee,
        tariffVersion: defaultTariff.version,
        chargedAt: work.now,
      });
      if (!added) continue;
      work.publish(FeeCharged, {
        chargeId,
        companyId: part.companyId,
        orderId: fee.orderId,
        formationId,
        baseValue: part.base,
        amount: part.fee,
        tariffVersion: defaultTariff.version,
        chargedAt: work.now.toISOString(),
      });
    }
    await this.charges.settleFeeCase(work.tx, work.networkId, formationId);
  }
}
