import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { ShopPlan, ShopPlanning } from '../domain/plan.js';
import type { Delay, Outage, Shop } from '../domain/shop.js';
import { type PackedPlan, packedPlan, unpackedPlan } from './packed-plan.js';

// The digest's column keeps its first name: an upgrade renames nothing.
const COLUMNS = `company_id as "companyId", shop, outages, delays, asked, answered, asked_because as "askedBecause",
  search_asked as "searchAsked", plan, failure, done_jobs as "doneJobs", house_digest as "shopFloorDigest",
  published_percent as "publishedPercent"`;

type PlanningRow = Omit<ShopPlanning, 'plan'> & { plan: PackedPlan | ShopPlan | null };
export type PlanState = Pick<ShopPlanning, 'asked' | 'answered' | 'failure' | 'plan'>;

export interface PlanOutcome {
  answered: number;
  /** Null: there is nothing to do. */
  plan: ShopPlan | null;
  /** Since the plan before. */
  jobsDone: readonly string[];
  shopFloorDigest: string;
}

/** The shops that firms plan here, and their plans; nobody but the firm itself is shown a row. */
@Injectable()
export class ShopPlanRepository {
  async find(tx: Transaction, networkId: string, companyId: string): Promise<ShopPlanning | null> {
    return planningOf(await tx.query(`select ${COLUMNS} from shop_plan where network_id = $1 and company_id = $2`, [networkId, companyId]));
  }

  async lock(tx: Transaction, networkId: string, companyId: string): Promise<ShopPlanning | null> {
    return planningOf(
      await tx.query(`select ${COLUMNS} from shop_plan where network_id = $1 and company_id = $2 for update`, [networkId, companyId]),
    );
  }

  /** What is shown of the plan, without the shop that it is made for. */
  async state(tx: Transaction, networkId: string, companyId: string): Promise<PlanState> {
    const rows: (Omit<PlanState, 'plan'> & Pick<PlanningRow, 'plan'>)[] = await tx.query(
      'select asked, answered, failure, plan from shop_plan where network_id = $1 and company_id = $2',
      [networkId, companyId],
    );
    const [row] = rows;
    return row === undefined ? { asked: 0, answered: 0, failure: null, plan: null } : { ...row, plan: unpackedPlan(row.plan) };
  }

  async requests(tx: Transaction, networkId: string, companyId: string): Promise<{ asked: number; answered: number }> {
    const rows: { asked: number; answered: number }[] = await tx.query(
      'select asked, answered from shop_plan where network_id = $1 and company_id = $2',
      [networkId, companyId],
    );
    return rows[0] ?? { asked: 0, answered: 0 };
  }

