import { SERVICES, type ServiceName } from '@gewerk/contracts';
import { PUBLISHERS } from '../world/services.js';
import { distinct, type Evidence, type Finding, figure, type Invariant } from './invariant.js';

interface TenantTable {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
}

const TENANT_TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

/** Stands in for the network of a record whose headers do not tell it. */
const NIL_NETWORK = '00000000-0000-0000-0000-000000000000';

async function tablesOf(
  { databases, networks }: Evidence,
  service: ServiceName,
): Promise<{ tables: number; rows: number; breaches: string[] }> {
  const breaches: string[] = [];
  const tables = await databases.rows<TenantTable>(service, TENANT_TABLES);
  const known = [...networks.map(({ networkId }) => networkId), NIL_NETWORK];
  let rows = 0;
  for (const table of tables) {
    if (!table.enabled || !table.forced || table.policies === 0)
      breaches.push(`${service}: row level security of ${table.name} is not forced`);
    rows += await databases.count(service, table.name);
    const strange = await databases.count(service, `${table.name} where network_id <> all ($1::uuid[])`, [known]);
    if (strange > 0) breaches.push(`${service}: ${strange} rows of ${table.name} belong to no known network`);
    for (const network of networks) {
      const others = networks.filter((other) => other !== network).flatMap(({ networkId, companyIds }) => [networkId, ...companyIds]);
      const leaked = await databases.count(service, `${table.name} t where t.network_id = $1 and t::text ~ $2`, [
        network.networkId,
        others.join('|'),
      ]);
      if (leaked > 0) breaches.push(`${service}: ${leaked} rows of ${table.name} name another network's company`);
    }
  }
  return { tables: tables.length, rows, breaches };
}

/** What the application's own role sees without and with a network. */
async function seenByTheApplication({ databases, networks }: Evidence, service: ServiceName): Promise<string[]> {
  const tables = (await databases.rows<TenantTable>(service, TENANT_TABLES)).map((table) => table.name);
  const client = await databases.session(service);
  try {
    await client.query('set role gewerk_app');
    const seen = async (networkIds: readonly string[]): Promise<number> => {
      await client.query('begin');
      await client.query("select set_config('app.networks', $1, true)", [`{${networkIds.join(',')}}`]);
      let foreign = 0;
      for (const table of tables) {
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table} where network_id <> all ($1::uuid[])`, [
          networkIds,
        ]);
        foreign += rows[0]?.n ?? 0;
      }
      await client.query('rollback');
      return foreign;
    };
    const breaches: string[] = [];
    for (const networkIds of [[], ...networks.map(({ networkId }) => [networkId])]) {
      const foreign = await seen(networkIds);
      if (foreign > 0)
        breaches.push(`${service}: the application sees ${foreign} rows of other networks as ${networkIds.join() || 'nobody'}`);
    }
    return breaches;
  } finally {
    await client.end();
  }
}

function strangersInTheLog({ events, networks }: Evidence): string[] {
  const breaches: string[] = [];
  for (const event of distinct(events)) {
    const publisher = PUBLISHERS.get(event.type);
    if (event.source !== `/gewerk/${publisher}`) breaches.push(`${event.type} ${event.id} comes from ${event.source}`);
    if (event.record.key !== `${event.networkId}/${event.key}`) breaches.push(`${event.type} ${event.id} has the key of another network`);
    const network = networks.find(({ networkId }) => networkId === event.networkId);
    if (network === undefined) breaches.push(`${event.type} ${event.id} belongs to no known network`);
    const text = event.record.value?.toString('utf8') ?? '';
    const others = networks.filter((other) => other !== network).flatMap(({ networkId, companyIds }) => [networkId, ...companyIds]);
    if (others.some((id) => text.includes(id))) breaches.push(`${event.type} ${event.id} names another network's company`);
  }
  return breaches;
}

async function tenancyHolds(evidence: Evidence): Promise<Finding> {
  const breaches = strangersInTheLog(evidence);
  let [tables, rows] = [0, 0];
  for (const service of SERVICES) {
    const found = await tablesOf(evidence, service);
    tables += found.tables;
    rows += found.rows;
    breaches.push(...found.breaches, ...(await seenByTheApplication(evidence, service)));
  }
  const perNetwork = evidence.networks.map(
    ({ networkId }) => distinct(evidence.events).filter((event) => event.networkId === networkId).length,
  );
  if (perNetwork.some((count) => count === 0)) breaches.push('a network has no events: nothing could have leaked');
  return {
    looked: `${figure(tables)} tables with forced row level security, ${figure(rows)} rows, events of ${perNetwork.map(figure).join(' and ')} in ${evidence.networks.length} networks`,
    breaches,
  };
}

export const tenancy: readonly Invariant[] = [
  { number: 17, rule: "token's network = database's network = event's source and network", judge: tenancyHolds },
];
