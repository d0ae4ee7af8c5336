import type { MigrationClass } from '@gewerk/platform-persistence';
import { DenialsExpire1700000320000, DenialsOfHttp1700000310000 } from './denials/denials-migrations.js';
import { IdempotencyOfHttp1700000300000 } from './request-work/idempotency-migration.js';

/** Of the tables that serving HTTP needs in the database of each service. */
export const httpMigrations: readonly MigrationClass[] = [
  IdempotencyOfHttp1700000300000,
  DenialsOfHttp1700000310000,
  DenialsExpire1700000320000,
];
