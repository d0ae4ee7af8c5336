import { type DeliveryAcceptedData, DeliveryAccepted } from '@gewerk/contracts/orders';
import { ConsortiumConfirmed, type ConsortiumConfirmedData } from '@gewerk/contracts/matching';
import { CompanyChanged, type CompanyChangedData } from '@gewerk/contracts/registry';
import { type Delivery, Projects, Reacts, type ReceivedEvent } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ChargeFee } from './charges/application/charge-fee/charge-fee.js';
import { mergeSuppliers } from './charges/domain/tariff.js';
import { ChargeRepository } from './charges/outbound/charge-repository.js';

/** What billing listens to. */
@Controller()
export class BillingSubscriptions {
  constructor(
    private readonly charges: ChargeRepository,
    private readonly chargeFee: ChargeFee,
  ) {}

  @Projects(CompanyChanged)
  async onCompanyChanged(@Payload() events: ReceivedEvent<CompanyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const { networkId, data } of events) await this.charges.saveCompany(delivery.tx, networkId, data);
  }

  @Reacts(ConsortiumConfirmed)
  async onConsortiumConfirmed(@Payload() events: ReceivedEvent<ConsortiumConfirmedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { formationId, orderId, members } = event.data;
      const suppliers = mergeSuppliers(members.filter((member) => member.role === 'primary'));
      await this.charges.rememberSuppliers(delivery.tx, event.networkId, formationId, orderId, suppliers);
      await this.chargeFee.execute(delivery.unitOf(event), formationId);
    }
  }

  @Reacts(DeliveryAccepted)
  async onDeliveryAccepted(@Payload() events: ReceivedEvent<DeliveryAcceptedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { formationId, orderId, acceptedValue, acceptedAt } = event.data;
      await this.charges.rememberAcceptance(delivery.tx, event.networkId, {
        formationId,
        orderId,
        value: acceptedValue,
        at: new Date(acceptedAt),
      });
      await this.chargeFee.execute(delivery.unitOf(event), formationId);
    }
  }
}
