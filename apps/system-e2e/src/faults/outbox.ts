import type { ServiceName } from '@gewerk/contracts';
import { until } from '../waiting.js';
import type { World } from '../world/world.js';

export interface UnsentRow {
  readonly id: string;
  readonly event_id: string;
}

/** Waits until so many events of a type are committed and unsent. @returns all unsent rows */
export async function unsentRows(world: World, service: ServiceName, type: string, count: number): Promise<UnsentRow[]> {
  await until(`${count} unsent ${type} in the outbox of ${service}`, async () => {
    const found = await world.databases.count(service, 'messaging.outbox where unsent and type = $1', [type]).catch(() => 0);
    return found >= count;
  });
  return world.databases.rows<UnsentRow>(service, 'select id, event_id from messaging.outbox where unsent order by id');
}

export async function stillUnsent(world: World, service: ServiceName, rows: readonly UnsentRow[]): Promise<number> {
  const ids = rows.map((row) => row.event_id);
  return world.databases.count(service, 'messaging.outbox where unsent and event_id = any ($1::uuid[])', [ids]);
}

/** A killed runner's task waits for the end of its lease, minutes; the kills of this journey aim elsewhere. */
export async function noTaskInHand(world: World, service: ServiceName): Promise<void> {
  await until(
    `no task of ${service} is in hand`,
    async () => (await world.databases.count(service, 'app.task where lease_token is not null')) === 0,
  );
}

/** Spans of a command that must have left the process before it is killed: it takes those of its last second along. */
export interface SpansBefore {
  readonly name: string;
  readonly times: number;
}

export async function spansLeft(world: World, { name, times }: SpansBefore): Promise<void> {
  await until(
    `${times} spans of ${name} left their process`,
    async () => world.traces.spans.filter((span) => span.name === name).length >= times,
  );
}
