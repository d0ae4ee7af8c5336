import { afterEach, describe, expect, it } from '@jest/globals';
import { startLocalRedis } from './local-redis.js';

const program = process.env['REDIS_SERVER'];

describe('the local Redis', () => {
  afterEach(() => {
    if (program === undefined) delete process.env['REDIS_SERVER'];
    else process.env['REDIS_SERVER'] = program;
  });

  it('names the missing program and where it comes from', async () => {
    process.env['REDIS_SERVER'] = '/no/redis/here';
    await expect(startLocalRedis()).rejects.toThrow('"/no/redis/here", which was not found (Debian: apt-get install redis-server');
  });
});
