import type { Databases } from '../world/databases.js';
import type { KnownNetwork } from './invariant.js';

/** Networks and their companies, as the registry knows them. */
export async function networksOf(databases: Databases): Promise<KnownNetwork[]> {
  const rows = await databases.rows<{ network_id: string; company_ids: string[] }>(
    'registry',
    'select network_id, array_agg(company_id::text) as company_ids from company group by network_id order by network_id',
  );
  return rows.map((row) => ({ networkId: row.network_id, companyIds: row.company_ids }));
}
