import { OperationFinished, type OperationFinishedData, OperationStarted, type OperationStartedData } from '@gewerk/contracts/capacity';
import {
  ConsortiumConfirmed,
  type ConsortiumConfirmedData,
  ConsortiumDissolved,
  type ConsortiumDissolvedData,
} from '@gewerk/contracts/matching';
import {
  ComplaintRaised,
  type ComplaintRaisedData,
  DeliveryAccepted,
  type DeliveryAcceptedData,
  DeliveryAnnounced,
  type DeliveryAnnouncedData,
  OrderRated,
  type OrderRatedData,
} from '@gewerk/contracts/orders';
import { type Delivery, Reacts, type ReceivedEvent } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { NoteProgress } from './consortia/application/note-progress/note-progress.js';
import type { LogEntry } from './consortia/outbound/record-repository.js';

/** What collaboration listens to: each fact becomes a line in the record of its consortium. */
@Controller()
export class CollaborationSubscriptions {
  constructor(private readonly noteProgress: NoteProgress) {}

  @Reacts(ConsortiumConfirmed)
  async onConfirmed(@Payload() events: ReceivedEvent<ConsortiumConfirmedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { promisedAt, deliveryProbability } = event.data;
      const entry = entryOf(event, 'confirmed', event.data.confirmedAt, { promisedAt, deliveryProbability });
      await this.noteProgress.execute(delivery.unitOf(event), event.data.formationId, entry, event.data);
    }
  }

  @Reacts(ConsortiumDissolved)
  async onDissolved(@Payload() events: ReceivedEvent<ConsortiumDissolvedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) await this.#note(event, delivery, 'dissolved', event.data.dissolvedAt, { reason: event.data.reason });
  }

  @Reacts(OperationStarted)
  async onStarted(@Payload() events: ReceivedEvent<OperationStartedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { operationId, companyId, startedAt } = event.data;
      await this.#note(event, delivery, 'operation-started', startedAt, { operationId, companyId });
    }
  }

  @Reacts(OperationFinished)
  async onFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { operationId, companyId, finishedAt, plannedEndsAt, goodPieces, scrapPieces } = event.data;
      await this.#note(event, delivery, 'operation-finished', finishedAt, {
        operationId,
        companyId,
        plannedEndsAt,
        goodPieces,
        scrapPieces,
      });
    }
  }

  @Reacts(DeliveryAnnounced)
  async onAnnounced(@Payload() events: ReceivedEvent<DeliveryAnnouncedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events)
      await this.#note(event, delivery, 'delivery-announced', event.data.announcedAt, { expectedAt: event.data.expectedAt });
  }

  @Reacts(DeliveryAccepted)
  async onAccepted(@Payload() events: ReceivedEvent<DeliveryAcceptedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { onTime, acceptedPieces, acceptedAt } = event.data;
      await this.#note(event, delivery, 'delivery-accepted', acceptedAt, { onTime, acceptedPieces });
    }
  }

  @Reacts(ComplaintRaised)
  async onComplaint(@Payload() events: ReceivedEvent<ComplaintRaisedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      const { reason, affectedPieces, raisedAt } = event.data;
      await this.#note(event, delivery, 'complaint-raised', raisedAt, { reason, affectedPieces });
    }
  }

  @Reacts(OrderRated)
  async onRated(@Payload() events: ReceivedEvent<OrderRatedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events)
      await this.#note(event, delivery, 'order-rated', event.data.ratedAt, { ratings: event.data.ratings.length });
  }

  async #note(
    event: ReceivedEvent<{ formationId: string }>,
    delivery: Delivery,
    kind: LogEntry['kind'],
    happenedAt: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.noteProgress.execute(delivery.unitOf(event), event.data.formationId, entryOf(event, kind, happenedAt, detail));
  }
}

function entryOf(event: { id: string }, kind: LogEntry['kind'], happenedAt: string, detail: Record<string, unknown>): LogEntry {
  return { eventId: event.id, kind, detail, happenedAt: new Date(happenedAt) };
}
