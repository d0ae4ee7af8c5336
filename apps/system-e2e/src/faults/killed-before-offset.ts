import type { ServiceName } from '@gewerk/contracts';
import { until } from '../waiting.js';
import { topicsOf } from '../world/services.js';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';
import { Gate, type TableWrite } from './gate.js';
import { noTaskInHand } from './outbox.js';

/**
 * SIGKILL while the COMMIT of a handled batch is under way: the database completes it, but the process never hears of it and its group
 * never commits the offsets.
 */
export const killedBeforeOffset =
  (service: ServiceName, table: string, write: TableWrite = 'insert'): Fault =>
  async (world, checks) => {
    const gate = await Gate.shut(world.databases, service, { table, write, moment: 'commit' });
    const strike = async (): Promise<void> => {
      await gate.reached();
      await noTaskInHand(world, service);
      const before = await recordsDone(world, service);
      await world.service(service).kill();
      await gate.open();
      await until(`the database of ${service} completes the commit`, async () => (await recordsDone(world, service)) > before);
      const ahead = await recordsAhead(world, service);
      const name = `${service} killed between handling and offset commit`;
      checks.check(`${name}: the database is ${ahead} record(s) ahead of the group's offsets`, ahead > 0);
      await gate.remove();
      await world.service(service).start();
      await until(`the group of ${service} catches up`, async () => (await world.lagOf(service).catch(() => 1)) === 0);
      const duplicates = await duplicatesKnown(world, service);
      checks.check(`${name}: delivered again and known as done (${duplicates} duplicates)`, duplicates > 0);
    };
    return { passed: strike() };
  };

async function recordsDone(world: World, service: ServiceName): Promise<number> {
  const [row] = await world.databases.rows<{ done: number }>(
    service,
    'select coalesce(sum(next_offset), 0)::int as done from messaging.consumer_offset where consumer = $1',
    [service],
  );
  return row?.done ?? 0;
}

/** How many records the database has dealt with whose offsets the group never committed. The consumer must be dead. */
async function recordsAhead(world: World, service: ServiceName): Promise<number> {
  const { transport } = world.log;
  const topics = topicsOf(service);
  return until('two equal looks at the log', async () => {
    const logged = async (): Promise<number> => {
      const counts = await transport.counts();
      return topics.reduce((sum, topic) => sum + (counts[topic] ?? 0), 0);
    };
    const [before, lag, done, after] = [
      await logged(),
      await transport.lag(service, topics),
      await recordsDone(world, service),
      await logged(),
    ];
    // committed = logged - lag, as every topic is read from offset 0.
    return before === after ? { ahead: done - (after - lag) } : null;
  }).then(({ ahead }) => ahead);
}

async function duplicatesKnown(world: World, service: ServiceName): Promise<number> {
  const series = /^gewerk_events_consumed_total\{[^}]*outcome="duplicate"[^}]*\} (\d+)$/m.exec(await world.service(service).metrics());
  return Number(series?.[1] ?? 0);
}
