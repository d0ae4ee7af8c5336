import type { ServiceName } from '@gewerk/contracts';
import { until } from '../waiting.js';
import type { Fault } from './fault.js';
import { noTaskInHand, type SpansBefore, spansLeft, stillUnsent, unsentRows } from './outbox.js';
import { RelayHold } from './relay-hold.js';

/** SIGKILL after the commit of `count` events of a type, before any of them was published. */
export const killedBeforePublish =
  (service: ServiceName, type: string, count = 1, spans: SpansBefore | null = null): Fault =>
  async (world, checks) => {
    const hold = await RelayHold.take(world.databases, service);
    const strike = async (): Promise<void> => {
      await noTaskInHand(world, service);
      const rows = await unsentRows(world, service, type, count);
      if (spans !== null) await spansLeft(world, spans);
      await world.service(service).kill();
      const unsent = await stillUnsent(world, service, rows);
      const logged = rows.filter((row) => world.log.timesOf(row.event_id) > 0);
      const name = `${service} killed between commit and publish`;
      checks.check(`${name}: ${unsent} events committed, none of them in the log`, unsent === rows.length && logged.length === 0);
      await hold.release();
      await world.service(service).start();
      await until(`the events of ${service} are published after the restart`, async () =>
        rows.every((row) => world.log.timesOf(row.event_id) > 0),
      );
      checks.check(`${name}: each of them is published after the restart`, true);
    };
    return { passed: strike() };
  };
