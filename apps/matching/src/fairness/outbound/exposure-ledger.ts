import type { ExposureLedger as EngineLedger } from '@gewerk/engine-matching';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import type { ExposureAccount, MonthOfExposure, ShownPlace } from '../domain/exposure.js';

/** One operation whose ranking was shown. */
export interface ShownRanking {
  readonly operationId: string;
  readonly decisionId: string;
  readonly shownAt: string;
  readonly places: readonly ShownPlace[];
}

/** Who was shown where, in one network over time: entries are written once, accounts are their sums (methods 3.11). */
@Injectable()
export class ExposureLedger {
  /** Books each operation of an order version once: asking again shows the same order, it is no further exposure. */
  async book(
    work: UnitOfWork,
    { orderId, orderVersion }: { readonly orderId: string; readonly orderVersion: number },
    rankings: readonly ShownRanking[],
  ): Promise<void> {
    const rows = rankings.flatMap(({ places, ...ranking }) => places.map((place) => ({ ...ranking, ...place })));
    if (rows.length === 0) return;
    await work.tx.query(
      `with booked as (
         insert into exposure_entry (network_id, order_id, order_version, operation_id, company_id, decision_id, shown_at, place, target, real)
         select $1, $2, $3, * from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::timestamptz[], $8::integer[], $9::double precision[],
           $10::double precision[])
         on conflict do nothing returning company_id, target, real)
       insert into exposure_account as account (network_id, company_id, rankings, target, real)
       select $1, company_id, count(*), sum(target), sum(real) from booked group by company_id order by company_id
       on conflict (network_id, company_id) do update set rankings = account.rankings + excluded.rankings,
         target = account.target + excluded.target, real = account.real + excluded.real`,
      [
        ...[work.networkId, orderId, orderVersion],
        ...(['operationId', 'companyId', 'decisionId', 'shownAt', 'place', 'target', 'real'] as const).map((key) =>
          rows.map((row) => row[key]),
        ),
      ],
    );
  }

  /** Of these firms, without what the order itself was booked with; a firm without an account was never eligible. */
  async of(work: UnitOfWork, companyIds: readonly string[], exceptOrderId: string): Promise<EngineLedger> {
    const rows: { company_id: string; target: number; real: number }[] = await work.tx.query(
      `select account.company_id, account.target - coalesce(own.target, 0) as target, account.real - coalesce(own.real, 0) as real
       from exposure_account account left join lateral (
         select sum(target) as target, sum(real) as real, count(*) as rankings from exposure_entry entry
         where entry.network_id = $1 and entry.order_id = $3 and entry.company_id = account.company_id) own on true
       where account.network_id = $1 and account.company_id = any ($2::uuid[]) and account.rankings > coalesce(own.rankings, 0)
       order by account.company_id`,
      [work.networkId, companyIds, exceptOrderId],
    );
    return Object.fromEntries(rows.map(({ company_id, target, real }) => [company_id, { target: rounded(target), real: rounded(real) }]));
  }

  async accounts(work: UnitOfWork): Promise<ExposureAccount[]> {
    return work.tx.query(
      'select company_id as "companyId", rankings, target, real from exposure_account where network_id = $1 order by company_id',
      [work.networkId],
    );
  }

  async account(work: UnitOfWork, companyId: string): Promise<ExposureAccount | null> {
    const rows: ExposureAccount[] = await work.tx.query(
      'select company_id as "companyId", rankings, target, real from exposure_account where network_id = $1 and company_id = $2',
      [work.networkId, companyId],
    );
    return rows[0] ?? null;
  }

  /** Newest month first. */
  async monthsOf(work: UnitOfWork, companyId: string, limit: number): Promise<MonthOfExposure[]> {
    return work.tx.query(
      `select to_char(shown_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::integer as rankings, sum(target) as target,
         sum(real) as real, min(place) as "bestPlace"
       from exposure_entry where network_id = $1 and company_id = $2 group by 1 order by 1 desc limit $3`,
      [work.networkId, companyId, limit],
    );
  }
}

/** Sums of floats hang on their order in the last digits; twelve decimals do not. */
function rounded(value: number): number {
  return Math.max(0, Math.round(value * 1e12) / 1e12);
}
