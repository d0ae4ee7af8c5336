import { Deadlines } from '@gewerk/platform-deadlines';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { FREE_HOURS_DUE } from '../publish-free-hours/publish-free-hours.js';
import { RequestPlan } from '../request-plan/request-plan.js';

/**
 * A firm chooses what the network is told of its hours: a share of what its plan leaves free, or what its own system reports. On the
 * way back the hours stay as the plan left them until the next report.
 */
@Injectable()
export class ChoosePublishedShare {
  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly requestPlan: RequestPlan,
    private readonly deadlines: Deadlines,
  ) {}

  async execute(work: UnitOfWork, { companyId, percent }: { companyId: string; percent: number | null }): Promise<void> {
    const { tx, networkId } = work;
    const before = (await this.plans.publishing(tx, networkId, [companyId])).get(companyId) ?? null;
    if (before === percent) return;
    await this.plans.savePublishedPercent(tx, networkId, companyId, percent);
    if (percent === null) await this.deadlines.clear(work, FREE_HOURS_DUE, companyId);
    await this.requestPlan.execute(work, [companyId], { because: 'share-chosen', networkOnly: false });
  }
}
