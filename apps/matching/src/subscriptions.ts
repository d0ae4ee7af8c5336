import {
  AvailabilityChanged,
  type AvailabilityChangedData,
  HoldConfirmed,
  type HoldConfirmedData,
  HoldExpired,
  type HoldExpiredData,
  HoldPlaced,
  type HoldPlacedData,
  HoldRefused,
  type HoldRefusedData,
  HoldReleased,
  type HoldReleasedData,
  OperationFinished,
  type OperationFinishedData,
} from '@gewerk/contracts/capacity';
import {
  NetworkConfigured,
  type NetworkConfiguredData,
  UncertaintyChanged,
  type UncertaintyChangedData,
} from '@gewerk/contracts/governance';
import {
  ComplaintRaised,
  type ComplaintRaisedData,
  DeliveryAccepted,
  type DeliveryAcceptedData,
  OrderCancelled,
  type OrderCancelledData,
  OrderRated,
  type OrderRatedData,
  OrderSubmitted,
  type OrderSubmittedData,
} from '@gewerk/contracts/orders';
import {
  CompanyChanged,
  type CompanyChangedData,
  EvidenceRecorded,
  type EvidenceRecordedData,
  ExclusionChanged,
  type ExclusionChangedData,
  RateCardPublished,
  type RateCardPublishedData,
} from '@gewerk/contracts/registry';
import { type Delivery, Projects, Reacts, type ReceivedEvent, type UnitOfWork } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { RequestProposal } from './consortia/application/request-proposal/request-proposal.js';
import { PlacedOrders } from './consortia/outbound/placed-orders.js';
import { FollowOutcome } from './decisions/application/follow-outcome/follow-outcome.js';
import { DissolveConsortium } from './formation/application/dissolve-consortium/dissolve-consortium.js';
import { FollowHold } from './formation/application/follow-hold/follow-hold.js';
import { PartnerProjection } from './partners/outbound/partner-projection.js';

/** What matching listens to. */
@Controller()
export class MatchingSubscriptions {
  constructor(
    private readonly partners: PartnerProjection,
    private readonly orders: PlacedOrders,
    private readonly requestProposal: RequestProposal,
    private readonly followHold: FollowHold,
    private readonly dissolveConsortium: DissolveConsortium,
    private readonly followOutcome: FollowOutcome,
  ) {}

  @Projects(NetworkConfigured)
  async onNetworkConfigured(@Payload() events: ReceivedEvent<NetworkConfiguredData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.networks(delivery.tx, events);
  }

  @Projects(UncertaintyChanged)
  async onUncertaintyChanged(@Payload() events: ReceivedEvent<UncertaintyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.uncertainties(delivery.tx, events);
  }

  @Projects(CompanyChanged)
  async onCompanyChanged(@Payload() events: ReceivedEvent<CompanyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.companies(delivery.tx, events);
  }

  @Projects(RateCardPublished)
  async onRateCardPublished(@Payload() events: ReceivedEvent<RateCardPublishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.rateCards(delivery.tx, events);
  }

  @Projects(EvidenceRecorded)
  async onEvidenceRecorded(@Payload() events: ReceivedEvent<EvidenceRecordedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.evidence(delivery.tx, events);
  }

  @Projects(ExclusionChanged)
  async onExclusionChanged(@Payload() events: ReceivedEvent<ExclusionChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.exclusions(delivery.tx, events);
  }

  @Projects(AvailabilityChanged)
  async onAvailabilityChanged(@Payload() events: ReceivedEvent<AvailabilityChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.partners.availabilities(delivery.tx, events);
  }

  @Projects(OrderSubmitted)
  async onOrderSubmitted(@Payload() events: ReceivedEvent<OrderSubmittedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.orders.submitted(delivery.tx, events);
  }

  @Reacts(OrderSubmitted)
  async proposeConsortia(@Payload() events: ReceivedEvent<OrderSubmittedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) await this.requestProposal.forSubmitted(delivery.unitOf(event), event.data.orderId);
  }

  @Projects(OrderCancelled)
  async onOrderCancelled(@Payload() events: ReceivedEvent<OrderCancelledData>[], @Ctx() delivery: Delivery): Promise<void> {
    await this.orders.cancelled(delivery.tx, events);
  }

  @Reacts(OrderCancelled)
  async leaveFormation(@Payload() events: ReceivedEvent<OrderCancelledData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const event of events) {
      await this.dissolveConsortium.orderCancelled(delivery.unitOf(event), event.data.orderId, event.data.reason);
    }
  }

  @Reacts(HoldPlaced)
  async onHoldPlaced(@Payload() events: ReceivedEvent<HoldPlacedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followHold.placed(work, data));
  }

  @Reacts(HoldRefused)
  async onHoldRefused(@Payload() events: ReceivedEvent<HoldRefusedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followHold.refused(work, data));
  }

  @Reacts(HoldConfirmed)
  async onHoldConfirmed(@Payload() events: ReceivedEvent<HoldConfirmedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followHold.confirmed(work, data));
  }

  @Reacts(HoldReleased)
  async onHoldReleased(@Payload() events: ReceivedEvent<HoldReleasedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followHold.ended(work, data));
  }

  @Reacts(HoldExpired)
  async onHoldExpired(@Payload() events: ReceivedEvent<HoldExpiredData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followHold.ended(work, data));
  }

  @Reacts(OperationFinished)
  async onOperationFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followOutcome.finished(work, data));
  }

  @Reacts(ComplaintRaised)
  async onComplaintRaised(@Payload() events: ReceivedEvent<ComplaintRaisedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followOutcome.complained(work, data));
  }

  @Reacts(DeliveryAccepted)
  async onDeliveryAccepted(@Payload() events: ReceivedEvent<DeliveryAcceptedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followOutcome.delivered(work, data));
  }

  @Reacts(OrderRated)
  async onOrderRated(@Payload() events: ReceivedEvent<OrderRatedData>[], @Ctx() delivery: Delivery): Promise<void> {
    await eachIn(events, delivery, (work, data) => this.followOutcome.rated(work, data));
  }
}

async function eachIn<Data>(
  events: readonly ReceivedEvent<Data>[],
  delivery: Delivery,
  handle: (work: UnitOfWork, data: Data) => Promise<void>,
): Promise<void> {
  for (const event of events) await handle(delivery.unitOf(event), event.data);
}
