import { DomainError } from '@gewerk/kernel';
import { denied } from '@gewerk/platform-auth';
import type { UnitOfWork } from '@gewerk/platform-messaging';
import { Injectable } from '@nestjs/common';
import { MachineRepository } from '../../../machines/outbound/machine-repository.js';
import type { Shop } from '../../domain/shop.js';
import { machinesOf } from '../../domain/shop-rules.js';
import { ShopPlanRepository } from '../../outbound/shop-plan-repository.js';
import { RequestPlan } from '../request-plan/request-plan.js';

/** A firm says what its shop has to do (methods 7.1); the plan follows. What was stated before is replaced. */
@Injectable()
export class StateShop {
  constructor(
    private readonly machines: MachineRepository,
    private readonly plans: ShopPlanRepository,
    private readonly requestPlan: RequestPlan,
  ) {}

  /** @throws DomainError `capacity.machine-unknown` also for another company's machine */
  async execute(work: UnitOfWork, { companyId, shop }: { companyId: string; shop: Shop }): Promise<void> {
    await this.assertOwnMachines(work, companyId, [...machinesOf(shop)]);
    await this.plans.saveShop(work.tx, work.networkId, companyId, shop);
    await this.requestPlan.execute(work, [companyId], { because: 'shop-stated', networkOnly: false });
  }

  async assertOwnMachines(work: UnitOfWork, companyId: string, machineIds: readonly string[]): Promise<void> {
    const found = await this.machines.byIds(work.tx, work.networkId, machineIds);
    const own = (id: string): boolean => found.get(id)?.companyId === companyId && found.get(id)?.retired === false;
    const foreign = machineIds.filter((id) => !own(id));
    if (foreign.length === 0) return;
    const unknown = new DomainError(
      'unprocessable',
      'capacity.machine-unknown',
      'Your company has no such machine; list them under /machines.',
      [],
      { machineIds: foreign.slice(0, 20) },
    );
    throw foreign.some((id) => found.has(id)) ? denied(unknown) : unknown;
  }
}
