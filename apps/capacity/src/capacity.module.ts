import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { capacityMigrations } from '../migrations/capacity.migrations.js';
import { CapacityDeadlines } from './deadlines.js';
import { ExpireHold } from './holds/application/expire-hold/expire-hold.js';
import { GiveBackBookings } from './holds/application/give-back-bookings/give-back-bookings.js';
import { NoticeLosses } from './holds/application/notice-losses/notice-losses.js';
import { PlaceHolds } from './holds/application/place-holds/place-holds.js';
import { SettleHolds } from './holds/application/settle-holds/settle-holds.js';
import { HoldRepository } from './holds/outbound/hold-repository.js';
import { ReservationRepository } from './holds/outbound/reservation-repository.js';
import { PublishAvailability } from './machines/application/publish-availability/publish-availability.js';
import { MachinesController } from './machines/inbound/machines.controller.js';
import { CalendarRepository } from './machines/outbound/calendar-repository.js';
import { MachineRepository } from './machines/outbound/machine-repository.js';
import { FinishOperation } from './operations/application/finish-operation/finish-operation.js';
import { MeasureUtilisation } from './operations/application/measure-utilisation/measure-utilisation.js';
import { StartOperation } from './operations/application/start-operation/start-operation.js';
import { BookingsController } from './operations/inbound/bookings.controller.js';
import { UtilisationController } from './operations/inbound/utilisation.controller.js';
import { ChoosePublishedShare } from './planning/application/choose-published-share/choose-published-share.js';
import { FollowShopFloor } from './planning/application/follow-shop-floor/follow-shop-floor.js';
import { FollowNetworkWork } from './planning/application/follow-network-work/follow-network-work.js';
import { PlanShop } from './planning/application/plan-shop/plan-shop.js';
import { PublishFreeHours } from './planning/application/publish-free-hours/publish-free-hours.js';
import { ReportChange } from './planning/application/report-change/report-change.js';
import { RequestPlan } from './planning/application/request-plan/request-plan.js';
import { StateShop } from './planning/application/state-shop/state-shop.js';
import { PlanController } from './planning/inbound/plan.controller.js';
import { ShopPlanRepository } from './planning/outbound/shop-plan-repository.js';
import { AcceptReports } from './reports/application/accept-reports/accept-reports.js';
import { ApplyReports } from './reports/application/apply-reports/apply-reports.js';
import { ReportsController } from './reports/inbound/reports.controller.js';
import { ReceiptRepository } from './reports/outbound/receipt-repository.js';
import { CapacitySubscriptions } from './subscriptions.js';

@Module({
  controllers: [MachinesController, ReportsController, BookingsController, UtilisationController, PlanController, CapacitySubscriptions],
  providers: [
    ...[MachineRepository, CalendarRepository, PublishAvailability],
    ...[ReceiptRepository, AcceptReports, ApplyReports],
    ...[HoldRepository, ReservationRepository, PlaceHolds, SettleHolds, ExpireHold, GiveBackBookings, NoticeLosses],
    ...[StartOperation, FinishOperation, MeasureUtilisation],
    ...[ShopPlanRepository, RequestPlan, StateShop, ReportChange, ChoosePublishedShare, PublishFreeHours],
    ...[FollowNetworkWork, FollowShopFloor, PlanShop],
    CapacityDeadlines,
  ],
})
class CapacityModule {}

export const capacityService: ServiceDefinition = {
  name: 'capacity',
  title: 'Capacity: free hours, holds, bookings, progress, plans of shops',
  entities: [],
  migrations: capacityMigrations,
  module: CapacityModule,
  subscriptions: CapacitySubscriptions,
  deadlines: CapacityDeadlines,
  tasks: [PlanShop],
};
