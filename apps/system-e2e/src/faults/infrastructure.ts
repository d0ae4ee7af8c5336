import { until } from '../waiting.js';
import { SERVICES } from '@gewerk/contracts';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';

const answeringServices = async (world: World): Promise<string[]> => {
  const answers = await Promise.all(
    SERVICES.map(async (name) => {
      const url = `${world.service(name).address}/api/${name}/health/ready`;
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      return answer?.ok === true ? [] : [name];
    }),
  );
  return answers.flat();
};

/** The broker goes and comes back with its data; services keep serving and catch up. */
export const brokerRestarted =
  (end: 'stop' | 'kill'): Fault =>
  async (world, checks) => {
    const strike = async (): Promise<void> => {
      await world.restartBroker(end);
      await until('the broker answers', () => world.log.transport.counts().catch(() => null));
      checks.check(`broker ${end === 'stop' ? 'stopped gracefully' : 'killed'} and started again on the same data`, true);
    };
    return { passed: strike() };
  };

/** Postgres crashes under all services and recovers from its log. */
export const postgresCrashed: Fault = async (world, checks) => {
  const strike = async (): Promise<void> => {
    await world.postgres.crash();
    await world.postgres.startAgain();
    await world.databases.answering();
    await until('every service is ready again', async () => (await answeringServices(world)).length === 0);
    checks.check('Postgres crashed and recovered; every service is ready again without a restart', true);
  };
  return { passed: strike() };
};

/** What Redis keeps may go at any time: rate limits only. */
export const redisLost: Fault = async (world, checks) => {
  const keys = await world.redis.keys();
  await world.redis.flush();
  await world.redis.kill();
  const down = await answeringServices(world);
  const name = `Redis flushed (${keys} keys) and then gone: every service stays ready`;
  checks.check(name, keys > 0 && down.length === 0, down.join(', '));
  return { passed: Promise.resolve() };
};

export const redisBack: Fault = async (world, checks) => {
  await world.redis.startAgain();
  const down = await answeringServices(world);
  checks.check('Redis is back, empty: every service is ready', down.length === 0, down.join(', '));
  return { passed: Promise.resolve() };
};
