import { allTopics, type ServiceName } from '@gewerk/contracts';
import { seededRandom } from '@gewerk/kernel';
import { EmbeddedTransport } from '@gewerk/platform-messaging';
import pg from 'pg';
import { startProcess } from '../processes.js';
import { type Databases, withUser } from '../world/databases.js';
import type { LoggedEvent } from '../world/event-log.js';
import { type Evidence, type Finding, figure, type Invariant, isState, streamOf } from './invariant.js';

/** Tables that rest on events alone; where only some columns do, these. */
const PROJECTIONS: Readonly<Partial<Record<ServiceName, Readonly<Record<string, string>>>>> = {
  capacity: { site: '*', machine: '*' },
  orders: {
    order_formation:
      'network_id, formation_id, order_id, chosen_at, confirmed_at, ended_at, end_reason, consortium_id, lead_company_id, member_company_ids, price_minor, currency, promised_at, arrives_at',
    formation_booking: '*',
    finished_operation: '*',
  },
  matching: {
    partner_network: '*',
    partner_uncertainty: '*',
    partner_company: '*',
    partner_rate_card: '*',
    partner_evidence: '*',
    partner_exclusion: '*',
    partner_availability: '*',
    placed_order: 'network_id, id, order_version, customer_company_id, submitted, cancelled_at',
  },
  sustainability: { company_country: '*' },
  billing: { billed_company: '*' },
};

const SEED = 17;

/**
 * The records with the order kept within each stream and mixed anew between streams. A compacted topic keeps the newest state of a stream;
 * repeats of older ones behind it are left out, as its publisher sees to it.
 */
function mixedAnew(events: readonly LoggedEvent[], seed: number): LoggedEvent[] {
  const random = seededRandom(seed);
  const queues = [...Map.groupBy(events, streamOf).values()].map((ofStream) => {
    let newest = 0;
    return ofStream.filter((event) => {
      const outdated = isState(event.topic) && event.version < newest;
      newest = Math.max(newest, event.version);
      return !outdated;
    });
  });
  const mixed: LoggedEvent[] = [];
  while (queues.length > 0) {
    const at = Math.floor(random() * queues.length);
    const next = queues[at]?.shift();
    if (next === undefined) queues.splice(at, 1);
    else mixed.push(next);
  }
  return mixed;
}

async function digest(url: string, table: string, columns: string): Promise<{ rows: number; digest: string }> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest from (select ${columns} from ${table}) t`,
    );
    return rows[0] ?? { rows: 0, digest: '' };
  } finally {
    await client.end();
  }
}

async function fillBus(databases: Databases, events: readonly LoggedEvent[]): Promise<void> {
  await create(databases.server, 'rebuild_bus');
  await EmbeddedTransport.prepare(`${databases.server}/rebuild_bus`);
  const bus = EmbeddedTransport.connect({ url: busUrl(databases), name: 'rebuild' });
  await bus.ensureTopics(allTopics);
  let batch: LoggedEvent[] = [];
  const flush = async (): Promise<void> => {
    const [first] = batch;
    if (first === undefined) return;
    await bus.append(
      first.topic,
      batch.map(({ record }) => ({ key: record.key ?? '', headers: record.headers, value: record.value?.toString('utf8') ?? '' })),
    );
    batch = [];
  };
  for (const event of mixedAnew(events, SEED)) {
    if (batch[0] !== undefined && batch[0].topic !== event.topic) await flush();
    batch.push(event);
  }
  await flush();
  await bus.close();
}

async function rebuilt(databases: Databases, service: ServiceName): Promise<string> {
  const name = `rebuild_${service}`;
  await create(databases.server, name);
  const as = (role: string): string => `${withUser(databases.server, role)}/${name}`;
  const environment = {
    GEWERK_DATABASE_URL: as('gewerk_app'),
    GEWERK_RELAY_DATABASE_URL: as('gewerk_relay'),
    GEWERK_OWNER_DATABASE_URL: `${databases.server}/${name}`,
    GEWERK_TRANSPORT: 'embedded',
    GEWERK_BUS_DATABASE_URL: busUrl(databases),
    GEWERK_OIDC_ISSUER: 'http://127.0.0.1:9/identity',
    GEWERK_LOG_LEVEL: 'warn',
  };
  for (const step of ['migrate', 'rebuild']) {
    const run = startProcess(`${service} ${step}`, `apps/${service}/dist/src/main.js`, environment, { parameters: [step] });
    const code = await new Promise((resolve) => run.child.once('exit', resolve));
    if (code !== 0) throw new Error(`${service} ${step} ended with ${String(code)}:\n${run.log()}`);
  }
  return `${databases.server}/${name}`;
}

async function sameProjections({ databases, events }: Evidence): Promise<Finding> {
  const breaches: string[] = [];
  await fillBus(databases, events);
  let [tables, rows] = [0, 0];
  await Promise.all(
    Object.entries(PROJECTIONS).map(async ([service, projections]) => {
      const fresh = await rebuilt(databases, service as ServiceName);
      for (const [table, columns] of Object.entries(projections)) {
        const live = await digest(databases.urlFor(service as ServiceName, 'owner'), table, columns);
        const again = await digest(fresh, table, columns);
        tables += 1;
        rows += live.rows;
        if (live.digest !== again.digest)
          breaches.push(`${service}: ${table} has ${live.rows} rows, rebuilt from the log ${again.rows}, and they differ`);
      }
    }),
  );
  return {
    looked: `${tables} tables of ${Object.keys(PROJECTIONS).length} services with ${figure(rows)} rows, rebuilt from ${figure(events.length)} records in another interleaving`,
    breaches,
  };
}

async function create(server: string, name: string): Promise<void> {
  const client = new pg.Client(`${server}/postgres`);
  await client.connect();
  try {
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} template template0`);
  } finally {
    await client.end();
  }
}

const busUrl = (databases: Databases): string => `${withUser(databases.server, 'gewerk_app')}/rebuild_bus`;

export const projections: readonly Invariant[] = [
  { number: 5, rule: 'replaying the log from empty gives the same projections, whatever the interleaving', judge: sameProjections },
];
