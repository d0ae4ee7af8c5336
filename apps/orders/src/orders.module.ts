import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { ordersMigrations } from '../migrations/orders.migrations.js';
import { AcceptDelivery } from './orders/application/accept-delivery/accept-delivery.js';
import { CancelOrder } from './orders/application/cancel-order/cancel-order.js';
import { FollowProduction } from './orders/application/follow-production/follow-production.js';
import { RaiseComplaint } from './orders/application/raise-complaint/raise-complaint.js';
import { RateMembers } from './orders/application/rate-members/rate-members.js';
import { SubmitOrder } from './orders/application/submit-order/submit-order.js';
import { OrdersController } from './orders/inbound/orders.controller.js';
import { OrderRepository } from './orders/outbound/order-repository.js';
import { ProductionRepository } from './orders/outbound/production-repository.js';
import { ordersVariables, readOrdersConfig } from './orders.config.js';
import { MeasurePart } from './parts/application/measure-part/measure-part.js';
import { ReceivePart } from './parts/application/receive-part/receive-part.js';
import { PartBlobs } from './parts/domain/part-blobs.js';
import { PartsController } from './parts/inbound/parts.controller.js';
import { DirectoryPartBlobs } from './parts/outbound/directory-part-blobs.js';
import { PartRepository } from './parts/outbound/part-repository.js';
import { OrdersSubscriptions } from './subscriptions.js';

@Module({
  controllers: [PartsController, OrdersController, OrdersSubscriptions],
  providers: [
    { provide: PartBlobs, useFactory: () => new DirectoryPartBlobs(readOrdersConfig().blobDirectory) },
    ...[PartRepository, ReceivePart, MeasurePart],
    ...[OrderRepository, ProductionRepository, SubmitOrder, CancelOrder, AcceptDelivery, RaiseComplaint, RateMembers, FollowProduction],
  ],
})
class OrdersModule {}

export const ordersService: ServiceDefinition = {
  name: 'orders',
  title: 'Orders: parts, routing, order life, delivery, ratings',
  entities: [],
  migrations: ordersMigrations,
  module: OrdersModule,
  subscriptions: OrdersSubscriptions,
  tasks: [MeasurePart],
  variables: ordersVariables,
};
