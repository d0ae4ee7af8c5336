import { demoClients, demoCompanies, SystemClient } from '@gewerk/demo';
import { newId } from '@gewerk/kernel';
import pg from 'pg';
import { until } from '../waiting.js';
import { topicsOf } from '../world/services.js';
import type { CodeMutationName } from './code-mutations.js';
import type { EmbeddedWorld } from './embedded-world.js';

export type Scenario = (world: EmbeddedWorld, mutation: CodeMutationName | null) => Promise<void>;

/** Everything that capacity listens to is delivered once more. */
export const deliveredAgain: Scenario = async (world, mutation) => {
  const topics = topicsOf('capacity');
  const again = (await world.events()).filter((event) => topics.includes(event.topic));
  await world.startServices(['capacity'], mutation);
  const bus = world.bus();
  for (const { record } of again) {
    await bus.append(record.topic, [{ key: record.key ?? '', headers: record.headers, value: record.value?.toString('utf8') ?? '' }]);
  }
  await until('capacity has dealt with every record', async () => (await bus.lag('capacity', topics)) === 0);
  await until(
    'capacity published what followed',
    async () => (await world.databases.count('capacity', 'messaging.outbox where unsent')) === 0,
  );
  await bus.close();
  await world.stopServices();
};

/** The registry commits an event, is killed while its relay appends it, and is started again. */
export const killedWhilePublishing: Scenario = async (world, mutation) => {
  await world.startServices(['registry'], mutation);
  const jam = world.busClient();
  await jam.connect();
  await jam.query('begin');
  await jam.query('select 1 from bus.partition for update');
  const [, , first, second] = demoCompanies();
  const secret = demoClients().find(({ clientId }) => clientId === 'orchestrator')?.secret ?? '';
  const exclusion = { excluded: true, reasonClass: 'competition' };
  await new SystemClient(world.addresses, 'orchestrator', secret).command(
    'PUT',
    'registry',
    `/exclusions/${first?.companyId}/${second?.companyId}`,
    exclusion,
  );
  const waiting = `pg_stat_activity where datname = 'bus' and application_name = 'gewerk-registry-bus' and wait_event_type = 'Lock'`;
  await until('the relay of the registry appends', async () => (await world.databases.count('registry', waiting)) > 0);
  await world.killService('registry');
  // The server would still carry out what a dead client asked for.
  await world.databases.rows('registry', `select pg_terminate_backend(pid) from ${waiting}`);
  await jam.query('rollback');
  await jam.end();
  await world.startServices(['registry'], mutation);
  // With the guard gone there may be nothing to wait for: whoever judges sees what came of it.
  await until(
    'the outbox is empty',
    async () => (await world.databases.count('registry', 'messaging.outbox where unsent')) === 0,
    5_000,
  ).catch(() => undefined);
  await world.stopServices();
};

const BOOK = `
  with booked as (
    insert into reservation (network_id, reservation_id, formation_id, revision, operation_id, role, company_id, machine_id, state, slots,
      work_minutes, planned_starts_at, planned_ends_at)
    select network_id, $1, formation_id, revision, operation_id, 'standby', $2, machine_id, 'held', '[]', 60, $3::timestamptz, $4::timestamptz
    from (select * from reservation order by reservation_id limit 1) model
    returning network_id, reservation_id, machine_id)
  insert into reservation_slot (network_id, reservation_id, machine_id, starts_at, ends_at)
  select network_id, reservation_id, machine_id, $3, $4 from booked`;

/** Two sessions of the application book overlapping hours of one machine at once, without having looked whether they are free. */
export const bookedAtOnce: Scenario = async (world) => {
  const [network] = await world.databases.rows<{ network_id: string }>('capacity', 'select network_id from reservation limit 1');
  const book = async (startsAt: string, endsAt: string): Promise<void> => {
    const client = new pg.Client(world.databases.urlFor('capacity', 'gewerk_app'));
    await client.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('app.networks', $1, true)", [`{${network?.network_id}}`]);
      await client.query(BOOK, [newId(), newId(), startsAt, endsAt]);
      await client.query('commit');
    } finally {
      await client.end();
    }
  };
  const outcomes = await Promise.allSettled([
    book('2030-01-07T08:00:00Z', '2030-01-07T12:00:00Z'),
    book('2030-01-07T11:00:00Z', '2030-01-07T15:00:00Z'),
  ]);
  if (outcomes.every(({ status }) => status === 'rejected'))
    throw new Error(`nobody could book: ${String((outcomes[0] as PromiseRejectedResult).reason)}`);
};

/** The application's role owns the tables of the registry, and reads. What it sees is for the judge to look at. */
export const ownedByTheApplication: Scenario = async (world) => {
  for (const table of await tenantTables(world)) await world.databases.rows('registry', `alter table ${table} owner to gewerk_app`);
};

export async function tenantTables(world: EmbeddedWorld): Promise<string[]> {
  const rows = await world.databases.rows<{ name: string }>(
    'registry',
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relrowsecurity`,
  );
  return rows.map(({ name }) => name);
}
