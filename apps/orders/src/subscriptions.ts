import { OperationFinished, type OperationFinishedData } from '@gewerk/contracts/capacity';
import {
  ConsortiaProposed,
  type ConsortiaProposedData,
  ConsortiumChosen,
  type ConsortiumChosenData,
  ConsortiumConfirmed,
  type ConsortiumConfirmedData,
  ConsortiumDissolved,
  type ConsortiumDissolvedData,
  FormationFailed,
  type FormationFailedData,
  NoConsortiumFound,
  type NoConsortiumFoundData,
} from '@gewerk/contracts/matching';
import { type Delivery, Projects, Reacts, type ReceivedEvent } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { FollowProduction } from './orders/application/follow-production/follow-production.js';
import { ProductionRepository } from './orders/outbound/production-repository.js';

/** What orders listens to. Facts are kept first; the state of the order follows from all that are known. */
@Controller()
export class OrdersSubscriptions {
  constructor(
    private readonly production: ProductionRepository,
    private readonly follow: FollowProduction,
  ) {}

  @Projects(ConsortiaProposed)
  async onConsortiaProposed(@Payload() events: ReceivedEvent<ConsortiaProposedData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) await this.follow.answer(tx, networkId, { ...data, answer: 'proposed' });
  }

  @Projects(NoConsortiumFound)
  async onNoConsortiumFound(@Payload() events: ReceivedEvent<NoConsortiumFoundData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) await this.follow.answer(tx, networkId, { ...data, answer: 'unplaceable' });
  }

  @Projects(ConsortiumChosen)
  async onConsortiumChosen(@Payload() events: ReceivedEvent<ConsortiumChosenData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) {
      await this.production.saveChosen(tx, networkId, data);
      await this.follow.move(tx, networkId, data.orderId);
    }
  }

  @Projects(FormationFailed)
  async onFormationFailed(@Payload() events: ReceivedEvent<FormationFailedData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) {
      await this.production.saveEnded(tx, networkId, { ...data, at: data.failedAt });
      await this.follow.move(tx, networkId, data.orderId);
    }
  }

  @Projects(ConsortiumDissolved)
  async onConsortiumDissolved(@Payload() events: ReceivedEvent<ConsortiumDissolvedData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) {
      await this.production.saveEnded(tx, networkId, { ...data, at: data.dissolvedAt });
      await this.follow.move(tx, networkId, data.orderId);
    }
  }

  @Projects(ConsortiumConfirmed)
  async keepConfirmed(@Payload() events: ReceivedEvent<ConsortiumConfirmedData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) {
      await this.production.saveConfirmed(tx, networkId, data);
      await this.follow.move(tx, networkId, data.orderId);
    }
  }

  /** Members may report the last operation before this event arrives. */
  @Reacts(ConsortiumConfirmed)
  async onConsortiumConfirmed(@Payload() events: ReceivedEvent<ConsortiumConfirmedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) await this.follow.announceWhenReady(delivery.unitOf(event), event.data.orderId);
  }

  @Projects(OperationFinished)
  async keepFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() { tx }: Delivery): Promise<void> {
    for (const { networkId, data } of events) await this.production.saveFinished(tx, networkId, data);
  }

  @Reacts(OperationFinished)
  async onOperationFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const orderId = await this.production.orderOfFormation(delivery.tx, event.networkId, event.data.formationId);
      if (orderId !== null) await this.follow.announceWhenReady(delivery.unitOf(event), orderId);
    }
  }
}
