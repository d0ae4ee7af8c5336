import type { ServiceName } from '@gewerk/contracts';
import { until } from '../waiting.js';
import type { Fault } from './fault.js';
import { Gate } from './gate.js';

/**
 * SIGSTOP in the middle of a transaction, for longer than the session of the group and the patience of the database. A second instance
 * takes over; what the first wants to write after SIGCONT is refused.
 */
export const frozenConsumer =
  (service: ServiceName, table: string): Fault =>
  async (world, checks) => {
    const first = world.service(service);
    const before = await world.databases.count(service, table);
    const gate = await Gate.shut(world.databases, service, { table, write: 'insert', moment: 'statement' });
    world.heldStill.add(service);
    const strike = async (): Promise<void> => {
      const [session] = await gate.reached();
      first.freeze();
      await gate.open();
      const second = await world.instanceOf(service);
      world.route(service, second);
      await second.start();
      await gate.remove();
      await until(`the second instance of ${service} does the work`, async () => (await world.databases.count(service, table)) > before);
      const open = await world.databases.count(service, 'pg_stat_activity where pid = $1', [session]);
      const name = `${service} frozen in a transaction`;
      checks.check(`${name}: a second instance did the work while the first stood still; the database ended its transaction`, open === 0);
      first.thaw();
      await until(`the first instance of ${service} is well again`, async () => {
        const answer = await fetch(`${first.address}/api/${service}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
          () => null,
        );
        return answer?.ok === true;
      });
      await until('both consume what there is', async () => (await world.lagOf(service).catch(() => 1)) === 0);
      const parked = await world.databases.count(service, 'messaging.parked');
      const code = await first.stop();
      checks.check(
        `${name}: the first finds its work done, parks nothing, drains and exits with 0`,
        code === 0 && parked === 0,
        `exit code ${code}`,
      );
      world.heldStill.delete(service);
    };
    return { passed: strike() };
  };
