import type { ServiceDefinition } from '@gewerk/platform-service';
import { Module } from '@nestjs/common';
import { collaborationMigrations } from '../migrations/collaboration.migrations.js';
import { NoteProgress } from './consortia/application/note-progress/note-progress.js';
import { ConsortiaController } from './consortia/inbound/consortia.controller.js';
import { RecordRepository } from './consortia/outbound/record-repository.js';
import { CollaborationSubscriptions } from './subscriptions.js';

@Module({
  controllers: [ConsortiaController, CollaborationSubscriptions],
  providers: [RecordRepository, NoteProgress],
})
class CollaborationModule {}

export const collaborationService: ServiceDefinition = {
  name: 'collaboration',
  title: 'Collaboration: the life of a formed consortium',
  entities: [],
  migrations: collaborationMigrations,
  module: CollaborationModule,
  subscriptions: CollaborationSubscriptions,
};
