import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Company, CompanyProfile, CompanyStatus } from '../domain/company.js';
import type { CompanyItem } from '../domain/profile-rules.js';

interface CompanyRow {
  company_id: string;
  status: CompanyStatus;
  profile: CompanyProfile;
}

@Injectable()
export class CompanyRepository {
  async find(tx: Transaction, networkId: string, companyId: string): Promise<Company | null> {
    const rows: CompanyRow[] = await tx.query('select company_id, status, profile from company where network_id = $1 and company_id = $2', [
      networkId,
      companyId,
    ]);
    return rows[0] === undefined ? null : companyOf(rows[0]);
  }

  /** Until the commit nobody else changes this company, its rate card included. */
  async lock(tx: Transaction, networkId: string, companyId: string): Promise<Company | null> {
    const rows: CompanyRow[] = await tx.query(
      'select company_id, status, profile from company where network_id = $1 and company_id = $2 for update',
      [networkId, companyId],
    );
    return rows[0] === undefined ? null : companyOf(rows[0]);
  }

  async existing(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Set<string>> {
    const rows: { company_id: string }[] = await tx.query(
      'select company_id from company where network_id = $1 and company_id = any ($2::uuid[])',
      [networkId, companyIds],
    );
    return new Set(rows.map((row) => row.company_id));
  }

  async save(tx: Transaction, networkId: string, company: Company, now: Date): Promise<void> {
    await tx.query(
      `insert into company (network_id, company_id, status, kind, profile, registered_at, changed_at) values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (network_id, company_id) do update
         set status = excluded.status, kind = excluded.kind, profile = excluded.profile, changed_at = excluded.changed_at`,
      [networkId, company.companyId, company.status, company.profile.kind, JSON.stringify(company.profile), now],
    );
  }

  /** Claims ids for a company. @returns ids that another company has */
  async claimItems(tx: Transaction, networkId: string, companyId: string, items: readonly CompanyItem[]): Promise<Set<string>> {
    const sorted = [...items].sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
    await tx.query(
      `insert into company_item (network_id, company_id, item_id, kind) select $1, $2, * from unnest($3::uuid[], $4::text[])
       on conflict (network_id, item_id) do nothing`,
      [networkId, companyId, sorted.map(({ itemId }) => itemId), sorted.map(({ kind }) => kind)],
    );
    const rows: { item_id: string }[] = await tx.query(
      'select item_id from company_item where network_id = $1 and item_id = any ($2::uuid[]) and company_id <> $3',
      [networkId, sorted.map(({ itemId }) => itemId), companyId],
    );
    return new Set(rows.map((row) => row.item_id));
  }

  /**
   * @param of `all`: every company; otherwise active companies that are no customers, and the caller's own
   */
  async page(
    tx: Transaction,
    networkId: string,
    of: { all: boolean; ownCompanyId: string | null; status: string | null; kind: string | null; after: string | null; limit: number },
  ): Promise<Company[]> {
    const rows: CompanyRow[] = await tx.query(
      `select company_id, status, profile from company
       where network_id = $1 and ($2 or (status = 'active' and kind <> 'customer') or company_id = $3)
         and ($4::text is null or status = $4) and ($5::text is null or kind = $5) and ($6::uuid is null or company_id > $6)
       order by company_id limit $7`,
      [networkId, of.all, of.ownCompanyId, of.status, of.kind, of.after, of.limit],
    );
    return rows.map(companyOf);
  }
}

function companyOf(row: CompanyRow): Company {
  return { companyId: row.company_id, status: row.status, profile: row.profile };
}
