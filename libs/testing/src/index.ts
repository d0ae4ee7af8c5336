export { createEmptyDatabase, createTestDatabase, type TestDatabase, testPostgresUrl } from './test-database.js';
export { startTestPostgres, type TestPostgres } from './test-postgres.js';
export { type LocalKafka, type LocalKafkaOptions, startLocalKafka } from './local-kafka.js';
export { type LocalRedis, startLocalRedis } from './local-redis.js';
export { type RestartablePostgres, startRestartablePostgres } from './restartable-postgres.js';
