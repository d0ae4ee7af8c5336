import type { Transaction } from '@gewerk/platform-persistence';
import { Injectable } from '@nestjs/common';
import type { ShopPlan, ShopPlanning } from '../domain/plan.js';
import type { Delay, Outage, Shop } from '../domain/shop.js';

const COLUMNS = `company_id as "companyId", shop, outages, delays, asked, answered, asked_because as "askedBecause", plan, failure`;

/** The shops that firms plan here, and their plans; nobody but the firm itself is shown a row. */
@Injectable()
export class ShopPlanRepository {
  async find(tx: Transaction, networkId: string, companyId: string): Promise<ShopPlanning | null> {
    const rows: ShopPlanning[] = await tx.query(`select ${COLUMNS} from shop_plan where network_id = $1 and company_id = $2`, [
      networkId,
      companyId,
    ]);
    return rows[0] ?? null;
  }

  async lock(tx: Transaction, networkId: string, companyId: string): Promise<ShopPlanning | null> {
    const rows: ShopPlanning[] = await tx.query(`select ${COLUMNS} from shop_plan where network_id = $1 and company_id = $2 for update`, [
      networkId,
      companyId,
    ]);
    return rows[0] ?? null;
  }

  async saveShop(tx: Transaction, networkId: string, companyId: string, shop: Shop): Promise<void> {
    await tx.query(
      `insert into shop_plan (network_id, company_id, shop) values ($1, $2, $3)
       on conflict (network_id, company_id) do update set shop = excluded.shop`,
      [networkId, companyId, JSON.stringify(shop)],
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
   * @returns firms for which no request was open
   */
  async ask(tx: Transaction, networkId: string, companyIds: readonly string[], because: string): Promise<string[]> {
    const rows: { companyId: string; isIdle: boolean }[] = await tx.query(
      `select company_id as "companyId", asked = answered as "isIdle" from shop_plan
       where network_id = $1 and company_id = any ($2::uuid[]) order by company_id for update`,
      [networkId, companyIds],
    );
    await tx.query('update shop_plan set asked = asked + 1, asked_because = $3 where network_id = $1 and company_id = any ($2::uuid[])', [
      networkId,
      rows.map(({ companyId }) => companyId),
      because,
    ]);
    return rows.filter(({ isIdle }) => isIdle).map(({ companyId }) => companyId);
  }

  /** @param outcome of the request: the plan (null: there is nothing to do), or why there is none; then the plan before stays in place */
  async answer(
    tx: Transaction,
    networkId: string,
    companyId: string,
    outcome: { answered: number; plan: ShopPlan | null; failure: ShopPlanning['failure'] },
  ): Promise<void> {
    await tx.query(
      `update shop_plan set answered = $3, plan = case when $5::jsonb is null then $4::jsonb else plan end, failure = $5
       where network_id = $1 and company_id = $2 and answered < $3`,
      [
        networkId,
        companyId,
        outcome.answered,
        outcome.plan === null ? null : JSON.stringify(outcome.plan),
        outcome.failure === null ? null : JSON.stringify(outcome.failure),
      ],
    );
  }
}
