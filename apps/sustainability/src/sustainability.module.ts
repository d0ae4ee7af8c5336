import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { sustainabilityMigrations } from '../migrations/sustainability.migrations.js';
import { ReportIndicators } from './companies/application/report-indicators/report-indicators.js';
import { CompaniesController } from './companies/inbound/companies.controller.js';
import { CompanyRepository } from './companies/outbound/company-repository.js';
import { ScoreOrder } from './orders/application/score-order/score-order.js';
import { ScoreProposals } from './orders/application/score-proposals/score-proposals.js';
import { OrdersController } from './orders/inbound/orders.controller.js';
import { OrderRepository } from './orders/outbound/order-repository.js';
import { SustainabilitySubscriptions } from './subscriptions.js';

@Module({
  controllers: [CompaniesController, OrdersController, SustainabilitySubscriptions],
  providers: [CompanyRepository, ReportIndicators, OrderRepository, ScoreOrder, ScoreProposals],
})
class SustainabilityModule {}

export const sustainabilityService: ServiceDefinition = {
  name: 'sustainability',
  title: 'Sustainability: footprints of orders and consortia, three pillars of companies',
  entities: [],
  migrations: sustainabilityMigrations,
  module: SustainabilityModule,
  subscriptions: SustainabilitySubscriptions,
  tasks: [ScoreOrder, ScoreProposals],
};
