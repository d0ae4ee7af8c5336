import { ConsortiaProposed, type ConsortiaProposedData } from '@gewerk/contracts/matching';
import { OrderSubmitted, type OrderSubmittedData } from '@gewerk/contracts/orders';
import { CompanyChanged, type CompanyChangedData } from '@gewerk/contracts/registry';
import { Tasks } from '@gewerk/platform-compute';
import { type Delivery, Projects, Reacts, type ReceivedEvent } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CompanyRepository } from './companies/outbound/company-repository.js';
import { ScoreProposals } from './orders/application/score-proposals/score-proposals.js';
import { OrderRepository } from './orders/outbound/order-repository.js';

/** What sustainability listens to. */
@Controller()
export class SustainabilitySubscriptions {
  constructor(
    private readonly companies: CompanyRepository,
    private readonly orders: OrderRepository,
    private readonly scoreProposals: ScoreProposals,
    private readonly tasks: Tasks,
  ) {}

  @Projects(CompanyChanged)
  async onCompanyChanged(@Payload() events: ReceivedEvent<CompanyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    // A company's machines stand at its sites; the grid of the first one counts for all until machines are told apart.
    for (const { networkId, data } of events) {
      await this.companies.saveCountry(delivery.tx, networkId, data.companyId, data.sites[0]?.country ?? data.country);
    }
  }

  @Reacts(OrderSubmitted)
  async onOrderSubmitted(@Payload() events: ReceivedEvent<OrderSubmittedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const work = delivery.unitOf(event);
      await this.orders.saveOrder(delivery.tx, event.networkId, event.data);
      await this.tasks.enqueue(work, { kind: 'score-order', subject: event.data.orderId });
      await this.scoreProposals.requestWhenComplete(work, event.data.orderId);
    }
  }

  @Reacts(ConsortiaProposed)
  async onConsortiaProposed(@Payload() events: ReceivedEvent<ConsortiaProposedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      await this.orders.saveProposal(delivery.tx, event.networkId, event.data);
      await this.scoreProposals.requestWhenComplete(delivery.unitOf(event), event.data.orderId);
    }
  }
}