  /** Of these firms, those that publish what their plan leaves free, and how much of it in percent. */
  async publishing(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Map<string, number>> {
    const rows: { companyId: string; percent: number }[] = await tx.query(
      `select company_id as "companyId", published_percent as percent from shop_plan
       where network_id = $1 and company_id = any ($2::uuid[]) and published_percent is not null`,
      [networkId, companyIds],
    );
    return new Map(rows.map(({ companyId, percent }) => [companyId, percent]));
  }

  /** Of these firms, those that plan here, with the shop floor that their last plan was made for. */
  async planning(tx: Transaction, networkId: string, companyIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { companyId: string; shopFloorDigest: string }[] = await tx.query(
      'select company_id as "companyId", house_digest as "shopFloorDigest" from shop_plan where network_id = $1 and company_id = any ($2::uuid[])',
      [networkId, companyIds],
    );
    return new Map(rows.map(({ companyId, shopFloorDigest }) => [companyId, shopFloorDigest]));
  }

  async saveShop(tx: Transaction, networkId: string, companyId: string, shop: Shop): Promise<void> {
    await tx.query(
      `insert into shop_plan (network_id, company_id, shop) values ($1, $2, $3)
       on conflict (network_id, company_id) do update set shop = excluded.shop,
         done_jobs = coalesce((
           select jsonb_agg(done) from jsonb_array_elements(shop_plan.done_jobs) done
           where done in (select job -> 'jobId' from jsonb_array_elements(excluded.shop -> 'jobs') job)), '[]')`,
      [networkId, companyId, JSON.stringify(shop)],
    );
  }

  async saveDoneJobs(tx: Transaction, networkId: string, companyId: string, doneJobs: readonly string[]): Promise<void> {
    await tx.query('update shop_plan set done_jobs = $3 where network_id = $1 and company_id = $2', [
      networkId,
      companyId,
      JSON.stringify(doneJobs),
    ]);
  }

  /** A firm that did not state a shop has one without jobs from here on. */
  async savePublishedPercent(tx: Transaction, networkId: string, companyId: string, percent: number | null): Promise<void> {
    await tx.query(
      `insert into shop_plan (network_id, company_id, shop, published_percent) values ($1, $2, '{"jobs": []}', $3)
       on conflict (network_id, company_id) do update set published_percent = excluded.published_percent`,
      [networkId, companyId, percent],
    );
  }

  async saveEvents(
    tx: Transaction,
    networkId: string,
    companyId: string,
    { outages, delays }: { outages: readonly Outage[]; delays: readonly Delay[] },
  ): Promise<void> {
    await tx.query('update shop_plan set outages = $3, delays = $4 where network_id = $1 and company_id = $2', [
      networkId,
      companyId,
      JSON.stringify(outages),
      JSON.stringify(delays),
    ]);
  }

  /**
   * Notes that these firms' plans are to be made anew; firms that do not plan here are passed over.
   * @param reason with `networkOnly` where nothing but the network's work changed
   * @returns firms for which no request was open
   */
  async ask(
    tx: Transaction,
    networkId: string,
    companyIds: readonly string[],
    { because, networkOnly }: { because: string; networkOnly: boolean },
  ): Promise<string[]> {
    const rows: { companyId: string; isIdle: boolean }[] = await tx.query(
      `select company_id as "companyId", asked = answered as "isIdle" from shop_plan
       where network_id = $1 and company_id = any ($2::uuid[]) order by company_id for update`,
      [networkId, companyIds],
    );
    if (rows.length === 0) return [];
    await tx.query(
      `update shop_plan set asked = asked + 1, asked_because = $3, search_asked = case when $4 then search_asked else asked + 1 end
       where network_id = $1 and company_id = any ($2::uuid[])`,
      [networkId, rows.map(({ companyId }) => companyId), because, networkOnly],
    );
    return rows.filter(({ isIdle }) => isIdle).map(({ companyId }) => companyId);
  }

  /** @returns requests so far; null where the answer is older than the one that stands */
  async answer(tx: Transaction, networkId: string, companyId: string, outcome: PlanOutcome): Promise<number | null> {
    const plan = outcome.plan === null ? null : JSON.stringify(packedPlan(outcome.plan));
    const [rows]: [{ asked: number }[], number] = await tx.query(
      `update shop_plan set answered = $3, plan = $4, failure = null, done_jobs = done_jobs || $5::jsonb, house_digest = $6
       where network_id = $1 and company_id = $2 and answered < $3 returning asked`,
      [networkId, companyId, outcome.answered, plan, JSON.stringify(outcome.jobsDone), outcome.shopFloorDigest],
    );
    return rows[0]?.asked ?? null;
  }

  /** Answers all requests so far with why they could not be planned; the plan before stays in place. */
  async refuse(tx: Transaction, networkId: string, companyId: string, failure: { code: string; detail: string }): Promise<void> {
    await tx.query(
      'update shop_plan set answered = asked, failure = $3, search_asked = asked + 1 where network_id = $1 and company_id = $2 and answered < asked',
      [networkId, companyId, JSON.stringify(failure)],
    );
  }
}

function planningOf(rows: PlanningRow[]): ShopPlanning | null {
  const [row] = rows;
  return row === undefined ? null : { ...row, plan: unpackedPlan(row.plan) };
}
