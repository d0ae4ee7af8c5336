import { OperationFinished, type OperationFinishedData } from '@gewerk/contracts/capacity';
import { InvitationAnswered, type InvitationAnsweredData, InvitationExpired, type InvitationExpiredData } from '@gewerk/contracts/matching';
import { OrderRated, type OrderRatedData } from '@gewerk/contracts/orders';
import { type Delivery, Reacts, type ReceivedEvent } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { RecordOutcomes } from './evidence/application/record-outcomes/record-outcomes.js';
import type { Evidence } from './evidence/domain/evidence.js';
import { evidenceOfAnswer, evidenceOfFinishedOperation, evidenceOfRatings, evidenceOfSilence } from './evidence/domain/outcomes.js';

/** What the registry listens to: outcomes, which become evidence. */
@Controller()
export class RegistrySubscriptions {
  constructor(private readonly recordOutcomes: RecordOutcomes) {}

  @Reacts(OrderRated)
  async onOrderRated(@Payload() events: ReceivedEvent<OrderRatedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.record(events, delivery, evidenceOfRatings);
  }

  @Reacts(OperationFinished)
  async onOperationFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.record(events, delivery, evidenceOfFinishedOperation);
  }

  @Reacts(InvitationAnswered)
  async onInvitationAnswered(@Payload() events: ReceivedEvent<InvitationAnsweredData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.record(events, delivery, evidenceOfAnswer);
  }

  @Reacts(InvitationExpired)
  async onInvitationExpired(@Payload() events: ReceivedEvent<InvitationExpiredData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.record(events, delivery, evidenceOfSilence);
  }

  private async record<Data>(
    events: readonly ReceivedEvent<Data>[],
    delivery: Delivery,
    outcomesOf: (eventId: string, data: Data) => Evidence[],
  ): Promise<void> {
    for (const event of events) await this.recordOutcomes.execute(delivery.unitOf(event), outcomesOf(event.id, event.data));
  }
}
