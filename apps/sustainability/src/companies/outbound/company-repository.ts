import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { Company, MachineEnergy } from '../domain/company.js';
import type { CompanyScore } from '../domain/company-score.js';
import type { IndicatorValue, SourceClass } from '../domain/indicators.js';

export interface StatedIndicator extends IndicatorValue {
  /** Calendar year of the figure. */
  readonly period: string;
  readonly statedAt: Date;
}

export interface StoredScore extends CompanyScore {
  readonly scoredAt: Date;
}

interface ScoreRow {
  company_id: string;
  ecological: number | null;
  economic: number | null;
  social: number | null;
  total: number | null;
  confidence: number;
  indicators: { code: string; score: number }[];
  missing_cells: string[];
  scored_at: Date;
}

@Injectable()
export class CompanyRepository {
  async save(tx: Transaction, networkId: string, company: Company): Promise<void> {
    await tx.query(
      `insert into company values ($1, $2, $3, $4, $5)
       on conflict (network_id, company_id) do update set name = excluded.name, machines = excluded.machines, standards = excluded.standards`,
      [networkId, company.companyId, company.name, JSON.stringify(company.machines), company.standards],
    );
  }

  /**
   * Companies of a proposal, in a transaction that whoever brings a missing one waits for: otherwise each could overlook the
   * other. Those that the registry has not told of yet are left out.
   */
  async claim(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Company[]> {
    await tx.query(
      `insert into company (network_id, company_id) select $1, id from unnest($2::uuid[]) as id order by id on conflict do nothing`,
      [networkId, companyIds],
    );
    const rows: { company_id: string; name: string; machines: Record<string, MachineEnergy>; standards: string[] }[] = await tx.query(
      'select company_id, name, machines, standards from company where network_id = $1 and company_id = any ($2) and name is not null',
      [networkId, companyIds],
    );
    return rows.map((row) => ({ companyId: row.company_id, name: row.name, machines: row.machines, standards: row.standards }));
  }

  /** Locked, so that two causes of a new score follow each other; null where the registry has not told of the company. */
  async lock(tx: Transaction, networkId: string, companyId: string): Promise<{ name: string; standards: string[] } | null> {
    const [row] = (await tx.query(
      'select name, standards from company where network_id = $1 and company_id = $2 and name is not null for update',
      [networkId, companyId],
    )) as { name: string; standards: string[] }[];
    return row ?? null;
  }

  async name(tx: Transaction, networkId: string, companyId: string): Promise<string | null> {
    const [row] = (await tx.query('select name from company where network_id = $1 and company_id = $2', [networkId, companyId])) as {
      name: string | null;
    }[];
    return row?.name ?? null;
  }

  /** Replaces all that was stated before. */
  async replaceIndicators(tx: Transaction, networkId: string, companyId: string, stated: readonly StatedIndicator[], by: string): Promise<void> {
    await tx.query('delete from company_indicator where network_id = $1 and company_id = $2', [networkId, companyId]);
    for (const { code, value, source, period, statedAt } of stated) {
      await tx.query('insert into company_indicator values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        networkId,
        companyId,
        code,
        value,
        source,
        period,
        by,
        statedAt,
      ]);
    }
  }

  async indicators(tx: Transaction, networkId: string, companyId: string): Promise<StatedIndicator[]> {
    const rows: { code: string; value: number; source: SourceClass; period: string; stated_at: Date }[] = await tx.query(
      'select code, value, source, period, stated_at from company_indicator where network_id = $1 and company_id = $2 order by code',
      [networkId, companyId],
    );
    return rows.map(({ stated_at: statedAt, ...row }) => ({ ...row, statedAt }));
  }

  /** @returns false where the score has the same content already */
  async saveScore(tx: Transaction, networkId: string, companyId: string, score: CompanyScore, digest: string, at: Date): Promise<boolean> {
    const written: unknown[] = await tx.query(
      `insert into company_score values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (network_id, company_id) do update set ecological = excluded.ecological, economic = excluded.economic,
         social = excluded.social, total = excluded.total, confidence = excluded.confidence, indicators = excluded.indicators,
         missing_cells = excluded.missing_cells, content_digest = excluded.content_digest, scored_at = excluded.scored_at
       where company_score.content_digest <> excluded.content_digest
       returning company_id`,
      [
        networkId,
        companyId,
        score.ecological,
        score.economic,
        score.social,
        score.total,
        score.confidence,
        JSON.stringify(score.indicators),
        score.missingCells,
        digest,
        at,
      ],
    );
    return written.length > 0;
  }

  async scores(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Map<string, StoredScore>> {
    const rows: ScoreRow[] = await tx.query('select * from company_score where network_id = $1 and company_id = any ($2)', [
      networkId,
      companyIds,
    ]);
    return new Map(
      rows.map(({ company_id: id, missing_cells: missingCells, scored_at: scoredAt, ...row }) => [id, { ...row, missingCells, scoredAt }]),
    );
  }
}
