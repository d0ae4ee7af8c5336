export { Database, type DatabaseOptions, type Transaction } from './database.js';
export { isExclusionViolation, isTransient, isUniqueViolation } from './faults.js';
export { databaseClockOffset, migrate, type MigrationClass, persistenceMigrations, setDatabaseClock } from './migrate.js';
export { RelayPool } from './relay-pool.js';
export { Statement } from './statement.js';
export { tenantTable, type TenantTableOptions } from './tenancy.js';
