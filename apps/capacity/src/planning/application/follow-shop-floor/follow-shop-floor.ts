import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import { shopFloorDigest } from '../../domain/shop-floor.js';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { RequestPlan } from '../request-plan/request-plan.js';

/** A machine that came or was withdrawn, other shifts or holidays make the plan anew; whatever else a company changes does not. */
@Injectable()
export class FollowShopFloor {
  constructor(
    private readonly machines: MachineRepository,
    private readonly plans: ShopPlanRepository,
    private readonly requestPlan: RequestPlan,
  ) {}

  /** @param events of one network, already taken over */
  async execute(events: readonly { work: UnitOfWork; data: { companyId: string } }[]): Promise<void> {
    const [first] = events;
    if (first === undefined) return;
    const { work } = first;
    const { tx, networkId } = work;
    const companyIds = [...new Set(events.map(({ data }) => data.companyId))];
    const planning = await this.plans.planning(tx, networkId, companyIds);
    const changed: string[] = [];
    for (const [companyId, digest] of planning) {
      const machines = await this.machines.active(tx, networkId, companyId);
      if (shopFloorDigest(machines, await this.machines.siteHours(tx, networkId, companyId)) !== digest) changed.push(companyId);
    }
    await this.requestPlan.execute(work, changed, { because: 'shop-floor-changed', networkOnly: false });
  }
}
