import { Tasks } from '@gewerk/platform-compute';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';

export const PLAN_SHOP = 'plan-shop';

/** Something changed for firms that plan their shop here: one task each, however many changes come before it is worked on. */
@Injectable()
export class RequestPlan {
  constructor(
    private readonly plans: ShopPlanRepository,
    private readonly tasks: Tasks,
  ) {}

  /** @param reason with `networkOnly` where nothing but the network's work changed: often no search is needed then */
  async execute(work: UnitOfWork, companyIds: readonly string[], reason: { because: string; networkOnly: boolean }): Promise<void> {
    if (companyIds.length === 0) return;
    const idle = await this.plans.ask(work.tx, work.networkId, [...new Set(companyIds)], reason);
    for (const companyId of idle) await this.tasks.enqueue(work, { kind: PLAN_SHOP, subject: companyId });
  }
}
