import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { registryMigrations } from '../migrations/registry.migrations.js';
import { DecideAdmission } from './companies/application/decide-admission/decide-admission.js';
import { RegisterCompany } from './companies/application/register-company/register-company.js';
import { CompaniesController } from './companies/inbound/companies.controller.js';
import { CompanyRepository } from './companies/outbound/company-repository.js';
import { RecordEvidence } from './evidence/application/record-evidence/record-evidence.js';
import { RecordOutcomes } from './evidence/application/record-outcomes/record-outcomes.js';
import { EvidenceController } from './evidence/inbound/evidence.controller.js';
import { EvidenceRepository } from './evidence/outbound/evidence-repository.js';
import { SetExclusion } from './exclusions/application/set-exclusion/set-exclusion.js';
import { ExclusionsController } from './exclusions/inbound/exclusions.controller.js';
import { ExclusionRepository } from './exclusions/outbound/exclusion-repository.js';
import { PublishRateCard } from './rate-cards/application/publish-rate-card/publish-rate-card.js';
import { RateCardsController } from './rate-cards/inbound/rate-cards.controller.js';
import { RateCardRepository } from './rate-cards/outbound/rate-card-repository.js';
import { RegistrySubscriptions } from './subscriptions.js';

@Module({
  controllers: [CompaniesController, EvidenceController, RateCardsController, ExclusionsController, RegistrySubscriptions],
  providers: [
    ...[CompanyRepository, RegisterCompany, DecideAdmission],
    ...[EvidenceRepository, RecordEvidence, RecordOutcomes],
    ...[RateCardRepository, PublishRateCard],
    ...[ExclusionRepository, SetExclusion],
  ],
})
class RegistryModule {}

export const registryService: ServiceDefinition = {
  name: 'registry',
  title: 'Registry: companies, evidence, rates, exclusions',
  entities: [],
  migrations: registryMigrations,
  module: RegistryModule,
  subscriptions: RegistrySubscriptions,
};
