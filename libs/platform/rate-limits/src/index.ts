export { type Allowance, RateLimits, type RateLimitsOptions } from './rate-limits.js';
export { RedisStore } from './redis-store.js';
