import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { CompanyScore } from '../domain/three-pillars.js';

export interface StoredScore {
  companyId: string;
  year: number;
  values: Record<string, number>;
  score: CompanyScore;
  reportedAt: Date;
}

@Injectable()
export class CompanyRepository {
  async saveCountry(tx: Transaction, networkId: string, companyId: string, country: string): Promise<void> {
    await tx.query(
      'insert into company_country values ($1, $2, $3) on conflict (network_id, company_id) do update set country = excluded.country',
      [networkId, companyId, country],
    );
  }

  async countries(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { company_id: string; country: string }[] = await tx.query(
      'select company_id, country from company_country where network_id = $1 and company_id = any ($2::uuid[])',
      [networkId, companyIds],
    );
    return new Map(rows.map((row) => [row.company_id, row.country]));
  }

  async saveScore(tx: Transaction, networkId: string, stored: StoredScore): Promise<void> {
    await tx.query(
      `insert into company_score values ($1, $2, $3, $4, $5, $6)
       on conflict (network_id, company_id) do update
         set year = excluded.year, indicator_values = excluded.indicator_values, score = excluded.score, reported_at = excluded.reported_at`,
      [networkId, stored.companyId, stored.year, JSON.stringify(stored.values), JSON.stringify(stored.score), stored.reportedAt],
    );
  }

  async scores(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Map<string, StoredScore>> {
    const rows: StoredScore[] = await tx.query(
      `select company_id as "companyId", year, indicator_values as values, score, reported_at as "reportedAt"
       from company_score where network_id = $1 and company_id = any ($2::uuid[])`,
      [networkId, companyIds],
    );
    return new Map(rows.map((row) => [row.companyId, row]));
  }
}
