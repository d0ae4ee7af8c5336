import type { ServiceName } from '@gewerk/contracts';
import { until } from '../waiting.js';
import type { Fault } from './fault.js';
import { noTaskInHand, type SpansBefore, spansLeft, stillUnsent, unsentRows } from './outbox.js';
import { RelayHold } from './relay-hold.js';

/** SIGKILL after the broker has the events, before the relay could mark them as sent. */
export const killedBeforeMark =
  (service: ServiceName, type: string, count = 1, spans: SpansBefore | null = null): Fault =>
  async (world, checks) => {
    const hold = await RelayHold.take(world.databases, service);
    const strike = async (): Promise<void> => {
      await noTaskInHand(world, service);
      const rows = await unsentRows(world, service, type, count);
      const session = await world.databases.session(service);
      await session.query('begin');
      await session.query('select id from messaging.outbox where id = any ($1::bigint[]) for update', [rows.map((row) => row.id)]);
      // The relay may read and publish, but its mark waits for these locks.
      await hold.release();
      const relay = `datname = current_database() and application_name = 'gewerk-${service}-relay' and wait_event_type = 'Lock'`;
      await until(
        `the relay of ${service} waits for its mark`,
        async () => (await world.databases.count(service, `pg_stat_activity where ${relay}`)) > 0,
      );
      // Some of them: a relay that took only part of the buckets when they came free has published what these hold.
      await until('its events are in the log', async () => rows.some((row) => world.log.timesOf(row.event_id) > 0));
      await world.log.caughtUp();
      const published = rows.filter((row) => world.log.timesOf(row.event_id) > 0);
      if (spans !== null) await spansLeft(world, spans);
      await world.service(service).kill();
      // The server would still carry out what a dead client asked for.
      await world.databases.rows(service, `select pg_terminate_backend(pid) from pg_stat_activity where ${relay}`);
      await session.query('rollback');
      await session.end();
      const unsent = await stillUnsent(world, service, published);
      const name = `${service} killed between publish and mark`;
      checks.check(`${name}: ${unsent} events in the log, none of them marked`, unsent === published.length);
      await world.service(service).start();
      await until('they are published again', async () => published.every((row) => world.log.timesOf(row.event_id) > 1));
      await until('they are marked', async () => (await stillUnsent(world, service, rows)) === 0);
      checks.check(`${name}: each of them is in the log twice, under one id`, true);
    };
    return { passed: strike() };
  };
