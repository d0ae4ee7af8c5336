import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { type PlacementResult, type Trail, trailsOf } from '../domain/placement.js';

/** Older results weigh less than 0.8^60, a millionth. */
const RESULTS_REMEMBERED = 60;

/** Results of operations by company and process, from which pheromone follows; one result for each decision, corrected where facts come late. */
@Injectable()
export class PlacementPheromones {
  async learn(
    work: UnitOfWork,
    results: readonly { readonly decisionId: string; readonly companyId: string; readonly quality: number; readonly observedAt: string }[],
  ): Promise<void> {
    for (const { decisionId, companyId, quality, observedAt } of results) {
      await work.tx.query(
        `insert into placement_result (network_id, decision_id, company_id, process, quality, observed_at)
           select network_id, id, $3, process, $4, $5 from ranking_decision where network_id = $1 and id = $2
         on conflict (network_id, decision_id) do update
           set company_id = excluded.company_id, quality = excluded.quality, observed_at = excluded.observed_at`,
        [work.networkId, decisionId, companyId, quality, observedAt],
      );
    }
  }

  /** Of all companies that have results in these processes; null: in any. */
  async of(work: UnitOfWork, processes: readonly string[] | null): Promise<Trail[]> {
    const rows: PlacementResult[] = await work.tx.query(
      `select company_id as "companyId", process, quality from (
         select *, row_number() over (partition by process, company_id order by observed_at desc, decision_id desc) as latest
         from placement_result where network_id = $1 and ($2::text[] is null or process = any ($2::text[]))) remembered
       where latest <= $3 order by observed_at, decision_id`,
      [work.networkId, processes, RESULTS_REMEMBERED],
    );
    return trailsOf(rows);
  }
}
