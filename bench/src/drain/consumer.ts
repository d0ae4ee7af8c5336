import { type BatchHandler, Projects, type Delivery, type ReceivedEvent } from '@gewerk/platform-messaging';
import type { ServiceDefinition } from '@gewerk/platform-service';
import { Controller, Module } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Offers1710000000000, projectOffers } from '../messaging/platform.js';
import { contractNamed, type SlotOffered } from '../messaging/workload.js';

/** The queue that the consumer drains. */
export const drained = contractNamed('bench.drained');

@Controller()
class DrainSubscriptions {
  @Projects(drained)
  async project(@Payload() events: ReceivedEvent<SlotOffered>[], @Ctx() delivery: Delivery): Promise<void> {
    await (projectOffers satisfies BatchHandler)(events, delivery);
  }
}

@Module({ controllers: [DrainSubscriptions] })
class DrainModule {}

/** A service that does nothing but project what comes. */
export const drainService: ServiceDefinition = {
  name: 'drain',
  title: 'Consumer of the benchmark',
  entities: [],
  migrations: [Offers1710000000000],
  module: DrainModule,
  subscriptions: DrainSubscriptions,
};
