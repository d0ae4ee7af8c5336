import {
  BookingReleased,
  type BookingReleasedData,
  CapacityReported,
  type CapacityReportedData,
  HoldConfirmed,
  type HoldConfirmedData,
  HoldExpired,
  type HoldExpiredData,
  HoldPlaced,
  type HoldPlacedData,
  HoldReleased,
  type HoldReleasedData,
  OperationFinished,
  type OperationFinishedData,
  OperationStarted,
  type OperationStartedData,
} from '@gewerk/contracts/capacity';
import {
  ConsortiumDissolved,
  type ConsortiumDissolvedData,
  HoldRequested,
  type HoldRequestedData,
  HoldSettlementRequested,
  type HoldSettlementRequestedData,
} from '@gewerk/contracts/matching';
import { CompanyChanged, type CompanyChangedData } from '@gewerk/contracts/registry';
import { type Delivery, Projects, Reacts, type ReceivedEvent, type UnitOfWork } from '@gewerk/platform-messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { GiveBackBookings } from './holds/application/give-back-bookings/give-back-bookings.js';
import { PlaceHolds } from './holds/application/place-holds/place-holds.js';
import { SettleHolds } from './holds/application/settle-holds/settle-holds.js';
import { MachineRepository } from './machines/outbound/machine-repository.js';
import { FollowShopFloor } from './planning/application/follow-shop-floor/follow-shop-floor.js';
import { FollowNetworkWork } from './planning/application/follow-network-work/follow-network-work.js';
import { ApplyReports } from './reports/application/apply-reports/apply-reports.js';

/** What capacity listens to. */
@Controller()
export class CapacitySubscriptions {
  constructor(
    private readonly machines: MachineRepository,
    private readonly applyReports: ApplyReports,
    private readonly placeHolds: PlaceHolds,
    private readonly settleHolds: SettleHolds,
    private readonly giveBackBookings: GiveBackBookings,
    private readonly followNetworkWork: FollowNetworkWork,
    private readonly followShopFloor: FollowShopFloor,
  ) {}

  @Projects(CompanyChanged)
  async onCompanyChanged(@Payload() events: ReceivedEvent<CompanyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const { networkId, data } of events) await this.machines.saveCompany(delivery.tx, networkId, data);
  }

  @Reacts(CompanyChanged)
  async onShopFloorChanged(@Payload() events: ReceivedEvent<CompanyChangedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followShopFloor.execute(ofNetwork);
  }

  @Reacts(CapacityReported)
  async onCapacityReported(@Payload() events: ReceivedEvent<CapacityReportedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.applyReports.execute(ofNetwork);
  }

  @Reacts(HoldRequested)
  async onHoldRequested(@Payload() events: ReceivedEvent<HoldRequestedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.placeHolds.execute(ofNetwork);
  }

  @Reacts(HoldSettlementRequested)
  async onHoldSettlementRequested(
    @Payload() events: ReceivedEvent<HoldSettlementRequestedData>[],
    @Ctx() delivery: Delivery,
  ): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.settleHolds.execute(ofNetwork);
  }

  @Reacts(ConsortiumDissolved)
  async onConsortiumDissolved(@Payload() events: ReceivedEvent<ConsortiumDissolvedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.giveBackBookings.execute(ofNetwork);
  }

  @Reacts(HoldPlaced)
  async onHoldPlaced(@Payload() events: ReceivedEvent<HoldPlacedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofFormations(ofNetwork, 'hold-placed');
  }

  @Reacts(HoldConfirmed)
  async onHoldConfirmed(@Payload() events: ReceivedEvent<HoldConfirmedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofFormations(ofNetwork, 'hold-confirmed');
  }

  @Reacts(HoldReleased)
  async onHoldReleased(@Payload() events: ReceivedEvent<HoldReleasedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofFormations(ofNetwork, 'hold-released');
  }

  @Reacts(HoldExpired)
  async onHoldExpired(@Payload() events: ReceivedEvent<HoldExpiredData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofFormations(ofNetwork, 'hold-expired');
  }

  @Reacts(BookingReleased)
  async onBookingReleased(@Payload() events: ReceivedEvent<BookingReleasedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofFormations(ofNetwork, 'booking-released');
  }

  @Reacts(OperationStarted)
  async onOperationStarted(@Payload() events: ReceivedEvent<OperationStartedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofCompanies(ofNetwork, 'operation-started');
  }

  @Reacts(OperationFinished)
  async onOperationFinished(@Payload() events: ReceivedEvent<OperationFinishedData>[], @Ctx() delivery: Delivery): Promise<void> {
    for (const ofNetwork of byNetwork(events, delivery)) await this.followNetworkWork.ofCompanies(ofNetwork, 'operation-finished');
  }
}

/** Networks in the order of their ids, since locks are taken network by network; the events of one keep their order. */
function byNetwork<Data>(events: readonly ReceivedEvent<Data>[], delivery: Delivery): { work: UnitOfWork; data: Data }[][] {
  const networks = Map.groupBy(events, (event) => event.networkId);
  const sorted = [...networks].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, ofNetwork]) => ofNetwork.map((event) => ({ work: delivery.unitOf(event), data: event.data })));
}
