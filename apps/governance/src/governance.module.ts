import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { governanceMigrations } from '../migrations/governance.migrations.js';
import { ConfigureNetwork } from './network/application/configure-network/configure-network.js';
import { NetworkController } from './network/inbound/network.controller.js';
import { ConfigurationRepository } from './network/outbound/configuration-repository.js';
import { ReportUncertainty } from './uncertainty/application/report-uncertainty/report-uncertainty.js';
import { UncertaintyController } from './uncertainty/inbound/uncertainty.controller.js';
import { UncertaintyRepository } from './uncertainty/outbound/uncertainty-repository.js';

@Module({
  controllers: [NetworkController, UncertaintyController],
  providers: [ConfigurationRepository, ConfigureNetwork, UncertaintyRepository, ReportUncertainty],
})
class GovernanceModule {}

export const governanceService: ServiceDefinition = {
  name: 'governance',
  title: 'Governance: strategy, configuration and uncertainty of the network',
  entities: [],
  migrations: governanceMigrations,
  module: GovernanceModule,
};
